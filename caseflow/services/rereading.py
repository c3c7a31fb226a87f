"""A row read again: which of its cells say something else than the record, whatever the way they are written."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from caseflow.domain.errors import BadInput
from caseflow.domain.phrases import due_phrase
from caseflow.ledgers.columns import IDENTITY, UNKNOWN, Layout
from caseflow.ledgers.folding import fold, fold_identifier, fold_name
from caseflow.ledgers.ledger import Vocabulary
from caseflow.ledgers.notes import Notes
from caseflow.ledgers.petitions import COUNTERS, read_petition
from caseflow.ledgers.units import named_units, split_names
from caseflow.services.entering import heading
from caseflow.services.matching import Matching

_UNITS = frozenset({"lead", "cooperating", "responsible", "acceptance", "supervising"})
_PARSED = frozenset(
    {"verdict", "settlement", "channel", "batch", "handed_over", "feedback_due", "key", "repeat", *COUNTERS}
)
_PLACE = "serial"  # numbers the rows of one petition file and says nothing of the case


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that differs: its column's code, the text on record (None for none) and the ledger's."""

    column: str
    old: str | None
    new: str


class Rereading:
    """Compares rows of one layout with what is on record; `words` are folded."""

    def __init__(self, layout: Layout, words: Vocabulary, names: Matching) -> None:
        self._layout, self._words, self._names = layout, words, names

    def differences(self, cells: Mapping[str, str], held: Mapping[str, str]) -> Iterator[Difference]:
        """The differing cells of a row. What the ledger leaves empty, or has no column for, never differs."""
        for code, new in cells.items():
            old = held.get(_kept_as(code))
            same = not new or old == new or code in (_PLACE, IDENTITY[self._layout])
            if not same and (old is None or self._meaning(code, old) != self._meaning(code, new)):
                yield Difference(code, old, new)

    def _meaning(self, code: str, text: str) -> Hashable:
        """What a cell says, so that two ways of writing it are equal."""
        if code in _UNITS:
            named = named_units(text)
            return tuple(
                tuple(map(self._unit, names)) for names in (named.leads, named.cooperating, named.plain)
            )
        if code == "area":
            return self._unit(text)
        if code == "types":
            return frozenset(self._words.types.get(fold(word), fold(word)) for word in split_names(text))
        if code == "earlier":
            return fold_identifier(text)[0]
        if code == "due":
            return _due(text)
        return self._parsed(code, text) if code in _PARSED else text.strip()

    def _unit(self, name: str) -> str:
        code = self._names.known(name)
        heirs = self._names.heirs(code) if code else ()
        return heirs[0] if len(heirs) == 1 else code or fold_name(name, self._names.city_names)

    def _parsed(self, code: str, text: str) -> Hashable:
        """A petition's cell as its reader understands it, folded where it does not."""
        facts = read_petition("", {code: text}, self._words, Notes({}))
        value = facts and (facts.counters.get(code) if code in COUNTERS else getattr(facts, code))
        return fold(text) if value is None else value


def _kept_as(code: str) -> str:
    return UNKNOWN + heading(code) if code.startswith(UNKNOWN) else code


def _due(text: str) -> Hashable:
    try:
        return due_phrase(text)
    except BadInput:
        return fold(text)
