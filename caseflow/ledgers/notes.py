"""Collects what reading finds, naming columns as the ledger's own header does."""

from collections.abc import Mapping

from caseflow.domain.errors import Fact
from caseflow.ledgers.messages import Message

_LONGEST_FACT = 60  # characters of a cell that a message repeats


def _short(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    return {
        name: f"{fact[:_LONGEST_FACT]}…" if isinstance(fact, str) and len(fact) > _LONGEST_FACT else fact
        for name, fact in facts.items()
    }


class Notes:
    """Warnings and errors of one sheet, noted row by row; `row` is None before the first."""

    def __init__(self, headings: Mapping[str, str]) -> None:
        self._headings = headings
        self.row: int | None = None
        self.warnings: list[Message] = []
        self.errors: list[Message] = []

    def warn(self, code: str, column: str | None = None, **facts: Fact) -> None:
        """Notes a warning on the row, on its cell in a column given by code."""
        self.warnings.append(Message(self.row, self.heading(column), code, _short(facts)))

    def error(self, code: str, column: str | None = None, **facts: Fact) -> None:
        """Notes an error, which rejects the row."""
        self.errors.append(Message(self.row, self.heading(column), code, _short(facts)))

    def heading(self, column: str | None) -> str | None:
        """The heading as written of a column code; the code itself where the sheet has no such column."""
        return column and self._headings.get(column, column)
