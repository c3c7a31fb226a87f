"""Accounts beside the record: passwords, failed tries, sign-ins, forms already handed in, and who read what."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sql
from sqlalchemy import Boolean, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from caseflow.store.base import Base, UtcDateTime
from caseflow.store.city import CODE


class CredentialRow(Base):
    """How a person signs in. `epoch` grows with every change that ends their sign-ins; no `hash`, no sign-in.

    `waiting_hash` is that of a one-time password which takes the place of `hash` once it is released.
    `person` refers to no row: rows of people are written when the work is sealed, after this one.
    """

    __tablename__ = "credential"
    __table_args__ = (UniqueConstraint("login"), UniqueConstraint("looks"))

    person: Mapped[str] = mapped_column(CODE, primary_key=True)
    login: Mapped[str] = mapped_column(String(40))
    looks: Mapped[str] = mapped_column(String(40))
    hash: Mapped[str | None] = mapped_column(String(200))
    waiting_hash: Mapped[str | None] = mapped_column(String(200))
    must_change: Mapped[bool] = mapped_column(Boolean)
    epoch: Mapped[int] = mapped_column(Integer)
    language: Mapped[str | None] = mapped_column(String(5))
    theme: Mapped[str | None] = mapped_column(String(10))


class TryRow(Base):
    """Failed tries of one subject, a login's digest or an address, since the last that succeeded or was forgotten."""

    __tablename__ = "failed_try"

    subject: Mapped[str] = mapped_column(String(100), primary_key=True)
    failures: Mapped[int] = mapped_column(Integer)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class SignInRow(Base):
    """One sign-in by the SHA-256 of its token, which only the browser has.

    `proved_at` is when the password was entered again, empty where it was not since the sign-in was opened.
    """

    __tablename__ = "sign_in"

    token: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    person: Mapped[str] = mapped_column(CODE, index=True)
    epoch: Mapped[int] = mapped_column(Integer)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    proved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class FormRow(Base):
    """A form that was handed in: digests of its key and of what it said, and where its answer stands."""

    __tablename__ = "form_key"

    person: Mapped[str] = mapped_column(CODE, primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    location: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class ReadingRow(Base):
    """Somebody looked at something whose reading is itself an act. Triggers refuse to change or remove it."""

    __tablename__ = "read_audit"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    person: Mapped[str] = mapped_column(CODE, index=True)
    office: Mapped[str] = mapped_column(String(100))
    what: Mapped[str] = mapped_column(String(40))
    ref: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


def inserting(session: Session, model: type[Base]) -> Any:
    """An INSERT that may say what to do about a row in its way, as either database writes it."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(model)


def count_try(session: Session, subject: str, at: datetime, most: int, memory: timedelta) -> int | None:
    """Counts a try and answers how many there were, None where `most` were made within `memory` already.

    One statement that holds the row until the transaction ends, so that parallel guesses queue and are all counted.
    """
    forgotten = TryRow.last_at <= at - memory
    statement = inserting(session, TryRow).values(subject=subject, failures=1, last_at=at)
    statement = statement.on_conflict_do_update(
        index_elements=[TryRow.subject],
        set_={"failures": sql.case((forgotten, 1), else_=TryRow.failures + 1), "last_at": at},
        where=sql.or_(forgotten, TryRow.failures < most),
    )
    tried: int | None = session.execute(statement.returning(TryRow.failures)).scalar()
    return tried


def tries(session: Session, subject: str, at: datetime, memory: timedelta) -> int:
    """How many tries are remembered."""
    asked = sql.select(TryRow.failures).where(TryRow.subject == subject, TryRow.last_at > at - memory)
    return session.scalar(asked) or 0


def forget_tries(session: Session, subject: str) -> None:
    """Forgets a subject's tries."""
    session.execute(sql.delete(TryRow).where(TryRow.subject == subject))
