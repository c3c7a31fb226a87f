"""The rectangle around the cells that hold a value, watched while a sheet streams by."""

from caseflow.ledgers.limits import AREA_CELLS, TEXT_ROWS
from caseflow.ledgers.messages import refusal


class Extent:
    """Grows with every value; raises BadInput once rows or area are more than one ledger may hold."""

    def __init__(self) -> None:
        self.top = self.left = self.bottom = self.right = 0
        self._rows = 0
        self._last_row = 0

    def grow(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """Takes in a block of cells with values; rows count from 1 and mostly ascend."""
        if row != self._last_row:
            self._last_row = row
            self._rows += rows
            if self._rows > TEXT_ROWS:
                raise refusal("ledger_too_many_rows", limit=TEXT_ROWS)
            self.top = min(self.top or row, row)
            self.bottom = max(self.bottom, row + rows - 1)
        if column + columns - 1 > self.right:
            self.right = column + columns - 1
        if column < self.left or not self.left:
            self.left = column

    def check(self) -> None:
        """Raises BadInput where values lie so far apart that the sheet cannot be laid out."""
        if (self.bottom - self.top + 1) * (self.right - self.left + 1) > AREA_CELLS:
            raise refusal("ledger_too_sparse", row=self.bottom, columns=self.right)
