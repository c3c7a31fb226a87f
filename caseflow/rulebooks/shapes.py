"""What the value of a rule may look like: each shape reads a raw TOML value or refuses it with a code."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Protocol

from caseflow.domain.errors import BadInput, Fact, Reason
from caseflow.domain.rulebook import EITHER, Value, Words
from caseflow.domain.terms import DayUnit


class Shape(Protocol):
    """Reads one raw value. BadInput carries the facts of the value; the loader adds file and key."""

    @property
    def units(self) -> Words:
        """The units the rule may name; empty where it names none."""

    def read(self, raw: object) -> Value:
        """The value, immutable."""


def misfit(code: str, **facts: Fact) -> BadInput:
    """The refusal of one value."""
    return BadInput(Reason(f"rulebook.{code}", facts))


def _whole(raw: object, low: int, high: int) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise misfit("wrong_type", expected="rule_type.number")
    if not low <= raw <= high:
        raise misfit("out_of_range", value=raw, low=low, high=high)
    return raw


def _text(raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise misfit("wrong_type", expected="rule_type.words")
    return raw


def _texts(raw: object) -> Words:
    if not isinstance(raw, list):
        raise misfit("wrong_type", expected="rule_type.list")
    return _distinct(tuple(_text(item) for item in raw))


def _distinct(words: Words) -> Words:
    if twice := {word for word in words if words.count(word) > 1}:
        raise misfit("said_twice", value=min(twice))
    return words


def _known(words: Words, choices: Words) -> None:
    if strange := [word for word in words if word not in choices]:
        raise misfit("unknown_code", value=strange[0], known=", ".join(choices))


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number of one unit, both bounds included."""

    unit: str
    low: int
    high: int

    @property
    def units(self) -> Words:
        return (self.unit,)

    def read(self, raw: object) -> Value:
        return _whole(raw, self.low, self.high)


@dataclass(frozen=True, slots=True)
class Span:
    """A limit: the office chooses working or calendar days."""

    high: int
    units: Words = tuple(DayUnit)

    def read(self, raw: object) -> Value:
        return _whole(raw, 1, self.high)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Several distinct whole numbers of one unit, at least one."""

    unit: str
    low: int
    high: int

    @property
    def units(self) -> Words:
        return (self.unit,)

    def read(self, raw: object) -> Value:
        if not isinstance(raw, list) or not raw:
            raise misfit("wrong_type", expected="rule_type.list")
        found = tuple(_whole(item, self.low, self.high) for item in raw)
        _distinct(tuple(str(n) for n in found))
        return found


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    units: Words = ()

    def read(self, raw: object) -> Value:
        if not isinstance(raw, bool):
            raise misfit("wrong_type", expected="rule_type.flag")
        return raw


@dataclass(frozen=True, slots=True)
class Day:
    """An office day."""

    units: Words = ()

    def read(self, raw: object) -> Value:
        if not isinstance(raw, date) or isinstance(raw, datetime):
            raise misfit("wrong_type", expected="rule_type.day")
        return raw


@dataclass(frozen=True, slots=True)
class Name:
    """Words of the office, all of them matching a pattern."""

    pattern: str = r"[^\n]+"
    units: Words = ()

    def read(self, raw: object) -> Value:
        if not re.fullmatch(self.pattern, _text(raw)):
            raise misfit("unknown_code", value=_text(raw), known=self.pattern)
        return _text(raw)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression."""

    units: Words = ()

    def read(self, raw: object) -> Value:
        try:
            return re.compile(_text(raw)).pattern
        except re.error:
            raise misfit("wrong_type", expected="rule_type.pattern") from None


@dataclass(frozen=True, slots=True)
class Code:
    """One of the codes the program knows."""

    choices: Words
    units: Words = ()

    def read(self, raw: object) -> Value:
        _known((_text(raw),), self.choices)
        return _text(raw)


@dataclass(frozen=True, slots=True)
class Codes:
    """Several codes the program knows, each once; with `either`, an item may join alternatives by `|`."""

    choices: Words
    either: bool = False
    units: Words = ()

    def read(self, raw: object) -> Value:
        found = _texts(raw)
        for item in found:
            _known(_distinct(tuple(item.split(EITHER))) if self.either else (item,), self.choices)
        return found


@dataclass(frozen=True, slots=True)
class Order:
    """One of the orders the program can walk."""

    orders: tuple[Words, ...]
    units: Words = ()

    def read(self, raw: object) -> Value:
        if _texts(raw) not in self.orders:
            known = "; ".join(", ".join(order) for order in self.orders)
            raise misfit("bad_order", value=", ".join(_texts(raw)), known=known)
        return _texts(raw)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Conditions the program knows, each with its number; at least one."""

    choices: Words
    high: int
    units: Words = ()

    def read(self, raw: object) -> Value:
        if not isinstance(raw, dict) or not raw:
            raise misfit("wrong_type", expected="rule_type.table")
        _known(tuple(raw), self.choices)
        return MappingProxyType({code: _whole(n, 1, self.high) for code, n in raw.items()})


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Words with their synonyms, none under two heads; the heads are exactly `heads` or, where empty, the office's."""

    heads: Words = ()
    units: Words = ()

    def read(self, raw: object) -> Value:
        if not isinstance(raw, dict) or not raw:
            raise misfit("wrong_type", expected="rule_type.table")
        if self.heads and set(raw) != set(self.heads):
            raise misfit("bad_heads", value=", ".join(raw), known=", ".join(self.heads))
        table = {_text(head): _texts(words) for head, words in raw.items()}
        _distinct(tuple(word for head, words in table.items() for word in (head, *words)))
        return MappingProxyType(table)
