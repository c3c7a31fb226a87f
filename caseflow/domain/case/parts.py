"""The small frozen facts that a case is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from caseflow.domain.terms import Settlement, Verdict


@dataclass(frozen=True, slots=True)
class Parties:
    """The units and people of a case, by code; None or empty where filing left a gap."""

    locality: str | None = None
    lead_unit: str | None = None
    co_leads: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    acceptance_unit: str | None = None
    supervising_unit: str | None = None
    leader_in_charge: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """The rectification limit. `first` is kept for ever; `standing` is 长期坚持, `at_once` 立行立改."""

    day: date | None = None
    first: date | None = None
    at_once: bool = False
    standing: bool = False
    provisional: bool = False
    extensions: int = 0


@dataclass(frozen=True, slots=True)
class Assignment:
    """The hand-over to the lead unit and the day by which it accepts or returns it."""

    on: date
    limit: date
    returns: int = 0
    designated: bool = False
    open: bool = True
    accepted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One rectification measure; its words are the text `measure.<number>`.

    `planned` is the date the plan gave it, `due` the one in force; `missed` are dates that had passed when it was
    given another.
    """

    number: int
    unit: str | None = None
    due: date | None = None
    planned: date | None = None
    missed: tuple[date, ...] = ()
    done_on: date | None = None
    withdrawn: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and not self.withdrawn


VISIT, SIGNED_FORM = "guidance", "signed_form"
BESIDE = frozenset({VISIT, SIGNED_FORM})
"""The kinds of a photo taken on a visit and of the scan of a form signed on paper; no rule asks for either."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One file on the case; `digest` is the SHA-256 of its bytes, `id` its number among the case's files.

    One of a visit (现场督导) is the visitors' own: it counts for no condition and stands in no dossier.
    """

    id: int
    digest: str
    kind: str
    by: str
    on: date
    measure: int | None = None
    point: int | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    """What the check of a petition found; in force once the county's leader and the coordinator confirmed it."""

    verdict: Verdict
    settlement: Settlement
    on: date
    due: date | None = None
    leader_confirmed: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """A responsible unit's own check, with the criteria it ticked."""

    unit: str
    on: date
    by: str
    criteria: tuple[str, ...]


class ApplicationStatus(StrEnum):
    """Whether an application still shields its date."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    FALLEN = "fallen"


@dataclass(frozen=True, slots=True)
class Application:
    """A request for acceptance; it falls when withdrawn, returned, refused, objected to or revoked."""

    on: date
    status: ApplicationStatus = ApplicationStatus.PENDING
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Supplement:
    """The last request to complete the papers, the `times`-th of this acceptance; the due date does not move for it."""

    until: date
    supplied_on: date | None = None
    times: int = 1
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The on-site check; `passed_on` None while it is only begun."""

    begun_on: date
    begun_by: str
    unit: str
    passed_on: date | None = None
    passed_by: str | None = None
    site_day: date | None = None
    people: int = 0
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A public notice. The next step opens on `opens_on`, the day after the end and the days for the post."""

    drafted_by: str
    drafted_on: date
    released_by: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    opens_on: date | None = None
    ended_on: date | None = None
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection; `answer` is None while open, else `unfounded` or `upheld`. `sent_on` is the postmark."""

    id: int
    sent_on: date
    entered_on: date
    in_time: bool
    answer_by: date | None = None
    answer: str | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """One head's signature over one dossier. `box` is party or government.

    `means` is how it was given, None for one made before that was noted (a password); `key` the signer's key.
    """

    box: str
    person: str
    office: str
    dossier: str
    on: date
    void: str | None = None
    means: str | None = None
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A matter for the group's heads: extension, amendment, exemption, revocation or rebound.

    `content` and `words` (digests by name) are what an amendment would put in place. `votes` are (box, agrees,
    person, day); `outcome` is None while open, else granted, refused or late.
    """

    id: int
    matter: str
    proposed_by: str
    proposed_on: date
    checked_by: str | None = None
    to_day: date | None = None
    content: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    decide_by: date | None = None
    votes: tuple[tuple[str, bool, str, date], ...] = ()
    outcome: str | None = None
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """The yearly confirmation of a standing task; `report_by` None where the clock has not asked for the year."""

    year: int
    reported_on: date | None = None
    confirmed: bool | None = None
    on: date | None = None
    expected_on: date | None = None
    report_by: date | None = None
    confirm_by: date | None = None


@dataclass(frozen=True, slots=True)
class Closure:
    """When the case was closed, and when the province filed it; `outside` as a ledger claims."""

    on: date
    filed_up_on: date | None = None
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found after closure; it asks for a revocation (wrong when made) or a rebound (came back)."""

    id: int
    asks: str
    on: date
    by: str
    origin: str
    propose_by: date | None = None
    decided: bool = False


@dataclass(frozen=True, slots=True)
class LookedBack:
    """What a look-back found on the day `on`, for which draw; its words are the texts `look_back.<id>.…`."""

    id: int
    draw: str
    result: str
    on: date
    entered_on: date
    by: str
    people: int


@dataclass(frozen=True, slots=True)
class Links:
    """Other cases, by key."""

    part_of: str | None = None
    parts: tuple[str, ...] = ()
    merged_into: str | None = None
    merged_from: tuple[str, ...] = ()
    rebound_of: str | None = None
    rebound_as: str | None = None
    repeat_of: tuple[str, ...] = ()
