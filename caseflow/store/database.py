"""Opens the database: writers take SQLite's write lock at once, readers cannot write on either database."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session

WAL_FIXED = (3, 51, 3)
"""The first SQLite without the WAL-reset corruption (docs/decisions/0002)."""


BUSY = 20_000
"""Milliseconds for which a writer waits for SQLite's write lock."""


def wal_is_affected() -> bool:
    """Whether this SQLite may corrupt a WAL when one connection commits while another checkpoints."""
    return sqlite3.sqlite_version_info < WAL_FIXED


def make_engine(url: str, *, durable: bool = True) -> Engine:
    """The engine for an SQLite or PostgreSQL address, set up the one way the product uses it.

    Not `durable` does not wait for the disk: only for what is built anew from nothing and can be built again.
    """
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"), hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)
    if not durable:
        event.listen(engine, "connect", _do_not_wait)
    return engine


def writing(engine: Engine) -> Session:
    """A session that may write; on SQLite it holds the write lock from its first statement on."""
    return Session(engine, autoflush=False, expire_on_commit=False)


def reading(engine: Engine) -> Session:
    """A session whose transaction cannot write and sees one moment: an attempt is an error of the database."""
    return Session(engine.execution_options(read_only=True), autoflush=False, expire_on_commit=False)


@contextmanager
def any_text(session: Session) -> Iterator[None]:
    """Within it, SQLite hands over text that is not UTF-8 (stray bytes as lone surrogates) instead of failing."""
    connection: Any = session.connection().connection.driver_connection
    if not isinstance(connection, sqlite3.Connection):
        yield
        return
    connection.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = str


def _set_pragmas(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    pragmas = [f"busy_timeout={BUSY}", "journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"]
    if wal_is_affected():
        pragmas.append("wal_autocheckpoint=0")  # store/maintenance.py does it, under the write lock
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")


def _do_not_wait(connection: Any, _record: Any) -> None:
    statement = (
        "PRAGMA synchronous=OFF"
        if isinstance(connection, sqlite3.Connection)
        else "SET synchronous_commit=off"
    )
    cursor = connection.cursor()
    cursor.execute(statement)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    read_only = bool(connection.get_execution_options().get("read_only"))
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if read_only else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("read_only"):
        # One snapshot for all that is shown or verified, as SQLite's readers have it.
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
