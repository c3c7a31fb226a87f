"""Walks the rows below a header: fills merged cells, leaves out what is no data, and knows where the data end."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from caseflow.domain.numerals import number
from caseflow.ledgers.cells import as_text
from caseflow.ledgers.folding import fold
from caseflow.ledgers.headings import Header
from caseflow.ledgers.sheet import Area, Sheet

_TOTAL = re.compile(r"(?:合计|总计|小计)|.{0,12}(?:合计|总计|小计)[:：]?$")
_FOOT_NOTE = re.compile(r"注|备注|填表人|审核人|填报日期")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet by column. `texts` holds merged values too, `own` only what the row holds itself.

    `skipped` says that the row is no data, `hidden` that it is left out only because it is hidden.
    """

    row: int
    texts: Mapping[int, str]
    own: Mapping[int, str]
    skipped: bool = False
    hidden: bool = False


def data_lines(sheet: Sheet, header: Header, include_hidden: bool) -> Iterator[Line]:
    """The rows below the header in order, up to the last one that holds text."""
    walk = _Walk(sheet, header, include_hidden)
    waiting: list[Line] = []  # empty rows count only once a row with text comes after them
    for row, own in walk.rows():
        line = walk.line(row, own)
        waiting.append(line)
        if own:
            yield from waiting
            waiting = []


def titles(sheet: Sheet, header: Header) -> list[str]:
    """The texts above the header."""
    return [
        as_text(value)
        for row, values in sheet.lines()
        if row < header.first_row
        for value in values
        if value != ""
    ]


class _Walk:
    """Goes down the rows once, remembering which merges are still open."""

    def __init__(self, sheet: Sheet, header: Header, include_hidden: bool) -> None:
        self._sheet, self._header = sheet, header
        self._hidden_rows = frozenset() if include_hidden else sheet.facts.hidden_rows
        self._without = frozenset() if include_hidden else sheet.facts.hidden_columns
        self._first = header.known[0].column
        self._last = header.known[-1].column
        self._beginning: dict[int, list[Area]] = defaultdict(list)
        for area in sheet.facts.merges:
            self._beginning[area.top].append(area)
        # Merged values still running down, by column, with their last row.
        self._open: dict[int, tuple[int, str]] = {}

    def rows(self) -> Iterator[tuple[int, dict[int, str]]]:
        """The row numbers below the header with their own texts."""
        left = self._sheet.left
        for row, values in self._sheet.lines():
            if row > self._header.last_row:
                own = {
                    n: text
                    for n, value in enumerate(values, left)
                    if value != "" and (text := as_text(value))
                }
                for column in self._without & own.keys():
                    del own[column]
                yield row, own

    def line(self, row: int, own: dict[int, str]) -> Line:
        texts = self._filled(row, own)
        hidden = row in self._hidden_rows
        return Line(row, texts, own, skipped=hidden or not own or self._is_no_data(row, own), hidden=hidden)

    def _filled(self, row: int, own: dict[int, str]) -> dict[int, str]:
        """The row's texts with those of merges that began above; a merge to the right fills nothing."""
        texts = own
        if self._open:
            texts = dict(own)
            for column, (bottom, text) in list(self._open.items()):
                if row > bottom:
                    del self._open[column]
                elif column not in own:
                    texts[column] = text
        for area in self._beginning.get(row, ()):
            if area.bottom > row and area.left in own:
                self._open[area.left] = area.bottom, own[area.left]
        return texts

    def _is_no_data(self, row: int, own: Mapping[int, str]) -> bool:
        first, written = next(iter(own.items()))
        if self._is_repeated_header(first, own):
            return True
        if written.isascii() and len(own) > 1:  # mostly a number; the words below are Chinese
            return False
        text = fold(written)
        return (
            bool(_TOTAL.match(text))
            or (first == self._first and bool(_FOOT_NOTE.match(text)))
            or (len(own) == 1 and self._is_group(row, first, text))
        )

    def _is_group(self, row: int, column: int, text: str) -> bool:
        """A lone text over all columns; csv knows no merges, so there a lone text that is no number will do."""
        if self._sheet.name is None:
            return column == self._first and not text.isascii() and not number(text)
        areas = self._beginning.get(row, ())
        return any(area.left == column <= self._first and area.right >= self._last for area in areas)

    def _is_repeated_header(self, first: int, own: Mapping[int, str]) -> bool:
        return len(own) > 1 and any(
            all(_alike(texts.get(column, ""), text) for column, text in own.items())
            for texts in self._header.repeats
            if _alike(texts.get(first, ""), own[first])  # spares nearly every row the rest
        )


def _alike(heading: str, text: str) -> bool:
    return heading == text or (not text.isascii() and fold(heading) == fold(text))
