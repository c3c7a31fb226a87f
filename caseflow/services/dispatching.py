"""Dispatching (月调度): how a month stands, a row for each case of which a report is expected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.monthly import Report
from caseflow.services.searching import cases_of
from caseflow.services.work import Work
from caseflow.store.city import RoundRow
from caseflow.store.queries import expected_of
from caseflow.store.scope import scope_clause


class Standing(StrEnum):
    """How a case's report of a month stands, in the order in which the office looks at them."""

    REVIEW = "review"
    RETURNED = "returned"
    LATE = "late"
    OPEN = "open"
    MISSING = "missing"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Entry:
    """One case in a month. `report` is the last word of the unit; `late` says that the first one came after the day."""

    case: Case
    standing: Standing
    due: date
    report: Report | None = None
    late: bool = False


def months(session: Session) -> Sequence[RoundRow]:
    """Every round that was opened, the newest first."""
    return session.scalars(select(RoundRow).order_by(RoundRow.month.desc())).all()


def entries(work: Work, month: str) -> list[Entry]:
    """The month's rows on cases the actor may see, by lead unit."""
    within = scope_clause(work.actor, Action.VIEW, work.city, work.day)
    found = cases_of(work, expected_of(work.session, within, month)).values()
    place = {code: n for n, code in enumerate(work.city.units)}
    by_unit = sorted(found, key=lambda case: (place.get(case.parties.lead_unit or "", len(place)), case.key))
    return [_entry(work, case, month) for case in by_unit]


def _entry(work: Work, case: Case, month: str) -> Entry:
    expected = next(one for one in case.expected if one.month == month)
    reports = [report for report in case.reports if report.month == month]
    last = reports[-1] if reports else None
    late = bool(reports) and reports[0].on > expected.due
    return Entry(case, _standing(work, last, expected.due, closed=expected.closed), expected.due, last, late)


def _standing(work: Work, last: Report | None, due: date, *, closed: bool) -> Standing:
    if last is None:
        overrun = Standing.LATE if work.day > due else Standing.OPEN
        return Standing.MISSING if closed else overrun
    if last.result is None:
        return Standing.REVIEW
    return Standing.RETURNED if last.result == "returned" else Standing.ACCEPTED
