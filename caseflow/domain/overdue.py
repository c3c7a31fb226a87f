"""The one predicate: whether a case is overdue on a day, and by how many days (product.md, Days)."""

from datetime import date

from caseflow.domain.case import Case
from caseflow.domain.case.parts import ApplicationStatus
from caseflow.domain.terms import State

OFF_THE_LISTS = frozenset({State.CLOSED, State.MERGED})


def standing_application(case: Case) -> date | None:
    """The day of the application that is pending or stands accepted, None where none is."""
    standing = [a.on for a in case.applications if a.status is not ApplicationStatus.FALLEN]
    return standing[-1] if standing else None


def is_overdue(case: Case, day: date) -> bool:
    """Late on this office day: the due date lies before it and no timely application stands. Late stays late."""
    due, applied = case.due.day, standing_application(case)
    return due is not None and due < day and (applied is None or applied > due)


def overdue_days(case: Case, day: date) -> int:
    """Calendar days from the due date to the day, or to the standing application; 0 when in time."""
    if not is_overdue(case, day) or case.due.day is None:
        return 0
    return ((standing_application(case) or day) - case.due.day).days


def is_listed_overdue(case: Case, day: date) -> bool:
    """Overdue and still open: what lists and the red light show. Assessment counts closed ones too."""
    return case.state not in OFF_THE_LISTS and is_overdue(case, day)
