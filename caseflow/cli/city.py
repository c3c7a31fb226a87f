"""Opens the installation's database for a command: to look at the city as of a day, or to act in it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from getpass import getuser
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from caseflow.clock import SystemClock
from caseflow.domain.actor import Actor, command_line
from caseflow.domain.errors import NotYet, Reason
from caseflow.jobs.checkpointing import guard
from caseflow.services.today import acting_day, acting_instant, today
from caseflow.services.viewing import View, look
from caseflow.services.work import Work
from caseflow.settings import Settings
from caseflow.store.database import make_engine
from caseflow.store.files import Files
from caseflow.store.migrate import is_newest
from caseflow.store.notes import Notes
from caseflow.transaction import looking, passes, working

MEGABYTE = 1024 * 1024


@contextmanager
def database(settings: Settings, *, any_schema: bool = False) -> Iterator[Engine]:
    """The installation's database.

    Raises NotYet where there is none, one that this program was not made for, or one that others keep busy.
    """
    engine = make_engine(settings.database_url)
    try:
        _require(engine, any_schema)
        yield engine
    except DBAPIError as wrong:
        if not passes(wrong):
            raise
        raise NotYet(Reason("database.busy")) from wrong
    finally:
        engine.dispose()


@contextmanager
def looking_at(settings: Settings, asked: date | None) -> Iterator[View]:
    """The city as of a day, today where none is asked for, in a session that cannot write."""
    with database(settings) as engine, looking(engine) as session:
        yield look(session, asked or today(session, SystemClock().now()))


@contextmanager
def acting_in(settings: Settings, asked: date | None) -> Iterator[Work]:
    """One piece of work by the command line of this server account, for a day that may be acted on."""
    with database(settings) as engine:
        now = SystemClock().now()
        guard(engine, Notes(settings.checkpoints), now, thorough=False)
        with looking(engine) as session:
            day = acting_day(session, now, asked)
            at = acting_instant(session, now, day)
        with working(engine, Actor("command_line"), at, day) as work:
            if not work.city.log:
                raise NotYet(Reason("city.not_open"))
            work.actor = command_line(account(), work.city, day)
            yield work


def account() -> str:
    """The server account, by its number where it has no name."""
    try:
        return getuser()
    except (OSError, KeyError):
        return str(os.getuid())


def evidence(settings: Settings) -> Files:
    """The folder of the evidence files."""
    return Files(settings.home / "files", settings.upload_limit * MEGABYTE, settings.scanner)


def _require(engine: Engine, any_schema: bool) -> None:
    # Connecting would make an SQLite file that is not there.
    if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).is_file():
        raise NotYet(Reason("database.missing"))
    try:
        with engine.execution_options(read_only=True).connect() as connection:
            if not any_schema and not is_newest(connection):
                raise NotYet(Reason("database.other_schema"))
    except DBAPIError as wrong:
        raise NotYet(Reason("database.unreachable", {"what": type(wrong.orig).__name__})) from wrong
