"""Matches the names a ledger writes to the city's units; a name nobody knows is put on record to be confirmed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count

from caseflow.domain.city import City
from caseflow.domain.terms import UnitKind
from caseflow.ledgers.folding import fold, fold_name
from caseflow.services.naming import Names, names_on
from caseflow.services.record import record
from caseflow.services.texts import unsealed
from caseflow.services.work import Work

AREAS = frozenset({UnitKind.CITY, UnitKind.LOCALITY, UnitKind.ZONE})
EVERY_LOCALITY = "各县（市、区）"
_EVERY_LOCALITY = re.compile(r"各县\(?市?[、,]?区?\)?区?(?:党委)?[、,]?(?:人民)?(?:政府)?")
_NEW = "name-"


@dataclass(slots=True)
class Matching:
    """The city's units by every way a ledger may write them, folded.

    `new` holds the names found unknown so far by the code they will get; nothing is on record before `record_new`.
    """

    names: Names
    city_names: tuple[str, ...]
    codes: Mapping[str, str]
    numbers: Iterator[int]
    new: dict[str, str] = field(default_factory=dict)
    _new_codes: dict[str, str] = field(default_factory=dict)

    @property
    def city(self) -> City:
        """The city whose units these are."""
        return self.names.city

    def known(self, name: str) -> str | None:
        """The code of the unit a name means; None for a name nobody has on record."""
        code = self.codes.get(fold(name)) or self.codes.get(fold_name(name, self.city_names))
        return self.city.unit(code).code if code else None

    def unit(self, name: str) -> str:
        """The code of the unit a name means, a new one for a name seen first."""
        word = fold_name(name, self.city_names)
        code = self.known(name) or self._new_codes.get(word)
        if code is None:
            code = self._new_codes[word] = f"{_NEW}{next(self.numbers)}"
            self.new[code] = name
        return code

    def is_confirmed(self, code: str) -> bool:
        """Whether the code is that of a unit, not of a name that waits for an administrator."""
        return code not in self.new and self.city.units[code].kind is not UnitKind.UNCONFIRMED

    def heirs(self, code: str) -> tuple[str, ...]:
        """Who stands today for the unit a name means: itself, or where it ended those who took up its work."""
        return (code,) if code in self.new else self.city.heirs(code, self.names.day)

    def area(self, name: str) -> str | None:
        """The city or county a name means, a new code for a name seen first; None for a unit that is no area."""
        code = self.unit(name)
        return code if not self.is_confirmed(code) or self.city.units[code].kind in AREAS else None


def matching(work: Work) -> Matching:
    """The names as this work knows them, its own unsealed ones included."""
    names = names_on(work.session, work.city, work.day)
    names = replace(names, words={**names.words, **unsealed(work, {"city"})})
    root = work.city.units[work.city.root]
    digests = (*(digest for _, digest in root.names), root.short or "")
    cities = tuple(names.words[digest] for digest in digests if digest in names.words)
    codes: dict[str, str] = {}
    for code, words in _by_rank(names):
        for word in words:
            codes.setdefault(fold(word), code)
            codes.setdefault(fold_name(word, cities), code)
    taken = [code.removeprefix(_NEW) for code in work.city.units if code.startswith(_NEW)]
    first = 1 + max((int(n) for n in taken if n.isdecimal()), default=0)
    return Matching(names, cities, codes, count(first))


def record_new(work: Work, found: Matching) -> None:
    """Puts the unknown names on record as written; they wait for an administrator to confirm or map them."""
    for code, name in found.new.items():
        data = {"code": code, "kind": UnitKind.UNCONFIRMED.value, "parent": None, "locality": None}
        record(work, "city", "add_unit", data, texts={"name": name})


def localities(city: City, day: date) -> list[str]:
    """Every county of the city on a day."""
    counties = (u for u in city.units.values() if u.kind is UnitKind.LOCALITY and not u.mapped_to)
    return [unit.code for unit in counties if not unit.has_ended(day)]


def means_every_locality(name: str) -> bool:
    """Whether a name says “every county (city, district)”."""
    return _EVERY_LOCALITY.fullmatch(fold(name)) is not None


def _by_rank(names: Names) -> Iterator[tuple[str, Iterable[str]]]:
    """Units with their words, the surest first: a name in use before a past one, a unit before a waiting name."""
    units = sorted(
        names.city.units.values(), key=lambda u: (u.kind is UnitKind.UNCONFIRMED, u.ended_on is not None)
    )
    for unit in units:
        yield unit.code, [names.words[unit.names[-1][1]]] if unit.names[-1][1] in names.words else []
    for unit in units:
        yield unit.code, filter(None, names.every_name(unit.code))
