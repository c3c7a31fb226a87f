"""Tables of forms: fixed columns, thin lines, labels in 黑体, cells that say what to fill in by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import _Cell, _Row

from caseflow.papers import measures as m
from caseflow.papers.marks import element
from caseflow.papers.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text line by line, over how many columns. A `label` is 黑体 and centred; `foot` stands low."""

    text: str = ""
    span: int = 1
    label: bool = False
    centred: bool = False
    foot: bool = False


def label(text: str, span: int = 1) -> Cell:
    """A cell that names what stands beside it."""
    return Cell(text, span, label=True)


class Grid:
    """A table of a form. `widths` of its columns in millimetres, together those of the text; `side` is what is left
    free at either side of a cell, where many columns stand close."""

    def __init__(
        self, sheet: Sheet, widths: Sequence[float], size: Length = m.SMALL_FOUR, side: float | None = None
    ) -> None:
        self._sheet, self._widths, self._size = sheet, widths, size
        self._table = sheet.document.add_table(rows=0, cols=len(widths))
        self._table.style = "Table Grid"
        self._table.alignment = WD_TABLE_ALIGNMENT.CENTER
        self._table.autofit = False
        for column, width in zip(self._table.columns, widths, strict=True):
            column.width = Mm(width)
        if side is not None:
            free = element("tblCellMar")
            free.extend(element(name, w=str(Mm(side).twips), type="dxa") for name in ("left", "right"))
            look = self._table._tbl.tblPr.find(qn("w:tblLook"))
            look.addprevious(free)

    def row(self, *cells: Cell, height: float = 8, splits: bool = True, heads: bool = False) -> None:
        """A row at least so many millimetres high; `heads` repeats it at the head of every page."""
        row = self._table.add_row()
        row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
        properties = row._tr.get_or_add_trPr()
        if not splits:
            properties.append(element("cantSplit"))
        if heads:
            properties.append(element("tblHeader"))
        place = 0
        for cell in cells:
            self._fill(self._merged(row, place, cell.span), cell)
            place += cell.span

    def _merged(self, row: _Row, place: int, span: int) -> _Cell:
        first = row.cells[place]
        cell = first if span == 1 else first.merge(row.cells[place + span - 1])
        cell.width = Mm(sum(self._widths[place : place + span]))
        return cell

    def _fill(self, cell: _Cell, what: Cell) -> None:
        cell.vertical_alignment = VERTICAL.BOTTOM if what.foot else VERTICAL.CENTER
        name = m.HEI if what.label else m.BODY
        align = ALIGN.CENTER if what.label or what.centred else ALIGN.LEFT
        for n, line in enumerate(what.text.split("\n")):
            paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
            self._sheet.written(paragraph, line, name, self._size, align, pitch=Pt(self._size.pt * 1.35))


def boxes(left: bool, right: bool) -> tuple[str, str]:
    """Marks of two boxes."""
    return ("☑" if left else "☐", "☑" if right else "☐")
