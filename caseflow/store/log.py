"""The record's own tables: the log, its size, the head of each stream, and the texts the leaves commit to.

There are two logs of one format: the record, and the discipline log (referrals, clues), whose words lie sealed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    select,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column
from sqlalchemy.types import NullType

from caseflow.store.base import Base, UtcDateTime

NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""A number of the log; on SQLite the row's own number, so that reading in order needs no index."""


class EventColumns(Base):
    """One event. Triggers on both databases refuse to change or remove it; `docs/record.md` fixes the leaf."""

    __abstract__ = True

    seq: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=False)
    stream: Mapped[str] = mapped_column(String(200))
    stream_seq: Mapped[int] = mapped_column(NUMBER)
    leaf: Mapped[bytes] = mapped_column(LargeBinary)
    leaf_hash: Mapped[bytes] = mapped_column(LargeBinary)


class StateColumns(Base):
    """One row: the log's name, how many events it holds, and the instant of the last one."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    log: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(NUMBER)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)


class HeadColumns(Base):
    """How many events a stream holds and the hash of its last leaf."""

    __abstract__ = True

    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    size: Mapped[int] = mapped_column(NUMBER)
    head: Mapped[bytes] = mapped_column(LargeBinary)


class EventRow(EventColumns):
    """An event of the record."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("stream", "stream_seq"), UniqueConstraint("leaf_hash"))


class LogState(StateColumns):
    """The state of the record."""

    __tablename__ = "log_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)


class StreamHead(HeadColumns):
    """A stream of the record."""

    __tablename__ = "stream"


class TextRow(Base):
    """A text that a person typed or a ledger brought; the leaf of event `seq` commits to it under `name`.

    A row is never changed; it is removed only where the law asks it, by an event that says so.
    """

    __tablename__ = "text"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    seq: Mapped[int] = mapped_column(NUMBER, ForeignKey("event.seq"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    value: Mapped[str] = mapped_column(Text)


class DisciplineEventRow(EventColumns):
    """An event of the discipline log; its leaf says nothing but who did what kind of thing when."""

    __tablename__ = "discipline_event"
    __table_args__ = (UniqueConstraint("stream", "stream_seq"), UniqueConstraint("leaf_hash"))


class DisciplineLogState(StateColumns):
    """The state of the discipline log."""

    __tablename__ = "discipline_log_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)


class DisciplineStreamHead(HeadColumns):
    """A stream of the discipline log."""

    __tablename__ = "discipline_stream"


class DisciplineTextRow(Base):
    """What an event of the discipline log says, sealed with AES-256-GCM for its stream and name, salt and all."""

    __tablename__ = "discipline_text"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    seq: Mapped[int] = mapped_column(NUMBER, ForeignKey("discipline_event.seq"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    nonce: Mapped[bytes] = mapped_column(LargeBinary)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True, slots=True)
class Log:
    """Where one log lies; its name is the record's and `ending`."""

    ending: str
    event: type[EventColumns]
    state: type[StateColumns]
    stream: type[HeadColumns]


RECORD = Log("", EventRow, LogState, StreamHead)
DISCIPLINE = Log("/discipline", DisciplineEventRow, DisciplineLogState, DisciplineStreamHead)
APART = ("referral/", "referral_register/", "clue/", "reading/")
"""How the streams of the discipline log begin."""


def log_of(stream: str) -> Log:
    """The log to which a stream belongs."""
    return DISCIPLINE if stream.startswith(APART) else RECORD


def unconverted(
    session: Session, *columns: InstrumentedAttribute[Any] | ColumnElement[Any]
) -> Iterator[tuple[Any, ...]]:
    """Rows in the order of their first two columns, every value as the driver gave it, whatever its column's type."""
    plain = [type_coerce(column, NullType()) for column in columns]
    asked = select(*plain).order_by(*columns[:2]).execution_options(yield_per=1000)
    for row in session.execute(asked):
        yield tuple(row)
