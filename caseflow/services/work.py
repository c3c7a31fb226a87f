"""One piece of work by one actor on one office day: what every service is handed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from caseflow.domain.actor import Actor
from caseflow.domain.calendar import Calendar
from caseflow.domain.case import Case
from caseflow.domain.city import City
from caseflow.domain.clue import Clue
from caseflow.domain.dispatch import Round
from caseflow.domain.event import Event
from caseflow.domain.lookback import LookBack
from caseflow.domain.meeting import Meeting
from caseflow.domain.plans import Plan
from caseflow.domain.referral import Referral
from caseflow.domain.register import Register
from caseflow.domain.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that waits to be sealed, with the texts it commits to and their salts, by field name.

    In the discipline log each text lies as `sealed`: nonce and ciphertext.
    """

    event: Event
    texts: Mapping[str, tuple[bytes, str]]
    sealed: Mapping[str, tuple[bytes, bytes]] = field(default_factory=dict)


CODE_DIGITS, GROUP = 16, 4
"""How much of a leaf's hash a receipt's code has, and in what groups."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """An event that is on record: its number in the log and its leaf's hash."""

    seq: int
    leaf_hash: bytes

    @property
    def code(self) -> str:
        """Short enough to write down: the number, and the first digits of the hash in groups."""
        digits = self.leaf_hash.hex()[:CODE_DIGITS]
        return "-".join([str(self.seq), *(digits[at : at + GROUP] for at in range(0, CODE_DIGITS, GROUP))])


@dataclass(slots=True)
class Work:
    """The edge (a request, a command, a test) builds it and ends its transaction; services never do.

    `at` is the server's instant, `day` the office day the act counts for. `office` is the post in which the
    actor acts, set by the check that let them. `seen` holds the length of every stream the work relies on: when
    it is sealed, a stream that grew meanwhile makes it stale. `city_sizes` are the lengths of the streams that
    `city` was folded from; one of them counts as relied on once the work writes to it. `receipts` are of
    each stream's last event sealed.
    """

    session: Session
    at: datetime
    day: date
    actor: Actor
    city: City
    rules: Rulebook | None
    calendar: Calendar
    office: str = "none"
    city_sizes: Mapping[str, int] = field(default_factory=dict)
    receipts: dict[str, Receipt] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    drafted: Counter[str] = field(default_factory=Counter)
    seen: dict[str, int] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    registers: dict[str, Register] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    referrals: dict[str, Referral] = field(default_factory=dict)
    clues: dict[str, Clue] = field(default_factory=dict)
    look_backs: dict[str, LookBack] = field(default_factory=dict)
    before: dict[str, Case | Round | Register | Meeting | City | None] = field(default_factory=dict)

    @property
    def book(self) -> Rulebook:
        """The rulebook in force. Raises LookupError in a city that has none yet."""
        if self.rules is None:
            raise LookupError("no rulebook is in force")
        return self.rules
