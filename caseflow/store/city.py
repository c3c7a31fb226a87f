"""The city's tables. Every row is a projection of events: `verify` compares it with the fold."""

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.store.base import Base

CODE = String(60)


class UnitRow(Base):
    """A unit of any kind, by its code."""

    __tablename__ = "unit"

    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    parent: Mapped[str | None] = mapped_column(CODE, index=True)
    locality: Mapped[str | None] = mapped_column(CODE)
    short: Mapped[str | None] = mapped_column(String(64))
    aliases: Mapped[str | None] = mapped_column(String(64))
    since: Mapped[date | None] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)
    successors: Mapped[str] = mapped_column(String(500))
    mapped_to: Mapped[str | None] = mapped_column(CODE)


class UnitNameRow(Base):
    """A name a unit bears from a day on; past papers keep past names."""

    __tablename__ = "unit_name"

    unit: Mapped[str] = mapped_column(CODE, ForeignKey("unit.code"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    since: Mapped[date] = mapped_column(Date)
    name: Mapped[str] = mapped_column(String(64))


class PersonRow(Base):
    """A person by a code that says nothing about them; `name` and `login` are digests of texts."""

    __tablename__ = "person"

    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    name: Mapped[str] = mapped_column(String(64))
    login: Mapped[str] = mapped_column(String(64))
    enabled: Mapped[bool] = mapped_column(Boolean)
    events: Mapped[int] = mapped_column(Integer)


class AppointmentRow(Base):
    """An office held in a unit from a day to a day, both included."""

    __tablename__ = "appointment"
    __table_args__ = (Index("ix_appointment_office_unit", "office", "unit"),)

    person: Mapped[str] = mapped_column(CODE, ForeignKey("person.code"), primary_key=True)
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    office: Mapped[str] = mapped_column(String(30))
    unit: Mapped[str] = mapped_column(CODE)
    tenure: Mapped[str] = mapped_column(String(20))
    start: Mapped[date] = mapped_column(Date)
    end: Mapped[date | None] = mapped_column(Date)


class InspectionRow(Base):
    """An inspection whose findings are rectified here."""

    __tablename__ = "inspection"

    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    source: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(64))
    plan_date: Mapped[date | None] = mapped_column(Date)


class CalendarYearRow(Base):
    """A calendar year that the State Council has published and this city has on record."""

    __tablename__ = "calendar_year"

    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    notice: Mapped[str] = mapped_column(String(64))


class CalendarDayRow(Base):
    """A weekday off, or a weekend day worked, and the holiday it belongs to."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    year: Mapped[int] = mapped_column(Integer, ForeignKey("calendar_year.year"), index=True)
    working: Mapped[bool] = mapped_column(Boolean)
    holiday: Mapped[str] = mapped_column(String(60))


class RulebookRow(Base):
    """A rulebook put in force from a day; the newest start not after a day is the one in force."""

    __tablename__ = "rulebook"

    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(CODE)
    digest: Mapped[str] = mapped_column(String(64))
    start: Mapped[date] = mapped_column(Date)
    file: Mapped[str] = mapped_column(String(64))


class RoundRow(Base):
    """A month's dispatch round."""

    __tablename__ = "round"

    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    opened_on: Mapped[date] = mapped_column(Date)
    due: Mapped[date] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)
    events: Mapped[int] = mapped_column(Integer)


class CircularRow(Base):
    """A month's circular, drafted or issued."""

    __tablename__ = "circular"

    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    drafted_by: Mapped[str] = mapped_column(CODE)
    drafted_on: Mapped[date] = mapped_column(Date)
    issued_by: Mapped[str | None] = mapped_column(CODE)
    issued_on: Mapped[date | None] = mapped_column(Date)
    number: Mapped[str | None] = mapped_column(String(120))
    void_on: Mapped[date | None] = mapped_column(Date)


class CircularLineRow(Base):
    """A lead unit's figures in an issued circular, as they were that day."""

    __tablename__ = "circular_line"

    month: Mapped[str] = mapped_column(String(7), ForeignKey("circular.month"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    unit: Mapped[str | None] = mapped_column(CODE)
    expected: Mapped[int] = mapped_column(Integer)
    on_time: Mapped[int] = mapped_column(Integer)
    late: Mapped[int] = mapped_column(Integer)
    missing: Mapped[int] = mapped_column(Integer)
    returned: Mapped[int] = mapped_column(Integer)
    copied: Mapped[int] = mapped_column(Integer)
    unchanged: Mapped[int] = mapped_column(Integer)
    lacking: Mapped[int] = mapped_column(Integer)
    yellow: Mapped[int] = mapped_column(Integer)
    red: Mapped[int] = mapped_column(Integer)
    behind: Mapped[int] = mapped_column(Integer)
    on_plan: Mapped[int] = mapped_column(Integer)
    done: Mapped[int] = mapped_column(Integer)
    unconfirmed: Mapped[int] = mapped_column(Integer)
