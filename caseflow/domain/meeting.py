"""Meetings (研判会、联席会议): one stream each, from the call to the last item agreed on it being confirmed as done."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from caseflow.domain.case.reminder import Reminder, reminder_of
from caseflow.domain.event import Event, day_of

_NAME = re.compile(r"([0-9]{4})-([1-9][0-9]*)")


class MeetingKind(StrEnum):
    """研判会, where the office judges how the work goes, and 联席会议, where units agree on what they do together."""

    ANALYSIS = "analysis"
    JOINT = "joint"


@dataclass(frozen=True, slots=True)
class Item:
    """What was agreed (议定事项): who does it by when. It is met when the office confirms it, or drops it.

    `words` is the digest of what it says. `reported_on` is the day of the owner's word that it is done; sent back, it
    is owed again by the same date.
    """

    id: int
    owner: str
    due: date
    decided_on: date
    decided_by: str
    words: str | None = None
    case: str | None = None
    reported_on: date | None = None
    reported_by: str | None = None
    confirmed_on: date | None = None
    dropped_on: date | None = None

    @property
    def met_on(self) -> date | None:
        """When nobody owed it any more."""
        return self.confirmed_on or self.dropped_on

    def is_overdue(self, day: date) -> bool:
        """Late on this day: not reported by its date. Waiting for the office is not charged to the owner."""
        return self.met_on is None and (self.reported_on or day) > self.due


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. `units` are those called to it, `cases` the keys of those on its agenda, `texts` digests by name."""

    name: str
    kind: MeetingKind
    day: date
    called_on: date
    called_by: str
    units: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    minutes_on: date | None = None
    minutes_by: str | None = None
    cancelled_on: date | None = None
    items: tuple[Item, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    events: int = 0
    reminders: tuple[Reminder, ...] = ()

    @property
    def stream(self) -> str:
        """The name of the stream that holds the meeting's events."""
        return f"meeting/{self.name}"

    def item(self, id_: int) -> Item:
        """The item of this number. Raises ValueError for none."""
        if not 1 <= id_ <= len(self.items):
            raise ValueError(f"{self.stream} has no item {id_}")
        return self.items[id_ - 1]


def is_name(text: str) -> bool:
    """Whether a meeting can be called this."""
    return _NAME.fullmatch(text) is not None


def numbered(name: str) -> tuple[int, int]:
    """The year and the number in it that a meeting's name says, `2023-4`. Raises ValueError for another name."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise ValueError(name)
    return int(found[1]), int(found[2])


def _call(meeting: Meeting | None, event: Event) -> Meeting:
    name = event.stream.removeprefix("meeting/")
    if meeting is not None or numbered(name)[0] != event.day.year:
        raise ValueError(f"{event.stream} is called already, or in another year")
    data = event.data
    return Meeting(
        name,
        MeetingKind(data["kind"]),
        day_of(data, "day") or event.day,
        event.day,
        event.actor,
        tuple(data["units"]),
        tuple(data["cases"]),
        texts=dict(event.texts),
    )


def _stands(meeting: Meeting | None, event: Event) -> Meeting:
    """The meeting as it was called, if it was not cancelled."""
    if meeting is None or meeting.cancelled_on:
        raise ValueError(f"{event.stream} is not called")
    return replace(meeting, texts={**meeting.texts, **event.texts})


def _postpone(meeting: Meeting | None, event: Event) -> Meeting:
    return replace(_stands(meeting, event), day=day_of(event.data, "day") or event.day)


def _cancel(meeting: Meeting | None, event: Event) -> Meeting:
    return replace(_stands(meeting, event), cancelled_on=event.day)


def _minutes(meeting: Meeting | None, event: Event) -> Meeting:
    return replace(_stands(meeting, event), minutes_on=event.day, minutes_by=event.actor)


def _decide(meeting: Meeting | None, event: Event) -> Meeting:
    stands, data = _stands(meeting, event), event.data
    if data["id"] != len(stands.items) + 1:
        raise ValueError(f"{event.stream} decides item {data['id']} out of turn")
    due = day_of(data, "due") or event.day
    words = event.texts.get(f"item.{data['id']}")
    item = Item(data["id"], data["unit"], due, event.day, event.actor, words, data.get("case"))
    return replace(stands, items=(*stands.items, item))


def _step(meeting: Meeting | None, event: Event, *, reported: bool | None, **facts: Any) -> Meeting:
    """One item that is still owed goes on; `reported` says whether its owner's word must lie there, or must not."""
    stands = _stands(meeting, event)
    item = stands.item(event.data["id"])
    if item.met_on or (reported is not None and (item.reported_on is not None) is not reported):
        raise ValueError(f"{event.stream} item {item.id} is not there yet, or no longer")
    items = tuple(replace(one, **facts) if one is item else one for one in stands.items)
    return replace(stands, items=items)


def _finish(meeting: Meeting | None, event: Event) -> Meeting:
    return _step(meeting, event, reported=False, reported_on=event.day, reported_by=event.actor)


def _confirm(meeting: Meeting | None, event: Event) -> Meeting:
    return _step(meeting, event, reported=True, confirmed_on=event.day)


def _return(meeting: Meeting | None, event: Event) -> Meeting:
    return _step(meeting, event, reported=True, reported_on=None, reported_by=None)


def _hand(meeting: Meeting | None, event: Event) -> Meeting:
    return _step(meeting, event, reported=False, owner=event.data["unit"])


def _drop(meeting: Meeting | None, event: Event) -> Meeting:
    return _step(meeting, event, reported=None, dropped_on=event.day)


def _remind(meeting: Meeting | None, event: Event) -> Meeting:
    stands = _stands(meeting, event)
    return replace(stands, reminders=(*stands.reminders, reminder_of(event)))


HANDLERS: dict[str, Callable[[Meeting | None, Event], Meeting]] = {
    "call_meeting": _call,
    "postpone_meeting": _postpone,
    "cancel_meeting": _cancel,
    "record_minutes": _minutes,
    "decide_item": _decide,
    "finish_item": _finish,
    "confirm_item": _confirm,
    "return_item": _return,
    "hand_item": _hand,
    "drop_item": _drop,
    "remind_unit": _remind,
}


def apply(meeting: Meeting | None, event: Event) -> Meeting:
    """The meeting after one more event. Raises KeyError for a type nobody folds, ValueError out of place."""
    return replace(HANDLERS[event.type](meeting, event), events=event.n + 1)


def fold(events: Iterable[Event]) -> Meeting | None:
    """The meeting all these events make, in order; None for no events."""
    meeting: Meeting | None = None
    for event in events:
        meeting = apply(meeting, event)
    return meeting
