"""Finds the header of a sheet: the row, or two rows, in which the most known headings stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from caseflow.ledgers.cells import as_text
from caseflow.ledgers.columns import KNOWN, UNKNOWN, AnyLayout
from caseflow.ledgers.folding import fold_heading
from caseflow.ledgers.limits import HEADER_ROWS
from caseflow.ledgers.sheet import Area, Sheet, letters

_ENOUGH = 2  # one known heading may be chance: a title, a note


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of this sheet: its number, its code and its heading as written."""

    column: int
    code: str
    written: str


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands, its columns from left to right, and its rows' texts to know repetitions by."""

    first_row: int
    last_row: int
    headings: tuple[Heading, ...]
    repeats: tuple[Mapping[int, str], ...]

    @property
    def known(self) -> tuple[Heading, ...]:
        """The columns with a known heading."""
        return tuple(heading for heading in self.headings if not heading.code.startswith(UNKNOWN))


def find_header(sheet: Sheet, layout: AnyLayout, include_hidden: bool) -> Header | None:
    """The header within the first rows, None where no row holds enough known headings."""
    without = frozenset() if include_hidden else sheet.facts.hidden_columns
    found = list(_candidates(sheet, layout, without))
    best = max(
        found, key=lambda header: (len(header.known), header.first_row == header.last_row), default=None
    )
    return best if best and len(best.known) >= _ENOUGH else None


def _candidates(sheet: Sheet, layout: AnyLayout, without: frozenset[int]) -> Iterator[Header]:
    rows = {row: _texts(sheet, row, without) for row in range(1, HEADER_ROWS + 2)}
    for row in range(1, HEADER_ROWS + 1):
        if not rows[row]:
            continue
        wide = _spread(rows[row], sheet.facts.merges, row)
        yield _header(
            layout, row, _depth(sheet, row, rows[row]), {c: (t,) for c, t in rows[row].items()}, (rows[row],)
        )
        if _second_row_belongs(layout, rows[row], rows[row + 1], wide):
            both = {
                c: _ways(wide.get(c, ""), rows[row + 1].get(c, "")) for c in sorted({*wide, *rows[row + 1]})
            }
            yield _header(layout, row, row + 1, both, (rows[row], rows[row + 1]))


def _texts(sheet: Sheet, row: int, without: frozenset[int]) -> dict[int, str]:
    """The texts a row holds itself, by column."""
    if not 0 <= row - sheet.top < len(sheet.values):
        return {}
    line = enumerate(sheet.values[row - sheet.top], sheet.left)
    return {column: text for column, value in line if column not in without and (text := as_text(value))}


def _spread(texts: Mapping[int, str], merges: tuple[Area, ...], row: int) -> dict[int, str]:
    """The texts of a row with merged headings standing over every column they cover."""
    wide = dict(texts)
    for area in merges:
        if area.top == row and area.left in texts:
            wide.update(dict.fromkeys(range(area.left, area.right + 1), texts[area.left]))
    return wide


def _depth(sheet: Sheet, row: int, texts: Mapping[int, str]) -> int:
    """The last row of a header whose cells are merged downwards."""
    starting = (area for area in sheet.facts.merges if area.top == row and area.left == area.right)
    return max((area.bottom for area in starting if area.left in texts), default=row)


def _second_row_belongs(
    layout: AnyLayout, upper: Mapping[int, str], lower: Mapping[int, str], wide: Mapping[int, str]
) -> bool:
    """Whether the row below goes on with the header: a known heading has nothing, a heading or its parts below it."""
    known = KNOWN[layout]
    named = {column for column, text in upper.items() if fold_heading(text) in known}
    adds = any(
        fold_heading(way) in known
        for column, text in lower.items()
        for way in (text, wide.get(column, "") + text)
    )
    return (
        bool(named)
        and adds
        and all(
            fold_heading(lower[column]) in known or wide.get(column + 1) == upper[column]
            for column in named & lower.keys()
        )
    )


def _ways(upper: str, lower: str) -> tuple[str, ...]:
    """How a heading over two rows may be read, the most exact first."""
    return tuple(text for text in (lower, upper and lower and upper + lower, upper) if text)


def _header(
    layout: AnyLayout,
    first: int,
    last: int,
    ways: Mapping[int, tuple[str, ...]],
    repeats: tuple[Mapping[int, str], ...],
) -> Header:
    """The header read this way; a column's own name wins over an alias, the left column over the right."""
    codes: dict[int, tuple[str, str]] = {}
    taken: set[str] = set()
    for own_name in (True, False):
        for column, texts in ways.items():
            for text in texts:
                found, is_own = KNOWN[layout].get(fold_heading(text), (None, False))
                if found and is_own == own_name and column not in codes and found.code not in taken:
                    codes[column] = found.code, text
                    taken.add(found.code)
    for column, texts in ways.items():
        if column not in codes:
            codes[column] = _remark(column, texts[0], taken), texts[0]
    return Header(first, last, tuple(Heading(column, *codes[column]) for column in sorted(codes)), repeats)


def _remark(column: int, text: str, taken: set[str]) -> str:
    """The code of a column nobody knows; a heading that comes twice is told apart by the column's letter."""
    code = UNKNOWN + text
    if code in taken:
        code = f"{code} ({letters(column)})"
    taken.add(code)
    return code
