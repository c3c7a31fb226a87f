"""The register of issued papers (发文登记簿): of each kind and year a row of numbers without a gap.

A number once given is never given again: a paper withdrawn keeps it, marked void (作废).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from caseflow.domain.event import Event


class PaperKind(StrEnum):
    """The kinds of paper that bear a number of their own. Those of the ladder go by the code of their rung."""

    REMINDER = "reminder"
    WARNING = "warning"
    SUPERVISION = "supervision"
    CIRCULAR = "circular"
    INTERVIEW = "interview"
    SPECIAL_INSPECTION = "special_inspection"
    MINUTES = "minutes"
    COMMENDATION = "commendation"
    REFERRAL = "referral"


OF_REFERRALS = "referral_register/"
"""How the streams of the one register begin that lies in the discipline log."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One number: under which word (机关代字), when, by whom, for which stream's how many-th paper, to which unit."""

    number: int
    word: str
    on: date
    by: str
    about: str
    paper: int | None = None
    to_unit: str | None = None
    void_on: date | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """The numbers of one kind in one year, from 1."""

    year: int
    kind: str
    entries: tuple[Entry, ...] = ()
    events: int = 0

    @property
    def name(self) -> str:
        """`<year>/<kind>`, the end of its stream's name."""
        return f"{self.year}/{self.kind}"

    @property
    def stream(self) -> str:
        """The name of the stream that holds its events."""
        if self.kind == PaperKind.REFERRAL:
            return f"{OF_REFERRALS}{self.year}"
        return f"register/{self.name}"

    @property
    def next(self) -> int:
        """The number that is given next."""
        return len(self.entries) + 1


def written(word: str, year: int, number: int) -> str:
    """A number as papers bear it: 四环督整办警〔2023〕12号 (GB/T 9704-2012, 7.2.5)."""
    return f"{word}〔{year}〕{number}号"


def numbered(text: str) -> tuple[int, int]:
    """The year and the number of what `written` wrote. Raises ValueError for anything else."""
    year, found, n = text.partition("〔")[2].partition("〕")
    if not found:
        raise ValueError(text)
    return int(year), int(n.removesuffix("号"))


def _give(register: Register, event: Event) -> Register:
    data = event.data
    if data["number"] != register.next or event.day.year != register.year:
        raise ValueError(f"{event.stream} gives {data['number']} out of turn")
    entry = Entry(
        data["number"],
        data["word"],
        event.day,
        event.actor,
        data["about"],
        data.get("paper"),
        data.get("unit"),
    )
    return replace(register, entries=(*register.entries, entry))


def _void(register: Register, event: Event) -> Register:
    number = event.data["number"]
    entry = register.entries[number - 1]
    if number < 1 or entry.void_on:
        raise ValueError(f"{event.stream} has no number {number} that stands")
    entries = list(register.entries)
    entries[number - 1] = replace(entry, void_on=event.day)
    return replace(register, entries=tuple(entries))


HANDLERS: dict[str, Callable[[Register, Event], Register]] = {"give_number": _give, "void_number": _void}


def empty(name: str) -> Register:
    """The register of a name `<year>/<kind>` before its first number."""
    year, _, kind = name.partition("/")
    return Register(int(year), PaperKind(kind).value)


def _name(stream: str) -> str:
    if stream.startswith(OF_REFERRALS):
        return f"{stream.removeprefix(OF_REFERRALS)}/{PaperKind.REFERRAL.value}"
    return stream.removeprefix("register/")


def apply(register: Register | None, event: Event) -> Register:
    """The register after one more event. Raises KeyError for a type nobody folds, ValueError out of turn."""
    before = register or empty(_name(event.stream))
    return replace(HANDLERS[event.type](before, event), events=event.n + 1)


def fold(events: Iterable[Event]) -> Register | None:
    """The register all these events make, in order; None for no events."""
    register: Register | None = None
    for event in events:
        register = apply(register, event)
    return register
