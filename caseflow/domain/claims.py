"""Claims of a ledger about steps done outside: where they leave a case, and what in them contradicts itself.

Nothing is guessed: what the days do not say is a fault of the row, and the case then stays as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from caseflow.domain.errors import Fact
from caseflow.domain.lifecycle import HEAD
from caseflow.domain.terms import Progress, State, Step


class Fault(NamedTuple):
    """One contradiction: its code, the column it stands in (None for the row), the facts of its sentence."""

    code: str
    column: str | None
    facts: dict[str, Fact]


@dataclass(frozen=True, slots=True)
class Claims:
    """What a row says was done, by the days it gives; None where it is silent."""

    state: State | None = None
    progress: Progress | None = None
    assigned: date | None = None
    accepted: date | None = None
    applied: date | None = None
    site: date | None = None
    passed: bool | None = None
    first: date | None = None
    last: date | None = None
    party: date | None = None
    government: date | None = None
    closed: date | None = None
    filed_up: date | None = None

    @property
    def begins(self) -> bool:
        """Whether any step after the application is claimed."""
        later = (self.site, self.first, self.party, self.government, self.closed, self.filed_up)
        return any(later) or self.passed is True


RANK = {state: place for place, state in enumerate(State)}
"""Further along is greater, whatever the order of the middle steps."""
_OF_STEP = {
    Step.ACCEPTANCE: ("site",),
    Step.NOTICE: ("first", "last"),
    Step.SIGNATURES: ("party", "government"),
}
_COLUMN = {"site": "site", "first": "notice", "last": "notice"}
_MAY_LIE_AHEAD = "last"


def reached(claims: Claims, order: tuple[Step, ...], notice_over: bool) -> State:
    """The state the days speak of; `notice_over` says whether its wait is over on the day of the import."""
    if claims.passed is False:
        return State.RECTIFYING
    if claims.applied is None:
        begun = claims.accepted or (claims.progress or Progress.NOT_STARTED) is not Progress.NOT_STARTED
        return State.RECTIFYING if begun or claims.state is State.RECTIFYING else State.FILED
    for place, step in enumerate(order):
        later = any(_begun(claims, other) for other in order[place + 1 :]) or bool(claims.closed)
        if not _done(claims, step, notice_over or later):
            return State.PUBLICIZED if step is Step.NOTICE and claims.first else HEAD[step]
    return State.CLOSED


def faults(claims: Claims, order: tuple[Step, ...], notice_over: bool, today: date) -> Iterator[Fault]:
    """Every contradiction of a row, the plainest first."""
    yield from _ahead(claims, today)
    yield from _backwards(claims, order)
    if claims.passed is False:
        if claims.first or claims.party or claims.government or claims.closed:
            yield Fault("takeover_failed", "verdict", {})
        return
    if claims.applied is None and claims.begins:
        yield Fault("takeover_not_applied", "applied", {})
        return
    found = [*_undated(claims), *_skipped(claims, order, notice_over)]
    yield from found
    state = reached(claims, order, notice_over)
    if not found and claims.state and claims.state is not state:
        facts: dict[str, Fact] = {"claimed": claims.state.value, "found": state.value}
        yield Fault("takeover_state_unsupported", "state", facts)


def _done(claims: Claims, step: Step, notice_over: bool) -> bool:
    match step:
        case Step.ACCEPTANCE:
            return claims.passed is True and claims.site is not None
        case Step.NOTICE:
            return claims.last is not None and notice_over
        case Step.SIGNATURES:
            return claims.party is not None and claims.government is not None


def _begun(claims: Claims, step: Step) -> bool:
    return any(getattr(claims, name) for name in _OF_STEP[step])


def _ahead(claims: Claims, today: date) -> Iterator[Fault]:
    """Only a notice may end on a day to come."""
    for name in Claims.__slots__:
        day = getattr(claims, name)
        if isinstance(day, date) and day > today and name != _MAY_LIE_AHEAD:
            yield Fault("takeover_future", _COLUMN.get(name, name), {"day": day.isoformat()})


def _backwards(claims: Claims, order: tuple[Step, ...]) -> Iterator[Fault]:
    """No step lies before the one that comes before it; the two heads sign in either order."""
    names = [("assigned",), ("accepted",), ("applied",), *(_OF_STEP[step] for step in order), ("closed",)]
    latest: tuple[str, date] | None = None
    for group in (*names, ("filed_up",)):
        days = [(name, day) for name in group if (day := getattr(claims, name))]
        for name, day in days:
            if latest and day < latest[1]:
                facts: dict[str, Fact] = {"day": day.isoformat(), "before": latest[1].isoformat()}
                yield Fault("takeover_backwards", _COLUMN.get(name, name), facts)
        last = max(days, key=lambda one: one[1], default=None)
        latest = last if last and (latest is None or last[1] > latest[1]) else latest
    if claims.first and claims.last and claims.last < claims.first:
        facts = {"day": claims.last.isoformat(), "before": claims.first.isoformat()}
        yield Fault("takeover_backwards", "notice", facts)


def _undated(claims: Claims) -> Iterator[Fault]:
    if claims.passed and claims.site is None:
        yield Fault("takeover_undated", "site", {})
    if claims.filed_up and claims.closed is None:
        yield Fault("takeover_undated", "closed", {})


def _skipped(claims: Claims, order: tuple[Step, ...], notice_over: bool) -> Iterator[Fault]:
    """A step that a later one stands on and that is not claimed as done; a closure without both signatures."""
    for place, step in enumerate(order):
        later = any(_begun(claims, other) for other in order[place + 1 :]) or claims.closed
        if later and not _done(claims, step, notice_over=True):
            code = "takeover_unsigned" if step is Step.SIGNATURES else "takeover_step_missing"
            yield Fault(code, "closed" if claims.closed else None, {"step": step.value})
    if claims.closed is None and reached(claims, order, notice_over) is State.CLOSED:
        yield Fault("takeover_not_closed", "closed", {})
