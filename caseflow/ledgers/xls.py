"""What an .xls workbook says beside its values: formulas, hidden rows and columns, macros and encryption.

What cannot be known: a formula that was never computed looks like one whose result is an empty text.
"""

import struct
from collections.abc import Iterator, Sequence

from caseflow.ledgers.compound import CompoundFile
from caseflow.ledgers.extent import Extent
from caseflow.ledgers.limits import AREA_CELLS
from caseflow.ledgers.messages import refusal
from caseflow.ledgers.sheet import Facts, Result

_FORMULA, _END, _DATEMODE, _FILEPASS, _COLINFO, _BOUNDSHEET, _ROW = 0x06, 0x0A, 0x22, 0x2F, 0x7D, 0x85, 0x208
_TEXTS, _DIMENSIONS = 0xFC, 0x200
_CELLS = {_FORMULA, 0xFD, 0xBD, 0x203, 0x27E, 0x204, 0xD6, 0x205}  # with a value: labels, numbers, booleans
_HEAD = struct.Struct("<HH")
_WIDE = 14  # bytes of the dimensions record with long row numbers
_MACRO_SHEET, _VBA_SHEET = 1, 6
_ROWS = 65_536
_ROW_IS_HIDDEN, _COLUMN_IS_HIDDEN = 0x20, 0x01
# By the first byte of a result that is no number: text, boolean, error, empty text.
_RESULTS = {0: Result.TEXT, 1: Result.OTHER, 2: Result.NONE, 3: Result.TEXT}


def workbook_stream(data: bytes) -> bytes:
    """The workbook inside a compound file. Raises BadInput where it is encrypted, has macros or is no workbook."""
    compound = CompoundFile(data)
    if "EncryptedPackage" in compound.names:
        raise refusal("ledger_encrypted")
    if "_VBA_PROJECT_CUR" in compound.names:
        raise refusal("ledger_has_macros")
    if "Workbook" not in compound.names:  # also what Excel wrote before 1997, which nobody should need
        raise refusal("ledger_kind_unknown")
    return compound.read("Workbook")


def workbook_facts(stream: bytes) -> Sequence[Facts]:
    """The facts of every sheet, in the order of the workbook. Raises BadInput as `workbook_stream` does."""
    try:
        from_1904, starts = _globals(stream)
        return [_sheet(stream, start, from_1904) for start in starts]
    except (struct.error, IndexError) as broken:
        raise refusal("ledger_unreadable") from broken


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place on up to the end of that substream."""
    while at < len(stream):
        kind, size = _HEAD.unpack_from(stream, at)
        if kind == _END:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _globals(stream: bytes) -> tuple[bool, list[int]]:
    from_1904, starts = False, []
    for kind, content in _records(stream, 0):
        if kind == _FILEPASS:
            raise refusal("ledger_encrypted")
        if kind == _DATEMODE:
            from_1904 = content[:1] == b"\x01"
        elif kind == _TEXTS and struct.unpack_from("<4xI", content)[0] > len(stream):
            raise refusal("ledger_unreadable")  # the value reader makes room for all that are announced
        elif kind == _BOUNDSHEET:
            start, _, sheet_kind = struct.unpack_from("<IBB", content)
            if sheet_kind in (_MACRO_SHEET, _VBA_SHEET):
                raise refusal("ledger_has_macros")
            starts.append(start)
    return from_1904, starts


def _sheet(stream: bytes, start: int, from_1904: bool) -> Facts:
    extent, formulas = Extent(), dict[tuple[int, int], Result]()
    rows: set[int] = set()
    columns: set[int] = set()
    for kind, content in _records(stream, start):
        if kind == _ROW and content[12] & _ROW_IS_HIDDEN:
            rows.add(struct.unpack_from("<H", content)[0] + 1)
        elif kind == _COLINFO:
            first, last, _, _, options = struct.unpack_from("<5H", content)
            if options & _COLUMN_IS_HIDDEN:
                columns.update(range(first + 1, last + 2))
        elif kind == _DIMENSIONS:
            _check_dimensions(*struct.unpack_from("<IIHH" if len(content) >= _WIDE else "<HHHH", content))
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", content)
            extent.grow(row + 1, column + 1)
            if kind == _FORMULA:
                formulas[row + 1, column + 1] = _result(content[6:14])
    extent.check()
    return Facts(
        formulas=formulas, hidden_rows=frozenset(rows), hidden_columns=frozenset(columns), from_1904=from_1904
    )


def _check_dimensions(first_row: int, end_row: int, first_column: int, end_column: int) -> None:
    """The value reader makes room for the area announced, whatever is in it."""
    if first_row > end_row or first_column > end_column:
        raise refusal("ledger_unreadable")
    if end_row > _ROWS or (end_row - first_row) * (end_column - first_column) > AREA_CELLS:
        raise refusal("ledger_too_sparse", row=end_row, columns=end_column)


def _result(value: bytes) -> Result:
    """A formula's cached result: eight bytes, a number unless they end in FFFF."""
    return _RESULTS.get(value[0], Result.NONE) if value[6:] == b"\xff\xff" else Result.OTHER
