"""Messages to units and posts: put into the outbox with the change they tell of, handed over after it."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from caseflow.services.work import Work
from caseflow.store.runs import OutboxRow


def remind(work: Work, matter: str, key: str, who: str) -> int:
    """Puts a message into the outbox unless it lies there already for this day; 1 if it did."""
    there = select(OutboxRow.id).where(
        OutboxRow.matter == matter, OutboxRow.case == key, OutboxRow.who == who, OutboxRow.day == work.day
    )
    if work.session.scalar(there) is not None:
        return 0
    work.session.add(OutboxRow(matter=matter, case=key, who=who, day=work.day))
    work.session.flush()
    return 1


def hand_over(session: Session, at: datetime) -> int:
    """Marks every waiting message as delivered to its receiver's inbox, the one channel there is so far."""
    waiting = update(OutboxRow).where(OutboxRow.sent_at.is_(None)).values(sent_at=at)
    return session.connection().execute(waiting).rowcount
