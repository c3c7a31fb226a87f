"""Checkpoints as rows, the cosignatures that came back, and why the log takes nothing more, where that is so."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from caseflow.store.base import Base, UtcDateTime
from caseflow.store.log import NUMBER

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


Leaf = tuple[int, bytes, bytes]
"""A leaf as it lies in the database: its number, its bytes, and the hash that lies beside it."""


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
    return _portions(session, "seq, leaf, leaf_hash", start, end)


def leaf_hashes(session: Session, end: int) -> Iterator[list[bytes]]:
    """The hashes that lie beside the first `end` leaves, in portions."""
    for portion in _portions(session, "leaf_hash", 0, end):
        yield [digest for (digest,) in portion]


def leaf_at(session: Session, seq: int) -> Leaf | None:
    """One leaf."""
    return next((row for portion in leaves(session, seq, seq + 1) for row in portion), None)


def _portions(session: Session, columns: str, start: int, end: int) -> Iterator[list[Any]]:
    """Rows as the driver gives them, without an object for each: a long log is read in little more than its time."""
    connection = session.connection()
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    asked = f"SELECT {columns} FROM event WHERE seq >= {mark} AND seq < {mark} ORDER BY seq"  # noqa: S608  all of it ours
    for low in range(start, end, PORTION):
        cursor = connection.exec_driver_sql(asked, (low, min(low + PORTION, end))).cursor
        yield list(cursor.fetchall()) if cursor else []


def has_checkpoints(session: Session) -> bool:
    """Whether any was ever published here."""
    return bool(session.scalar(select(func.count()).select_from(CheckpointRow)))
