"""Who only looks cannot write and waits for nobody; the write-ahead log stays short whoever writes."""

from pathlib import Path
from threading import Event, Thread
from time import monotonic

import pytest
from sqlalchemy import Engine, event, func, select, text
from sqlalchemy.exc import DBAPIError

from caseflow.services.record import record
from caseflow.store.city import UnitRow
from caseflow.store.database import make_engine, wal_is_affected, writing
from caseflow.store.log import EventRow
from caseflow.store.maintenance import LONGEST_WAL, tidy_wal
from caseflow.transaction import looking
from tests.makers import OPENED, a_city, work_on
from tests.services.writing import file_case, is_verified

WRITES = [
    "UPDATE unit SET kind = 'x'",
    "DELETE FROM text",
    "CREATE TABLE another (id INTEGER)",
    "DROP TABLE event",
]


@pytest.mark.parametrize("statement", WRITES)
def test_a_session_that_looks_cannot_write(city: Engine, statement: str) -> None:
    with looking(city) as session, pytest.raises(DBAPIError, match=r"read.?only"):
        session.execute(text(statement))


def test_a_connection_that_looked_can_write_again_for_a_writer(city: Engine) -> None:
    with looking(city) as session:
        session.scalar(select(func.count()).select_from(EventRow))
    with work_on(city, OPENED) as work:
        file_case(work)
    assert is_verified(city)


def test_who_looks_sees_one_moment(city: Engine) -> None:
    with looking(city) as session:
        before = session.scalar(select(func.count()).select_from(EventRow))
        with work_on(city, OPENED) as work:
            file_case(work)
        assert session.scalar(select(func.count()).select_from(EventRow)) == before
    with looking(city) as session:
        assert session.scalar(select(func.count()).select_from(EventRow)) == (before or 0) + 1


def test_who_looks_does_not_wait_for_who_writes(city: Engine) -> None:
    with writing(city) as writer:
        writer.execute(text("UPDATE unit SET kind = 'x'"))
        began = monotonic()
        with looking(city) as session:
            assert session.scalar(select(UnitRow.kind).limit(1)) != "x"
        assert monotonic() - began < 5
        writer.rollback()


def test_who_looks_during_a_write_is_told_the_log_is_whole(city: Engine) -> None:
    stop = Event()

    def write() -> None:
        engine = make_engine(city.url.render_as_string(hide_password=False))
        turn = 0
        while not stop.is_set():
            with work_on(engine, OPENED) as work:
                file_case(work, f"x/{turn}")
            turn += 1
        engine.dispose()

    writer = Thread(target=write)
    writer.start()
    verified = [is_verified(city) for _ in range(10)]
    stop.set()
    writer.join()
    assert verified == [True] * 10


def pragmas(engine: Engine) -> dict[str, object]:
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "wal_autocheckpoint")
    with engine.connect() as connection:
        return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}


def test_every_connection_to_sqlite_is_set_up_alike(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20000}
    expected["wal_autocheckpoint"] = 0 if wal_is_affected() else 1000
    with engine.connect():
        assert pragmas(engine) == expected  # a second connection, beside the first
    engine.dispose()


def test_a_writer_takes_the_lock_before_it_reads_and_a_reader_takes_none(sqlite_url: str) -> None:
    engine = a_city(sqlite_url)
    begun: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if statement.startswith("BEGIN"):
            begun.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    with work_on(engine, OPENED) as work:
        file_case(work)
    with looking(engine) as session:
        session.execute(select(UnitRow.code))
    assert begun == ["BEGIN IMMEDIATE", "BEGIN"]
    engine.dispose()


def grow(engine: Engine, size: int) -> None:
    """Writes texts of a megabyte until so many bytes were written."""
    for turn in range(size // 1_000_000):
        with work_on(engine, OPENED) as work:
            record(work, f"case/x/{turn}", "file", {"kind": "task"}, texts={"problem": "x" * 1_000_000})


def test_a_long_write_ahead_log_is_copied_back_and_begun_anew(sqlite_url: str) -> None:
    engine = a_city(sqlite_url)
    wal = Path(f"{engine.url.database}-wal")
    assert not tidy_wal(engine)
    grow(engine, LONGEST_WAL + 2_000_000)
    grown = wal.stat().st_size
    assert grown > LONGEST_WAL
    assert tidy_wal(engine)
    with work_on(engine, OPENED) as work:
        file_case(work, "y/1")
    assert wal.stat().st_size == grown  # written from its beginning again, not behind its end
    assert is_verified(engine)
    engine.dispose()


def test_the_log_is_tidied_between_writers_without_losing_a_commit(sqlite_url: str) -> None:
    engine = a_city(sqlite_url)
    done: list[str] = []

    def write(writer: int) -> None:
        own = make_engine(sqlite_url)
        for turn in range(12):
            with work_on(own, OPENED) as work:
                record(
                    work, f"case/{writer}/{turn}", "file", {"kind": "task"}, texts={"goal": "x" * 1_000_000}
                )
            done.append(f"{writer}/{turn}")
            tidy_wal(own)
        own.dispose()

    writers = [Thread(target=write, args=(writer,)) for writer in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(done) == 48
    assert Path(f"{engine.url.database}-wal").stat().st_size < LONGEST_WAL + 4 * 2_000_000
    assert is_verified(engine)
    engine.dispose()


def test_on_postgresql_there_is_nothing_to_tidy(postgresql_url: str) -> None:
    engine = make_engine(postgresql_url)
    assert not tidy_wal(engine)
    engine.dispose()
