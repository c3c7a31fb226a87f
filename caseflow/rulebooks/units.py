"""The units a city begins with, read from its `units.toml`; afterwards its own events say which there are."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from caseflow.domain.errors import BadInput, Fact, Reason, Unknown
from caseflow.domain.terms import UnitKind

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_FIELDS = {"name", "short", "aliases", "parent", "locality", "since"}


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit with its names. `locality` is the city or county it works for, None above the city."""

    code: str
    kind: UnitKind
    name: str
    short: str
    aliases: tuple[str, ...]
    parent: str | None
    locality: str | None
    since: date | None

    @property
    def names(self) -> tuple[str, ...]:
        """Every way a ledger may write it, the full name first, each once."""
        return tuple(dict.fromkeys((self.name, self.short, *self.aliases)))


@cache
def shipped_units(city: str) -> Mapping[str, NamedUnit]:
    """A shipped city's units by code, in the order of the file. Unknown for a city without any."""
    file = files("caseflow.rulebooks") / city / "units.toml"
    if not city.isidentifier() or not file.is_file():
        raise Unknown(Reason("rulebook.unknown_city", {"city": city}))
    return units_in(f"{city}/units.toml", file.read_bytes())


def units_in(name: str, data: bytes) -> Mapping[str, NamedUnit]:
    """The units written in a file, a parent before its children. BadInput names the file and the unit at fault."""
    units: dict[str, NamedUnit] = {}
    taken: dict[str, str] = {}
    for code, kind, entry in _entries(name, data):
        unit = _unit(name, code, kind, entry, units)
        for word in unit.names:
            if taken.setdefault(word, code) != code:
                raise _fault(name, "units.name_twice", code, name=word, other=taken[word])
        units[code] = unit
    return MappingProxyType(units)


def _entries(name: str, data: bytes) -> Iterator[tuple[str, UnitKind, dict[str, Any]]]:
    try:
        tables = tomllib.loads(data.decode())
        found = [
            (code, UnitKind(kind), dict(unit))
            for kind, units in tables.items()
            for code, unit in units.items()
        ]
    except (ValueError, TypeError, AttributeError) as error:
        raise _fault(name, "units.unreadable", None) from error
    yield from found


def _unit(
    file: str, code: str, kind: UnitKind, entry: dict[str, Any], known: Mapping[str, NamedUnit]
) -> NamedUnit:
    if code in known or not _CODE.fullmatch(code) or not _well_formed(entry):
        raise _fault(file, "units.malformed", code)
    parent = entry.get("parent")
    for other in (parent, entry.get("locality")):
        if other is not None and other not in known:
            raise _fault(file, "units.unknown_unit", code, other=other)
    return NamedUnit(
        code=code,
        kind=kind,
        name=entry["name"],
        short=entry.get("short", entry["name"]),
        aliases=tuple(entry.get("aliases", ())),
        parent=parent,
        locality=_locality(code, kind, entry, known),
        since=entry.get("since"),
    )


def _locality(code: str, kind: UnitKind, entry: dict[str, Any], known: Mapping[str, NamedUnit]) -> str | None:
    if kind in (UnitKind.CITY, UnitKind.LOCALITY):
        return code
    if locality := entry.get("locality"):
        return str(locality)
    return known[entry["parent"]].locality if "parent" in entry else None


def _well_formed(entry: dict[str, Any]) -> bool:
    words = [entry.get(field, "—") for field in ("short", "parent", "locality")]
    aliases = entry.get("aliases", [])
    return (
        entry.keys() <= _FIELDS
        and isinstance(aliases, list)
        and all(isinstance(word, str) and word for word in (entry.get("name"), *words, *aliases))
        and type(entry.get("since", date.min)) is date
    )


def _fault(file: str, code: str, unit: str | None, **facts: Fact) -> BadInput:
    return BadInput(Reason(code, {"file": file, "key": unit, **facts}))
