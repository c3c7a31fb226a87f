"""Makes of a ledger's row what filing puts on record, noting every name and number that needs a look."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from caseflow.domain.case.parts import Parties
from caseflow.domain.personal import personal_spans
from caseflow.domain.terms import Channel, Kind
from caseflow.ledgers.columns import IDENTITY, UNKNOWN, Layout
from caseflow.ledgers.ledger import PetitionFacts, TaskFacts
from caseflow.ledgers.notes import Notes
from caseflow.ledgers.units import split_names
from caseflow.services.filing import NewCase, NewMeasure
from caseflow.services.limits import ends
from caseflow.services.matching import Matching, means_every_locality
from caseflow.services.showing import CELL, OTHER
from caseflow.services.work import Work

KINDS: Mapping[Layout, Kind] = {"tasks": Kind.TASK, "petitions": Kind.PETITION}
NUMBER_CHARACTERS = 60  # with inspection, separators and a part's number it still is a code of the record
TITLE_CHARACTERS = 40
_USABLE = re.compile(rf"[\w()\[\]〔〕.#·+-]{{1,{NUMBER_CHARACTERS}}}")
_SENTENCE_ENDS = re.compile(r"[。！？\n]")
MOST_BATCHES = 9_999  # a greater number is no batch; a ledger's cell is kept


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it will be filed: `every_locality` asks for a part in each county."""

    new: NewCase
    every_locality: bool = False


class Entering:
    """Enters the rows of one ledger into one inspection."""

    def __init__(self, work: Work, inspection: str, names: Matching, notes: Notes) -> None:
        self._work, self._inspection, self._names, self._notes = work, inspection, names, notes

    def number(self, layout: Layout, number: str) -> str | None:
        """The case's number; None, with the error noted, where the row's identity cannot be one."""
        if not is_usable(number):
            self._notes.error("number_unusable", IDENTITY[layout], number=number, limit=NUMBER_CHARACTERS)
            return None
        return number if layout == "petitions" else task_number(self._inspection, number)

    def task(self, number: str, cells: Mapping[str, str], facts: TaskFacts) -> Entry:
        """A task: its locality is that of its first responsible unit, else the city."""
        every = any(map(means_every_locality, facts.responsible))
        responsible = self._units(
            cells, "responsible", [name for name in facts.responsible if not means_every_locality(name)]
        )
        leads = self._units(cells, "lead", facts.leads)
        parties = Parties(
            locality=self._names.city.root if every else self._locality(responsible),
            lead_unit=_first(leads),
            co_leads=tuple(leads[1:]),
            responsible=tuple(responsible),
            cooperating=tuple(self._units(cells, "cooperating", facts.cooperating)),
            acceptance_unit=_first(self._units(cells, "acceptance", facts.acceptance)),
            supervising_unit=_first(self._units(cells, "supervising", facts.supervising)),
        )
        new = NewCase(
            inspection=self._inspection,
            number=number,
            kind=Kind.TASK,
            title=title_of(cells["problem"]),
            ordinal=facts.ordinal,
            parties=parties,
            due=facts.due,
            measures=tuple(map(NewMeasure, facts.measures)),
            texts=_texts(cells) | {"goal": cells.get("goal", ""), "due_phrase": cells["due"]},
        )
        return Entry(new, every)

    def petition(self, number: str, cells: Mapping[str, str], facts: PetitionFacts) -> Entry:
        """A petition: its area is its locality; the ledger's limit stands, else the rulebook's from hand-over."""
        leads = self._units(cells, "lead", facts.leads)
        parties = Parties(
            locality=self._area(facts.area),
            lead_unit=_first(leads),
            co_leads=tuple(leads[1:]),
            cooperating=tuple(self._units(cells, "lead", facts.cooperating)),
        )
        feedback = ends(self._work, "feedback.limit", facts.handed_over) if facts.handed_over else None
        new = NewCase(
            inspection=self._inspection,
            number=number,
            kind=Kind.PETITION,
            title=title_of(cells["problem"]),
            batch=facts.batch if facts.batch and facts.batch <= MOST_BATCHES else None,
            channel=Channel(facts.channel) if facts.channel else None,
            key_case=facts.key,
            received_on=facts.numbered_on,
            handed_over=facts.handed_over,
            parties=parties,
            feedback_due=facts.feedback_due or feedback,
            types=facts.types,
            repeat_of=earlier_cases(self._inspection, facts.earlier),
            texts=_texts(cells),
        )
        return Entry(new)

    def _units(self, cells: Mapping[str, str], column: str, names: Iterable[str]) -> list[str]:
        """The codes of the units named, each once; unknown ones are noted on the cell that names them."""
        codes = []
        for name in names:
            code = self._names.unit(name)
            if not self._names.is_confirmed(code):
                self._notes.warn("unknown_unit", _place(cells, column, name), name=name)
            codes += self._standing(code, _place(cells, column, name), name)
        return list(dict.fromkeys(codes))

    def _standing(self, code: str, column: str, name: str) -> list[str]:
        """The unit that stands today for the one a name means, its only successor noted; none where it was split."""
        heirs = self._names.heirs(code)
        if len(heirs) != 1:
            self._notes.warn("unit_split", column, name=name)
            return []
        if heirs[0] != code:
            self._notes.warn("unit_succeeded", column, name=name, unit=self._names.names.unit(heirs[0]))
        return list(heirs)

    def _locality(self, responsible: list[str]) -> str | None:
        units = self._names.city.units
        found = next((units[code].locality for code in responsible[:1] if code in units), None)
        heirs = self._names.heirs(found or self._names.city.root)
        return heirs[0] if len(heirs) == 1 else None

    def _area(self, name: str) -> str | None:
        code = self._names.area(name)
        if code is None or not self._names.is_confirmed(code):
            self._notes.warn("unknown_area", "area", name=name)
        return _first(self._standing(code, "area", name)) if code else None


