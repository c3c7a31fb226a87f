"""What flags look at, frozen, and what they say: a doubt with its evidence and never a verdict."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar

from caseflow.domain.case import Case
from caseflow.domain.case.parts import VISIT
from caseflow.domain.dwell import Course
from caseflow.domain.errors import Fact
from caseflow.domain.event import Event
from caseflow.domain.prints import Prints
from caseflow.domain.rulebook import Rulebook

_T = TypeVar("_T")
PAPERS = frozenset(
    {"document", "proof_of_use", "completion_report", "monitoring_report", "investigation_record"}
)
"""Kinds of evidence that are papers: what they say of their date is somebody's word."""
BEFORE, AFTER = "before_photo", "after_photo"


@dataclass(frozen=True, slots=True)
class Proof:
    """Evidence a flag names: an event of a case (`n` counts in its stream), with the number of the file it brought."""

    case: str
    n: int
    file: int | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """One doubt about a case, by its code. `facts` are what its sentence names, `who` the people it is about.

    Each code has words for what is seen, and for what may rightly explain it.
    """

    code: str
    case: str
    proofs: tuple[Proof, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A piece of evidence as it was shown: `claimed` is the day it bears, `at` the server's instant.

    `print` is the perceptual hash of a photo as hex digits, None where none was computed; `taken` when the photo itself
    says it was taken.
    """

    case: str
    n: int
    id: int
    digest: str
    kind: str
    by: str
    day: date
    at: datetime
    claimed: date | None = None
    point: int | None = None
    withdrawn: bool = False
    print: str | None = None
    taken: datetime | None = None

    @property
    def proof(self) -> Proof:
        """The file as flags name it."""
        return Proof(self.case, self.n, self.id)

    @property
    def is_paper(self) -> bool:
        """Whether it is a paper, not a photo or a form of ours."""
        return self.kind in PAPERS


@dataclass(frozen=True, slots=True)
class Around:
    """What flags that look beyond one case may see: files by digest, photos, later petitions, signatures by person.

    `hours` is False in a demonstration city, whose hours of the day are made up.
    """

    files: Mapping[str, tuple[File, ...]] = field(default_factory=dict)
    later: Mapping[str, tuple[Case, ...]] = field(default_factory=dict)
    signed: Mapping[str, tuple[tuple[datetime, str, int], ...]] = field(default_factory=dict)
    hours: bool = True
    photos: Prints[File] = field(default_factory=Prints)


@dataclass(frozen=True, slots=True)
class Facts:
    """A case's course with its files, as of the end of `day`; `upstream` is the day of what its papers carry out.

    `arrived` is the first day of the inspection team, None where it is not on record; `words` are texts by digest.
    """

    course: Course
    files: tuple[File, ...]
    around: Around
    rules: Rulebook
    day: date
    upstream: date | None = None
    arrived: date | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        """The case as it stands at the end of the day."""
        return self.course.case

    def events(self, *types: str) -> Iterator[Event]:
        """The case's events of these types, oldest first."""
        return (event for event in self.course.events if event.type in types)

    def number(self, key: str) -> int:
        """A threshold of the rulebook."""
        return self.rules.number(f"flag.{key}")

    def flag(self, code: str, *proofs: Proof, who: tuple[str, ...] = (), **facts: Fact) -> Flag:
        """A doubt about this case."""
        return Flag(code, self.case.key, proofs, facts, who)

    def proof(self, event: Event) -> Proof:
        """An event of this case as flags name it."""
        return Proof(self.case.key, event.n)


Rule = Callable[[Facts], Iterator[Flag]]


def files_of(course: Course) -> tuple[File, ...]:
    """The evidence of a case as its events brought it; what visitors took themselves is no unit's word."""
    added = [event for event in course.events if event.type == "add_evidence"]
    return tuple(
        _file(course.case, event, number)
        for number, event in enumerate(added, 1)
        if event.data["kind"] != VISIT
    )


def instant(event: Event) -> datetime:
    """When the server took the event."""
    return datetime.fromisoformat(event.at or f"{event.day}T00:00:00+00:00")


def in_one_go(items: list[_T], at: Callable[[_T], datetime], minutes: int) -> list[_T]:
    """The most of these that came within so many minutes; they are in the order of time."""
    best: list[_T] = []
    first = 0
    for last, item in enumerate(items):
        while at(item) - at(items[first]) > timedelta(minutes=minutes):
            first += 1
        if last - first + 1 > len(best):
            best = items[first : last + 1]
    return best


def _file(case: Case, event: Event, number: int) -> File:
    data = event.data
    withdrawn = next((one.withdrawn for one in case.evidence if one.id == number), False)
    return File(
        case=case.key,
        n=event.n,
        id=number,
        digest=data["digest"],
        kind=data["kind"],
        by=event.actor,
        day=event.day,
        at=instant(event),
        claimed=date.fromisoformat(event.occurred_at[:10]) if event.occurred_at else None,
        point=data.get("point"),
        withdrawn=withdrawn,
        print=data.get("print"),
    )
