"""CSV as offices save it: UTF-8, UTF-16 or GB18030; comma, semicolon or tab; told by content."""

import codecs
import csv
import io
import re
from itertools import islice

from caseflow.ledgers.columns import is_known
from caseflow.ledgers.limits import FILE_BYTES, HEADER_ROWS, SHEET_ROWS, TEXT_ROWS
from caseflow.ledgers.messages import refusal
from caseflow.ledgers.sheet import Sheet

# The apostrophe an export puts before what a spreadsheet would compute.
_NEUTRAL = re.compile(r"'(?=[=+\-@\t\r'])")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# In this order: Chinese in GB18030 is as good as never valid UTF-8, the other way round it often is.
_UNMARKED = ("utf-8", "gb18030")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SEPARATORS = ",;\t"
_MARKUP = ("<", "{\\rtf", "%PDF")

# The module's own limit would end the reading; a long cell is an error of that cell alone.
csv.field_size_limit(FILE_BYTES)


def read_separated(data: bytes) -> Sheet:
    """The one sheet of a csv file; its row numbers count records, as a spreadsheet would show them.

    Raises BadInput for bytes that are no text, and for a quote that is never closed.
    """
    text = _decoded(data)
    if _NO_TEXT.search(text) or text.lstrip().startswith(_MARKUP):
        raise refusal("ledger_kind_unknown")
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
        rows = [[_bare(cell) for cell in row] for row in islice(lines, SHEET_ROWS + 1)]
    except csv.Error as broken:
        raise refusal("ledger_unreadable") from broken
    if len(rows) > SHEET_ROWS:
        raise refusal("ledger_too_many_rows", limit=TEXT_ROWS)
    return Sheet(None, 1, 1, rows)


def _bare(cell: str) -> str:
    return _NEUTRAL.sub("", cell, count=1) if cell.startswith("'") else cell


def _decoded(data: bytes) -> str:
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else _UNMARKED:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refusal("ledger_kind_unknown")


def _separator(text: str) -> str:
    """The separator under which the first rows hold the most known headings."""
    return max(_SEPARATORS, key=lambda separator: _known_headings(text, separator))


def _known_headings(text: str, separator: str) -> int:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return max((sum(map(is_known, row)) for row in islice(lines, HEADER_ROWS)), default=0)
