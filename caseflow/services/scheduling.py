"""Scheduling: dates within the due date, which none of them moves: the measures' own, and the office's internal one."""

from datetime import date, timedelta

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import BadInput, NotYet, Reason
from caseflow.domain.terms import State
from caseflow.services.access import case_for
from caseflow.services.advance import require_state
from caseflow.services.record import record
from caseflow.services.work import Work


def schedule_measure(work: Work, key: str, number: int, due: date) -> Case:
    """The lead unit gives a measure its date (安排措施时限), from today to the due date at the latest.

    A date of the plan's own is at most brought forward: a later one is an amendment. Raises BadInput, NotYet.
    """
    case = case_for(work, key, Action.SCHEDULE_MEASURE)
    require_state(case, Action.SCHEDULE_MEASURE, State.RECTIFYING)
    measure = next((one for one in case.measures if one.number == number and not one.withdrawn), None)
    if measure is None:
        raise BadInput(Reason("measure.unknown", {"number": number}))
    if measure.done_on:
        raise NotYet(Reason("measure.done", {"number": number, "on": measure.done_on.isoformat()}))
    _not_past(work, due)
    if measure.planned and due > measure.planned:
        raise BadInput(Reason("measure.after_planned", {"planned": measure.planned.isoformat()}))
    _within(case, due)
    record(work, case.stream, "schedule_measure", {"number": number, "due": due.isoformat()})
    return work.cases[key]


def set_internal_due(work: Work, key: str, due: date | None) -> Case:
    """The office names the day by which it wants the work done (内部时限), or none any more.

    It is shown to the unit beside the due date, lights yellow once it has passed, and makes nothing overdue.
    Raises BadInput for a day gone by or after the due date, NotYet where there is no due date.
    """
    case = case_for(work, key, Action.SET_INTERNAL_DUE)
    require_state(case, Action.SET_INTERNAL_DUE, State.FILED, State.RECTIFYING)
    if case.due.day is None:
        raise NotYet(Reason("internal_due.no_due", {}))
    if due:
        _not_past(work, due)
        _within(case, due)
    record(work, case.stream, "set_internal_due", {"due": due.isoformat() if due else None})
    return work.cases[key]


def suggested_internal_due(work: Work, case: Case) -> date | None:
    """The day the rulebook advises, where it still lies ahead."""
    if case.due.day is None:
        return None
    advised = case.due.day - timedelta(days=work.book.number("internal_due.days_before"))
    return advised if advised >= work.day else None


def _not_past(work: Work, due: date) -> None:
    if due < work.day:
        raise BadInput(Reason("schedule.past", {"day": due.isoformat()}))


def _within(case: Case, due: date) -> None:
    if case.due.day and due > case.due.day:
        raise BadInput(Reason("schedule.after_due", {"due": case.due.day.isoformat()}))
