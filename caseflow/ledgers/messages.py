"""What reading a ledger has to say about a row, a cell or the whole sheet; `caseflow/words/ledgers.py` says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from caseflow.domain.errors import BadInput, Fact, Reason


@dataclass(frozen=True, slots=True)
class Message:
    """One warning or error: the spreadsheet's own row number, the heading as written, a stable code and its facts.

    `row` is None for what concerns the sheet, `column` None for what concerns the whole row.
    """

    row: int | None
    column: str | None
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


def in_order(messages: Iterable[Message]) -> tuple[Message, ...]:
    """The messages as a reader goes down the sheet; those about the sheet first."""
    return tuple(sorted(messages, key=lambda message: message.row or 0))


def refusal(code: str, **facts: Fact) -> BadInput:
    """The one clear error with which a whole file is refused."""
    return BadInput(Reason(code, facts))
