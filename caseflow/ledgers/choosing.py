"""Chooses the sheet of a workbook to read: the first visible one with a known header, unless one is named.

A header with every mandatory column goes before one without, so that a cover sheet does not hide the ledger.
"""

from collections.abc import Iterator, Sequence

from caseflow.ledgers.columns import AnyLayout, missing
from caseflow.ledgers.folding import fold
from caseflow.ledgers.headings import Header, find_header
from caseflow.ledgers.limits import HEADER_ROWS
from caseflow.ledgers.messages import Message, refusal
from caseflow.ledgers.sheet import Sheet
from caseflow.ledgers.workbook import SheetName, Workbook


def choose(
    book: Workbook, wanted: str | None, layouts: Sequence[AnyLayout], include_hidden: bool
) -> tuple[Sheet, Header, AnyLayout]:
    """The sheet, its header and which of the layouts it has, the first that fits.

    Raises BadInput where there is none, or the sheet named is unknown or hidden.
    """
    incomplete: list[tuple[Sheet, Header, AnyLayout]] = []
    for name in _candidates(book, wanted, include_hidden):
        sheet = book.sheet(name)
        for layout in layouts:
            header = find_header(sheet, layout, include_hidden)
            if header and not missing(layout, {heading.code for heading in header.headings}):
                return sheet, header, layout
            if header and layout == layouts[0]:
                incomplete.append((sheet, header, layout))
    if incomplete:
        return incomplete[0]
    raise refusal("ledger_no_header", rows=HEADER_ROWS)


def _candidates(book: Workbook, wanted: str | None, include_hidden: bool) -> list[SheetName]:
    if not wanted:
        return [name for name in book.names if include_hidden or not name.hidden]
    found = [name for name in book.names if fold(name.name or "") == fold(wanted)]
    if not found:
        raise refusal("ledger_unknown_sheet", sheet=wanted)
    if found[0].hidden and not include_hidden:
        raise refusal("ledger_hidden_sheet", sheet=wanted)
    return found[:1]


def other_sheets(book: Workbook, chosen: Sheet, include_hidden: bool) -> Iterator[Message]:
    """A warning for each sheet that was left aside."""
    for name in book.names:
        if name.name != chosen.name:
            code = "hidden_sheet" if name.hidden and not include_hidden else "other_sheet"
            yield Message(None, None, code, {"sheet": name.name})
