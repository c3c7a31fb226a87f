"""What holds for a row of either layout: identity, mandatory cells, formulas, lengths, personal data."""

from collections.abc import Mapping

from caseflow.domain.personal import personal_spans
from caseflow.ledgers.columns import IDENTITY, MANDATORY, AnyLayout, Column, Holds, column, missing
from caseflow.ledgers.limits import CELL_CHARACTERS
from caseflow.ledgers.notes import Notes
from caseflow.ledgers.rows import Line
from caseflow.ledgers.sheet import Sheet


def missing_columns(kind: AnyLayout, columns: Mapping[int, Column], notes: Notes) -> bool:
    """Whether a mandatory column is missing, which refuses the file; each is an error."""
    groups = missing(kind, {known.code for known in columns.values()})
    for group in groups:
        headings = " / ".join(column(kind, code).heading for code in group)
        notes.error("missing_column", headings, heading=headings)
    return bool(groups)


class Checks:
    """The checks of one sheet; `columns` are its columns by number and may grow while rows are read."""

    def __init__(self, sheet: Sheet, kind: AnyLayout, columns: Mapping[int, Column], notes: Notes) -> None:
        self._sheet, self._kind, self._columns, self._notes = sheet, kind, columns, notes
        self._first_rows: dict[str, int] = {}

    def check(self, line: Line, number: str, cells: Mapping[str, str]) -> None:
        """Notes everything found on a row, given its identity and its texts by column code."""
        failed = self._formulas(line)
        first = self._first_rows.setdefault(number, line.row) if number else line.row
        if first != line.row:
            self._notes.error("duplicate_number", IDENTITY[self._kind], number=number, first=first)
        for group in MANDATORY[self._kind]:
            if not any(cells.get(code) for code in group) and failed.isdisjoint(group):
                self._notes.error("empty_cell", next(code for code in group if code in cells))
        for place, text in line.texts.items():
            self._text(self._columns[place], text)

    def _text(self, place: Column, text: str) -> None:
        if len(text) > CELL_CHARACTERS:
            self._notes.error("cell_too_long", place.code, limit=CELL_CHARACTERS)
        elif place.holds is Holds.FREE_TEXT and (spans := personal_spans(text)):
            self._notes.warn("personal_data", place.code, places=len(spans))

    def _formulas(self, line: Line) -> set[str]:
        """The columns whose formula has no result; one warning for the row where others have one."""
        formulas = self._sheet.facts.formulas
        places = [place for place in self._columns if (line.row, place) in formulas] if formulas else []
        failed = {self._columns[place].code for place in places if self._sheet.lacks_result(line.row, place)}
        for code in sorted(failed):
            self._notes.error("formula_without_value", code)
        if len(places) > len(failed):
            self._notes.warn("formula")
        return failed
