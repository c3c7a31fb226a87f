"""What discipline inspectors do with a referral or a clue of their own: the way of disposal, its clock, its end."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from caseflow.domain.event import Event, day_of


class Rank(StrEnum):
    """Of whom a referral speaks, lowest first: 乡科级, 县处级, 厅局级. The highest decides who receives it."""

    SECTION = "section"
    DIVISION = "division"
    BUREAU = "bureau"


class Level(StrEnum):
    """Whose discipline office it is."""

    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"


class Way(StrEnum):
    """The four ways of disposal: 谈话函询, 初步核实, 暂存待查, 予以了结."""

    TALK = "talk"
    VERIFY = "verify"
    HOLD = "hold"
    CLOSE = "close"


class Result(StrEnum):
    """All that the office is ever told of what came of it."""

    UNFOUNDED = "unfounded"
    NOT_PURSUED = "not_pursued"
    ADMONISHED = "admonished"
    ORGANISATIONAL = "organisational"
    DISCIPLINED = "disciplined"
    PROSECUTED = "prosecuted"


@dataclass(frozen=True, slots=True)
class Handling:
    """How far the inspectors are: the way now taken, since and until when, and the day it ended."""

    way: Way | None = None
    since: date | None = None
    limit: date | None = None
    concluded_on: date | None = None


NOT_BEGUN = Handling()


def disposed(handling: Handling, event: Event) -> Handling:
    """Another way is taken while nothing is concluded. Raises ValueError otherwise."""
    if handling.concluded_on:
        raise ValueError("it was concluded")
    return replace(handling, way=Way(event.data["way"]), since=event.day, limit=day_of(event.data, "limit"))


def concluded(handling: Handling, event: Event) -> Handling:
    """The way taken has come to its end. Raises ValueError where none was taken, or while it is kept in store."""
    if handling.concluded_on or handling.way in (None, Way.HOLD):
        raise ValueError("nothing to conclude")
    return replace(handling, concluded_on=event.day, limit=day_of(event.data, "limit"))


def highest(ranks: list[Rank]) -> Rank:
    """The highest of some ranks. Raises ValueError for none."""
    return max(ranks, key=list(Rank).index)
