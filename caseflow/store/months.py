"""Questions about the monthly dispatch over many cases, as rows say it."""

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from caseflow.store.case import CaseRow
from caseflow.store.tasks import ReportRow


def reported_beside(
    session: Session, key: str, inspection: str, units: Collection[str], months: Collection[str]
) -> list[str]:
    """The other cases of an inspection, or led by one of these units, of which somebody reported in these months."""
    found = select(ReportRow.case).join(CaseRow, CaseRow.key == ReportRow.case)
    alike = or_(CaseRow.inspection == inspection, CaseRow.lead_unit.in_(units))
    asked = found.where(ReportRow.month.in_(months), ReportRow.case != key, alike)
    return list(session.scalars(asked.distinct().order_by(ReportRow.case)))
