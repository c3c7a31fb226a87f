"""Keeps an SQLite write-ahead log short without the corruption that versions below 3.51.3 allow."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from caseflow.store.database import wal_is_affected

LONGEST_WAL = 16 * 1024 * 1024
"""Bytes of write-ahead log that are let grow before it is copied back."""


def tidy_wal(engine: Engine) -> bool:
    """Copies a long write-ahead log into the database; True if it did.

    The checkpoint runs while this job's other connection holds the write lock, so that no commit can fall
    into it (docs/decisions/0002). Where SQLite is fixed, or on PostgreSQL, there is nothing to do.
    """
    if engine.dialect.name != "sqlite" or not wal_is_affected() or not _is_long(engine):
        return False
    with engine.connect() as guard, engine.connect() as worker:
        guard.exec_driver_sql("SELECT 1")  # the session's BEGIN IMMEDIATE has taken the lock
        database: Any = worker.connection.driver_connection
        database.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()  # outside any transaction
        guard.rollback()
    return True


def _is_long(engine: Engine) -> bool:
    wal = Path(f"{engine.url.database}-wal")
    return wal.exists() and wal.stat().st_size > LONGEST_WAL
