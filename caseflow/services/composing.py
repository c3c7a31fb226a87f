"""Composing: what a claimed delivery says, from the facts of this moment; nothing where it is no longer needed."""

from collections.abc import Sequence
from datetime import date

from caseflow.domain.actor import actor_on
from caseflow.domain.case import Case
from caseflow.messages.text import Digest, Line, Notice, Said
from caseflow.services.delivering import Claimed
from caseflow.services.digesting import DIGEST, last_digest, sorted_duties
from caseflow.services.owing import Duty, duties
from caseflow.services.reaching import reachable
from caseflow.services.work import Work


def composed(work: Work, claimed: Claimed, public_url: str) -> Said | None:
    """What is said, read as the receiver; None where the matter is settled or no longer theirs."""
    person = work.city.people.get(claimed.person)
    if person is None or not _wanted(work, claimed):
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
    """What still presses on the case, as the receiver's own list has it."""
    message = claimed.message
    on_it = (duty for duty in duties(work) if duty.case.key == message.case and duty.stopped_on is None)
    owed = [
        duty for duty in on_it if message.matter in (duty.word.partition(".")[2], _pressing(duty, work.day))
    ]
    if not owed:
        return None
    case = owed[0].case
    return Notice(case.number, message.matter, owed[0].due, link_to(case, public_url))


def _pressing(duty: Duty, today: date) -> str | None:
    """The matter of dates under which this duty is told today."""
    if duty.due is None or duty.due > today:
        return None
    return "due_today" if duty.due == today else "overdue"


def _wanted(work: Work, claimed: Claimed) -> bool:
    """Whether the receiver still wants this by this channel, today."""
    wanted = [
        one
        for one in reachable(work.session, work.day).get(claimed.person, ())
        if one.channel == claimed.channel
    ]
    return any(one.digest if claimed.message.matter == DIGEST else one.urgent for one in wanted)


def link_to(case: Case, public_url: str) -> str:
    """Where the case is found; nothing where this installation does not know how it is reached."""
    return f"{public_url}/cases/{case.key}" if public_url else ""
