"""A ledger file's bytes into sheets: its kind is told by its content, and every limit is held before it is laid out."""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from caseflow.ledgers import ods, xls, xlsx
from caseflow.ledgers.archive import checked_copy
from caseflow.ledgers.compound import MAGIC as COMPOUND
from caseflow.ledgers.container import contained
from caseflow.ledgers.limits import FILE_BYTES, TEXT_ROWS
from caseflow.ledgers.messages import refusal
from caseflow.ledgers.separated import read_separated
from caseflow.ledgers.sheet import Area, Facts, Sheet

_ZIP = b"PK"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True, slots=True)
class SheetName:
    """A sheet of the workbook by name; `name` is None for csv, which has one sheet without a name."""

    name: str | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a ledger file in their order, each read when asked for."""

    names: Sequence[SheetName]
    sheet: Callable[[SheetName], Sheet]


def open_workbook(data: bytes) -> Workbook:
    """The workbook in these bytes. Raises BadInput, one reason, for every file that is not taken."""
    if not data.strip():
        raise refusal("ledger_empty")
    if len(data) > FILE_BYTES:
        raise refusal("ledger_too_large", megabytes=FILE_BYTES >> 20)
    if data.startswith(_ZIP):
        return _zipped(checked_copy(data))
    if data.startswith(COMPOUND):
        stream = xls.workbook_stream(data)
        facts = xls.workbook_facts(stream)
        return _calamine(contained(stream), lambda index, _: facts[index])
    sheet = read_separated(data)
    return Workbook((SheetName(None, False),), lambda _: sheet)


def _zipped(copy: bytes) -> Workbook:
    parts = zipfile.ZipFile(io.BytesIO(copy))
    names = parts.namelist()
    if "xl/workbook.xml" in names:
        xlsx.check_texts(parts)
        return _calamine(copy, lambda _, sheet: xlsx.sheet_facts(parts, sheet))
    if "mimetype" in names and parts.read("mimetype").strip() == _ODS:
        facts = ods.document_facts(parts)
        return _calamine(copy, lambda _, sheet: facts[sheet])
    raise refusal("ledger_kind_unknown")


def _calamine(data: bytes, facts: Callable[[int, str], Facts]) -> Workbook:
    """The workbook as the value reader sees it; a sheet's facts are read, and its limits held, before its values."""
    with _reading():
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    order: dict[str | None, int] = {name: index for index, name in enumerate(book.sheet_names)}
    names = tuple(
        SheetName(found.name, found.visible is not SheetVisibleEnum.Visible)
        for found in book.sheets_metadata
        if found.typ is SheetTypeEnum.WorkSheet
    )

    def sheet(wanted: SheetName) -> Sheet:
        index = order[wanted.name]
        known = facts(index, book.sheet_names[index])
        with _reading():
            return _laid_out(book.get_sheet_by_index(index), known)

    return Workbook(names, sheet)


@contextmanager
def _reading() -> Iterator[None]:
    """Refuses what the value reader cannot read; on some broken .xls it panics, which is no Exception to Python."""
    try:
        yield
    except CalamineError as broken:
        raise refusal("ledger_unreadable") from broken
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":
            raise
        raise refusal("ledger_unreadable") from panic


def _laid_out(found: CalamineSheet, facts: Facts) -> Sheet:
    (top, left), (bottom, right) = found.start or (0, 0), found.end or (0, 0)
    merged = found.merged_cell_ranges or ()
    if len(merged) > TEXT_ROWS:  # no ledger merges more than once a row
        raise refusal("ledger_too_many_rows", limit=TEXT_ROWS)
    merges = facts.merges or tuple(Area(a[0] + 1, a[1] + 1, b[0] + 1, b[1] + 1) for a, b in merged)
    used = replace(
        facts,
        merges=tuple(_clipped(area, bottom + 1, right + 1) for area in merges),
        hidden_columns=frozenset(column for column in facts.hidden_columns if column <= right + 1),
    )
    return Sheet(found.name, top + 1, left + 1, found.to_python(), used)


def _clipped(area: Area, bottom: int, right: int) -> Area:
    """A merge as far as the sheet is used; a file may claim any number of rows and columns."""
    return area._replace(bottom=min(area.bottom, bottom), right=min(area.right, right))
