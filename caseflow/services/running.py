"""Running: what an administrator sees of the day's work and of messages, and what they may do about it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from caseflow.domain.actions import Action
from caseflow.domain.errors import NotYet, Reason, Unknown
from caseflow.services.access import permit
from caseflow.services.today import is_demonstration, today
from caseflow.services.work import Work
from caseflow.store.messages import DeliveryRow, FaultRow
from caseflow.store.runs import OutboxRow, TickRow

FAULTS_KEPT = timedelta(days=30)
SHOWN = 30
"""How many runs, faults and undelivered messages are shown, the latest first."""
STRANDED = ("dead", "uncertain")
"""Messages that no job sends any more: given up, or nobody knows whether they went out."""


@dataclass(frozen=True, slots=True)
class Stranded:
    """A message that was not, or perhaps not, delivered. Which case it tells of is not for administrators."""

    id: int
    matter: str
    day: date
    person: str
    channel: str
    status: str
    error: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Runs:
    """The latest runs and faults; `late` since which day the work should have been done, None where it was."""

    runs: tuple[TickRow, ...]
    faults: tuple[FaultRow, ...]
    late: date | None


def note_fault(session: Session, at: datetime, host: str, kind: str) -> None:
    """Leaves word of a job that failed; old words go."""
    session.connection().execute(delete(FaultRow).where(FaultRow.at <= at - FAULTS_KEPT))
    session.add(FaultRow(at=at, host=host, kind=kind[:80]))


def late_since(session: Session, now: datetime) -> date | None:
    """The first day whose work should have been done and was not; a demonstration's day is never late."""
    last = session.scalar(select(func.max(TickRow.until)))
    if last is None or is_demonstration(session):
        return None
    return last + timedelta(days=1) if last < today(session, now) else None


def runs(work: Work) -> Runs:
    """What the day's work did. Raises NotPermitted."""
    permit(work, Action.VIEW_RUNS)
    found = work.session.scalars(select(TickRow).order_by(TickRow.id.desc()).limit(SHOWN))
    recent = select(FaultRow).where(FaultRow.at > work.at - FAULTS_KEPT).order_by(FaultRow.id.desc())
    faults = work.session.scalars(recent.limit(SHOWN))
    return Runs(tuple(found), tuple(faults), late_since(work.session, work.at))


def stranded(work: Work) -> list[Stranded]:
    """Messages that were not delivered. Raises NotPermitted."""
    permit(work, Action.VIEW_RUNS)
    asked = select(DeliveryRow, OutboxRow).join(OutboxRow, OutboxRow.id == DeliveryRow.message)
    rows = asked.where(DeliveryRow.status.in_(STRANDED)).order_by(DeliveryRow.id.desc()).limit(SHOWN)
    return [
        Stranded(
            one.id, told.matter, told.day, one.person, one.channel, one.status, one.error or "", one.attempts
        )
        for one, told in work.session.execute(rows)
    ]


def send_again(work: Work, id_: int) -> None:
    """Puts an undelivered message on its way again, as the same message. Raises NotPermitted, Unknown, NotYet."""
    permit(work, Action.RESEND_MESSAGE)
    row = work.session.get(DeliveryRow, id_)
    if row is None:
        raise Unknown(Reason("delivery.unknown", {}))
    again = (
        update(DeliveryRow)
        .where(DeliveryRow.id == id_, DeliveryRow.status.in_(STRANDED))
        .values(status="waiting", attempts=0, next_at=work.at)
    )
    if work.session.connection().execute(again).rowcount != 1:
        raise NotYet(Reason("delivery.not_stranded", {}))
