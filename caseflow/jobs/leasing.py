"""One process of one machine does a job at a time: it holds a lease, and every transaction of the job checks it.

Machines whose clocks differ, or one that slept, may both believe to hold it; the fence in the row lets the older one
do nothing more. Lost leases run out by themselves.
"""

import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from caseflow.clock import SystemClock
from caseflow.store.database import writing
from caseflow.store.lease import Lease, hold, release, take

LENGTH = timedelta(minutes=2)
"""How long a lease is good without being renewed; each transaction renews it."""


class LeaseLost(Exception):  # noqa: N818  no fault: somebody else goes on
    """Somebody else holds it by now; the transaction is taken back."""


class Held:
    """A lease that is held."""

    def __init__(self, lease: Lease) -> None:
        self.lease = lease

    def check(self, session: Session) -> None:
        """Renews the lease within a transaction, which nobody else can then be in. Raises LeaseLost."""
        now = SystemClock().now()
        if not hold(session, self.lease, now + LENGTH):
            raise LeaseLost(self.lease.name)


def host() -> str:
    """The machine's name."""
    return socket.gethostname()[:80]


@contextmanager
def leased(engine: Engine, name: str) -> Iterator[Held | None]:
    """The lease for as long as the block lasts; None where somebody else holds it."""
    owner = f"{host()}/{os.getpid()}/{secrets.token_hex(4)}"
    now = SystemClock().now()
    with writing(engine) as session, session.begin():
        lease = take(session, name, owner, now, now + LENGTH)
    if lease is None:
        yield None
        return
    try:
        yield Held(lease)
    finally:
        with writing(engine) as session, session.begin():
            release(session, lease, SystemClock().now())
