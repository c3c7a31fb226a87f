"""The reading audit: who looked at what, and why. Written before anything is read; without it nothing is shown."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select

from caseflow.domain.actions import Action
from caseflow.services.access import permit
from caseflow.services.inputs import said
from caseflow.services.work import Work
from caseflow.store.accounts import ReadingRow
from caseflow.words.say import say

WHATS = ("identity", "export", "case", "audit")
"""What is read: a petitioner's identity, a ledger taken out, a case by the inspector, and this audit itself."""

REF_CHARACTERS = 200
"""What a reference of the reading audit holds."""


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


def note_export(work: Work, what: str) -> None:
    """Notes that a ledger is taken out: which, and how it was narrowed. Raises NotPermitted."""
    permit(work, Action.EXPORT_LEDGER)
    note_reading(work, "export", what[:REF_CHARACTERS], say("export.purpose", language="zh"))


def readings(work: Work, since: datetime, until: datetime, purpose: str) -> Sequence[ReadingRow]:
    """The audit of a time, both ends included, oldest first; looking at it is noted as well."""
    permit(work, Action.VIEW_AUDIT)
    note_reading(work, "audit", f"{since.isoformat()} {until.isoformat()}", purpose)
    asked = select(ReadingRow).where(ReadingRow.at >= since, ReadingRow.at <= until)
    return work.session.scalars(asked.order_by(ReadingRow.id)).all()
