"""The meetings' tables. Every row is a projection of a meeting's events."""

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.store.base import Base
from caseflow.store.case import KEY
from caseflow.store.city import CODE

NAME = String(20)


def meeting_name() -> Mapped[str]:
    """The column by which a row belongs to its meeting, first part of its key."""
    return mapped_column(NAME, ForeignKey("meeting.name"), primary_key=True)


class MeetingRow(Base):
    """One meeting by its name, `<year>-<n>`; `events` is the length of its stream."""

    __tablename__ = "meeting"

    name: Mapped[str] = mapped_column(NAME, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    day: Mapped[date] = mapped_column(Date)
    called_on: Mapped[date] = mapped_column(Date)
    called_by: Mapped[str] = mapped_column(CODE)
    minutes_on: Mapped[date | None] = mapped_column(Date)
    minutes_by: Mapped[str | None] = mapped_column(CODE)
    cancelled_on: Mapped[date | None] = mapped_column(Date)
    events: Mapped[int] = mapped_column(Integer)


class MeetingUnitRow(Base):
    """A unit called to a meeting."""

    __tablename__ = "meeting_unit"
    __table_args__ = (Index("ix_meeting_unit_unit", "unit"),)

    meeting: Mapped[str] = meeting_name()
    unit: Mapped[str] = mapped_column(CODE, primary_key=True)
    position: Mapped[int] = mapped_column(Integer)


class MeetingCaseRow(Base):
    """A case on a meeting's agenda, by its key."""

    __tablename__ = "meeting_case"
    __table_args__ = (Index("ix_meeting_case_case", "case"),)

    meeting: Mapped[str] = meeting_name()
    case: Mapped[str] = mapped_column(KEY, primary_key=True)
    position: Mapped[int] = mapped_column(Integer)


class ItemRow(Base):
    """What was agreed at a meeting: who owes it by when; neither confirmed nor dropped, it is still owed."""

    __tablename__ = "meeting_item"
    __table_args__ = (Index("ix_meeting_item_owner", "owner", "due"),)

    meeting: Mapped[str] = meeting_name()
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    owner: Mapped[str] = mapped_column(CODE)
    due: Mapped[date] = mapped_column(Date)
    decided_on: Mapped[date] = mapped_column(Date)
    decided_by: Mapped[str] = mapped_column(CODE)
    words: Mapped[str | None] = mapped_column(String(64))
    case: Mapped[str | None] = mapped_column(KEY)
    reported_on: Mapped[date | None] = mapped_column(Date)
    reported_by: Mapped[str | None] = mapped_column(CODE)
    confirmed_on: Mapped[date | None] = mapped_column(Date)
    dropped_on: Mapped[date | None] = mapped_column(Date)
