"""Begins and ends pieces of work: the edges use this, and only edges commit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from caseflow.domain.actor import Actor
from caseflow.domain.errors import Stale
from caseflow.services.opening import begin
from caseflow.services.record import seal
from caseflow.services.work import Work
from caseflow.store.database import reading, writing

T = TypeVar("T")
SERIALIZATION = frozenset({"40001", "40P01"})
"""PostgreSQL: another transaction won, or two waited for each other (serialization_failure, deadlock_detected)."""


@contextmanager
def working(engine: Engine, actor: Actor, at: datetime, day: date) -> Iterator[Work]:
    """One piece of work in one transaction: sealed and committed at the end, rolled back on any exception."""
    with writing(engine) as session, session.begin():
        work = begin(session, actor, at, day)
        yield work
        seal(work)


@contextmanager
def looking(engine: Engine) -> Iterator[Session]:
    """A session that cannot write, for everything that only shows."""
    with reading(engine) as session:
        yield session


def retrying(piece: Callable[[], T], times: int = 5) -> T:
    """Runs a whole piece of work, transaction included, again where somebody was faster by a moment.

    What a person saw and has since changed (`stale.form`) is theirs to look at again, and is never retried. The
    last try raises whatever it meets.
    """
    for _ in range(times - 1):
        try:
            return piece()
        except (Stale, DBAPIError) as wrong:
            if not passes(wrong):
                raise
    return piece()


def passes(wrong: Stale | DBAPIError) -> bool:
    """Whether it is likely to go away by itself."""
    if isinstance(wrong, Stale):
        return all(reason.code == "stale.changed_meanwhile" for reason in wrong.reasons)
    state = getattr(wrong.orig, "sqlstate", None)
    locked = "database is locked" in str(wrong.orig)
    return isinstance(wrong, IntegrityError) or state in SERIALIZATION or locked
