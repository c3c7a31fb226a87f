"""Reads a rulebook file and refuses it with every fault named, or answers which shipped one was in force."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from caseflow.domain.errors import BadInput, Fact, Reason, Unknown
from caseflow.domain.rulebook import Rule, Rulebook, RuleSource
from caseflow.rulebooks.schema import ASCENDING, DISTINCT, expected
from caseflow.rulebooks.shapes import Shape

_NAME = re.compile(r"([a-z]+)/(\d{4}\.[1-9]\d*)\.toml")
_HEADER = {"city", "version", "effective_from", "documents"}
_FIELDS = {"value", "unit", "zh", "en", "source", "ref"}


def load(name: str, data: bytes) -> Rulebook:
    """The rulebook in the bytes of the file `<city>/<year>.<n>.toml`. BadInput holds every fault, with file and key."""
    return _Reading(name).rulebook(data)


def shipped_cities() -> tuple[str, ...]:
    """The cities whose rulebooks come with the package, in alphabetical order."""
    # `china` holds the calendar; a city is a folder with a rulebook in it.
    return tuple(sorted(folder.name for folder in files(__package__).iterdir() if _rulebook_files(folder)))


@cache
def shipped(city: str) -> tuple[Rulebook, ...]:
    """A city's rulebooks that come with the package, oldest first. Unknown for a city without any."""
    if city not in shipped_cities():
        raise Unknown(Reason("rulebook.unknown_city", {"city": city}))
    found = [
        load(f"{city}/{file.name}", file.read_bytes()) for file in _rulebook_files(files(__package__) / city)
    ]
    return tuple(sorted(found, key=_age))


def in_force(rulebooks: Iterable[Rulebook], day: date) -> Rulebook:
    """The newest rulebook effective on or before `day`. Days before the first are judged by the first.

    Raises ValueError where there is none at all.
    """
    by_age = sorted(rulebooks, key=_age)
    effective = [rules for rules in by_age if rules.effective_from <= day]
    return effective[-1] if effective else min(by_age, key=_age)


def _age(rules: Rulebook) -> tuple[date, int, int]:
    year, _, n = rules.version.partition(".")
    return rules.effective_from, int(year), int(n)


def _rulebook_files(folder: Any) -> list[Any]:
    if not folder.is_dir():
        return []
    return [file for file in folder.iterdir() if _NAME.fullmatch(f"{folder.name}/{file.name}")]


