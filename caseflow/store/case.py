"""The case and what belongs to it as a whole. Every row is a projection of the case's events."""

from datetime import date

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from caseflow.store.base import Base
from caseflow.store.city import CODE

KEY = String(160)


def case_key() -> Mapped[str]:
    """The column by which a row belongs to its case, first part of its key."""
    return mapped_column(KEY, ForeignKey("case.key"), primary_key=True)


class CaseRow(Base):
    """One case or locality part; `key` is `<inspection>/<number>`, `events` the length of its stream."""

    __tablename__ = "case"
    __table_args__ = (
        Index("ix_case_kind_ordinal", "kind", "inspection", "ordinal", "number"),
        Index("ix_case_state_due", "state", "due", "key"),
        Index("ix_case_lead_unit_state", "lead_unit", "state", "due", "key"),
        Index("ix_case_batch", "inspection", "batch"),
    )

    key: Mapped[str] = mapped_column(KEY, primary_key=True)
    inspection: Mapped[str] = mapped_column(CODE)
    number: Mapped[str] = mapped_column(String(100), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    since: Mapped[date] = mapped_column(Date)
    limit: Mapped[date | None] = mapped_column(Date)
    round: Mapped[int] = mapped_column(Integer)
    before_merge: Mapped[str | None] = mapped_column(String(20))
    filed_on: Mapped[date] = mapped_column(Date)
    filed_by: Mapped[str] = mapped_column(CODE)
    ordinal: Mapped[int | None] = mapped_column(Integer)
    batch: Mapped[int | None] = mapped_column(Integer)
    channel: Mapped[str | None] = mapped_column(String(20))
    key_case: Mapped[bool] = mapped_column(Boolean)
    received_on: Mapped[date | None] = mapped_column(Date)
    handed_over: Mapped[date | None] = mapped_column(Date)
    evidence_class: Mapped[str] = mapped_column(String(20))
    locality: Mapped[str | None] = mapped_column(CODE, index=True)
    lead_unit: Mapped[str | None] = mapped_column(CODE)
    acceptance_unit: Mapped[str | None] = mapped_column(CODE, index=True)
    transfer_to: Mapped[str | None] = mapped_column(CODE)
    supervising_unit: Mapped[str | None] = mapped_column(CODE, index=True)
    leader_in_charge: Mapped[str | None] = mapped_column(CODE)
    due: Mapped[date | None] = mapped_column(Date)
    first_due: Mapped[date | None] = mapped_column(Date)
    at_once: Mapped[bool] = mapped_column(Boolean)
    standing: Mapped[bool] = mapped_column(Boolean)
    provisional: Mapped[bool] = mapped_column(Boolean)
    extensions: Mapped[int] = mapped_column(Integer)
    feedback_due: Mapped[date | None] = mapped_column(Date)
    fed_back_on: Mapped[date | None] = mapped_column(Date)
    progress: Mapped[str] = mapped_column(String(30))
    confirmed_progress: Mapped[str] = mapped_column(String(30))
    settlement: Mapped[str | None] = mapped_column(String(20))
    verdict: Mapped[str | None] = mapped_column(String(20))
    applied_on: Mapped[date | None] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)
    filed_up_on: Mapped[date | None] = mapped_column(Date)
    suspended_on: Mapped[date | None] = mapped_column(Date)
    part_of: Mapped[str | None] = mapped_column(KEY, index=True)
    merged_into: Mapped[str | None] = mapped_column(KEY)
    rebound_of: Mapped[str | None] = mapped_column(KEY)
    rebound_as: Mapped[str | None] = mapped_column(KEY)
    events: Mapped[int] = mapped_column(Integer)


class CaseUnitRow(Base):
    """A unit's part in a case beside the lead: co_lead, responsible or cooperating."""

    __tablename__ = "case_unit"
    __table_args__ = (Index("ix_case_unit_unit_part", "unit", "part"),)

    case: Mapped[str] = case_key()
    part: Mapped[str] = mapped_column(String(20), primary_key=True)
    unit: Mapped[str] = mapped_column(CODE, primary_key=True)
    position: Mapped[int] = mapped_column(Integer)


class SuccessionRow(Base):
    """A unit of the case that ended, and who took up what it had; `successor` None while nobody is named."""

    __tablename__ = "succession"
    __table_args__ = (Index("ix_succession_unit", "unit"),)

    case: Mapped[str] = case_key()
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    unit: Mapped[str] = mapped_column(CODE)
    asked_on: Mapped[date] = mapped_column(Date)
    name_by: Mapped[date | None] = mapped_column(Date)
    successor: Mapped[str | None] = mapped_column(CODE)
    on: Mapped[date | None] = mapped_column(Date)


class CaseTextRow(Base):
    """Which text now stands under which name of a case, by digest."""

    __tablename__ = "case_text"

    case: Mapped[str] = case_key()
    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))


class ObligationRow(Base):
    """What is expected from whom by when; everything that reminds reads this. `who` is a unit's or office's code."""

    __tablename__ = "obligation"
    __table_args__ = (Index("ix_obligation_who_met_due", "who", "met_on", "due"),)

    case: Mapped[str] = case_key()
    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    ref: Mapped[str] = mapped_column(String(60), primary_key=True)
    who: Mapped[str] = mapped_column(CODE)
    opened_on: Mapped[date] = mapped_column(Date)
    due: Mapped[date | None] = mapped_column(Date)
    met_on: Mapped[date | None] = mapped_column(Date)
