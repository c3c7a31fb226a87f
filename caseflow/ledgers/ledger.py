"""What reading a ledger yields: rows of facts under the names the ledger itself uses, with warnings and errors."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from caseflow.domain.phrases import DuePhrase
from caseflow.ledgers.columns import AnyLayout
from caseflow.ledgers.folding import fold
from caseflow.ledgers.messages import Message

Parsed = TypeVar("Parsed", bound="TaskFacts | PetitionFacts | StepFacts")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The rulebook's words for ledgers: each mapping leads from a word or synonym to what it means.

    `types` leads to the canonical pollution type, the others to codes: of `Verdict`, `Settlement` and `Channel` (also
    from the letters in petition numbers, D and X), of `Progress` and `State`, and to `passed` or `failed`.
    `city_names` are what names of units and areas may begin with; only the service that matches names needs them.
    """

    types: Mapping[str, str]
    verdicts: Mapping[str, str]
    settlements: Mapping[str, str]
    channels: Mapping[str, str]
    petition_number_pattern: str
    city_names: tuple[str, ...]
    progress: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    acceptances: Mapping[str, str] = field(default_factory=dict)

    def folded(self) -> "Vocabulary":
        """The same with its words folded as cells are compared."""
        found: dict[str, Any] = {name: _folded(getattr(self, name)) for name in _WORDS}
        return replace(self, **found)


_WORDS = ("types", "verdicts", "settlements", "channels", "progress", "states", "acceptances")


def _folded(words: Mapping[str, str]) -> dict[str, str]:
    return {fold(word): meaning for word, meaning in words.items()}


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A rectification task as its row tells it. Units and people stay names; None where the ledger is silent."""

    ordinal: int | None
    due: DuePhrase
    measures: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    supervising: tuple[str, ...] = ()
    acceptance: tuple[str, ...] = ()
    person: str = ""
    leader: str = ""


@dataclass(frozen=True, slots=True)
class PetitionFacts:
    """A petition as its row tells it. Codes are None where the word is unknown or missing; `cells` has the words.

    `types` are as written; `handed_over` is the column's day, else the number's. Counters are in 家, 件, 人 or 元.
    """

    area: str
    types: tuple[str, ...] = ()
    verdict: str | None = None
    settlement: str | None = None
    channel: str | None = None
    batch: int | None = None
    numbered_on: dt.date | None = None
    handed_over: dt.date | None = None
    feedback_due: dt.date | None = None
    key: bool = False
    repeat: bool = False
    earlier: str | None = None
    leads: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    counters: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A row of a ledger of steps: the number of its case, folded, and what it calls it; its cells say the rest."""

    number: str
    called: str = ""


@dataclass(frozen=True, slots=True)
class Row(Generic[Parsed]):
    """One row of the ledger: the spreadsheet's number, the folded identity, the texts by column code.

    `facts` is None exactly where the row has an error.
    """

    row: int
    number: str
    cells: Mapping[str, str]
    facts: Parsed | None


@dataclass(frozen=True, slots=True)
class Ledger(Generic[Parsed]):
    """A sheet that was read, in the layout it has. `columns` are the headings as written by code; `skipped` counts rows
    that are no data.

    A file that lacks a mandatory column is refused as a whole: it has no rows, only `missing_column` errors.
    """

    sheet: str | None
    header_row: int
    columns: Mapping[str, str]
    rows: tuple[Row[Parsed], ...]
    skipped: int
    warnings: tuple[Message, ...]
    errors: tuple[Message, ...]
    layout: AnyLayout = "tasks"
