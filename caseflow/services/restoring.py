"""Puts a backup back into an empty database, once its log was checked."""

import re
import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import URL, func, inspect, make_url, select
from sqlalchemy.exc import DBAPIError

from caseflow.domain.errors import BadInput, NotYet, Reason
from caseflow.services.backing_up import COPIES, FILES
from caseflow.services.keeping import beside, put_in_place, run_tool
from caseflow.services.verifying import VERIFIED, Report, verify
from caseflow.store.database import make_engine, reading
from caseflow.store.files import Files
from caseflow.store.log import EventRow
from caseflow.store.migrate import downgrade, upgrade

EVIDENCE = re.compile(rf"{FILES}/([0-9a-f]{{2}})/([0-9a-f]{{62}})")


def restore(url: str, files: Files, source: Path) -> Report:
    """Puts a backup back and answers what the check of its log found; where it is not verified, nothing stays.

    Raises NotYet where the database is not empty or pg_restore is missing or fails, BadInput for a file that is no
    whole backup of this kind of database.
    """
    address = make_url(url)
    kind = address.get_backend_name()
    _require_empty(url)
    place = Path(str(address.database)) if kind == "sqlite" else files.folder
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with beside(place) as folder:
        copy = folder / COPIES[kind]
        _unpack(source, copy)
        report = _checked(f"sqlite:///{copy}") if kind == "sqlite" else _put_dump(copy, address)
        if report.result == VERIFIED:
            for data in _evidence(source):
                files.put(data)
            if kind == "sqlite":
                _put_sqlite(copy, place)
    return report


def _require_empty(url: str) -> None:
    """No table is there, or the product's own without any event."""
    engine = make_engine(url)
    try:
        # Connecting would make an SQLite file that is not there.
        if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).is_file():
            return
        with engine.execution_options(read_only=True).connect() as connection:
            tables = inspect(connection).get_table_names()
            ours = EventRow.__tablename__ in tables
            if tables and (not ours or connection.scalar(select(func.count()).select_from(EventRow))):
                raise NotYet(Reason("restore.not_empty"))
    except DBAPIError as wrong:
        raise NotYet(Reason("database.unreachable", {"what": type(wrong.orig).__name__})) from wrong
    finally:
        engine.dispose()


def _unpack(source: Path, copy: Path) -> None:
    """Takes out the database's copy, and reads the evidence once: nothing is put in place before all of it is whole."""
    try:
        with tarfile.open(source) as tar:
            stream = tar.extractfile(copy.name)
            if stream:
                with copy.open("wb") as target:
                    shutil.copyfileobj(stream, target)
        for _ in _evidence(source):
            pass
    except KeyError:
        raise BadInput(Reason("restore.other_kind", {"path": str(source), "copy": copy.name})) from None
    except (tarfile.TarError, EOFError, OSError) as wrong:
        raise BadInput(Reason("restore.unreadable", {"path": str(source)})) from wrong


def _evidence(source: Path) -> Iterator[bytes]:
    """The bytes of every evidence file. Raises BadInput for one that is not what its name says."""
    with tarfile.open(source) as tar:
        for member in tar:
            named, stream = EVIDENCE.fullmatch(member.name), tar.extractfile(member)
            if named and stream:
                data = stream.read()
                if sha256(data).hexdigest() != named[1] + named[2]:
                    raise BadInput(Reason("restore.file_changed", {"digest": named[1] + named[2]}))
                yield data


def _put_sqlite(copy: Path, target: Path) -> None:
    """Not one page may be left in the copy's log, nor one of the empty database that was here."""
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for left in ("-wal", "-shm"):
        Path(f"{target}{left}").unlink(missing_ok=True)
    put_in_place(copy, target)


def _put_dump(copy: Path, address: URL) -> Report:
    """PostgreSQL can only be checked in place; what is not verified is taken out again."""
    url = address.render_as_string(hide_password=False)
    run_tool("pg_restore", address, "--clean", "--if-exists", "--no-owner", "--single-transaction", str(copy))
    report = _checked(url)
    if report.result != VERIFIED:
        downgrade(url, "base")
    return report


def _checked(url: str) -> Report:
    """Brings a restored database to the newest schema and checks its log."""
    try:
        upgrade(url)
    except CommandError:  # a revision that this program does not know
        raise BadInput(Reason("restore.newer")) from None
    engine = make_engine(url)
    try:
        with reading(engine) as session:
            return verify(session)
    finally:
        engine.dispose()
