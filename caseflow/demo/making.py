"""Makes the demonstration city in an installation's database: only in an empty one, or in place of another one."""

import shutil
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, inspect, text

from caseflow.demo.building import FIRST, LOG, build
from caseflow.demo.people import ADMINISTRATOR, CITY, PASSWORD, cast, name_of
from caseflow.domain.errors import BadInput, NotYet, Reason
from caseflow.rulebooks.units import shipped_units
from caseflow.services.ticking import first_day
from caseflow.services.today import is_demonstration
from caseflow.services.vaulting import DISCIPLINE, Vault
from caseflow.settings import Settings, make_secrets
from caseflow.store.database import make_engine
from caseflow.store.files import Files
from caseflow.store.migrate import upgrade
from caseflow.store.notes import Notes
from caseflow.transaction import looking

MEGABYTE = 1024 * 1024


def make(settings: Settings, until: date, *, reset: bool) -> bool:
    """The city up to and including a day; True if it was made now, False if it was there.

    Raises NotYet for a database that holds anything but a demonstration, BadInput for a day before it begins.
    """
    if until < FIRST:
        raise BadInput(Reason("demo.too_early", {"first": FIRST.isoformat()}))
    there = holds_demonstration(settings)
    if there and not reset:
        return False
    if there:
        _empty(settings)
    make_secrets(settings.home)
    _forget_checkpoints(Notes(settings.checkpoints))
    upgrade(settings.database_url)
    engine = make_engine(settings.database_url, durable=False)
    try:
        build(engine, store(settings), until, vault=Vault.at(settings.home, DISCIPLINE))
        _settle(engine)
    finally:
        engine.dispose()
    return True


def holds_demonstration(settings: Settings) -> bool:
    """Whether the database holds a demonstration city; False for an empty one. Raises NotYet for any other."""
    database = make_engine(settings.database_url).url.database
    if settings.database_url.startswith("sqlite") and not Path(str(database)).exists():
        return False
    engine = make_engine(settings.database_url)
    try:
        return _holds(engine)
    finally:
        engine.dispose()


def accounts() -> list[dict[str, str]]:
    """The accounts a visitor may use, one per role, with their known password."""
    first = {
        "role": "system_admin",
        "name": ADMINISTRATOR[0],
        "login": ADMINISTRATOR[1],
        "password": PASSWORD,
    }
    shown = [
        {"role": somebody.role, "name": name_of(n), "login": somebody.login, "password": PASSWORD}
        for n, somebody in enumerate(cast(shipped_units(CITY)))
        if somebody.role
    ]
    return [*shown, first]


def store(settings: Settings) -> Files:
    """The folder of the installation's evidence files."""
    return Files(settings.home / "files", settings.upload_limit * MEGABYTE, settings.scanner)


def _holds(engine: Engine) -> bool:
    with looking(engine) as session:
        tables = inspect(session.connection()).get_table_names()
        if not tables or ("event" in tables and first_day(session) is None):
            return False
        if "event" in tables and is_demonstration(session):
            return True
    raise NotYet(Reason("demo.not_empty", {}))


def _empty(settings: Settings) -> None:
    """Empties a demonstration's database and its folder of files; what else lies in the home folder stays."""
    engine = make_engine(settings.database_url)
    try:
        if engine.dialect.name == "sqlite":
            database = str(engine.url.database)
            engine.dispose()
            for end in ("", "-wal", "-shm"):
                Path(f"{database}{end}").unlink(missing_ok=True)
        else:
            with engine.begin() as connection:
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text("CREATE SCHEMA public"))
    finally:
        engine.dispose()
    shutil.rmtree(settings.home / "files", ignore_errors=True)


def _forget_checkpoints(notes: Notes) -> None:
    """Those of an older demonstration, which is no more; a folder with another log's checkpoints stays as it is."""
    if any(notes.note(size).startswith(f"{LOG}\n".encode()) for size in notes.sizes()[-1:]):
        notes.clear()


def _settle(engine: Engine) -> None:
    """What was built without waiting for the disk is written out before anybody works in it."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is not None:
                raw.execute("PRAGMA synchronous=FULL")
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
