"""The ladder's papers as a ledger: one named query over their rows, within what somebody may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from caseflow.store.case import CaseRow
from caseflow.store.procedure import PaperRow

UNANSWERED = ("issued", "acknowledged", "held")
"""Statuses in which an answer is owed."""


@dataclass(frozen=True, slots=True)
class NarrowPapers:
    """What a ledger of papers is narrowed to; empty asks for nothing. `late_on` are those unanswered on a day."""

    rung: str = ""
    units: Collection[str] = ()
    statuses: Collection[str] = ()
    late_on: date | None = None


def paper_keys(
    session: Session, within: ColumnElement[bool], drafts: ColumnElement[bool], narrow: NarrowPapers
) -> list[tuple[str, int]]:
    """Case and number of each paper within, in the order in which they went out; drafts only within `drafts`."""
    found = select(PaperRow.case, PaperRow.id).join(CaseRow, CaseRow.key == PaperRow.case)
    found = found.where(within, PaperRow.issued_on.is_not(None) | drafts)
    if narrow.rung:
        found = found.where(PaperRow.rung == narrow.rung)
    if narrow.units:
        found = found.where(PaperRow.to_unit.in_(narrow.units))
    if narrow.statuses:
        found = found.where(PaperRow.status.in_(narrow.statuses))
    else:
        found = found.where(PaperRow.issued_on.is_not(None))
    if narrow.late_on:
        owed = PaperRow.status.in_(UNANSWERED) & CaseRow.suspended_on.is_(None)
        found = found.where(owed, PaperRow.reply_by < narrow.late_on)
    order = (PaperRow.issued_on, PaperRow.proposed_on, PaperRow.case, PaperRow.id)
    return [(key, number) for key, number in session.execute(found.order_by(*order))]
