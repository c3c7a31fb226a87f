"""The work of the units on a case: measures, evidence, expected months and reports, self-checks. Projections."""

from datetime import date

from sqlalchemy import Boolean, Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.store.base import Base
from caseflow.store.case import case_key
from caseflow.store.city import CODE


class MeasureRow(Base):
    """A rectification measure; its words are the case's text `measure.<number>`."""

    __tablename__ = "measure"

    case: Mapped[str] = case_key()
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    unit: Mapped[str | None] = mapped_column(CODE)
    due: Mapped[date | None] = mapped_column(Date)
    done_on: Mapped[date | None] = mapped_column(Date)
    withdrawn: Mapped[bool] = mapped_column(Boolean)


class EvidenceRow(Base):
    """A file shown for a case; `digest` names its bytes in the file store."""

    __tablename__ = "evidence"

    case: Mapped[str] = case_key()
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    by: Mapped[str] = mapped_column(CODE)
    on: Mapped[date] = mapped_column(Date)
    measure: Mapped[int | None] = mapped_column(Integer)
    point: Mapped[int | None] = mapped_column(Integer)
    withdrawn: Mapped[bool] = mapped_column(Boolean)


class ExpectedRow(Base):
    """A month for which a report is expected, and the light frozen when the month closed."""

    __tablename__ = "expected_report"

    case: Mapped[str] = case_key()
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    due: Mapped[date] = mapped_column(Date)
    closed: Mapped[bool] = mapped_column(Boolean)
    light: Mapped[str | None] = mapped_column(String(10))


class ReportRow(Base):
    """A unit's word for one month, and the coordinator's review of it."""

    __tablename__ = "report"

    case: Mapped[str] = case_key()
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    progress: Mapped[str] = mapped_column(String(30))
    on: Mapped[date] = mapped_column(Date)
    by: Mapped[str] = mapped_column(CODE)
    unit: Mapped[str] = mapped_column(CODE)
    review_by: Mapped[date | None] = mapped_column(Date)
    result: Mapped[str | None] = mapped_column(String(20))
    confirmed: Mapped[str | None] = mapped_column(String(30))
    reviewed_on: Mapped[date | None] = mapped_column(Date)


class SelfCheckRow(Base):
    """A responsible unit's own check in the present round."""

    __tablename__ = "self_check"

    case: Mapped[str] = case_key()
    unit: Mapped[str] = mapped_column(CODE, primary_key=True)
    on: Mapped[date] = mapped_column(Date)
    by: Mapped[str] = mapped_column(CODE)
    criteria: Mapped[str] = mapped_column(String(500))
