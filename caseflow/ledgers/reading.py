"""Reads one ledger: its sheet, its header, its rows. What is worth saying comes back as messages; nothing is stored."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, overload

from caseflow.ledgers import petitions, steps, tasks
from caseflow.ledgers.cells import day_text
from caseflow.ledgers.checks import Checks, missing_columns
from caseflow.ledgers.choosing import choose, other_sheets
from caseflow.ledgers.columns import IDENTITY, UNKNOWN, AnyLayout, Column, Holds, Layout, column, step_column
from caseflow.ledgers.headings import Header
from caseflow.ledgers.ledger import Ledger, PetitionFacts, Row, TaskFacts, Vocabulary
from caseflow.ledgers.limits import TEXT_ROWS
from caseflow.ledgers.messages import in_order, refusal
from caseflow.ledgers.notes import Notes
from caseflow.ledgers.rows import Line, data_lines, titles
from caseflow.ledgers.sheet import Sheet, letters
from caseflow.ledgers.workbook import open_workbook

_NUMBERS: Mapping[AnyLayout, Callable[[str, Vocabulary, Notes], str]] = {
    "tasks": tasks.read_number,
    "petitions": petitions.read_number,
    "closures": steps.read_number,
    "month": steps.read_first_word,
}
_FACTS: Mapping[AnyLayout, Callable[[str, Mapping[str, str], Vocabulary, Notes], Any]] = {
    "tasks": tasks.read_task,
    "petitions": petitions.read_petition,
    "closures": steps.read_steps,
    "month": steps.read_steps,
}
_OF_STEPS: tuple[AnyLayout, ...] = ("closures", "month")


@overload
def read(
    data: bytes,
    *,
    sheet: str | None,
    kind: Literal["tasks"],
    include_hidden: bool,
    rules: Vocabulary,
    takeover: bool = False,
) -> Ledger[TaskFacts]: ...


@overload
def read(
    data: bytes,
    *,
    sheet: str | None,
    kind: Literal["petitions"],
    include_hidden: bool,
    rules: Vocabulary,
    takeover: bool = False,
) -> Ledger[PetitionFacts]: ...


def read(
    data: bytes,
    *,
    sheet: str | None,
    kind: Layout,
    include_hidden: bool,
    rules: Vocabulary,
    takeover: bool = False,
) -> Ledger[Any]:
    """The ledger in a file's bytes. Raises BadInput, with one reason, for a file that is refused as a whole.

    With `takeover` columns of steps are known ones, and a ledger of steps alone is read too. A file without a mandatory
    column comes back without rows and with its `missing_column` errors.
    """
    book = open_workbook(data)
    layouts = (kind, *_OF_STEPS) if takeover else (kind,)
    chosen, header, layout = choose(book, sheet, layouts, include_hidden)
    reader = _Reader(chosen, header, layout, include_hidden, rules.folded(), takeover=takeover)
    reader.notes.warnings += other_sheets(book, chosen, include_hidden)
    return reader.ledger()


class _Reader:
    """One sheet being read. Columns are numbers here, and codes from `_cells` on."""

    def __init__(
        self,
        sheet: Sheet,
        header: Header,
        kind: AnyLayout,
        include_hidden: bool,
        rules: Vocabulary,
        *,
        takeover: bool,
    ) -> None:
        self._takeover = takeover
        self._sheet, self._header, self._kind, self._rules = sheet, header, kind, rules
        self._include_hidden = include_hidden
        self._columns = {heading.column: self._column(heading.code) for heading in header.headings}
        self._written = {heading.code: heading.written for heading in header.headings}
        self._batch = petitions.batch_in_title(titles(sheet, header)) if kind == "petitions" else None
        self.notes = Notes(self._written)
        self._checks = Checks(sheet, kind, self._columns, self.notes)

    def ledger(self) -> Ledger[Any]:
        """Everything the sheet holds below its header."""
        rows: list[Row[Any]] = []
        skipped = texts = 0
        if not missing_columns(self._kind, self._columns, self.notes):
            self._warn_of_hidden_columns()
            for line in data_lines(self._sheet, self._header, self._include_hidden):
                texts += bool(line.own)
                if texts > TEXT_ROWS:  # csv and .xls come here uncounted
                    raise refusal("ledger_too_many_rows", limit=TEXT_ROWS)
                self.notes.row = line.row
                if line.skipped:
                    skipped += 1
                    if line.hidden and line.own:
                        self.notes.warn("hidden_row")
                else:
                    rows.append(self._row(line))
        self._warn_of_unknown_columns()
        return Ledger(
            sheet=self._sheet.name,
            header_row=self._header.first_row,
            columns=self._written,
            rows=tuple(rows),
            skipped=skipped,
            warnings=in_order(self.notes.warnings),
            errors=in_order(self.notes.errors),
            layout=self._kind,
        )

    def _column(self, code: str) -> Column:
        """The column of a code; one of a step holds what such a column holds, where steps are asked for."""
        step = step_column(code) if self._takeover else None
        return Column(code, step.heading, (), step.holds) if step else column(self._kind, code)

    def _row(self, line: Line) -> Row[Any]:
        before = len(self.notes.errors)
        cells = self._cells(line)
        number = _NUMBERS[self._kind](cells[IDENTITY[self._kind]], self._rules, self.notes)
        self._checks.check(line, number, cells)
        facts = _FACTS[self._kind](number, cells, self._rules, self.notes)
        return Row(line.row, number, cells, facts if len(self.notes.errors) == before else None)

    def _cells(self, line: Line) -> dict[str, str]:
        """The row's texts by column code; days written as serial numbers are days already."""
        cells = {}
        for place, known in self._columns.items():
            text = line.texts.get(place, "")
            if text and known.holds in (Holds.DAY, Holds.PHRASE):
                text = day_text(text, self._sheet.facts.from_1904)
            cells[known.code] = text
        for place in line.texts.keys() - self._columns.keys():  # text below no heading at all
            code = UNKNOWN + letters(place)
            self._columns[place] = column(self._kind, code)
            self._written[code] = letters(place)
            cells[code] = line.texts[place]
        if self._batch and not cells.get("batch"):
            cells["batch"] = str(self._batch)
        return cells

    def _warn_of_hidden_columns(self) -> None:
        hidden = set() if self._include_hidden else self._sheet.facts.hidden_columns
        for place in sorted(hidden):
            texts = [
                text for row, _ in self._sheet.lines() if (text := str(self._sheet.own(row, place)).strip())
            ]
            if texts:
                written = str(self._sheet.own(self._header.first_row, place)).strip() or letters(place)
                self.notes.warn("hidden_column", written, letters=letters(place))

    def _warn_of_unknown_columns(self) -> None:
        self.notes.row = None
        for code, written in self._written.items():
            if code.startswith(UNKNOWN) and not (self._takeover and step_column(code)):
                self.notes.warn("unknown_column", code, heading=written)
