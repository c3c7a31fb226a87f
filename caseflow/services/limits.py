"""Procedural limits: by which day whoever's turn it is should have acted, from the rulebook and the calendar."""

from datetime import date

from caseflow.domain.calendar import Calendar
from caseflow.domain.case import Case
from caseflow.domain.case.clocks import NOTICE, POST, STATE_LIMIT, Clock, clocks, moved
from caseflow.domain.case.within import last_use
from caseflow.domain.days import limit_end, recounted, resumed
from caseflow.domain.rulebook import Rulebook
from caseflow.domain.terms import DayUnit, State
from caseflow.services.work import Work

Ends = list[tuple[str, date]]


def ends(work: Work, key: str, start: date | None = None, *, counting_start: bool = False) -> date:
    """The last day of a limit of the rulebook; it counts from the day after, unless `counting_start`."""
    limit = work.book.limit(key)
    return limit_end(work.calendar, start or work.day, limit.n, limit.unit, after=not counting_start).end


def unit_of(rules: Rulebook, key: str) -> DayUnit:
    """In what a limit is counted; a rule that a later rulebook has left out counted working days."""
    return rules.limit(key).unit if key in rules.rules else DayUnit.WORKDAY


def of_state(work: Work, state: State) -> dict[str, str]:
    """The `limit` that an event entering this state carries; empty for a state without one."""
    key = STATE_LIMIT.get(state)
    return {"limit": ends(work, key).isoformat()} if key else {}


def after_suspension(work: Work, case: Case, on: date | None = None) -> Ends:
    """Where the limits end that stood still, if the clocks run again after a day, the work's if none is named.

    Those that stay are left out. What began during the suspension stood still from its beginning.
    """
    stopped = case.suspended_on
    if stopped is None:
        return []
    ends: Ends = []
    for clock in clocks(case):
        since, unit = max(stopped, clock.start), unit_of(work.book, clock.rule)
        end = resumed(work.calendar, since, clock.end, on or work.day, unit) if clock.stops else clock.end
        end = _of_use(case, clock, end)
        if end != clock.end:
            ends.append((clock.name, end))
    return ends


def after_publication(work: Work, before: Calendar, case: Case) -> Ends:
    """Where limits in working days end by the calendar as it is now; those that stay left out.

    A limit that had passed stays, none is moved to a day gone by, and a public notice never ends earlier: the
    public has read its last day.
    """
    was = {clock.name: clock for clock in clocks(case) if clock.counted}
    ends = _recounted(work, before, case, was[NOTICE], was[NOTICE]) if NOTICE in was else []
    # the wait for the post, and objections, count from the notice's last day
    for now in clocks(moved(case, ends, "redate", work.day)):
        if now.counted and now.kind != NOTICE:
            ends += _recounted(work, before, case, was[now.name], now)
    return ends


def written(ends: Ends) -> list[list[str]]:
    """Limits with their new ends, as an event carries them."""
    return [[name, end.isoformat()] for name, end in ends]


def _recounted(work: Work, before: Calendar, case: Case, was: Clock, now: Clock) -> Ends:
    """One limit by the new calendar: `was` as it stands, `now` with the day it counts from as already moved."""
    today = case.suspended_on or work.day
    if unit_of(work.book, was.rule) is not DayUnit.WORKDAY or was.end < today:
        return []
    again = max((stop.until for stop in case.stops if was.start < stop.until <= was.end), default=None)
    start = again or was.start
    end = max(recounted(before, work.calendar, start, was.end, again or now.start), today)
    if was.kind in (NOTICE, POST):
        end = max(end, was.end)
    end = _of_use(case, was, end)
    return [(was.name, end)] if end != was.end else []


def _of_use(case: Case, clock: Clock, end: date) -> date:
    """The new end of a limit, not moved past the day on which meeting it still has its effect."""
    last = last_use(case, clock.name)
    return end if last is None or end <= last else max(last, clock.end)
