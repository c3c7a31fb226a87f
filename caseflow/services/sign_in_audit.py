"""What the audit sees of signing in: accounts that were locked, and wrong passwords not yet forgotten."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from caseflow.domain.actions import Action
from caseflow.services.access import permit
from caseflow.services.signing_in import LOCKED_FOR, subject_of
from caseflow.services.streams import event_of
from caseflow.services.work import Work
from caseflow.store.accounts import CredentialRow, TryRow
from caseflow.store.log import EventRow

ADDRESS = "address/"


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
    permit(work, Action.VIEW_AUDIT)
    asked = select(EventRow.seq, EventRow.leaf).where(EventRow.stream.startswith("person/"))
    found = []
    for seq, leaf in work.session.execute(asked.order_by(EventRow.seq.desc())):
        event = event_of(leaf, seq)
        at = datetime.fromisoformat(str(event.at))
        if event.type == "lock_account" and since <= at <= until:
            found.append(Lock(event.stream.removeprefix("person/"), at))
    return found


def tried(work: Work) -> list[Tried]:
    """Wrong passwords that still count, the latest first."""
    permit(work, Action.VIEW_AUDIT)
    logins = work.session.execute(select(CredentialRow.login, CredentialRow.person))
    known = {subject_of(login): person for login, person in logins}
    asked = select(TryRow).where(TryRow.last_at > work.at - LOCKED_FOR).order_by(TryRow.last_at.desc())
    return [
        Tried(known.get(row.subject), _address(row.subject), row.failures, row.last_at)
        for row in work.session.scalars(asked)
    ]


def _address(subject: str) -> str | None:
    return subject.removeprefix(ADDRESS) if subject.startswith(ADDRESS) else None
