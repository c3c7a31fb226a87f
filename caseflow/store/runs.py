"""What the automatic work leaves behind that is no part of the record: its runs, and messages on their way."""

from datetime import date, datetime

from sqlalchemy import Date, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.store.base import Base, UtcDateTime
from caseflow.store.city import CODE


class TickRow(Base):
    """One run of the day's work, up to and including the office day `until`; `took` in milliseconds."""

    __tablename__ = "tick"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    until: Mapped[date] = mapped_column(Date, index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_rounds: Mapped[int] = mapped_column(Integer)
    ended_notices: Mapped[int] = mapped_column(Integer)
    proposed_papers: Mapped[int] = mapped_column(Integer)
    sent: Mapped[int] = mapped_column(Integer)
    host: Mapped[str | None] = mapped_column(String(80))
    took: Mapped[int | None] = mapped_column(Integer)


class OutboxRow(Base):
    """A message for a unit or post, written with the change it tells of; `sent_at` None until it is handed over.

    `case` is the key of the case it is about; of anything else the name of its stream after a slash.

    One message per matter, case, receiver and day: writing it again is refused, so that no one is told twice.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("uq_outbox_matter", "matter", "case", "who", "day", unique=True),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    matter: Mapped[str] = mapped_column(String(40))
    case: Mapped[str] = mapped_column(String(160))
    who: Mapped[str] = mapped_column(CODE)
    day: Mapped[date] = mapped_column(Date)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
