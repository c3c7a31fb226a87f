"""Receiving: a person's messages within the product, which of them are new, and reading them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from caseflow.domain.actions import Action
from caseflow.domain.permissions import can
from caseflow.services.attending import may_see
from caseflow.services.reaching import PRODUCT
from caseflow.services.searching import cases_of
from caseflow.services.work import Work
from caseflow.store.messages import DeliveryRow
from caseflow.store.runs import OutboxRow

SHOWN = 100
"""How many messages are shown, the latest first."""


@dataclass(frozen=True, slots=True)
class Received:
    """One message; `about` None where that is no longer the reader's to see."""

    matter: str
    day: date
    about: str | None
    new: bool


def received(work: Work) -> list[Received]:
    """The actor's latest messages."""
    own = (DeliveryRow.person == work.actor.code, DeliveryRow.channel == PRODUCT)
    asked = (
        select(OutboxRow, DeliveryRow.read_at)
        .join(DeliveryRow, OutboxRow.id == DeliveryRow.message)
        .where(*own)
    )
    rows = work.session.execute(asked.order_by(DeliveryRow.id.desc()).limit(SHOWN)).all()
    told_of = {told.case for told, _ in rows}
    cases = cases_of(work, [key for key in told_of if not key.startswith("/")]).values()
    seen = {case.key for case in cases if can(work.actor, Action.VIEW, case, work.city, work.day)}
    seen |= {about for about in told_of if about.startswith("/") and may_see(work, about)}
    return [
        Received(told.matter, told.day, told.case if told.case in seen else None, read is None)
        for told, read in rows
    ]


def new_messages(session: Session, person: str) -> int:
    """How many messages a person has not read."""
    own = (DeliveryRow.person == person, DeliveryRow.channel == PRODUCT, DeliveryRow.read_at.is_(None))
    return session.scalar(select(func.count()).select_from(DeliveryRow).where(*own)) or 0


def read_all(session: Session, person: str, at: datetime) -> None:
    """Whatever lies there is read."""
    own = (DeliveryRow.person == person, DeliveryRow.channel == PRODUCT, DeliveryRow.read_at.is_(None))
    session.connection().execute(update(DeliveryRow).where(*own).values(read_at=at))
