"""The rows of a ledger that tell of steps done outside: which case each means, and what becomes of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from caseflow.domain.case import Case
from caseflow.domain.errors import BadInput
from caseflow.domain.phrases import read_ordinal
from caseflow.domain.terms import Verdict
from caseflow.ledgers.columns import IDENTITY, AnyLayout
from caseflow.ledgers.folding import fold
from caseflow.ledgers.ledger import Row, StepFacts
from caseflow.ledgers.steps import step_cells
from caseflow.services.access import held_case, hold_cases
from caseflow.services.entering import Entry, task_number
from caseflow.services.taking_over import Steps, Taken, TakingOver, held_steps, untouched
from caseflow.services.texts import read_texts, unsealed
from caseflow.services.work import Work

SHOWN_CHARACTERS = 40  # of a cell in a message about it; the record has the whole


@dataclass(slots=True)
class StepRows:
    """What is to be taken over of one ledger into one inspection; `taken` by case, in the order of the rows."""

    work: Work
    inspection: str
    layout: AnyLayout
    judge: TakingOver
    taken: dict[str, Taken] = field(default_factory=dict)

    def enter(self, entry: Entry, steps: Steps, verdict: Verdict | None) -> bool:
        """Judges the steps of a row that will be filed; whether it may be, the faults noted where not."""
        new = entry.new
        case = Case(new.inspection, new.number, new.kind, self.work.day, "", parties=new.parties)
        return self._look(case, steps, {}, verdict, entry.new.texts, many=entry.every_locality)

    def again(
        self, case: Case, steps: Steps, verdict: Verdict | None, texts: Mapping[str, str]
    ) -> str | None:
        """What becomes of a row whose case is on record: accepted, unchanged, changed; None where it is rejected."""
        held = held_steps(texts)
        told = {code: cell for code, cell in steps.items() if code not in held}
        differing = self.judge.differing(steps, held)
        for column, old, new in differing:
            self.judge.notes.warn("changed", column, old=clipped(old), new=clipped(new))
            self.judge.notes.warn("guarded", column)
        if not told and verdict is None:
            return "changed" if differing else "unchanged"
        hold_cases(self.work, case.links.parts)
        parts = [part for key in case.links.parts if (part := held_case(self.work, key))]
        if not untouched(case, parts):
            self.judge.notes.warn("takeover_done_here")
            return "changed"
        if differing:
            return "changed"
        good = self._look(case, told, held, verdict, texts, many=bool(parts))
        return "accepted" if good else None

    def look(self, rows: Iterable[Row[Any]]) -> Counter[str]:
        """Decides every row of a ledger of steps alone; how many there are of each outcome."""
        counts = Counter[str]()
        found = [(row, self._keys(row)) for row in rows if row.facts is not None]
        hold_cases(self.work, (key for _, keys in found for key in keys))
        for row, keys in found:
            self.judge.notes.row = row.row
            case = next((case for key in keys if (case := held_case(self.work, key))), None)
            if kind := self._row(row, case):
                counts[kind] += 1
        return counts

    def _row(self, row: Row[StepFacts], case: Case | None) -> str | None:
        column = IDENTITY[self.layout]
        if case is None:
            self.judge.notes.error("takeover_no_case", column, number=clipped(row.number))
            return None
        if case.key in self.taken:
            self.judge.notes.error("takeover_twice", column, number=case.number)
            return None
        texts = self._texts(case)
        if not self._means(row, case, texts):
            self.judge.notes.error("takeover_other_case", column, number=case.number)
            return None
        return self.again(case, step_cells(self.layout, row.cells), None, texts)

    def _look(
        self,
        case: Case,
        steps: Steps,
        held: Mapping[str, str],
        verdict: Verdict | None,
        texts: Mapping[str, str],
        *,
        many: bool,
    ) -> bool:
        before = len(self.judge.notes.errors)
        taken = self.judge.look(case, steps, held=held, verdict=verdict, many=many)
        if taken:
            facts = texts.get("cell.findings", "") if verdict else ""
            self.taken[case.key] = replace(taken, texts={**taken.texts, "findings.facts": facts})
        return len(self.judge.notes.errors) == before

    def _keys(self, row: Row[Any]) -> list[str]:
        """The cases a row may mean: the number it writes, that number as a task's, a month's serial as a task's."""
        numbers = [row.number]
        for text in (row.number, row.cells.get("serial", "") if self.layout == "month" else ""):
            try:
                numbers.append(task_number(self.inspection, str(read_ordinal(text))))
            except BadInput:
                continue
        return [f"{self.inspection}/{number}" for number in numbers]

    def _means(self, row: Row[StepFacts], case: Case, texts: Mapping[str, str]) -> bool:
        """Whether a month's row, told by its serial alone, calls the case what the record calls it."""
        if self.layout != "month" or row.number in (case.number, str(case.ordinal)):
            return True
        called = fold(row.facts.called if row.facts else "")
        known = (fold(texts.get(name, "")) for name in ("title", "problem"))
        return any(words and (called in words or words in called) for words in known)

    def _texts(self, case: Case) -> dict[str, str]:
        words = read_texts(self.work.session, case.texts.values()) | unsealed(self.work, {case.stream})
        return {name: words[digest] for name, digest in case.texts.items() if digest in words}


def clipped(text: str | None) -> str:
    """A cell as a message repeats it."""
    if text is None:
        return "—"
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[: SHOWN_CHARACTERS - 1]}…"
