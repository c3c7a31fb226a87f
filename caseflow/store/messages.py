"""Messages on their way to people, how each wants to be reached, and who may do a job: no part of the record."""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.store.base import Base, UtcDateTime
from caseflow.store.city import CODE


class DeliveryRow(Base):
    """One message to one person by one channel. `key` names it to the other side, the same at every attempt.

    `status`: waiting, claimed (about to be sent), sent, dead (given up), uncertain (nobody knows whether it went
    out), dropped (no longer needed). `read_at` is of the channel `product` alone, the person's own page.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("message", "person", "channel"),
        Index("ix_delivery_status_next_at", "status", "next_at"),
        Index("ix_delivery_person_channel", "person", "channel"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    message: Mapped[int] = mapped_column(ForeignKey("outbox.id"))
    person: Mapped[str] = mapped_column(CODE)
    channel: Mapped[str] = mapped_column(String(10))
    key: Mapped[str] = mapped_column(String(32))
    status: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int] = mapped_column(Integer)
    next_at: Mapped[datetime] = mapped_column(UtcDateTime)
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str | None] = mapped_column(String(60))
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ReachRow(Base):
    """A channel beyond the product by which a person wants to be told: where, and what."""

    __tablename__ = "reach"

    person: Mapped[str] = mapped_column(CODE, primary_key=True)
    channel: Mapped[str] = mapped_column(String(10), primary_key=True)
    address: Mapped[str] = mapped_column(String(200))
    urgent: Mapped[bool] = mapped_column(Boolean)
    digest: Mapped[bool] = mapped_column(Boolean)


class QuietRow(Base):
    """Days, both included, on which a person is told nothing outside the product."""

    __tablename__ = "quiet"

    person: Mapped[str] = mapped_column(CODE, primary_key=True)
    first: Mapped[date] = mapped_column(Date)
    last: Mapped[date] = mapped_column(Date)


class LeaseRow(Base):
    """Which process may do a job until when. `fence` grows each time it changes hands."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    owner: Mapped[str] = mapped_column(String(120))
    fence: Mapped[int] = mapped_column(Integer)
    until: Mapped[datetime] = mapped_column(UtcDateTime)


class FaultRow(Base):
    """A job that failed: where, which, and by what kind of error; never its message, which may quote a text."""

    __tablename__ = "job_fault"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    host: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(80))


class FeedRow(Base):
    """A person's calendar feed by the SHA-256 of its token, which only its subscriber has."""

    __tablename__ = "feed"
    __table_args__ = (UniqueConstraint("person"),)

    token: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    person: Mapped[str] = mapped_column(CODE)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
