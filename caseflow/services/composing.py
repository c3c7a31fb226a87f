"""Composing: what a claimed delivery says, from the facts of this moment; nothing where it is no longer needed."""

from collections.abc import Sequence
from datetime import date

from caseflow.domain.actions import Action
from caseflow.domain.actor import actor_on
from caseflow.domain.permissions import can
from caseflow.messages.text import Digest, Line, Notice, Said
from caseflow.services.access import held_case
from caseflow.services.attending import MEETING, may_see
from caseflow.services.convening import held_meeting
from caseflow.services.delivering import Claimed
from caseflow.services.digesting import DIGEST, last_digest, sorted_duties
from caseflow.services.messaging import NEWS
from caseflow.services.pending import Pending, called, path_to, pending
from caseflow.services.reaching import reachable
from caseflow.services.work import Work


def composed(work: Work, claimed: Claimed, public_url: str, language: str) -> Said | None:
    """What is said, read as the receiver; None where the matter is settled or no longer theirs."""
    person = work.city.people.get(claimed.person)
    if person is None or not _wanted(work, claimed):
        return None
    keep, work.actor = work.actor, actor_on(person, work.day)
    try:
        if claimed.message.matter == DIGEST:
            return _digest(work, claimed, public_url, language)
        if claimed.message.matter in NEWS:
            return _news(work, claimed, public_url, language)
        return _notice(work, claimed, public_url, language)
    finally:
        work.actor = keep


def _digest(work: Work, claimed: Claimed, public_url: str, language: str) -> Digest | None:
    if claimed.message.day != work.day:
        return None  # yesterday's news; there is another one this morning
    found = sorted_duties(work, last_digest(work, claimed.message.who))
    if found.empty:
        return None

    def lines(owed: Sequence[Pending]) -> list[Line]:
        return [
            Line(called(work, one.about, language), one.word, one.due, link_to(one.about, public_url))
            for one in owed
        ]

    parts = map(lines, (found.late, found.today, found.soon, found.opened))
    return Digest(f"{public_url}/" if public_url else "", *parts)


def _notice(work: Work, claimed: Claimed, public_url: str, language: str) -> Notice | None:
    """What still presses there, as the receiver's own list has it."""
    message = claimed.message
    there = (one for one in pending(work) if one.about == message.case and one.stopped_on is None)
    owed = [one for one in there if message.matter in (one.word.partition(".")[2], _pressing(one, work.day))]
    if not owed:
        return None
    number, link = called(work, message.case, language), link_to(message.case, public_url)
    return Notice(number, message.matter, owed[0].due, link)


def _news(work: Work, claimed: Claimed, public_url: str, language: str) -> Notice | None:
    """What happened, while it still matters and the receiver may see it."""
    about, matter = claimed.message.case, claimed.message.matter
    if about.startswith(MEETING):
        due, still = _of_meeting(work, about, matter)
    else:
        due, still = None, _of_case(work, about, matter)
    if not still:
        return None
    return Notice(called(work, about, language), matter, due, link_to(about, public_url))


def _of_meeting(work: Work, about: str, matter: str) -> tuple[date | None, bool]:
    """The meeting's day, and whether it still is to come, or was cancelled as the message says."""
    meeting = held_meeting(work, about.removeprefix(MEETING))
    if meeting is None or not may_see(work, about) or meeting.day < work.day:
        return None, False
    return meeting.day, bool(meeting.cancelled_on) == (matter == "meeting_cancelled")


def _of_case(work: Work, key: str, matter: str) -> bool:
    """Whether the case is the receiver's to see, and what was found from outside not dealt with yet."""
    case = held_case(work, key)
    if case is None or not can(work.actor, Action.VIEW, case, work.city, work.day):
        return False
    return matter != "criticised" or any(one.settled_on is None for one in case.criticisms)


def _pressing(one: Pending, today: date) -> str | None:
    """The matter of dates under which this is told today."""
    if one.due is None or one.due > today:
        return None
    return "due_today" if one.due == today else "overdue"


def _wanted(work: Work, claimed: Claimed) -> bool:
    """Whether the receiver still wants this by this channel, today."""
    wanted = [
        one
        for one in reachable(work.session, work.day).get(claimed.person, ())
        if one.channel == claimed.channel
    ]
    return any(one.digest if claimed.message.matter == DIGEST else one.urgent for one in wanted)


def link_to(about: str, public_url: str) -> str:
    """Where it is found; nothing where this installation does not know how it is reached."""
    return f"{public_url}{path_to(about)}" if public_url else ""
