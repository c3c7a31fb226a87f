"""The reading audit: who looked at what, and why. Written before anything is read; without it nothing is shown."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select

from caseflow.domain.actions import Action
from caseflow.services.access import permit
from caseflow.services.inputs import said
from caseflow.services.work import Work
from caseflow.store.accounts import ReadingRow

WHATS = ("identity", "export", "case", "audit")
"""What is read: a petitioner's identity, a ledger taken out, a case by the inspector, and this audit itself."""


def note_reading(work: Work, what: str, ref: str, purpose: str) -> None:
    """Notes that the actor reads something now. The caller commits before it shows anything.

    Raises BadInput where no purpose is said, ValueError for a kind of reading nobody knows.
    """
    if what not in WHATS:
        raise ValueError(what)
    row = {"person": work.actor.code, "office": work.office, "what": what, "ref": ref}
    work.session.execute(
        insert(ReadingRow).values(row | {"purpose": said("purpose", purpose), "at": work.at})
    )


def readings(work: Work, since: datetime, until: datetime, purpose: str) -> Sequence[ReadingRow]:
    """The audit of a time, both ends included, oldest first; looking at it is noted as well."""
    permit(work, Action.VIEW_AUDIT)
    note_reading(work, "audit", f"{since.isoformat()} {until.isoformat()}", purpose)
    asked = select(ReadingRow).where(ReadingRow.at >= since, ReadingRow.at <= until)
    return work.session.scalars(asked.order_by(ReadingRow.id)).all()
