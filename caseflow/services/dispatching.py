"""Dispatching (月调度): how a month stands, a row for each case asked to report, with the months before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.monthly import Report
from caseflow.domain.dispatch_facts import MonthFacts, month_facts
from caseflow.services.searching import cases_of
from caseflow.services.work import Work
from caseflow.store.city import RoundRow
from caseflow.store.queries import expected_of
from caseflow.store.scope import scope_clause

BEFORE = 6
"""How many earlier months a row shows."""


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
    """One case in a month. `report` is the last word of the unit; `earlier` are the months before, the oldest first,
    None where no report was expected."""

    case: Case
    standing: Standing
    facts: MonthFacts
    report: Report | None
    earlier: tuple[MonthFacts | None, ...] = ()


def months(session: Session) -> Sequence[RoundRow]:
    """Every round that was opened, the newest first."""
    return session.scalars(select(RoundRow).order_by(RoundRow.month.desc())).all()


def entries(work: Work, month: str, earlier: Sequence[str] = ()) -> list[Entry]:
    """The month's rows on cases the actor may see, by lead unit, each with what became of `earlier` months."""
    within = scope_clause(work.actor, Action.VIEW, work.city, work.day)
    found = cases_of(work, expected_of(work.session, within, month)).values()
    place = {code: n for n, code in enumerate(work.city.units)}
    by_unit = sorted(found, key=lambda case: (place.get(case.parties.lead_unit or "", len(place)), case.key))
    return [_entry(case, month, earlier, work.day) for case in by_unit]


def standing(facts: MonthFacts, last: Report | None, day: date) -> Standing:
    """How a month stands at the end of a day."""
    if last is None:
        overrun = Standing.LATE if facts.overrun_on(day) else Standing.OPEN
        return Standing.MISSING if facts.missing else overrun
    if last.result is None:
        return Standing.REVIEW
    return Standing.RETURNED if last.result == "returned" else Standing.ACCEPTED


def _entry(case: Case, month: str, earlier: Sequence[str], day: date) -> Entry:
    facts = month_facts(case, month)
    last = next((report for report in reversed(case.reports) if report.month == month), None)
    expected = {one.month for one in case.expected}
    before = tuple(month_facts(case, one) if one in expected else None for one in earlier)
    return Entry(case, standing(facts, last, day), facts, last, before)
