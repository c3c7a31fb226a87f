"""A rulebook: everything the office may change, each value with its unit, meaning and source.

`caseflow/rulebooks` reads the files; here is only what one is, and the typed way to ask it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias, TypeVar

from caseflow.domain.terms import DayUnit

Words: TypeAlias = tuple[str, ...]
Value: TypeAlias = int | bool | str | date | tuple[int, ...] | Words | Mapping[str, int] | Mapping[str, Words]
_V = TypeVar("_V")

EITHER = "|"  # joins codes of which one is enough: "completion_report|monitoring_report"


class RuleSource(StrEnum):
    """Where a value comes from: the city's own document, another place's published practice, or our default."""

    SEED = "seed"
    PUBLISHED = "published"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Limit:
    """A span of time: `n` days of its unit."""

    n: int
    unit: DayUnit


@dataclass(frozen=True, slots=True)
class Rule:
    """One value with its grounds. `unit` is "" where the value needs none; `ref` cites the source, "" for none."""

    key: str
    value: Value
    unit: str
    meaning_zh: str
    meaning_en: str
    source: RuleSource
    ref: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    """One version of a city's rules, in the order of its file; equal to another when the file's bytes are.

    Every accessor raises KeyError for an unknown key and TypeError for one of another type: faults of the
    program, since the loader has already checked the file against the schema.
    """

    city: str
    version: str
    effective_from: date
    digest: str  # SHA-256 of the file's bytes, hexadecimal
    rules: Mapping[str, Rule] = field(compare=False, repr=False)

    @property
    def id(self) -> str:
        """City and version, as an event carries it: `siping/2023.1`."""
        return f"{self.city}/{self.version}"

    def number(self, key: str) -> int:
        """A count, a day of the month or a number of days; the rule's unit says which."""
        return self._value(key, int)

    def limit(self, key: str) -> Limit:
        """A span with its unit. Raises ValueError for a number that is no span of days."""
        return Limit(self.number(key), DayUnit(self.rules[key].unit))

    def flag(self, key: str) -> bool:
        """Yes or no."""
        return self._value(key, bool)

    def words(self, key: str) -> str:
        """A name, a pattern or a single code."""
        return self._value(key, str)

    def day(self, key: str) -> date:
        """An office day."""
        return self._value(key, date)

    def numbers(self, key: str) -> tuple[int, ...]:
        """Several numbers in the file's order: months, days before a due date."""
        return _all(key, self._value(key, tuple), int)

    def codes(self, key: str) -> Words:
        """Several codes in the file's order."""
        return _all(key, self._value(key, tuple), str)

    def alternatives(self, key: str) -> tuple[frozenset[str], ...]:
        """What is asked for, each as the set of codes of which one is enough."""
        return tuple(frozenset(code.split(EITHER)) for code in self.codes(key))

    def thresholds(self, key: str) -> Mapping[str, int]:
        """Conditions, any one of which is enough, each with its number; the condition's code names the unit."""
        table = self._table(key)
        return dict(zip(table, _all(key, table.values(), int), strict=True))

    def synonyms(self, key: str) -> Mapping[str, str]:
        """Every accepted word of a vocabulary with the word or code it stands for; each stands for itself too."""
        table = self._table(key)
        heads = zip(table, _all(key, table.values(), tuple), strict=True)
        return {word: head for head, words in heads for word in (head, *words)}

    def criteria(self) -> tuple[Rule, ...]:
        """The closure criteria in force; a criterion's code is its key, its sentence the rule's meaning."""
        return tuple(rule for key, rule in self.rules.items() if key.startswith("criterion.") and rule.value)

    def _value(self, key: str, kind: type[_V]) -> _V:
        return _all(key, [self.rules[key].value], kind)[0]

    def _table(self, key: str) -> Mapping[str, int | Words]:
        value = self.rules[key].value
        if not isinstance(value, Mapping):
            raise TypeError(f"{key} is not a table")
        return value


def _all(key: str, values: Iterable[object], kind: type[_V]) -> tuple[_V, ...]:
    found = []
    for value in values:
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise TypeError(f"{key} is not of type {kind.__name__}")
        found.append(value)
    return tuple(found)
