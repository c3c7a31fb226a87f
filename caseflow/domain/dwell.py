"""Dwell times: how long a case stood in each state and whose turn it then was, which limits ran and which were passed.

Told from its events alone, as of the end of a day. Days are counted as limits are: from the day after.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from caseflow.domain.calendar import Calendar
from caseflow.domain.case import Case
from caseflow.domain.case.clocks import NOTICE, POST
from caseflow.domain.case.ran import Ran
from caseflow.domain.date_names import date_name
from caseflow.domain.days import workdays_between
from caseflow.domain.errors import Reason
from caseflow.domain.event import Event
from caseflow.domain.obligations import Obligation, obligations, stands_still
from caseflow.domain.terms import State
from caseflow.domain.turn import Turn

WRITTEN = frozenset({"rectify", "feedback", "report", "contribution", "report_year", "measure", "clear"})
"""Obligations whose day no clock of the procedure holds."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A case stood in one state and was one turn's, from `since` until the day it left; `until` None: it still does.

    `who` is a unit's or post's code, None for nobody, and then `why` says the reason.
    """

    state: State
    who: str | None
    why: Reason | None
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit that ran: by what name, for whom, in which state, from when; `ended_on` None while it waits."""

    name: str
    who: tuple[str, ...]
    state: State
    start: date
    end: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """A case at the end of a day with its whole course until then: its events, its stays, its limits."""

    case: Case
    events: tuple[Event, ...]
    stays: tuple[Stay, ...]
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class Spell:
    """A length of time in calendar days and in working days."""

    days: int = 0
    workdays: int = 0

    def __add__(self, other: "Spell") -> "Spell":
        return Spell(self.days + other.days, self.workdays + other.workdays)


def followed(stays: tuple[Stay, ...], state: State, turn: Turn, day: date) -> tuple[Stay, ...]:
    """The stays with what holds at the end of this day; what lasts is not begun anew."""
    last = stays[-1] if stays else None
    if last is None:
        return (_begun(state, turn, day),)
    if (last.state, last.who, _code(last.why)) == (state, turn.who, _code(turn.why)):
        return stays
    day = max(day, last.since)  # the clock's work of an earlier day may come late
    if day > last.since:
        return (*stays[:-1], replace(last, until=day), _begun(state, turn, day))
    earlier = stays[:-1]  # what did not last a day is left out, and what was before it goes on
    reopened = (*earlier[:-1], replace(earlier[-1], until=None)) if earlier else ()
    return followed(reopened, state, turn, day)


def lasted(stay: Stay, calendar: Calendar, day: date) -> Spell:
    """How long a stay has lasted by the end of a day."""
    return between(calendar, stay.since, stay.until or day)


def passed_by(limit: Limit, calendar: Calendar, day: date) -> Spell:
    """By how much a limit was passed when it was met, or has been by the end of a day; nothing where it was not."""
    met = limit.ended_on or day
    return between(calendar, limit.end, met) if met > limit.end else Spell()


def between(calendar: Calendar, since: date, until: date) -> Spell:
    """The days after the one up to and including the other."""
    return Spell((until - since).days, workdays_between(calendar, since, until))


def limits(case: Case, ran: Iterable[Ran]) -> tuple[Limit, ...]:
    """Every limit that ran on the case until now; one whose clock stands still has ended where it stopped."""
    clocks = (
        _of_clock(case, one) for one in ran if one.clock.kind not in (NOTICE, POST)
    )  # nobody's to keep short
    return (*clocks, *_of_dates(case))


def _begun(state: State, turn: Turn, day: date) -> Stay:
    return Stay(state, turn.who, turn.why, day)


def _code(why: Reason | None) -> str:
    return why.code if why else ""


def _of_clock(case: Case, ran: Ran) -> Limit:
    clock = ran.clock
    stopped = case.suspended_on if ran.ended_on is None and clock.stops else None
    return Limit(clock.name, _owed_by(ran), ran.case.state, clock.start, clock.end, ran.ended_on or stopped)


def _owed_by(ran: Ran) -> tuple[str, ...]:
    """Who owed it while it ran, by the one table of obligations."""
    case = replace(ran.case, suspended_on=None)
    owed = (one for one in obligations(case) if one.met_on is None)
    return tuple(dict.fromkeys(one.who for one in owed if _called(case, one) == ran.clock.name))


def _of_dates(case: Case) -> Iterator[Limit]:
    for one in obligations(case):
        if one.kind in WRITTEN and one.due and not stands_still(case, one.kind):
            start = min(one.opened_on, one.due)
            yield Limit(_called(case, one), (one.who,), case.state, start, one.due, one.met_on)


def _called(case: Case, one: Obligation) -> str:
    return date_name(case, one.kind, one.ref)
