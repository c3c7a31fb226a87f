"""No row and no column of a projection can be edited by hand, and no garbage anywhere stops the check."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Column, Table
from sqlalchemy.exc import IntegrityError, OperationalError

from caseflow.services.project import ORDER
from caseflow.services.verifying import verify
from caseflow.store.database import any_text
from caseflow.store.tables import METADATA
from tests.services.attacker import Attacker

OF_THE_LOG = {"event", "log_state", "stream", "text"}
OF_THE_SERVER = {
    "ceremony",
    "checkpoint",
    "cosignature",
    "credential",
    "delivery",
    "discipline_event",
    "discipline_log_state",
    "discipline_stream",
    "discipline_text",
    "failed_try",
    "feed",
    "file",
    "form_key",
    "job_fault",
    "lease",
    "log_halt",
    "outbox",
    "quiet",
    "reach",
    "read_audit",
    "sign_in",
    "tick",
    "vault_entry",
}
"""What the server keeps beside the record: no fact of a case or of the city is read from these."""
TABLES = {model.__tablename__: METADATA.tables[model.__tablename__] for model in ORDER}
GARBAGE = ("x'ff00'", "CAST(x'ff' AS TEXT)", "''", "-1", "1e300", "'20230504'", "2")
STRIDE = 16
"""How many columns apart those are that are spoilt in one turn; no key is as long."""
WIDE = {name for name, table in TABLES.items() if len(table.columns) > STRIDE + 1}
"""Tables of which several columns are spoilt in one turn."""


def other(column: Column[Any], value: Any) -> Any:
    """Another value that the column takes."""
    kind = column.type.python_type
    if kind is bool:
        return not value
    if kind is str:
        return "x" if value != "x" else "y"
    if kind is int:
        return (value or 0) + 1000
    return (date.fromisoformat(str(value)) if value else date(2020, 1, 1)) + timedelta(days=1000)


def edit(by: Attacker, table: Table, *, key: bool) -> set[str]:
    """Edits one row in every column (of its key, or beside it); the names of the columns edited."""
    row = by.session.execute(table.select().limit(1)).mappings().one()
    values = {c.name: other(c, row[c.name]) for c in table.columns if c.primary_key is key}
    where = [column == row[column.name] for column in table.primary_key]
    if values:
        by.session.execute(table.update().where(*where).values(values))
    return set(values)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_that_is_edited_is_named(attacker: Attacker, name: str) -> None:
    edited = edit(attacker, TABLES[name], key=False)
    report = verify(attacker.session)
    assert {(fault.code, fault.facts["column"]) for fault in report.faults} == {
        ("row_changed", c) for c in edited
    }


@pytest.mark.parametrize("name", TABLES)
def test_a_row_under_another_key_is_one_too_many_and_one_too_few(attacker: Attacker, name: str) -> None:
    edit(attacker, TABLES[name], key=True)
    codes = [fault.code for fault in verify(attacker.session).faults]
    assert sorted(codes) == ["row_missing", "row_not_on_record"]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_was_emptied_misses_its_rows(attacker: Attacker, name: str) -> None:
    size = attacker.one(f'SELECT count(*) FROM "{name}"')
    attacker.run(f'DELETE FROM "{name}"')
    codes = [fault.code for fault in verify(attacker.session).faults]
    assert codes == ["row_missing"] * size


def test_every_table_is_of_the_log_or_compared_with_it_or_no_fact_is_read_from_it() -> None:
    assert METADATA.tables.keys() - OF_THE_LOG - TABLES.keys() <= OF_THE_SERVER


@pytest.mark.parametrize("garbage", GARBAGE)
@pytest.mark.parametrize("told", ["sqlite"], indirect=True)
def test_no_garbage_in_a_row_stops_the_check(attacker: Attacker, garbage: str) -> None:
    """SQLite keeps whatever it is given, whatever its column says. One column of every table at a time.

    A wide table, beside its key, has several spoilt at once, and each is named.
    """
    for turn in range(STRIDE + 1):
        point = attacker.session.begin_nested()
        spoilt = {
            (name, table.columns[place].name)
            for name, table in TABLES.items()
            for place in (range(turn, len(table.columns), STRIDE) if turn else (0,))
            if put(attacker, table, place, garbage)
        }
        faults = verify(attacker.session).faults
        named = {(fault.where.split()[0], fault.facts.get("column")) for fault in faults}
        assert {name for name, _ in named} == {name for name, _ in spoilt}
        assert not turn or {one for one in spoilt if one[0] in WIDE} <= named
        point.rollback()


@pytest.mark.parametrize("garbage", GARBAGE)
@pytest.mark.parametrize("name", sorted(OF_THE_LOG))
@pytest.mark.parametrize("told", ["sqlite"], indirect=True)
def test_no_garbage_in_the_log_stops_the_check(attacker: Attacker, name: str, garbage: str) -> None:
    table = METADATA.tables[name]
    for turn in range(len(table.columns)):
        point = attacker.session.begin_nested()
        if put(attacker, table, turn, garbage):
            assert verify(attacker.session).result == "tampered", table.columns[turn]
        point.rollback()


def put(by: Attacker, table: Table, turn: int, garbage: str) -> bool:
    """Puts it into a column of the table's last row; whether the column was there, took it, and was other before."""
    if turn >= len(table.columns):
        return False
    name = table.columns[turn].name
    last = f'(SELECT max(rowid) FROM "{table.name}")'
    value = f'typeof("{name}"), "{name}"'
    before = by.rows(f'SELECT {value} FROM "{table.name}" WHERE rowid = {last}')
    try:
        with by.session.begin_nested():
            by.run(f'UPDATE "{table.name}" SET "{name}" = {garbage} WHERE rowid = {last}')
    except (IntegrityError, OperationalError):
        return False
    with any_text(by.session):
        return by.rows(f'SELECT {value} FROM "{table.name}" WHERE rowid = {last}') != before
