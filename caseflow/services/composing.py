"""Composing: what a claimed delivery says, from the facts of this moment; nothing where it is no longer needed."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from caseflow.domain.actions import Action
from caseflow.domain.actor import actor_on
from caseflow.domain.case import Case
from caseflow.domain.permissions import can
from caseflow.messages.text import Digest, Line, Notice, Said
from caseflow.services.access import held_case
from caseflow.services.delivering import Claimed
from caseflow.services.digesting import DIGEST, last_digest, sorted_duties
from caseflow.services.owing import Duty, answers_to
from caseflow.services.work import Work
from caseflow.store.case import ObligationRow


def composed(work: Work, claimed: Claimed, public_url: str) -> Said | None:
    """What is said, read as the receiver; None where the matter is settled or no longer theirs."""
    person = work.city.people.get(claimed.person)
    if person is None or not claimed.address:
        return None
    keep, work.actor = work.actor, actor_on(person, work.day)
    try:
        if claimed.message.matter == DIGEST:
            return _digest(work, claimed, public_url)
        return _notice(work, claimed, public_url)
    finally:
        work.actor = keep


def _digest(work: Work, claimed: Claimed, public_url: str) -> Digest | None:
    if claimed.message.day != work.day:
        return None  # yesterday's news; there is another one this morning
    found = sorted_duties(work, last_digest(work, claimed.message.who))
    if found.empty:
        return None
    parts = (_lines(part, public_url) for part in (found.late, found.today, found.soon, found.opened))
    return Digest(f"{public_url}/" if public_url else "", *parts)


def _lines(duties: Sequence[Duty], public_url: str) -> list[Line]:
    return [Line(duty.case.number, duty.word, duty.due, link_to(duty.case, public_url)) for duty in duties]


def _notice(work: Work, claimed: Claimed, public_url: str) -> Notice | None:
    message = claimed.message
    case = held_case(work, message.case)
    if case is None or message.who not in answers_to(work):
        return None
    if not can(work.actor, Action.VIEW, case, work.city, work.day):
        return None
    open_ = select(ObligationRow).where(
        ObligationRow.case == message.case, ObligationRow.who == message.who, ObligationRow.met_on.is_(None)
    )
    owed = [
        row for row in work.session.scalars(open_) if message.matter in (row.kind, _pressing(row, work.day))
    ]
    if not owed:
        return None
    return Notice(case.number, message.matter, owed[0].due, link_to(case, public_url))


def _pressing(row: ObligationRow, today: date) -> str | None:
    """The matter of dates under which this obligation is told today."""
    if row.due is None or row.due > today:
        return None
    return "due_today" if row.due == today else "overdue"


def link_to(case: Case, public_url: str) -> str:
    """Where the case is found; nothing where this installation does not know how it is reached."""
    return f"{public_url}/cases/{case.key}" if public_url else ""