def _flat(tables: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every rule by its dotted key; a table that only holds tables is a chapter."""
    for name, entry in tables.items():
        key = prefix + (name if name.isidentifier() else repr(name))
        chapter = isinstance(entry, dict) and "value" not in entry
        if chapter and any(isinstance(part, dict) for part in entry.values()):
            yield from _flat(entry, f"{key}.")
        else:
            yield key, entry


class _Reading:
    """One reading of one file, collecting faults."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[Reason] = []

    def fault(self, code: str, key: str, **facts: Fact) -> None:
        self.faults.append(Reason(f"rulebook.{code}", {"file": self.name, "key": key, **facts}))

    def rulebook(self, data: bytes) -> Rulebook:
        tables = self.tables(data)
        header = {key: tables.pop(key, None) for key in sorted(_HEADER)}
        self.check_header(header)
        documents = header["documents"] if isinstance(header["documents"], dict) else {}
        rules = self.rules(dict(_flat(tables)), documents)
        self.check_ascending(rules)
        self.check_distinct(rules)
        if self.faults:
            raise BadInput(*self.faults)
        return Rulebook(
            city=header["city"],
            version=header["version"],
            effective_from=header["effective_from"],
            digest=sha256(data).hexdigest(),
            rules=MappingProxyType(rules),
        )

    def tables(self, data: bytes) -> dict[str, Any]:
        try:
            return tomllib.loads(data.decode())
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
        except tomllib.TOMLDecodeError as error:
            where = re.search(r"line (\d+)", str(error))
            line = int(where[1]) if where else data.count(b"\n") + 1
        raise BadInput(Reason("rulebook.unreadable", {"file": self.name, "key": None, "line": line}))

    def check_header(self, header: Mapping[str, Any]) -> None:
        city, version = header["city"], header["version"]
        written = [city, f"{version}.toml"] if isinstance(version, str) else []
        if self.name.split("/") != written or not _NAME.fullmatch(self.name):
            self.fault("other_name", "version", city=str(city), version=str(version))
        if type(header["effective_from"]) is not date:
            self.fault("wrong_type", "effective_from", expected="rule_type.day")
        documents = header["documents"]
        if not isinstance(documents, dict) or not all(isinstance(title, str) for title in documents.values()):
            self.fault("wrong_type", "documents", expected="rule_type.table")

    def rules(self, found: Mapping[str, Any], documents: Mapping[str, Any]) -> dict[str, Rule]:
        shapes = expected(found)
        for key in shapes.keys() - found.keys():
            self.fault("missing_key", key)
        for key in found.keys() - shapes.keys():
            self.fault("unknown_key", key)
        self.faults.sort(key=lambda fault: str(fault.facts["key"]))
        read = {
            key: self.rule(key, entry, shapes[key], documents)
            for key, entry in found.items()
            if key in shapes
        }
        return {key: rule for key, rule in read.items() if rule}

    def rule(self, key: str, entry: Any, shape: Shape, documents: Mapping[str, Any]) -> Rule | None:
        """The rule, or None with its faults noted."""
        if not isinstance(entry, dict):
            self.fault("wrong_type", key, expected="rule_type.table")
            return None
        before = len(self.faults)
        for name in sorted(entry.keys() - _FIELDS):
            self.fault("unknown_field", key, field=name)
        self.check_meaning(key, entry)
        self.check_unit(key, entry, shape)
        ref = self.reference(key, entry, documents)
        try:
            value = shape.read(entry.get("value"))
        except BadInput as refused:
            for reason in refused.reasons:
                self.fault(reason.code.removeprefix("rulebook."), key, **reason.facts)
        if len(self.faults) > before:
            return None
        unit, source = entry.get("unit", ""), RuleSource(entry["source"])
        return Rule(key, value, unit, entry["zh"], entry["en"], source, ref)

    def check_meaning(self, key: str, entry: Mapping[str, Any]) -> None:
        for lang in ("zh", "en"):
            if not isinstance(entry.get(lang), str) or not entry[lang].strip():
                self.fault("no_meaning", key, field=lang)

    def check_unit(self, key: str, entry: Mapping[str, Any], shape: Shape) -> None:
        unit = entry.get("unit")
        if shape.units and unit not in shape.units:
            self.fault("wrong_unit", key, unit=str(unit or "—"), known=", ".join(shape.units))
        elif unit is not None and not shape.units:
            self.fault("needless_unit", key, unit=str(unit))

    def reference(self, key: str, entry: Mapping[str, Any], documents: Mapping[str, Any]) -> str:
        """The citation, a seed's document by its title; only an assumed value may go without."""
        source, ref = entry.get("source"), entry.get("ref", "")
        if source not in tuple(RuleSource):
            self.fault("no_source", key)
        elif not isinstance(ref, str) or (not ref.strip() and source != RuleSource.ASSUMED):
            self.fault("no_reference", key)
        elif source == RuleSource.SEED:
            document, _, clause = ref.partition(" ")
            if document in documents and clause:
                return f"{documents[document]}{clause}"
            self.fault("unknown_document", key, document=document)
        return str(ref)

    def check_ascending(self, rules: Mapping[str, Rule]) -> None:
        for chain in ASCENDING:
            present = [rules[key] for key in chain if key in rules]
            for earlier, later in pairwise(present):
                if later.value < earlier.value:  # type: ignore[operator]  # a chain is of one type
                    self.fault("not_ascending", later.key, earlier=earlier.key)

    def check_distinct(self, rules: Mapping[str, Rule]) -> None:
        for row in DISTINCT:
            taken: set[object] = set()
            for rule in (rules[key] for key in row if key in rules):
                if rule.value in taken:
                    self.fault("said_twice", rule.key, value=str(rule.value))
                taken.add(rule.value)
