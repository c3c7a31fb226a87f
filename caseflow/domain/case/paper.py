"""One paper of the ladder, as the fold of its events leaves it."""

from dataclasses import dataclass
from datetime import date

OPEN = frozenset({"issued", "acknowledged", "held", "answered"})
"""Statuses of a paper that was issued and still stands."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the ladder: proposed (→ submitted) → issued → acknowledged (→ held) → answered → lifted | escalated.

    A draft may also be dismissed, or merged `into` another one; an issued paper may be made void. `rule` is its cause,
    `causes` those of the drafts merged into it; `threshold` and `book` the rulebook's number and version that proposed
    it. `ordinal` is how many-th was issued on the case, as people call it; None while it is the office's draft.
    `number` is its whole 发文字号, which stays with it when it is made void; None for those issued without one.
    `skipped` are the lower rungs that were left out, `next` the paper it was raised to, `voices` (box, person, day) the
    heads who agreed, `why` the state of the case with which it fell, `files` the evidence that goes with the answer,
    `steps` how many events are about it while it was a draft. An interview is to be on `meets_on` and its minutes there
    by `minutes_by`; it was `held_on`, and its `minutes` bear a number of their own. A special inspection has its
    findings since `concluded_on`. A commendation names further `cases` of the unit by key. The last
    answer says the rulebook's `items`, among them to finish by `finish_by`; the office decides on it by `check_by`.
    """

    id: int
    rung: str
    rule: str
    to_unit: str
    status: str
    proposed_on: date
    issued_on: date | None = None
    reply_by: date | None = None
    acknowledged_on: date | None = None
    answered_on: date | None = None
    ended_on: date | None = None
    ordinal: int | None = None
    number: str | None = None
    causes: tuple[str, ...] = ()
    threshold: int | None = None
    book: str | None = None
    into: int | None = None
    skipped: tuple[str, ...] = ()
    next: int | None = None
    voices: tuple[tuple[str, str, date], ...] = ()
    issued_by: str | None = None
    acknowledged_by: str | None = None
    check_by: date | None = None
    returns: int = 0
    why: str | None = None
    files: tuple[int, ...] = ()
    steps: int = 1
    meets_on: date | None = None
    minutes_by: date | None = None
    held_on: date | None = None
    minutes: str | None = None
    concluded_on: date | None = None
    cases: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    finish_by: date | None = None
