"""What an .xlsx sheet says beside its values: formulas, hidden rows and columns, and how far it reaches."""

import posixpath
import re
import zipfile
from collections.abc import Mapping

from caseflow.ledgers.extent import Extent
from caseflow.ledgers.markup import Attributes, local, stream
from caseflow.ledgers.messages import refusal
from caseflow.ledgers.sheet import Facts, Result

_TRUE = {"1", "true", "on"}
_DIGITS = "0123456789"
_LAST_COLUMN = 16_384
_TEXTS = "xl/sharedstrings.xml"
_ANNOUNCED = re.compile(rb"""uniqueCount\s*=\s*["']([^"']*)""")
_LONG_NUMBER = 12  # digits
_RESULTS = {"e": Result.NONE, "str": Result.TEXT}


def check_texts(parts: zipfile.ZipFile) -> None:
    """Raises BadInput where more shared texts are announced than fit: the value reader makes room for all of them."""
    for name in parts.namelist():
        if name.lower() == _TEXTS:
            content = parts.read(name)
            if any(not 0 <= _number(found[1]) <= len(content) for found in _ANNOUNCED.finditer(content)):
                raise refusal("ledger_unreadable")


def _number(written: bytes) -> int:
    """A number of reasonable length, else -1."""
    return int(written) if written.isdigit() and len(written) < _LONG_NUMBER else -1


def sheet_facts(parts: zipfile.ZipFile, name: str) -> Facts:
    """The facts of one sheet. Raises BadInput where its part is missing, broken or beyond the limits."""
    paths, from_1904 = _sheet_paths(parts)
    reader = _SheetReader()
    try:
        with parts.open(paths[name]) as part:
            stream(part, reader.starts)
    except KeyError as missing:
        raise refusal("ledger_unreadable") from missing
    reader.extent.check()
    return Facts(
        formulas=reader.formulas,
        hidden_rows=frozenset(reader.hidden_rows),
        hidden_columns=frozenset(reader.hidden_columns),
        from_1904=from_1904,
    )


def _sheet_paths(parts: zipfile.ZipFile) -> tuple[Mapping[str, str], bool]:
    """Each sheet's part by the sheet's name, and whether days count from 1904."""
    targets: dict[str, str] = {}
    named: dict[str, str] = {}
    epochs: list[bool] = []

    def sheet(attributes: Attributes) -> None:
        named[attributes["name"]] = next(value for key, value in attributes.items() if local(key) == "id")

    def workbook(attributes: Attributes) -> None:
        epochs.append(attributes.get("date1904") in _TRUE)

    def relationship(attributes: Attributes) -> None:
        targets[attributes["Id"]] = _path(attributes["Target"])

    try:
        with parts.open("xl/_rels/workbook.xml.rels") as part:
            stream(part, {"Relationship": relationship})
        with parts.open("xl/workbook.xml") as part:
            stream(part, {"sheet": sheet, "workbookPr": workbook})
        return {name: targets[key] for name, key in named.items()}, any(epochs)
    except (KeyError, StopIteration) as missing:
        raise refusal("ledger_unreadable") from missing


def _path(target: str) -> str:
    """A part's path in the archive; targets are relative to xl/ or begin with a slash."""
    return posixpath.normpath(posixpath.join("xl", target) if not target.startswith("/") else target[1:])


class _Columns(dict[str, int]):
    """Column numbers by their letters, each worked out once."""

    def __missing__(self, letters: str) -> int:
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - ord("A") + 1
        if not 0 < number <= _LAST_COLUMN:
            raise refusal("ledger_unreadable")
        self[letters] = number
        return number


class _SheetReader:
    """Follows the elements of one sheet; a cell without a reference stands right of the one before."""

    def __init__(self) -> None:
        self.extent = Extent()
        self.formulas: dict[tuple[int, int], Result] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.starts = {
            "col": self._col,
            "row": self._start_row,
            "c": self._cell,
            "f": self._formula,
            "v": self._value,
            "is": self._value,
            "extLst": self._extension,
        }
        self._columns = _Columns()
        self._row, self._digits, self._column, self._type = 0, "0", 0, ""
        self._cell_open = self._formula_open = False

    def _col(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in _TRUE:
            last = min(int(attributes["max"]), _LAST_COLUMN)
            self.hidden_columns.update(range(int(attributes["min"]), last + 1))

    def _start_row(self, attributes: Attributes) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._digits, self._column = str(self._row), 0
        if attributes.get("hidden") in _TRUE:
            self.hidden_rows.add(self._row)

    def _cell(self, attributes: Attributes) -> None:
        self._type = attributes.get("t", "n")
        self._cell_open, self._formula_open = True, False
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
            return
        letters = reference.rstrip(_DIGITS)
        self._column = self._columns[letters]
        if reference[len(letters) :] != self._digits:
            raise refusal("ledger_unreadable")

    def _extension(self, _: Attributes) -> None:
        self._cell_open = False  # later rules of display have elements of the same names

    def _formula(self, _: Attributes) -> None:
        if not self._cell_open:
            return
        self.formulas[self._row, self._column] = Result.NONE
        self._formula_open = True

    def _value(self, _: Attributes) -> None:
        if not self._cell_open:
            return
        self.extent.grow(self._row, self._column)
        if self._formula_open or self._type == "e":
            self.formulas[self._row, self._column] = _RESULTS.get(self._type, Result.OTHER)
