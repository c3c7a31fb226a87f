"""What waits next for whoever works through a queue."""

from sqlalchemy import select

from caseflow.domain.actions import Action
from caseflow.services.work import Work
from caseflow.store.case import CaseRow, ObligationRow
from caseflow.store.scope import scope_clause


def next_review(work: Work, but: str) -> str | None:
    """The key of the case whose report is to be reviewed soonest by this actor, other than the one just done."""
    asked = (
        select(CaseRow.key)
        .join(ObligationRow, ObligationRow.case == CaseRow.key)
        .where(ObligationRow.kind == "review", ObligationRow.met_on.is_(None), CaseRow.key != but)
        .where(scope_clause(work.actor, Action.REVIEW_REPORT, work.city, work.day))
        .order_by(ObligationRow.due, CaseRow.key)
    )
    return work.session.scalars(asked.limit(1)).first()
