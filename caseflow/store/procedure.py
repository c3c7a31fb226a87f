"""The steps of a case: applications, acceptance, notice, objections, signatures, decisions, papers. Projections."""

from datetime import date

from sqlalchemy import Boolean, Date, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.store.base import Base
from caseflow.store.case import case_key
from caseflow.store.city import CODE


class ApplicationRow(Base):
    """A request for acceptance: pending, accepted or fallen."""

    __tablename__ = "application"

    case: Mapped[str] = case_key()
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    on: Mapped[date] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(20))


class AcceptanceRow(Base):
    """The on-site check of the present round."""

    __tablename__ = "acceptance"

    case: Mapped[str] = case_key()
    begun_on: Mapped[date] = mapped_column(Date)
    begun_by: Mapped[str] = mapped_column(CODE)
    unit: Mapped[str] = mapped_column(CODE)
    passed_on: Mapped[date | None] = mapped_column(Date)
    passed_by: Mapped[str | None] = mapped_column(CODE)
    site_day: Mapped[date | None] = mapped_column(Date)
    people: Mapped[int] = mapped_column(Integer)


class NoticeRow(Base):
    """The public notice of the present round."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_last_day", "last_day"),)

    case: Mapped[str] = case_key()
    drafted_by: Mapped[str] = mapped_column(CODE)
    drafted_on: Mapped[date] = mapped_column(Date)
    released_by: Mapped[str | None] = mapped_column(CODE)
    first_day: Mapped[date | None] = mapped_column(Date)
    last_day: Mapped[date | None] = mapped_column(Date)
    opens_on: Mapped[date | None] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)


class ObjectionRow(Base):
    """An objection and its answer."""

    __tablename__ = "objection"

    case: Mapped[str] = case_key()
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    sent_on: Mapped[date] = mapped_column(Date)
    entered_on: Mapped[date] = mapped_column(Date)
    in_time: Mapped[bool] = mapped_column(Boolean)
    answer_by: Mapped[date | None] = mapped_column(Date)
    answer: Mapped[str | None] = mapped_column(String(20))
    answered_on: Mapped[date | None] = mapped_column(Date)


class SignatureRow(Base):
    """A head's signature; at most one stands per box and per person (`live` is null once it is void)."""

    __tablename__ = "signature"
    __table_args__ = (
        Index("uq_signature_case_live_box", "case", "live", "box", unique=True),
        Index("uq_signature_case_live_person", "case", "live", "person", unique=True),
    )

    case: Mapped[str] = case_key()
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    box: Mapped[str] = mapped_column(String(20))
    person: Mapped[str] = mapped_column(CODE)
    office: Mapped[str] = mapped_column(String(120))
    dossier: Mapped[str] = mapped_column(String(64))
    on: Mapped[date] = mapped_column(Date)
    void: Mapped[str | None] = mapped_column(String(40))
    means: Mapped[str | None] = mapped_column(String(20))
    key: Mapped[int | None] = mapped_column(Integer)
    live: Mapped[int | None] = mapped_column(Integer)


class DecisionRow(Base):
    """A matter put to the group's heads."""

    __tablename__ = "decision"

    case: Mapped[str] = case_key()
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    matter: Mapped[str] = mapped_column(String(20))
    proposed_by: Mapped[str] = mapped_column(CODE)
    proposed_on: Mapped[date] = mapped_column(Date)
    checked_by: Mapped[str | None] = mapped_column(CODE)
    to_day: Mapped[date | None] = mapped_column(Date)
    decide_by: Mapped[date | None] = mapped_column(Date)
    outcome: Mapped[str | None] = mapped_column(String(20))
    decided_on: Mapped[date | None] = mapped_column(Date)


class VoteRow(Base):
    """One head's word on a matter."""

    __tablename__ = "vote"

    case: Mapped[str] = case_key()
    decision: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    box: Mapped[str] = mapped_column(String(20), primary_key=True)
    agrees: Mapped[bool] = mapped_column(Boolean)
    person: Mapped[str] = mapped_column(CODE)
    on: Mapped[date] = mapped_column(Date)


class PaperRow(Base):
    """A paper of the ladder; its number stands in the register."""

    __tablename__ = "paper"
    __table_args__ = (Index("ix_paper_status_reply_by", "status", "reply_by"),)

    case: Mapped[str] = case_key()
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    rung: Mapped[str] = mapped_column(String(30))
    rule: Mapped[str] = mapped_column(String(60))
    to_unit: Mapped[str] = mapped_column(CODE)
    status: Mapped[str] = mapped_column(String(20))
    proposed_on: Mapped[date] = mapped_column(Date)
    issued_on: Mapped[date | None] = mapped_column(Date)
    reply_by: Mapped[date | None] = mapped_column(Date)
    acknowledged_on: Mapped[date | None] = mapped_column(Date)
    answered_on: Mapped[date | None] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)


class NumberRow(Base):
    """A number of the register of issued papers; never given twice, void or not."""

    __tablename__ = "paper_number"
    __table_args__ = (Index("ix_paper_number_about", "about"),)

    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    word: Mapped[str] = mapped_column(String(40))
    on: Mapped[date] = mapped_column(Date)
    by: Mapped[str] = mapped_column(CODE)
    about: Mapped[str] = mapped_column(String(200))
    paper: Mapped[int | None] = mapped_column(Integer)
    to_unit: Mapped[str | None] = mapped_column(CODE)
    void_on: Mapped[date | None] = mapped_column(Date)


class FindingRow(Base):
    """Something found after closure, asking for a revocation or a rebound."""

    __tablename__ = "finding"

    case: Mapped[str] = case_key()
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    asks: Mapped[str] = mapped_column(String(20))
    on: Mapped[date] = mapped_column(Date)
    by: Mapped[str] = mapped_column(CODE)
    origin: Mapped[str] = mapped_column(String(60))
    propose_by: Mapped[date | None] = mapped_column(Date)
    decided: Mapped[bool] = mapped_column(Boolean)


class YearRow(Base):
    """The yearly confirmation of a standing task."""

    __tablename__ = "case_year"

    case: Mapped[str] = case_key()
    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    reported_on: Mapped[date | None] = mapped_column(Date)
    confirmed: Mapped[bool | None] = mapped_column(Boolean)
    on: Mapped[date | None] = mapped_column(Date)
