"""What day it is in the office, and for which day somebody may act."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.clock import OFFICE_ZONE, office_day
from caseflow.domain.errors import NotYet, Reason
from caseflow.domain.event import Event
from caseflow.services.streams import event_of
from caseflow.services.ticking import last_tick
from caseflow.store.log import EventRow

AHEAD = timedelta(days=3660)
"""How far ahead of its own day a demonstration city is taken at once: the clock works every day on the way."""


def today(session: Session, now: datetime) -> date:
    """The office day: the clock's, in a demonstration city that of its last tick; never before the last event's day."""
    first, last = _first_event(session), _last_event(session)
    if first is None or last is None:
        return office_day(now)
    day = last_tick(session) if first.data["demonstration"] else office_day(now)
    return max(day or last.day, last.day)


def acting_day(session: Session, now: datetime, asked: date | None) -> date:
    """The day an act counts for.

    Raises NotYet for one before the last event's, ahead of a real city's today, or `AHEAD` of a demonstration city's.
    """
    day, first, last = today(session, now), _first_event(session), _last_event(session)
    if asked is None or first is None or last is None:
        return day
    if asked < last.day:
        facts = {"day": asked.isoformat(), "last": last.day.isoformat()}
        raise NotYet(Reason("at.before_last_event", facts))
    if asked > day and not first.data["demonstration"]:
        raise NotYet(Reason("at.after_today", {"day": asked.isoformat(), "today": day.isoformat()}))
    if asked - day > AHEAD:
        furthest = (day + AHEAD).isoformat()
        raise NotYet(Reason("at.too_far", {"day": asked.isoformat(), "furthest": furthest}))
    return asked


def acting_instant(session: Session, now: datetime, day: date) -> datetime:
    """The instant of an act for a day: the server's, in a demonstration city the same hour of that day."""
    if not is_demonstration(session):
        return now
    return datetime.combine(day, now.astimezone(OFFICE_ZONE).time(), OFFICE_ZONE)


def is_demonstration(session: Session) -> bool:
    """Whether the city was marked as a demonstration in its first event."""
    first = _first_event(session)
    return first is not None and bool(first.data["demonstration"])


def _first_event(session: Session) -> Event | None:
    leaf = session.scalar(select(EventRow.leaf).where(EventRow.seq == 0))
    return event_of(leaf, 0) if leaf else None


def _last_event(session: Session) -> Event | None:
    row = session.execute(select(EventRow.seq, EventRow.leaf).order_by(EventRow.seq.desc()).limit(1)).first()
    return event_of(row.leaf, row.seq) if row else None
