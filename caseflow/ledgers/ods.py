"""What an .ods document says beside its values: merges, formulas, hidden rows and columns, and how far sheets reach.

The value reader drops line breaks typed inside a paragraph (text:line-break); breaks between paragraphs stay.
"""

import zipfile
from collections.abc import Mapping

from caseflow.ledgers.extent import Extent
from caseflow.ledgers.markup import Attributes, local, stream
from caseflow.ledgers.messages import refusal
from caseflow.ledgers.sheet import Area, Facts, Result

_HIDDEN = {"collapse", "filter"}
_RESULTS = {None: Result.NONE, "error": Result.NONE, "string": Result.TEXT}


def document_facts(parts: zipfile.ZipFile) -> Mapping[str, Facts]:
    """The facts of every sheet by its name, as the value reader lays all of them out at once.

    Raises BadInput where the document is encrypted, broken or beyond the limits.
    """
    try:
        if b"encryption-data" in parts.read("META-INF/manifest.xml"):
            raise refusal("ledger_encrypted")
        document = _Document()
        with parts.open("content.xml") as content:
            stream(content, document.starts)
    except KeyError as missing:
        raise refusal("ledger_unreadable") from missing
    return {name: table.facts() for name, table in document.tables.items()}


class _Table:
    """One sheet as it streams by; `row` and `column` are the last ones begun, repeated ones counted once."""

    def __init__(self) -> None:
        self.extent = Extent()
        self.merges: list[Area] = []
        self.formulas: dict[tuple[int, int], Result] = {}
        self.hidden_rows: list[range] = []
        self.hidden_columns: list[range] = []
        self.next_row, self.rows = 1, 1
        self.next_column = 1
        self.next_definition = 1

    def facts(self) -> Facts:
        self.extent.check()
        return Facts(
            merges=tuple(self.merges),
            formulas=self.formulas,
            hidden_rows=_within(self.hidden_rows, self.extent.bottom),
            hidden_columns=_within(self.hidden_columns, self.extent.right),
        )


def _within(ranges: list[range], last: int) -> frozenset[int]:
    """The numbers of the ranges up to the last one in use; what a file hides beyond its data is nobody's concern."""
    return frozenset(n for numbers in ranges for n in range(numbers.start, min(numbers.stop, last + 1)))


class _Document:
    """Hands the elements of the document to the table they stand in."""

    def __init__(self) -> None:
        self.tables: dict[str, _Table] = {}
        self._table = _Table()  # cells before the first sheet (tracked changes) are nobody's
        self.starts = {
            "table": self._start_table, "table-column": self._column, "table-row": self._row,
            "table-cell": self._cell, "covered-table-cell": self._cell,
        }  # fmt: skip

    def _start_table(self, attributes: Attributes) -> None:
        self._table = self.tables[_plain(attributes).get("name", "")] = _Table()

    def _column(self, attributes: Attributes) -> None:
        table, plain = self._table, _plain(attributes)
        first = table.next_definition
        table.next_definition += int(plain.get("number-columns-repeated", 1))
        if plain.get("visibility") in _HIDDEN:
            table.hidden_columns.append(range(first, table.next_definition))

    def _row(self, attributes: Attributes) -> None:
        table, plain = self._table, _plain(attributes)
        table.rows = int(plain.get("number-rows-repeated", 1))
        first, table.next_row = table.next_row, table.next_row + table.rows
        table.next_column = 1
        if plain.get("visibility") in _HIDDEN:
            table.hidden_rows.append(range(first, table.next_row))

    def _cell(self, attributes: Attributes) -> None:
        table, plain = self._table, _plain(attributes)
        columns = int(plain.get("number-columns-repeated", 1))
        row, column = table.next_row - table.rows, table.next_column
        table.next_column += columns
        if plain.get("value-type"):
            table.extent.grow(row, column, table.rows, columns)
        if "formula" in plain:
            table.formulas[row, column] = _RESULTS.get(plain.get("value-type"), Result.OTHER)
        height, width = int(plain.get("number-rows-spanned", 1)), int(plain.get("number-columns-spanned", 1))
        if height > 1 or width > 1:
            table.merges.append(Area(row, column, row + height - 1, column + width - 1))


def _plain(attributes: Attributes) -> dict[str, str]:
    """Attributes without prefixes. LibreOffice's own value type, which alone knows errors, comes later and wins."""
    return {local(key): value for key, value in attributes.items()}
