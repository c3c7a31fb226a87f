"""The database itself refuses to change the log, whoever asks: both kinds, and after every migration."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from caseflow.store.database import writing

NEXT = "(SELECT max(seq) + 1 FROM event)"
REFUSED = "append-only|no gap|never changed|duplicate key"


def put(*values: str | int) -> str:
    """`INTO event` an event with these columns, the rest as the first event's."""
    return f"INTO event SELECT {', '.join(map(str, values))} FROM event WHERE seq = 0"


X, LOG = "'x'", "'log'"
ANOTHER = put(NEXT, X, 0, "leaf", "leaf")
EVERYWHERE = {
    "a leaf is changed": "UPDATE event SET leaf = leaf",
    "an event is renumbered": "UPDATE event SET seq = seq + 1000",
    "an event is deleted": "DELETE FROM event WHERE seq = 0",
    "the log is emptied": "DELETE FROM event",
    "a number is left out": f"INSERT {put(NEXT + ' + 1', X, 0, 'leaf', 'leaf')}",
    "a number is used twice": f"INSERT {put(0, X, 0, 'leaf', 'leaf')}",
    "a number below nothing": f"INSERT {put(-1, X, 0, 'leaf', 'leaf')}",
    "a number of a stream is left out": f"INSERT {put(NEXT, LOG, 5, 'leaf', 'leaf')}",
    "a number of a stream is used twice": f"INSERT {put(NEXT, LOG, 0, 'leaf', 'leaf')}",
    "a stream does not begin at its beginning": f"INSERT {put(NEXT, X, 1, 'leaf', 'leaf')}",
    "a leaf comes twice": f"INSERT {put(NEXT, X, 0, 'leaf', 'leaf_hash')}",
    "an event changes the one with its hash": f"INSERT {put(NEXT, X, 0, 'leaf', 'leaf_hash')}"
    " ON CONFLICT (leaf_hash) DO UPDATE SET leaf = 'x'",
    "a text is changed": "UPDATE text SET value = 'x'",
    "a text is moved": "UPDATE text SET seq = 0",
    "a text changes the one with its digest": "INSERT INTO text SELECT * FROM text WHERE true"
    " ON CONFLICT (digest) DO UPDATE SET value = 'x'",
}
ONLY = {
    "sqlite": {
        "an event replaces one of its number": f"REPLACE {put(0, X, 0, 'leaf', 'leaf')}",
        "an event replaces one of its stream": f"REPLACE {put(NEXT, LOG, 0, 'leaf', 'leaf')}",
        "an event replaces one of its hash": f"INSERT OR REPLACE {put(NEXT, X, 0, 'leaf', 'leaf_hash')}",
        "a change replaces": "UPDATE OR REPLACE event SET seq = 1 WHERE seq = 0",
        "a text replaces": "INSERT OR REPLACE INTO text SELECT digest, seq, name, salt, 'x' FROM text",
    },
    "postgresql": {
        "no event is changed": "UPDATE event SET leaf = leaf WHERE seq < 0",
        "the log is cut off": "TRUNCATE event CASCADE",
        "the texts are cut off": "TRUNCATE text",
        "a merge deletes": "MERGE INTO event USING text ON event.seq = text.seq WHEN MATCHED THEN DELETE",
    },
}


@pytest.fixture
def session(filed: Engine) -> Iterator[Session]:
    with writing(filed) as session:
        yield session
        session.rollback()


def rows(session: Session) -> list[Any]:
    return [list(session.execute(text(f"SELECT * FROM {name} ORDER BY 1, 2"))) for name in ("event", "text")]


def test_nothing_in_the_log_is_changed_moved_or_replaced(session: Session) -> None:
    before = rows(session)
    attempts = EVERYWHERE | ONLY[session.get_bind().dialect.name]
    for attempt in attempts.values():
        point = session.begin_nested()
        with pytest.raises(DBAPIError, match=REFUSED):
            session.execute(text(attempt))
        point.rollback()
    assert rows(session) == before


def test_what_continues_the_log_is_let_in(session: Session) -> None:
    session.execute(text(f"INSERT {ANOTHER}"))
    session.execute(text("INSERT INTO text SELECT 'd', seq, name, salt, value FROM text LIMIT 1"))


def test_a_text_may_go_as_the_law_asks(session: Session) -> None:
    session.execute(text("DELETE FROM text"))
    assert rows(session)[1] == []
