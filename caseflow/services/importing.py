"""Importing (导入台账): a ledger's rows become cases, or are compared with the cases already on record.

The whole file is looked at before anything is recorded, so that a file with errors leaves no trace.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import BadInput, Reason, Unknown
from caseflow.domain.terms import Settlement, Verdict
from caseflow.ledgers.columns import COLUMNS, IDENTITY, Layout
from caseflow.ledgers.ledger import Ledger, Vocabulary
from caseflow.ledgers.messages import Message, in_order
from caseflow.ledgers.notes import Notes
from caseflow.ledgers.reading import read
from caseflow.ledgers.report import Outcome
from caseflow.ledgers.steps import step_cells
from caseflow.services.access import hold_cases, permit
from caseflow.services.entering import KINDS, Entering, Entry
from caseflow.services.filing import file_case, split
from caseflow.services.matching import Matching, localities, matching, record_new
from caseflow.services.rereading import Difference, Rereading
from caseflow.services.step_rows import StepRows, clipped
from caseflow.services.tabulating import cells_of
from caseflow.services.taking_over import TakingOver, settled_verdict, take_over
from caseflow.services.texts import read_texts, unsealed
from caseflow.services.updating import may_update, update_case
from caseflow.services.work import Work

Reader = Callable[..., Ledger[Any]]
"""`reading.read`, or what does the same elsewhere."""


def import_ledger(
    work: Work,
    data: bytes,
    layout: Layout,
    *,
    inspection: str | None = None,
    sheet: str | None = None,
    partial: bool = False,
    update: bool = False,
    include_hidden: bool = False,
    takeover: bool = False,
    reader: Reader = read,
) -> Outcome:
    """Takes a ledger in. `committed` of the answer says whether anything now waits to be committed.

    With `takeover` what it says of steps done outside is put on record as claims; a ledger of steps alone is taken too.

    A file that is refused as a whole, or has an error and is not `partial`, records nothing. `reader` is `read_apart`
    where the process has others to serve. Raises NotPermitted, and Unknown for an inspection that is not there, or
    not named where several are open.
    """
    permit(work, Action.IMPORT_LEDGER)
    code = the_inspection(work, inspection)
    names = matching(work)
    words = vocabulary(work, names)
    try:
        ledger = reader(
            data, sheet=sheet, kind=layout, include_hidden=include_hidden, rules=words, takeover=takeover
        )
    except BadInput as refused:
        return _refused(refused.reasons[0])
    digest = sha256(data).hexdigest() if takeover else None
    run = _Import(work, code, layout, ledger, names, words.folded(), update=update, digest=digest)
    run.look()
    before = len(work.drafts)
    if partial or not run.errors:
        run.store()
    return run.outcome(stored=len(work.drafts) > before)


def the_inspection(work: Work, code: str | None) -> str:
    """The inspection named, or the only one open. Raises Unknown."""
    known = work.city.inspections
    if code is None and len(known) == 1:
        return next(iter(known))
    if code is None:
        raise Unknown(
            Reason("inspection.not_named" if known else "inspection.none_open", {"known": ", ".join(known)})
        )
    if code not in known:
        raise Unknown(Reason("inspection.unknown", {"code": code}))
    return code


def vocabulary(work: Work, names: Matching) -> Vocabulary:
    """The words of ledgers in force."""
    book = work.book
    return Vocabulary(
        types=book.synonyms("vocabulary.types"),
        verdicts=book.synonyms("vocabulary.verdicts"),
        settlements=book.synonyms("vocabulary.settlements"),
        channels=book.synonyms("vocabulary.channels"),
        progress=book.synonyms("vocabulary.progress"),
        states=book.synonyms("vocabulary.states"),
        acceptances=book.synonyms("vocabulary.acceptance"),
        petition_number_pattern=book.words("inspection.petition_number"),
        city_names=names.city_names,
    )


@dataclass(frozen=True, slots=True)
class _Good:
    """A row without an error, and the key of its case."""

    key: str
    row: int
    cells: Mapping[str, str]
    facts: Any


@dataclass(frozen=True, slots=True)
class _Change:
    """A row that differs from the case on record, whose words are `texts`."""

    good: _Good
    texts: Mapping[str, str]
    differences: tuple[Difference, ...]


class _Import:
    """One file on its way into one inspection. `digest` is the file's where steps done outside are taken over."""

    def __init__(
        self,
        work: Work,
        inspection: str,
        layout: Layout,
        ledger: Ledger[Any],
        names: Matching,
        words: Vocabulary,
        *,
        update: bool,
        digest: str | None,
    ) -> None:
        self._work, self._inspection, self._layout, self._ledger = work, inspection, layout, ledger
        self._names, self._update = names, update
        self._notes = Notes(ledger.columns)
        self._entering = Entering(work, inspection, names, self._notes)
        self._rereading = Rereading(layout, words, names)
        self._entries: list[Entry] = []
        self._changes: list[_Change] = []
        self._steps: StepRows | None = None
        if digest:
            judge = TakingOver(work, names, words, self._notes, digest)
            self._steps = StepRows(work, inspection, ledger.layout, judge)
        self._counts = Counter[str]()

    @property
    def errors(self) -> tuple[Message, ...]:
        """Every error of the file, from reading and from entering."""
        return in_order([*self._ledger.errors, *self._notes.errors])

    def look(self) -> None:
        """Decides what becomes of every row; records nothing."""
        if self._steps and self._ledger.layout not in COLUMNS:
            self._counts += self._steps.look(self._ledger.rows)
            return
        rows = list(self._good())
        hold_cases(self._work, (row.key for row in rows))
        texts = self._words_on_record(row.key for row in rows)
        for row in rows:
            self._notes.row = row.row
            case = self._work.cases.get(row.key)
            if case is None:
                self._enter(row)
            elif case.kind is not KINDS[self._layout]:
                self._notes.error("number_of_other_kind", IDENTITY[self._layout], number=case.number)
            else:
                self._reread(case, row, {n: texts[d] for n, d in case.texts.items() if d in texts})

    def store(self) -> None:
        """Records everything that `look` decided."""
        record_new(self._work, self._names)
        counties = localities(self._work.city, self._work.day)
        for entry in self._entries:
            case = file_case(self._work, entry.new, Action.IMPORT_LEDGER)
            if entry.every_locality and len(counties) > 1:
                split(self._work, case.key, counties)
        for change in self._changes if self._update else ():
            good = change.good
            update_case(self._work, good.key, good.facts, change.texts, change.differences)
        for key, taken in self._steps.taken.items() if self._steps else ():
            take_over(self._work, key, taken)

    def outcome(self, *, stored: bool) -> Outcome:
        """The report; the edge says whether it was a dry run."""
        return Outcome(
            sheet=self._ledger.sheet,
            header_row=self._ledger.header_row,
            accepted=self._counts["accepted"],
            unchanged=self._counts["unchanged"],
            changed=self._counts["changed"],
            rejected=len(self._ledger.rows) - self._counts.total(),
            skipped=self._ledger.skipped,
            warnings=in_order([*self._ledger.warnings, *self._notes.warnings]),
            errors=self.errors,
            dry_run=False,
            committed=stored,
        )

    def _good(self) -> Iterator[_Good]:
        for row in self._ledger.rows:
            self._notes.row = row.row
            if row.facts is not None and (number := self._entering.number(self._layout, row.number)):
                yield _Good(f"{self._inspection}/{number}", row.row, row.cells, row.facts)

    def _words_on_record(self, keys: Iterator[str]) -> dict[str, str]:
        """The texts of the cases already on record, by digest."""
        cases = [self._work.cases[key] for key in keys if key in self._work.cases]
        texts = read_texts(self._work.session, (digest for case in cases for digest in case.texts.values()))
        return texts | unsealed(self._work, {case.stream for case in cases})

    def _enter(self, row: _Good) -> None:
        enter = self._entering.task if self._layout == "tasks" else self._entering.petition
        entry = enter(row.key.partition("/")[2], row.cells, row.facts)
        if self._steps and not self._steps.enter(entry, self._told(row), self._verdict(row)):
            return
        self._entries.append(entry)
        self._counts["accepted"] += 1

    def _reread(self, case: Case, row: _Good, texts: Mapping[str, str]) -> None:
        held = cells_of(case, texts, self._names.names)
        told = {column for column, _ in self._told(row).values()} if self._steps else set()
        found = tuple(one for one in self._rereading.differences(row.cells, held) if one.column not in told)
        verdict = None if case.settlement is Settlement.SETTLED else self._verdict(row)
        kind = self._steps.again(case, self._told(row), verdict, texts) if self._steps else "unchanged"
        if kind is None:
            return
        if found:
            self._changes.append(_Change(row, texts, found))
            kind = "changed" if kind == "unchanged" else kind
        self._counts[kind] += 1
        for one in found:
            self._notes.warn("changed", one.column, old=clipped(one.old), new=clipped(one.new))
            if self._update and not may_update(case, one.column):
                self._notes.warn("guarded", one.column)

    def _told(self, row: _Good) -> Mapping[str, tuple[str, str]]:
        return step_cells(self._ledger.layout, row.cells)

    def _verdict(self, row: _Good) -> Verdict | None:
        """What a settled petition's row says was found, where that is taken over."""
        if self._steps is None or self._layout != "petitions":
            return None
        return settled_verdict(row.facts, self._notes)


def _refused(reason: Reason) -> Outcome:
    """The answer for a file that is no ledger: one error, no row."""
    error = Message(None, None, reason.code, reason.facts)
    return Outcome(None, None, 0, 0, 0, 0, 0, (), (error,), dry_run=False, committed=False)
