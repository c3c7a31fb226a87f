"""A referral (线索移送): from the proposal in the office to what the discipline office lets it know of the result.

It leaves nothing in a case. Its events lie in the discipline log, what they say is sealed; here they come opened.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from caseflow.domain.event import Event, day_of
from caseflow.domain.handling import NOT_BEGUN, Handling, Level, Rank, Result, concluded, disposed


class Origin(StrEnum):
    """Where it comes from: a case, a paper of the ladder, an objection, a look-back."""

    CASE = "case"
    WARNING = "warning"
    OBJECTION = "objection"
    LOOK_BACK = "look_back"


class Status(StrEnum):
    """Where a referral stands."""

    PROPOSED = "proposed"
    SENT_BACK = "sent_back"
    DROPPED = "dropped"
    ISSUED = "issued"
    REFUSED = "refused"
    RECEIVED = "received"
    CONCLUDED = "concluded"
    FED_BACK = "fed_back"


ADDRESSED = frozenset({Status.ISSUED, Status.REFUSED, Status.RECEIVED, Status.CONCLUDED, Status.FED_BACK})
"""The discipline office to which it is addressed knows of it."""


@dataclass(frozen=True, slots=True)
class Concerned:
    """A person it speaks of."""

    rank: Rank
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A file it cites: the SHA-256 of its bytes, its number among the files of the case, its name and day there."""

    digest: str
    id: int
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class Matter:
    """What it is about. `receiver` names a discipline office that does not work in this system."""

    origin: Origin
    case: str
    units: tuple[str, ...]
    people: tuple[Concerned, ...]
    rank: Rank
    proofs: tuple[Proof, ...] = ()
    receiver: str = ""

    def as_data(self) -> dict[str, Any]:
        """As an event carries it, before it is sealed."""
        return {
            "origin": self.origin.value,
            "case": self.case,
            "units": list(self.units),
            "people": [[one.rank.value, one.name, one.post] for one in self.people],
            "rank": self.rank.value,
            "proofs": [[one.digest, one.id, one.name, one.on.isoformat()] for one in self.proofs],
            "receiver": self.receiver,
        }


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter as it went out: to a unit of this system, or to an office named in words."""

    number: str
    on: date
    by: str
    level: Level
    unit: str | None
    to: str
    limit: date | None


@dataclass(frozen=True, slots=True)
class Referral:
    """One referral. `unit` is the office that refers; `by_hand` that its receipt came on paper."""

    name: str
    unit: str
    by: str
    on: date
    matter: Matter
    status: Status = Status.PROPOSED
    letter: Letter | None = None
    received_on: date | None = None
    received_by: str = ""
    by_hand: bool = False
    handling: Handling = NOT_BEGUN
    result: Result | None = None
    fed_back_on: date | None = None
    events: int = 0

    @property
    def stream(self) -> str:
        """The name of the stream that holds its events."""
        return f"referral/{self.name}"

    @property
    def limit(self) -> date | None:
        """By when the discipline office does its next step; None where nothing is awaited of it."""
        if self.status is Status.ISSUED and self.letter:
            return self.letter.limit
        return self.handling.limit if self.status in (Status.RECEIVED, Status.CONCLUDED) else None


def matter_of(data: Any) -> Matter:
    """What an opened event says it is about."""
    return Matter(
        Origin(data["origin"]),
        data["case"],
        tuple(data["units"]),
        tuple(Concerned(Rank(rank), name, post) for rank, name, post in data["people"]),
        Rank(data["rank"]),
        tuple(Proof(digest, id_, name, date.fromisoformat(on)) for digest, id_, name, on in data["proofs"]),
        data["receiver"],
    )


def _propose(_: Referral | None, event: Event) -> Referral:
    unit = event.office.partition("/")[2]
    name = event.stream.removeprefix("referral/")
    return Referral(name, unit, event.actor, event.day, matter_of(event.data))


def _revise(one: Referral, event: Event) -> Referral:
    _require(one, Status.PROPOSED, Status.SENT_BACK, Status.REFUSED)
    return replace(one, status=Status.PROPOSED, matter=matter_of(event.data), letter=None)


def _send_back(one: Referral, _: Event) -> Referral:
    _require(one, Status.PROPOSED)
    return replace(one, status=Status.SENT_BACK)


def _drop(one: Referral, _: Event) -> Referral:
    _require(one, Status.PROPOSED, Status.SENT_BACK, Status.REFUSED)
    return replace(one, status=Status.DROPPED)


def _issue(one: Referral, event: Event) -> Referral:
    _require(one, Status.PROPOSED)
    if event.actor == one.by:
        raise ValueError("whoever proposed it does not issue it")
    data = event.data
    letter = Letter(
        data["number"],
        event.day,
        event.actor,
        Level(data["level"]),
        data["unit"],
        data["to"],
        day_of(data, "limit"),
    )
    return replace(one, status=Status.ISSUED, letter=letter)


def _receive(one: Referral, event: Event) -> Referral:
    _require(one, Status.ISSUED)
    data = event.data
    return replace(
        one,
        status=Status.RECEIVED,
        received_on=day_of(data, "on") or event.day,
        received_by=data.get("by") or event.actor,
        by_hand=bool(data.get("by")),
        handling=Handling(limit=day_of(data, "limit")),
    )


def _refuse(one: Referral, _: Event) -> Referral:
    _require(one, Status.ISSUED)
    return replace(one, status=Status.REFUSED)


def _dispose(one: Referral, event: Event) -> Referral:
    _require(one, Status.RECEIVED)
    return replace(one, handling=disposed(one.handling, event))


def _conclude(one: Referral, event: Event) -> Referral:
    _require(one, Status.RECEIVED)
    return replace(one, status=Status.CONCLUDED, handling=concluded(one.handling, event))


def _feed_back(one: Referral, event: Event) -> Referral:
    _require(one, Status.RECEIVED if one.by_hand else Status.CONCLUDED)
    on = day_of(event.data, "on") or event.day
    return replace(one, status=Status.FED_BACK, result=Result(event.data["result"]), fed_back_on=on)


def _require(one: Referral, *wanted: Status) -> None:
    if one.status not in wanted:
        raise ValueError(f"{one.stream} is {one.status}")


HANDLERS: dict[str, Callable[[Any, Event], Referral]] = {
    "propose_referral": _propose,
    "revise_referral": _revise,
    "send_back_referral": _send_back,
    "drop_referral": _drop,
    "issue_referral": _issue,
    "receive_referral": _receive,
    "refuse_referral": _refuse,
    "dispose_referral": _dispose,
    "conclude_referral": _conclude,
    "feed_back_referral": _feed_back,
}


def apply(one: Referral | None, event: Event) -> Referral:
    """The referral after one more event. Raises KeyError for a type nobody folds, ValueError out of turn."""
    if (one is None) is not (event.type == "propose_referral"):
        raise ValueError(f"{event.stream} cannot {event.type}")
    return replace(HANDLERS[event.type](one, event), events=event.n + 1)


def fold(events: Iterable[Event]) -> Referral | None:
    """The referral all these events make, in order; None for no events."""
    one: Referral | None = None
    for event in events:
        one = apply(one, event)
    return one
