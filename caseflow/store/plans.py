"""Which units have a part in an inspection's tasks, and so owe it an implementation plan."""

from typing import Any

from sqlalchemy import CompoundSelect, select, union
from sqlalchemy.orm import Session

from caseflow.store.case import CaseRow, CaseUnitRow

_WORKS = ("co_lead", "responsible")


def parties_of_tasks(session: Session, inspection: str) -> frozenset[str]:
    """The codes of localities, lead units, further lead units and responsible units of the inspection's tasks."""
    task = (CaseRow.inspection == inspection, CaseRow.kind == "task")
    others = (
        select(CaseUnitRow.unit)
        .join(CaseRow, CaseRow.key == CaseUnitRow.case)
        .where(*task, CaseUnitRow.part.in_(_WORKS))
    )
    found: CompoundSelect[Any] = union(
        select(CaseRow.locality).where(*task), select(CaseRow.lead_unit).where(*task), others
    )
    return frozenset(code for code in session.scalars(found) if code)
