"""What a request stands on: the installation, and the city as it is read or acted in for whoever is signed in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar, cast

from flask import current_app, g
from flask_login import current_user
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from caseflow.clock import Clock
from caseflow.domain.actor import NOBODY, actor_on
from caseflow.services.naming import Names, names_on
from caseflow.services.opening import begin
from caseflow.services.signing_in import Limits
from caseflow.services.today import today
from caseflow.services.vaulting import DISCIPLINE, Vault
from caseflow.services.work import Work
from caseflow.settings import Settings
from caseflow.store.database import reading, writing
from caseflow.store.files import Files
from caseflow.transaction import retrying, working

_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Installation:
    """What one process serves."""

    settings: Settings
    engine: Engine
    clock: Clock
    limits: Limits
    files: Files


def installation() -> Installation:
    """The one this process serves."""
    return cast(Installation, current_app.extensions["caseflow"])


def now() -> datetime:
    """The server's instant, read once a request."""
    if "now" not in g:
        g.now = installation().clock.now()
    return cast(datetime, g.now)


def session() -> Session:
    """The request's session for looking; it cannot write, and is closed with the request."""
    if "session" not in g:
        g.session = reading(installation().engine)
    return cast(Session, g.session)


def day() -> date:
    """The office day."""
    if "day" not in g:
        g.day = today(session(), now())
    return cast(date, g.day)


def look() -> Work:
    """The city as whoever is signed in sees it. It is a piece of work that can change nothing."""
    if "look" not in g:
        g.look = begin(session(), NOBODY, now(), day())
        _take_up(g.look)
    return cast(Work, g.look)


def sealed() -> Vault:
    """What opens and seals the words of the discipline log."""
    return Vault.at(installation().settings.home, DISCIPLINE)


def names() -> Names:
    """What units, posts and people are called today."""
    if "names" not in g:
        g.names = names_on(session(), look().city, day())
    return cast(Names, g.names)


def act(do: Callable[[Work], _R]) -> _R:
    """Does one piece of work for whoever is signed in, in a transaction of its own, again if others were quicker."""
    instant, office_day = now(), day()
    leave()  # the reading session must not keep an older view of the database

    def attempt() -> _R:
        with acting(instant, office_day) as work:
            return do(work)

    return retrying(attempt)


def keep(do: Callable[[Session], None]) -> None:
    """Writes something beside the record in the name of nobody: who is signed in may still be being found out."""
    leave()

    def attempt() -> None:
        with writing(installation().engine) as session, session.begin():
            do(session)

    retrying(attempt)


@contextmanager
def acting(at: datetime, office_day: date) -> Iterator[Work]:
    """One piece of work, committed at the end."""
    with working(installation().engine, NOBODY, at, office_day) as work:
        _take_up(work)
        yield work


def leave(_error: BaseException | None = None) -> None:
    """Ends looking; the next look sees what has happened since."""
    for name in ("look", "names", "day"):
        g.pop(name, None)
    opened = g.pop("session", None)
    if opened is not None:
        opened.close()


def _take_up(work: Work) -> None:
    """The actor is read anew in every transaction: an office ended meanwhile is ended."""
    code = getattr(current_user, "person", None)
    person = work.city.people.get(code) if code else None
    if person:
        work.actor = actor_on(person, work.day)
