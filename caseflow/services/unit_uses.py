"""Counts in how many cases a unit stands, and as what; it shows no case."""

from collections import Counter
from collections.abc import Collection, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caseflow.domain.terms import Role
from caseflow.store.case import CaseRow, CaseUnitRow, SuccessionRow

COLUMNS = {
    Role.LEAD_UNIT: CaseRow.lead_unit,
    Role.ACCEPTANCE_UNIT: CaseRow.acceptance_unit,
    Role.SUPERVISING_UNIT: CaseRow.supervising_unit,
}
PARTS = {
    "co_lead": Role.CO_LEAD,
    "responsible": Role.RESPONSIBLE_UNIT,
    "cooperating": Role.COOPERATING_UNIT,
}
LOCALITY = "locality"
"""What the area a case belongs to is counted under; it is no role."""


def uses(session: Session) -> Mapping[str, Counter[str]]:
    """By unit code as written in the cases: how many name it in each role, or as `locality`."""
    found: dict[str, Counter[str]] = {}
    for role, column in (*COLUMNS.items(), (LOCALITY, CaseRow.locality)):
        for unit, n in session.execute(
            select(column, func.count()).where(column.isnot(None)).group_by(column)
        ):
            found.setdefault(str(unit), Counter())[str(role)] += n
    asked = select(CaseUnitRow.unit, CaseUnitRow.part, func.count()).group_by(
        CaseUnitRow.unit, CaseUnitRow.part
    )
    for unit, part, n in session.execute(asked):
        found.setdefault(unit, Counter())[str(PARTS[part])] += n
    return found


def passed_on(session: Session, units: Collection[str]) -> Counter[str | None]:
    """On how many cases what these units had passed to which unit; under None those that wait for one to be named."""
    asked = select(SuccessionRow.successor, func.count()).where(SuccessionRow.unit.in_(units))
    found: Counter[str | None] = Counter()
    for unit, n in session.execute(asked.group_by(SuccessionRow.successor)):
        found[unit] = n
    return found
