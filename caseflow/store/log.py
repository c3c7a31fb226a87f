"""The record's own tables: the log, its size, the head of each stream, and the texts the leaves commit to."""

from collections.abc import Iterator
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


class EventRow(Base):
    """One event. Triggers on both databases refuse to change or remove it; `docs/record.md` fixes the leaf."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("stream", "stream_seq"), UniqueConstraint("leaf_hash"))

    seq: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=False)
    stream: Mapped[str] = mapped_column(String(200))
    stream_seq: Mapped[int] = mapped_column(NUMBER)
    leaf: Mapped[bytes] = mapped_column(LargeBinary)
    leaf_hash: Mapped[bytes] = mapped_column(LargeBinary)


class LogState(Base):
    """One row: the log's name, how many events it holds, and the instant of the last one."""

    __tablename__ = "log_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    log: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(NUMBER)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)


class StreamHead(Base):
    """How many events a stream holds and the hash of its last leaf."""

    __tablename__ = "stream"

    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    size: Mapped[int] = mapped_column(NUMBER)
    head: Mapped[bytes] = mapped_column(LargeBinary)


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


def unconverted(
    session: Session, *columns: InstrumentedAttribute[Any] | ColumnElement[Any]
) -> Iterator[tuple[Any, ...]]:
    """Rows in the order of their first two columns, every value as the driver gave it, whatever its column's type."""
    plain = [type_coerce(column, NullType()) for column in columns]
    asked = select(*plain).order_by(*columns[:2]).execution_options(yield_per=1000)
    for row in session.execute(asked):
        yield tuple(row)
