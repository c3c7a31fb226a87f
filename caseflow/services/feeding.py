"""Feeding somebody's own calendar: a secret address, kept as a digest, shown once, renewed and revoked by its owner."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from caseflow.domain.actor import Actor, actor_on
from caseflow.domain.errors import NotYet, Reason, Unknown
from caseflow.domain.obligations import STANDING_STILL
from caseflow.messages.calendar import Entry
from caseflow.services.attending import BY_RULE, Asked
from caseflow.services.pending import Pending, called, pending
from caseflow.services.work import Work
from caseflow.store.accounts import count_try, tries
from caseflow.store.messages import FeedRow

TOKEN_BYTES = 32
GUESSES, MEMORY = 20, timedelta(minutes=15)
"""How many addresses that are nobody's one address may ask for within the time (assumed)."""
SUBJECT = "feed/"
RECTIFY = "obligation.rectify"


def renew(session: Session, person: str, at: datetime) -> str:
    """A new secret for a person's feed; the one before is worth nothing from then on."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    revoke(session, person)
    session.add(FeedRow(token=_kept(token), person=person, made_at=at))
    session.flush()
    return token


def revoke(session: Session, person: str) -> None:
    """Ends a person's feed."""
    session.connection().execute(delete(FeedRow).where(FeedRow.person == person))


def feed_since(session: Session, person: str) -> datetime | None:
    """Since when this person's feed has its present address; None where there is none."""
    return session.scalar(select(FeedRow.made_at).where(FeedRow.person == person))


def owner_of(
    work: Work, token: str, address: str, keep: Callable[[Callable[[Session], None]], None]
) -> Actor:
    """Whose feed it is, with the offices held today. `keep` writes beside the record in a transaction of its own.

    Raises Unknown for a secret that is nobody's, or of somebody who holds no office any more; NotYet for guessing.
    """
    subject = f"{SUBJECT}{address}"
    if tries(work.session, subject, work.at, MEMORY) >= GUESSES:
        raise NotYet(Reason("feed.too_many", {"minutes": int(MEMORY.total_seconds() // 60)}))
    code = work.session.scalar(select(FeedRow.person).where(FeedRow.token == _kept(token)))
    person = work.city.people.get(code) if code else None
    actor = actor_on(person, work.day) if person else None
    if actor and actor.posts:
        return actor
    at = work.at
    keep(lambda session: _count(session, subject, at))
    raise Unknown(Reason("feed.unknown", {}))


def entries(work: Work, language: str) -> list[Entry]:
    """What the actor owes by a day, in the order of its urgency; what has no day stands in no calendar."""
    found = (duty for duty in pending(work) if duty.stopped_on is None)
    return [entry for entry in (_entry(work, duty, language) for duty in found) if entry]


def _entry(work: Work, duty: Pending, language: str) -> Entry | None:
    if duty.due is None:
        return None
    name = f"{work.city.log}/{duty.about}/{duty.word}/{duty.ref}/{duty.who}"
    uid = f"{sha256(name.encode()).hexdigest()[:32]}@caseflow"
    number = called(work, duty.about, language)
    return Entry(uid, number, duty.word, duty.opened_on, duty.due, _provisional(work, duty))


def _provisional(work: Work, duty: Pending) -> bool:
    """Whether the day may still move because the holidays of its year are not announced."""
    if isinstance(duty, Asked):
        counted = duty.word in BY_RULE
    elif duty.word == RECTIFY:
        return duty.case.due.provisional
    else:
        counted = duty.word.partition(".")[2] in STANDING_STILL  # limits of the procedure, in working days
    through = work.calendar.published_through
    return counted and duty.due is not None and (through is None or duty.due > through)


def _kept(token: str) -> bytes:
    """How a secret is stored: the log of a proxy may hold the address, a copy of the database does not."""
    return sha256(token.encode()).digest()


def _count(session: Session, subject: str, at: datetime) -> None:
    count_try(session, subject, at, GUESSES, MEMORY)
