"""What the audit sees of signing in: locked accounts, one-time passwords, and wrong passwords not yet forgotten."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from caseflow.domain.actions import Action
from caseflow.domain.event import Event
from caseflow.services.access import permit
from caseflow.services.checking_papers import SUBJECT as PAPERS
from caseflow.services.coding import SUBJECT as CODES
from caseflow.services.feeding import SUBJECT as FEEDS
from caseflow.services.signing_in import LOCKED_FOR, subject_of
from caseflow.services.streams import event_of, events_of
from caseflow.services.work import Work
from caseflow.store.accounts import CredentialRow, TryRow
from caseflow.store.log import EventRow

ADDRESS = "address/"
PERSON = "person/"
LOCKS = frozenset({"lock_account"})
RESETS = frozenset({"give_password", "release_password", "use_password"})
CHOICES = frozenset({"set_password"})


@dataclass(frozen=True, slots=True)
class Lock:
    """An account that five wrong passwords locked."""

    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tried:
    """Wrong passwords within the last quarter of an hour: of a person, from an address, or of a login nobody has."""

    person: str | None
    address: str | None
    failures: int
    last_at: datetime


def locks(work: Work, since: datetime, until: datetime) -> list[Lock]:
    """The accounts locked in a time, both ends included, the latest first."""
    found = _happened(work, LOCKS, since, until)
    return [Lock(event.stream.removeprefix(PERSON), _at(event)) for event in found]


def resets(work: Work, since: datetime, until: datetime) -> list[Event]:
    """One-time passwords given, released and used in a time, both ends included, the latest first."""
    return _happened(work, RESETS, since, until)


def own_account(work: Work) -> list[Event]:
    """What happened to the actor's own passwords, the latest first."""
    events = events_of(work.session, f"{PERSON}{work.actor.code}")
    return [event for event in reversed(events) if event.type in LOCKS | RESETS | CHOICES]


def tried(work: Work) -> list[Tried]:
    """Wrong passwords that still count, the latest first."""
    permit(work, Action.VIEW_AUDIT)
    logins = work.session.execute(select(CredentialRow.login, CredentialRow.person))
    known = {subject_of(login): person for login, person in logins}
    guessed = (TryRow.subject.startswith(kind) for kind in (PAPERS, FEEDS, CODES))
    asked = select(TryRow).where(TryRow.last_at > work.at - LOCKED_FOR, ~or_(*guessed))
    return [
        Tried(known.get(row.subject), _address(row.subject), row.failures, row.last_at)
        for row in work.session.scalars(asked.order_by(TryRow.last_at.desc()))
    ]


def _happened(work: Work, types: frozenset[str], since: datetime, until: datetime) -> list[Event]:
    permit(work, Action.VIEW_AUDIT)
    asked = select(EventRow.seq, EventRow.leaf).where(EventRow.stream.startswith(PERSON))
    rows = work.session.execute(asked.order_by(EventRow.seq.desc()))
    events = (event_of(leaf, seq) for seq, leaf in rows)
    return [event for event in events if event.type in types and since <= _at(event) <= until]


def _at(event: Event) -> datetime:
    return datetime.fromisoformat(str(event.at))


def _address(subject: str) -> str | None:
    return subject.removeprefix(ADDRESS) if subject.startswith(ADDRESS) else None
