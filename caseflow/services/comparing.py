"""Compares every projection table with the rows the record makes, value by value as the database holds them.

A date written another way is equal for Python and not for the database's own comparisons, so nothing is converted
on the way out: what the record makes is converted the way in.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import sqlalchemy as sql
from sqlalchemy.orm import Session

from caseflow.proof.chain import Fault
from caseflow.services.project import ORDER
from caseflow.store.log import unconverted
from caseflow.store.projection import Model, Rows, Values

Key = tuple[Any, ...]
Converter = Callable[[Any], Any]


def compare(session: Session, rows: Rows) -> Iterator[Fault]:
    """Every row that is missing, not on record, or other than the record makes it."""
    made: dict[Model, list[Values]] = {model: [] for model in ORDER}
    for (model, _), values in rows.items():
        made[model].append(values)
    for model in ORDER:
        convert = converters(session, model)
        stored = [as_stored(values, convert) for values in made[model]]
        yield from _compare_table(session, model, {_key(model, values): values for values in stored})


def converters(session: Session, model: Model) -> dict[str, Converter]:
    """What makes of each column's value what the driver is handed."""
    dialect = session.get_bind().dialect
    columns = sql.inspect(model).columns
    found = {column.name: column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns}
    return {name: convert or _unchanged for name, convert in found.items()}


def as_stored(values: Values, convert: Mapping[str, Converter]) -> dict[str, Any]:
    """The values as the driver is handed them; one that its column does not take stays as it is."""
    stored = {}
    for name, value in values.items():
        try:
            stored[name] = convert[name](value)
        except (TypeError, ValueError, AttributeError):
            stored[name] = value
    return stored


def _unchanged(value: Any) -> Any:
    return value


def _compare_table(session: Session, model: Model, wanted: Mapping[Key, Values]) -> Iterator[Fault]:
    names = [column.name for column in sql.inspect(model).columns]
    seen = set()
    for values in unconverted(session, *sql.inspect(model).columns):
        row = dict(zip(names, values, strict=True))
        key = _key(model, row)
        where = _where(model, key)
        if key in seen or key not in wanted:
            yield Fault("row_not_on_record", where)
        else:
            yield from _compare_row(where, row, wanted[key])
        seen.add(key)
    for key in wanted:
        if key not in seen:
            yield Fault("row_missing", _where(model, key))


def _compare_row(where: str, found: Mapping[str, Any], wanted: Values) -> Iterator[Fault]:
    for name, value in found.items():
        record = wanted[name]
        if type(value) is not type(record) or value != record:
            yield Fault(
                "row_changed",
                f"{where} {name}",
                {"column": name, "found": _shown(value), "record": _shown(record)},
            )


def _key(model: Model, values: Mapping[str, Any]) -> Key:
    return tuple(values[column.name] for column in sql.inspect(model).primary_key)


def _where(model: Model, key: Key) -> str:
    return " ".join([model.__tablename__, *map(_shown, key)])


def _shown(value: Any) -> str:
    """A value for a sentence; stray bytes stand as escapes."""
    return "—" if value is None else str(value).encode("utf-8", "backslashreplace").decode("utf-8")
