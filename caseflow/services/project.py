"""Writes the rows that follow from what a work has recorded: only those that differ from before."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import sqlalchemy as sql
from sqlalchemy.orm import Session

from caseflow.domain.case import Case
from caseflow.domain.city import City
from caseflow.domain.dispatch import Round
from caseflow.domain.meeting import Meeting
from caseflow.domain.register import Register
from caseflow.services.messaging import tell_owed
from caseflow.services.work import Work
from caseflow.store.case import ObligationRow
from caseflow.store.projection import (
    CASE_TABLES,
    CITY_TABLES,
    MEETING_TABLES,
    REGISTER_TABLES,
    ROUND_TABLES,
    Model,
    Rows,
    Values,
    case_rows,
    city_rows,
    difference,
    meeting_rows,
    register_rows,
    round_rows,
)

KEY = "key_"
"""How the parameters that find a row are named beside those that fill it."""
ORDER = (*CITY_TABLES, *ROUND_TABLES, *REGISTER_TABLES, *MEETING_TABLES, *CASE_TABLES)
"""Tables that others refer to come first."""


def project(work: Work) -> None:
    """Brings every row of whatever this work touched to what its facts now make.

    Whoever thereby owes something urgent is told.
    """
    insert: dict[Model, list[Values]] = {model: [] for model in ORDER}
    update: dict[Model, list[Values]] = {model: [] for model in ORDER}
    delete: dict[Model, list[Values]] = {model: [] for model in ORDER}
    for before, after in _touched(work):
        for rows, found in zip((insert, update, delete), difference(before, after), strict=True):
            for model, values in found:
                rows[model].append(values)
    for model in reversed(ORDER):
        for values in delete[model]:
            _delete(work.session, model, values)
    for model in ORDER:
        if insert[model]:
            work.session.connection().execute(sql.insert(model), insert[model])
        if update[model]:
            work.session.connection().execute(
                _update(model), [_with_key(model, row) for row in update[model]]
            )
    tell_owed(work, insert[ObligationRow])


def rows_of(facts: Case | Round | Register | Meeting | City | None) -> Rows:
    """The rows of anything that can be folded; none for nothing."""
    if facts is None:
        return {}
    if isinstance(facts, Case):
        return case_rows(facts)
    if isinstance(facts, Register):
        return register_rows(facts)
    if isinstance(facts, Meeting):
        return meeting_rows(facts)
    return round_rows(facts) if isinstance(facts, Round) else city_rows(facts)


def _touched(work: Work) -> Iterator[tuple[Rows, Rows]]:
    for stream, before in work.before.items():
        kind, _, name = stream.partition("/")
        now: Case | Round | Register | Meeting
        if isinstance(before, City):
            yield city_rows(before, beside=work.city), city_rows(work.city, beside=before)
            continue
        if kind == "case":
            now = work.cases[name]
        elif kind == "round":
            now = work.rounds[name]
        elif kind == "register":
            now = work.registers[name]
        else:
            now = work.meetings[name]
        yield rows_of(before), rows_of(now)


def _key(model: Model, values: Values) -> sql.ColumnElement[bool]:
    return sql.and_(*(column == values[column.name] for column in sql.inspect(model).primary_key))


@cache
def _update(model: Model) -> sql.Update:
    """Sets every column of the row whose key stands in the parameters beside them; built once a table."""
    own = (column == sql.bindparam(f"{KEY}{column.name}") for column in sql.inspect(model).primary_key)
    columns: dict[str, Any] = {
        column.name: sql.bindparam(column.name) for column in sql.inspect(model).columns
    }
    return sql.update(model).where(*own).values(columns)


def _with_key(model: Model, values: Values) -> dict[str, object]:
    return {
        **values,
        **{f"{KEY}{column.name}": values[column.name] for column in sql.inspect(model).primary_key},
    }


def _delete(session: Session, model: Model, values: Values) -> None:
    session.connection().execute(sql.delete(model).where(_key(model, values)))
