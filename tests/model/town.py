"""One database in which the model's city begins anew, again and again, from a copy made once."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier
from sqlalchemy import URL, Engine

from caseflow.store.database import make_engine
from tests.makers import a_city, work_on
from tests.model.cast import begin_inspection, people_of

OPENED = date(2023, 4, 10)


@dataclass(frozen=True, slots=True)
class Town:
    """The engine stays, with all it has compiled; `renew` puts the city back to its first day under it."""

    engine: Engine
    codes: Mapping[str, str]
    renew: Callable[[], None]


@contextmanager
def town(url: str) -> Iterator[Town]:
    """A peopled city in an empty, migrated database of either kind."""
    opened = a_city(url, OPENED)
    with work_on(opened, OPENED) as work:
        begin_inspection(work)
        codes = people_of(work)
    address = opened.url
    opened.dispose()
    keep, put_back = (_of_file if url.startswith("sqlite") else _of_server)(address)
    keep()
    engine = make_engine(url, durable=False)

    def renew() -> None:
        engine.dispose()
        put_back()

    yield Town(engine, codes, renew)
    engine.dispose()


def _of_file(address: URL) -> tuple[Callable[[], None], Callable[[], None]]:
    file = Path(str(address.database))
    kept = file.with_name("first-day.sqlite3")

    def keep() -> None:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(file, kept)

    def put_back() -> None:
        for end in ("-wal", "-shm"):
            Path(f"{file}{end}").unlink(missing_ok=True)
        shutil.copyfile(kept, file)

    return keep, put_back


def _of_server(address: URL) -> tuple[Callable[[], None], Callable[[], None]]:
    name, kept = str(address.database), f"{address.database}_first_day"

    def copy(source: str, target: str) -> None:
        whole = address.set(drivername="postgresql", database="postgres").render_as_string(
            hide_password=False
        )
        with psycopg.connect(whole, autocommit=True) as connection:
            connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(target)))
            connection.execute(
                SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(target), Identifier(source))
            )

    return lambda: copy(name, kept), lambda: copy(kept, name)
