"""Checkpoints as rows, the cosignatures that came back, and why the log takes nothing more, where that is so."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from caseflow.store.base import Base, UtcDateTime
from caseflow.store.log import NUMBER, EventRow

PORTION = 4096
"""Leaves read at a time."""


class CheckpointRow(Base):
    """A checkpoint over the first `size` events: the note the log signed. It is no fact; the note proves itself."""

    __tablename__ = "checkpoint"

    size: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=False)
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class CosignatureRow(Base):
    """A witness's signature line over a checkpoint, and the key it was checked with."""

    __tablename__ = "cosignature"

    size: Mapped[int] = mapped_column(NUMBER, ForeignKey("checkpoint.size"), primary_key=True)
    witness: Mapped[str] = mapped_column(String(200), primary_key=True)
    vkey: Mapped[str] = mapped_column(String(400))
    line: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class HaltRow(Base):
    """One row where the log is not the one that was signed: while it is there, nothing is written to the log."""

    __tablename__ = "log_halt"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(40))
    size: Mapped[int] = mapped_column(NUMBER)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Leaf(NamedTuple):
    """A leaf as it lies in the database, and the hash that lies beside it."""

    seq: int
    leaf: bytes
    leaf_hash: bytes


def newest_checkpoint(session: Session) -> CheckpointRow | None:
    """The largest one."""
    return session.scalar(select(CheckpointRow).order_by(CheckpointRow.size.desc()).limit(1))


def checkpoints_above(session: Session, size: int) -> list[CheckpointRow]:
    """Those over more events than so many, smallest first."""
    asked = select(CheckpointRow).where(CheckpointRow.size > size).order_by(CheckpointRow.size)
    return list(session.scalars(asked))


def cosigned(session: Session, size: int | None = None) -> list[CosignatureRow]:
    """The cosignatures of one checkpoint, or each witness's newest one."""
    asked = select(CosignatureRow).order_by(CosignatureRow.size, CosignatureRow.witness)
    if size is not None:
        return list(session.scalars(asked.where(CosignatureRow.size == size)))
    newest: dict[str, CosignatureRow] = {row.witness: row for row in session.scalars(asked)}
    return list(newest.values())


def leaves(session: Session, start: int, end: int) -> Iterator[list[Leaf]]:
    """The leaves from one number up to, not including, another, in portions."""
    columns = (EventRow.seq, EventRow.leaf, EventRow.leaf_hash)
    asked = select(*columns).where(EventRow.seq >= start, EventRow.seq < end).order_by(EventRow.seq)
    for rows in session.execute(asked.execution_options(yield_per=PORTION)).partitions():
        yield [Leaf(seq, bytes(leaf), bytes(digest)) for seq, leaf, digest in rows]


def leaf_hashes(session: Session, end: int) -> Iterator[list[bytes]]:
    """The hashes that lie beside the first `end` leaves, in portions."""
    asked = select(EventRow.leaf_hash).where(EventRow.seq < end).order_by(EventRow.seq)
    for rows in session.scalars(asked.execution_options(yield_per=PORTION)).partitions():
        yield [bytes(digest) for digest in rows]


def leaf_at(session: Session, seq: int) -> Leaf | None:
    """One leaf."""
    row = session.execute(
        select(EventRow.seq, EventRow.leaf, EventRow.leaf_hash).where(EventRow.seq == seq)
    ).one_or_none()
    return Leaf(row.seq, bytes(row.leaf), bytes(row.leaf_hash)) if row else None


def has_checkpoints(session: Session) -> bool:
    """Whether any was ever published here."""
    return bool(session.scalar(select(func.count()).select_from(CheckpointRow)))
