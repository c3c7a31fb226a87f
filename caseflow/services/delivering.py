"""Delivering: a message becomes one delivery per person and channel, is claimed, sent by the jobs, and marked.

Each is claimed in one transaction and marked in another, and sent between the two. Whoever finds one claimed and not
marked does not know whether it went out: it is `uncertain`, and only a person sends it again.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from caseflow.clock import OFFICE_ZONE
from caseflow.domain.actions import Action
from caseflow.domain.actor import actor_on
from caseflow.domain.case import Case
from caseflow.domain.permissions import can
from caseflow.domain.terms import Office
from caseflow.services.attending import may_see
from caseflow.services.messaging import URGENT
from caseflow.services.owing import answers_to
from caseflow.services.reaching import PRODUCT, Reach, reachable
from caseflow.services.searching import cases_of
from caseflow.services.work import Work
from caseflow.store.messages import DeliveryRow, ReachRow
from caseflow.store.runs import OutboxRow

KEPT = timedelta(days=7)
"""A message older than this is handed to nobody any more: what it said is told by the person's own page."""
KEY_BYTES = 16
FIRST_PAUSE, LONGER = timedelta(minutes=1), 4
"""The pause before the second attempt, and by how much each further one is longer: 1, 4, 16, 64, 256 minutes."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery about to be sent."""

    id: int
    message: OutboxRow
    person: str
    channel: str
    address: str
    key: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an attempt: `error` None where it was taken. `again`: it may be tried again later; `certain`:
    it is known that nothing went out."""

    error: str | None = None
    again: bool = True
    certain: bool = True


def hand_over(work: Work) -> int:
    """Hands every waiting message to the people it is for; how many messages."""
    # Locked, so that of two who hand over at once the second finds nothing left.
    asked = select(OutboxRow).where(OutboxRow.sent_at.is_(None)).order_by(OutboxRow.id).with_for_update()
    waiting = list(work.session.scalars(asked))
    fresh = [row for row in waiting if work.day - row.day <= KEPT]
    receivers = _receivers(work, fresh) if fresh else {}
    reach = reachable(work.session, work.day) if fresh else {}
    for row in waiting:
        row.sent_at = work.at
        for person in receivers.get(row.id, ()):
            _product(work, row, person)
            if row.matter in URGENT:
                deliver(work, row, person, [one for one in reach.get(person, ()) if one.urgent])
    work.session.flush()
    return len(waiting)


def deliver(work: Work, row: OutboxRow, person: str, channels: Iterable[Reach]) -> None:
    """Puts a message on its way to a person by these channels."""
    for one in channels:
        work.session.add(_delivery(row, person, one.channel.value, "waiting", work.at))


def within_hours(work: Work, at: datetime, *, start: str = "message.hours_from") -> bool:
    """Whether people may be told outside the product now: on a working day between the rulebook's hours."""
    if not work.calendar.day(work.day).working:
        return False
    first, last = (time.fromisoformat(work.book.words(key)) for key in (start, "message.hours_to"))
    return first <= at.astimezone(OFFICE_ZONE).time() < last


def give_up_claims(session: Session) -> int:
    """Calls uncertain what a sender that is gone had claimed; how many. Asked by the one who now sends."""
    gone = (
        update(DeliveryRow)
        .where(DeliveryRow.status == "claimed")
        .values(status="uncertain", error="interrupted")
    )
    return session.connection().execute(gone).rowcount


def claim(session: Session, now: datetime, channels: Iterable[str]) -> Claimed | None:
    """Claims the next delivery that is due by one of these channels; None where there is none."""
    due = (
        select(DeliveryRow, OutboxRow)
        .join(OutboxRow, OutboxRow.id == DeliveryRow.message)
        .where(DeliveryRow.status == "waiting", DeliveryRow.next_at <= now, DeliveryRow.channel.in_(channels))
        .order_by(DeliveryRow.next_at, DeliveryRow.id)
        .limit(1)
    )
    found = session.execute(due).first()
    if found is None:
        return None
    row, message = found
    row.status, row.claimed_at, row.attempts = "claimed", now, row.attempts + 1
    reach = session.get(ReachRow, (row.person, row.channel))
    session.flush()
    return Claimed(row.id, message, row.person, row.channel, reach.address if reach else "", row.key)


def drop(session: Session, id_: int) -> None:
    """What it told of is over, or the person no longer wants or may see it."""
    session.get_one(DeliveryRow, id_).status = "dropped"
    session.flush()


def mark(session: Session, id_: int, answer: Answer, now: datetime, most: int) -> None:
    """Keeps what came of an attempt; after `most` attempts a message is given up (dead)."""
    row = session.get_one(DeliveryRow, id_)
    row.error = answer.error
    if answer.error is None:
        row.status, row.sent_at = "sent", now
    elif not answer.certain:
        row.status = "uncertain"
    elif answer.again and row.attempts < most:
        row.status, row.next_at = "waiting", now + FIRST_PAUSE * LONGER ** (row.attempts - 1)
    else:
        row.status = "dead"
    session.flush()


def _receivers(work: Work, rows: Iterable[OutboxRow]) -> dict[int, list[str]]:
    """For each message the people who answer for its unit or post today and may see what it is about."""
    listed = list(rows)
    cases = cases_of(work, [row.case for row in listed if not row.case.startswith("/")])
    found: dict[int, list[str]] = {row.id: [] for row in listed}
    keep = work.actor
    for person in work.city.people.values():
        work.actor = actor_on(person, work.day)
        mine = _told_as(work) if work.actor.posts else frozenset()
        for row in listed:
            if row.who in mine and _may_see(work, row.case, cases.get(row.case)):
                found[row.id].append(person.code)
    work.actor = keep
    return found


def _told_as(work: Work) -> frozenset[str]:
    """The units and posts whose messages the actor gets: those it answers for, and the discipline inspector's."""
    inspects = work.actor.holds(Office.INSPECTOR)
    return answers_to(work) | ({Office.INSPECTOR.value} if inspects else frozenset())


def _may_see(work: Work, about: str, case: Case | None) -> bool:
    if case:
        return bool(can(work.actor, Action.VIEW, case, work.city, work.day))
    return about.startswith("/") and may_see(work, about)


def _product(work: Work, row: OutboxRow, person: str) -> None:
    there = _delivery(row, person, PRODUCT, "sent", work.at)
    there.sent_at = work.at
    work.session.add(there)


def _delivery(row: OutboxRow, person: str, channel: str, status: str, at: datetime) -> DeliveryRow:
    return DeliveryRow(
        message=row.id,
        person=person,
        channel=channel,
        key=secrets.token_hex(KEY_BYTES),
        status=status,
        attempts=0,
        next_at=at,
    )
