"""Ledgers going out, as .xlsx or .csv: every cell is text, nothing computes, and reading it again finds the same."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO

import xlsxwriter

from caseflow.ledgers.columns import COLUMNS, UNKNOWN, Holds, Layout, column
from caseflow.ledgers.folding import plain_text
from caseflow.ledgers.limits import CELL_CHARACTERS
from caseflow.ledgers.messages import refusal

_COMPUTES = ("=", "+", "-", "@", "\t", "\r")
# In characters of the default font.
_WIDTHS = {Holds.FREE_TEXT: 46, Holds.PHRASE: 18, Holds.DAY: 13, Holds.TEXT: 16}


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and lines of equal length, ready to be written; `widths` in characters."""

    headings: Sequence[str]
    widths: Sequence[int]
    lines: Sequence[Sequence[str]]


def ledger_table(kind: Layout, rows: Sequence[Mapping[str, str]]) -> Table:
    """The table of rows of cells by column code: the whole layout in its order, then the columns nobody knows."""
    remarks = dict.fromkeys(code for cells in rows for code in cells if code.startswith(UNKNOWN))
    columns = [*COLUMNS[kind], *(column(kind, code) for code in remarks)]
    return Table(
        headings=[known.heading for known in columns],
        widths=[_WIDTHS[known.holds] for known in columns],
        lines=[[_cell(cells.get(known.code, "")) for known in columns] for cells in rows],
    )


def write_xlsx(target: IO[bytes], table: Table, sheet: str) -> None:
    """One sheet with its header frozen. Cells a spreadsheet might compute are text with a quote prefix."""
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        header = book.add_format(
            {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1}
        )
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        page = book.add_worksheet(sheet)
        page.freeze_panes(1, 0)
        for place, width in enumerate(table.widths):
            page.set_column(place, place, width)
        for place, heading in enumerate(table.headings):
            page.write_string(0, place, heading, header)
        for number, line in enumerate(table.lines, 1):
            for place, text in enumerate(line):
                if text:  # never write(): it makes formulas of "=…" and links of addresses
                    page.write_string(number, place, text, quoted if text.startswith(_COMPUTES) else plain)


def write_csv(target: IO[str], table: Table) -> None:
    """Comma-separated, for a target opened with `newline=""`, best in utf-8-sig, which Excel knows without asking.

    An apostrophe stands before what a spreadsheet might compute; `read` takes it off again.
    """
    writer = csv.writer(target)
    writer.writerow(map(_neutral, table.headings))
    writer.writerows(map(_neutral, line) for line in table.lines)


def _cell(text: str) -> str:
    """A cell as it will be read again. Raises BadInput for a text no spreadsheet can hold: cutting it would lose it."""
    plain = plain_text(text)
    if len(plain) > CELL_CHARACTERS:
        raise refusal("cell_too_long", limit=CELL_CHARACTERS)
    return plain


def _neutral(text: str) -> str:
    return f"'{text}" if text.startswith((*_COMPUTES, "'")) else text
