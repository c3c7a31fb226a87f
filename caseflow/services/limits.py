"""Procedural limits: by which day whoever's turn it is should have acted, from the rulebook and the calendar."""

from datetime import date

from caseflow.domain.days import limit_end
from caseflow.domain.terms import State
from caseflow.services.work import Work

LIMIT_OF = {
    State.ACCEPTING: "acceptance.limit",
    State.AWAITING_NOTICE: "notice.publish",
    State.SIGNING: "signing.limit",
    State.CLOSED: "filing_up.limit",
}
"""The limit that begins when a case enters a state; a notice has its own end, work in the field its due date."""


def ends(work: Work, key: str, start: date | None = None, *, counting_start: bool = False) -> date:
    """The last day of a limit of the rulebook; it counts from the day after, unless `counting_start`."""
    limit = work.book.limit(key)
    return limit_end(work.calendar, start or work.day, limit.n, limit.unit, after=not counting_start).end


def of_state(work: Work, state: State) -> dict[str, str]:
    """The `limit` that an event entering this state carries; empty for a state without one."""
    key = LIMIT_OF.get(state)
    return {"limit": ends(work, key).isoformat()} if key else {}
