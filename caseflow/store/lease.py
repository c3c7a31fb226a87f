"""Leases as rows: taken by whoever finds one run out, held by its fence, given back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from caseflow.store.messages import LeaseRow


@dataclass(frozen=True, slots=True)
class Lease:
    """A lease taken: nobody who takes it later has the same fence."""

    name: str
    fence: int


def take(session: Session, name: str, owner: str, now: datetime, until: datetime) -> Lease | None:
    """The lease where nobody holds it now, else None."""
    free = update(LeaseRow).where(LeaseRow.name == name, LeaseRow.until <= now)
    taken = free.values(owner=owner, fence=LeaseRow.fence + 1, until=until).returning(LeaseRow.fence)
    fence = session.connection().execute(taken).scalar()
    if fence is not None:
        return Lease(name, fence)
    if session.get(LeaseRow, name) is not None:
        return None
    try:
        with session.begin_nested():
            first = {"name": name, "owner": owner, "fence": 1, "until": until}
            session.connection().execute(insert(LeaseRow), first)
    except IntegrityError:  # somebody was faster by a moment
        return None
    return Lease(name, 1)


def hold(session: Session, lease: Lease, until: datetime) -> bool:
    """Renews it; False where it has changed hands. The row stays locked until the transaction ends."""
    own = update(LeaseRow).where(LeaseRow.name == lease.name, LeaseRow.fence == lease.fence)
    return session.connection().execute(own.values(until=until)).rowcount == 1


def release(session: Session, lease: Lease, now: datetime) -> None:
    """Gives it back, if it is still held."""
    hold(session, lease, now)
