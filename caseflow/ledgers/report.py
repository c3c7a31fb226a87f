"""The outcome of one import, as the command line prints it and the import page shows it."""

from dataclasses import dataclass
from typing import Any

from caseflow.ledgers.messages import Message
from caseflow.words.say import say


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the rows. `accepted` counts good new rows whether or not anything was stored.

    `header_row` is None for a file that was refused before a header was found.
    """

    sheet: str | None
    header_row: int | None
    accepted: int
    unchanged: int
    changed: int
    rejected: int
    skipped: int
    warnings: tuple[Message, ...]
    errors: tuple[Message, ...]
    dry_run: bool
    committed: bool

    @property
    def rows(self) -> int:
        """Every row below the header is counted once."""
        return self.accepted + self.unchanged + self.changed + self.rejected + self.skipped

    @property
    def is_clean(self) -> bool:
        """Whether nothing was rejected, neither a row nor the file."""
        return not self.rejected and not self.errors

    def document(self) -> dict[str, Any]:
        """The contract's JSON document; only `message` depends on the language."""
        return {
            "sheet": self.sheet,
            "header_row": self.header_row,
            "rows": self.rows,
            "accepted": self.accepted,
            "unchanged": self.unchanged,
            "changed": self.changed,
            "rejected": self.rejected,
            "skipped": self.skipped,
            "warnings": [_said(message) for message in self.warnings],
            "errors": [_said(message) for message in self.errors],
            "dry_run": self.dry_run,
            "committed": self.committed,
        }


def _said(message: Message) -> dict[str, str | int | None]:
    sentence = say(message.code, message.facts)
    return {"row": message.row, "column": message.column, "code": message.code, "message": sentence}
