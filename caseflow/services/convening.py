"""Convening (召集会议): meetings called, put off or cancelled, and their minutes. Whoever is called reads them."""

from collections.abc import Iterable
from datetime import date, timedelta

from caseflow.domain.actions import Action
from caseflow.domain.errors import BadInput, NotYet, Reason, Unknown
from caseflow.domain.meeting import Meeting, MeetingKind, is_name, numbered
from caseflow.domain.permissions import may_ever
from caseflow.services.access import held_case, permit
from caseflow.services.inputs import naming_nobody, party_unit, past_day
from caseflow.services.messaging import tell_all
from caseflow.services.record import record
from caseflow.services.streams import read_meeting
from caseflow.services.work import Work
from caseflow.store.meeting_lists import names_in

A_YEAR = timedelta(days=365)
"""How far ahead a meeting may lie: what is further is a slip of the pen."""


def call_meeting(
    work: Work,
    kind: MeetingKind,
    day: date,
    place: str,
    *,
    units: Iterable[str],
    agenda: str,
    cases: Iterable[str] = (),
) -> Meeting:
    """Calls units to a meeting; `cases` are the keys of those on the agenda. It is named `<year>-<n>` by today's year.

    One that was held already is entered afterwards: the record shows on which day that was.
    """
    permit(work, Action.HOLD_MEETING)
    invited = [party_unit(work, code) for code in dict.fromkeys(units)]
    if not invited:
        raise BadInput(Reason("meeting.nobody_called"))
    data = {
        "kind": kind.value,
        "day": _in_reach(work, day).isoformat(),
        "units": invited,
        "cases": [_known_case(work, key) for key in dict.fromkeys(cases)],
    }
    texts = {"place": naming_nobody("meeting_place", place), "agenda": naming_nobody("agenda", agenda)}
    name = _next_name(work)
    record(work, f"meeting/{name}", "call_meeting", data, texts=texts)
    return _tell(work, name, "meeting_called")


def postpone_meeting(work: Work, name: str, day: date, place: str, reason: str) -> Meeting:
    """Another day, or another place, for a meeting of which there are no minutes yet."""
    meeting = not_held(meeting_for(work, name, Action.HOLD_MEETING))
    texts = {"place": naming_nobody("meeting_place", place), "reason": naming_nobody("reason", reason)}
    data = {"day": _in_reach(work, day).isoformat()}
    record(work, meeting.stream, "postpone_meeting", data, texts=texts)
    return _tell(work, name, "meeting_postponed")


def cancel_meeting(work: Work, name: str, reason: str) -> Meeting:
    """A meeting that does not take place. What was agreed at one that did cannot be undone this way."""
    meeting = not_held(meeting_for(work, name, Action.HOLD_MEETING))
    record(work, meeting.stream, "cancel_meeting", texts={"reason": naming_nobody("reason", reason)})
    return _tell(work, name, "meeting_cancelled")


def record_minutes(work: Work, name: str, attendance: str, minutes: str) -> Meeting:
    """Who was there and what was said. Written anew they replace the older ones, which stay on record."""
    meeting = took_place(work, meeting_for(work, name, Action.HOLD_MEETING))
    texts = {
        "attendance": naming_nobody("attendance", attendance),
        "minutes": naming_nobody("minutes", minutes),
    }
    record(work, meeting.stream, "record_minutes", texts=texts)
    return work.meetings[name]


def meeting_for(work: Work, name: str, action: Action | None = None) -> Meeting:
    """The meeting, to be read or for this action. Raises Unknown where there is none that the actor may see."""
    meeting = held_meeting(work, name)
    if meeting is None or not may_see(work, meeting):
        raise Unknown(Reason("meeting.unknown", {"name": name[:20]}))
    if action:
        permit(work, action)
    return meeting


def held_meeting(work: Work, name: str) -> Meeting | None:
    """The meeting as this work knows it, read from the record the first time."""
    stream = f"meeting/{name}"
    if not is_name(name):
        return None
    if name not in work.meetings and work.seen.get(stream) != 0:
        found = read_meeting(work.session, name)
        if found is None:
            return None
        work.meetings[name] = found
        work.seen[stream] = found.events
    return work.meetings.get(name)


def may_see(work: Work, meeting: Meeting) -> bool:
    """Whether the actor reads every meeting, or belongs to a unit that was called or owes something agreed there."""
    if may_ever(work.actor, Action.VIEW_MEETINGS, work.city):
        return True
    concerned = {*meeting.units, *(item.owner for item in meeting.items)}
    return not concerned.isdisjoint(own_units(work))


def own_units(work: Work) -> frozenset[str]:
    """Every code that means a unit in which the actor holds a post."""
    return frozenset(code for post in work.actor.posts for code in work.city.written_as(post.unit))


def not_held(meeting: Meeting) -> Meeting:
    """The meeting, if it is still to come. Raises NotYet."""
    if meeting.cancelled_on:
        raise NotYet(Reason("meeting.cancelled", {"on": meeting.cancelled_on.isoformat()}))
    if meeting.minutes_on or meeting.items:
        raise NotYet(Reason("meeting.held"))
    return meeting


def took_place(work: Work, meeting: Meeting) -> Meeting:
    """The meeting, if its day has come. Raises NotYet."""
    if meeting.cancelled_on:
        raise NotYet(Reason("meeting.cancelled", {"on": meeting.cancelled_on.isoformat()}))
    if meeting.day > work.day:
        raise NotYet(Reason("meeting.to_come", {"day": meeting.day.isoformat()}))
    return meeting


def _tell(work: Work, name: str, matter: str) -> Meeting:
    """Tells the units that were called, unless the meeting was held before it was entered."""
    meeting = work.meetings[name]
    if meeting.day >= work.day:
        tell_all(work, matter, f"/{meeting.stream}", meeting.units)
    return meeting


def _in_reach(work: Work, day: date) -> date:
    if day <= work.day:
        return past_day(work, day, date(work.day.year - 1, 1, 1))
    if day > work.day + A_YEAR:
        raise BadInput(Reason("meeting.day_far", {"latest": (work.day + A_YEAR).isoformat()}))
    return day


def _known_case(work: Work, key: str) -> str:
    if held_case(work, key) is None:
        raise Unknown(Reason("case.unknown", {"number": key.partition("/")[2]}))
    return key


def _next_name(work: Work) -> str:
    """The next of the year. Whoever takes it second is stale, and is given the one after."""
    year = work.day.year
    taken = [*names_in(work.session, year), *work.meetings]
    last = max((n for y, n in map(numbered, taken) if y == year), default=0)
    return f"{year}-{last + 1}"
