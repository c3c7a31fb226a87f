"""What people did in the demonstration, as acts: on a day, at a stage of it, by the holder of a post."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from caseflow.domain.terms import Office
from caseflow.services.work import Work


class Stage(IntEnum):
    """The order of one day's acts, so that what needs another comes after it."""

    OPEN = 0
    FILE = 1
    ASSIGN = 2
    ACCEPT = 3
    DECIDE = 4
    FIND = 5
    CONFIRM_LOCALLY = 6
    CONFIRM = 7
    FEED_BACK = 8
    PROVE = 9
    REPORT = 10
    REVIEW = 11
    SELF_CHECK = 12
    APPLY = 13
    JUDGE = 14
    DRAFT = 15
    RELEASE = 16
    PUBLISH = 17
    OBJECT = 18
    SIGN_PARTY = 19
    SIGN_GOVERNMENT = 20
    FOLLOW = 21


@dataclass(frozen=True, slots=True)
class Post:
    """Whoever holds an office in a unit on the day; `second` is the coordinator's second person."""

    office: Office
    unit: str
    second: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """One act through one service; `case` only orders acts of the same stage."""

    day: date
    stage: Stage
    post: Post
    case: str
    do: Callable[[Work], object]


def officer(unit: str) -> Post:
    """The officer of a unit."""
    return Post(Office.OFFICER, unit)


COORDINATOR = Post(Office.COORDINATOR, "zgb")
COLLEAGUE = Post(Office.COORDINATOR, "zgb", second=True)
