"""Signatures that rest on no key: on paper, or by password. Listed for the discipline inspector, who looks at them."""

from datetime import date

from sqlalchemy import or_, select

from caseflow.domain.actions import Action
from caseflow.domain.permissions import may_ever
from caseflow.domain.signer_keys import PASSKEY
from caseflow.services.access import permit
from caseflow.services.work import Work
from caseflow.store.procedure import SignatureRow

MOST = 200
"""How many are shown; the days can be narrowed."""


def keyless_signatures(work: Work, since: date, until: date) -> list[SignatureRow]:
    """Those of some days, both included, the latest first; none for whoever reads no case."""
    permit(work, Action.VIEW_AUDIT)
    if not may_ever(work.actor, Action.VIEW, work.city):
        return []
    asked = (
        select(SignatureRow)
        .where(or_(SignatureRow.means.is_(None), SignatureRow.means != PASSKEY))
        .where(SignatureRow.on >= since, SignatureRow.on <= until)
        .order_by(SignatureRow.on.desc(), SignatureRow.case, SignatureRow.position)
    )
    return list(work.session.scalars(asked.limit(MOST)))