def is_usable(number: str) -> bool:
    """Whether a case can go by this number."""
    return _USABLE.fullmatch(number) is not None


def task_number(inspection: str, ordinal: str) -> str:
    """A task's number: `<inspection>-T<two digits>`; an identity that is no number stands as it is."""
    return f"{inspection}-T{ordinal.zfill(2) if ordinal.isdecimal() else ordinal}"


def earlier_cases(inspection: str, earlier: str | None) -> tuple[str, ...]:
    """The keys of the earlier cases a cell names, as far as it names numbers."""
    numbers = split_names(earlier or "")
    return tuple(dict.fromkeys(f"{inspection}/{number}" for number in numbers if is_usable(number)))


def title_of(problem: str) -> str:
    """A case's title: the first sentence of its problem, cut at a comma, or else anywhere, where it is long."""
    sentences = map(str.strip, _SENTENCE_ENDS.split(problem))
    sentence = next(filter(None, sentences), problem)
    if len(sentence) <= TITLE_CHARACTERS:
        return sentence
    comma = sentence.rfind("，", 0, TITLE_CHARACTERS + 1)
    return sentence[:comma] if comma > 0 else f"{sentence[: _cut(sentence)]}…"


def _cut(sentence: str) -> int:
    """Where a title ends: no half of a number or name that nobody would know for one any more."""
    cut = TITLE_CHARACTERS - 1
    return min((span.start for span in personal_spans(sentence) if span.start < cut < span.end), default=cut)


def cell_texts(cells: Mapping[str, str]) -> dict[str, str]:
    """Every cell that holds text under the name the record keeps it by; columns nobody knows with their heading."""
    others = [(code, text) for code, text in cells.items() if code.startswith(UNKNOWN) and text]
    known = {CELL + code: text for code, text in cells.items() if not code.startswith(UNKNOWN) and text}
    return known | {f"{OTHER}{n}": f"{heading(code)}\t{text}" for n, (code, text) in enumerate(others, 1)}


def heading(code: str) -> str:
    """The heading of a column nobody knows, on one line."""
    return " ".join(code.removeprefix(UNKNOWN).split())


def _texts(cells: Mapping[str, str]) -> dict[str, str]:
    return cell_texts(cells) | {"problem": cells["problem"]}


def _place(cells: Mapping[str, str], column: str, name: str) -> str:
    """The column that names a unit: its own, or one whose cell says what several units do."""
    if name in cells.get(column, ""):
        return column
    return next((other for other in ("lead", "responsible") if name in cells.get(other, "")), column)


def _first(codes: list[str]) -> str | None:
    return codes[0] if codes else None
