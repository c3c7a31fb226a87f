"""One sheet as it lies in the workbook: values, merges, formulas, and what is hidden. Rows and columns count from 1."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


class Area(NamedTuple):
    """A merged rectangle, both corners included."""

    top: int
    left: int
    bottom: int
    right: int


class Result(Enum):
    """What a formula's cell holds beside the formula. An error value counts as none."""

    NONE = "none"
    TEXT = "text"  # the only kind that may be empty
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the value reader does not tell. `formulas` also lists error values typed without a formula."""

    merges: tuple[Area, ...] = ()
    formulas: Mapping[tuple[int, int], Result] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    from_1904: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's values from its first used cell on, and the facts beside them. `name` is None for csv."""

    name: str | None
    top: int
    left: int
    values: Sequence[Sequence[Value]]
    facts: Facts = Facts()

    def own(self, row: int, column: int) -> Value:
        """The value written in a cell itself; the empty text where there is none."""
        line = self.values[row - self.top] if 0 <= row - self.top < len(self.values) else ()
        return line[column - self.left] if 0 <= column - self.left < len(line) else ""

    def lacks_result(self, row: int, column: int) -> bool:
        """Whether the cell's formula was never computed, or failed."""
        result = self.facts.formulas.get((row, column), Result.TEXT)
        return result is Result.NONE or (result is Result.OTHER and self.own(row, column) == "")

    def lines(self) -> Iterator[tuple[int, Sequence[Value]]]:
        """The row numbers with their values, in order."""
        return enumerate(self.values, self.top)


def letters(column: int) -> str:
    """The name a spreadsheet shows for a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
