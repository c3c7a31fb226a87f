"""Redating: what a newly published calendar moves, each case by an event of its own, and who is told."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseflow.domain.calendar import Calendar
from caseflow.domain.case import Case
from caseflow.domain.days import is_provisional, recounted
from caseflow.domain.obligations import obligations
from caseflow.domain.terms import DayUnit
from caseflow.services.access import hold_cases
from caseflow.services.attending import standing
from caseflow.services.limits import after_publication, written
from caseflow.services.messaging import remind
from caseflow.services.record import record
from caseflow.services.work import Work
from caseflow.store import sweep

Key = tuple[str, str, str, str]
"""One thing asked: the word for it, what it is about, which of its kind there, and of whom."""


def redate(work: Work, before: Calendar, year: int) -> int:
    """Counts every limit that still runs by the calendar as it is now. How many cases were redated.

    Whoever published the year is the one who moved them: no right to any of the cases is asked or given.
    """
    keys = sweep.with_limits(work.session, work.day)
    hold_cases(work, keys)
    return sum(_redate(work, before, year, work.cases[key]) for key in keys)


def days_asked(work: Work) -> Mapping[Key, date]:
    """By when everything asked beside cases (plans, meetings, circulars) is due, as the calendar now counts it."""
    return {(one.word, one.about, one.ref, one.who): one.due for one in standing(work) if one.due}


def tell_asked(work: Work, before: Mapping[Key, date]) -> None:
    """One message to whoever owes something there by another day than before: no event carries these days."""
    for key, due in days_asked(work).items():
        if before.get(key, due) != due:
            remind(work, "redated", key[1], key[3])


def _redate(work: Work, before: Calendar, year: int, case: Case) -> bool:
    data: dict[str, Any] = {"moved": written(after_publication(work, before, case))}
    due = _due(work, before, case)
    if due:
        data["due"] = due.isoformat()
    if not due and not data["moved"]:
        return False
    record(work, case.stream, "redate", data | {"year": year})
    _tell(work, case, work.cases[case.key])
    return True


def _due(work: Work, before: Calendar, case: Case) -> date | None:
    """The provisional date of the plan, once every year it was counted in is published; None where it stays so."""
    day, start = case.due.day, case.filed_on
    if not case.due.provisional or day is None or is_provisional(work.calendar, start, day, DayUnit.WORKDAY):
        return None
    return max(recounted(before, work.calendar, start, day), min(day, work.day))


def _tell(work: Work, before: Case, after: Case) -> None:
    """One message to each unit or post that owes something by another day than before."""
    was = {(one.kind, one.ref, one.who): one.due for one in obligations(before)}
    for one in obligations(after):
        if one.met_on is None and was.get((one.kind, one.ref, one.who)) != one.due:
            remind(work, "redated", after.key, one.who)
