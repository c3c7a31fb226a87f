"""Attending: what meetings and the month's circular ask of whoever is signed in, beside what their cases do.

The inbox reads this.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from caseflow.domain.seats import COORDINATOR
from caseflow.domain.terms import Office
from caseflow.services.limits import ends
from caseflow.services.work import Work
from caseflow.store import meeting_lists
from caseflow.store.meeting import ItemRow, MeetingRow

CIRCULAR = "circular"


class Place(NamedTuple):
    """Which meeting: its name, kind and day; of a month's circular the month, `CIRCULAR` and the day it was drafted."""

    name: str
    kind: str
    day: date


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a meeting or a circular asks: `word` the term that names it, `words` the digest of an item."""

    word: str
    meeting: Place
    who: str
    opened_on: date
    due: date | None
    item: int | None = None
    words: str | None = None
    stopped_on: None = None


def asked(work: Work) -> list[Asked]:
    """Everything, in no order."""
    units = {
        code
        for post in work.actor.posts
        if post.office is Office.OFFICER
        for code in work.city.written_as(post.unit)
    }
    found = list(_of_units(work, units)) if units else []
    if work.actor.holds(Office.COORDINATOR):
        found += [*_of_office(work), *_of_circulars(work)]
    return found


def _of_units(work: Work, units: set[str]) -> Iterator[Asked]:
    """Come to what you are called to, and do what was agreed."""
    for row in meeting_lists.to_come(work.session, units):
        if row.day >= work.day:
            yield Asked("asked.attend", _place(row), "", row.called_on, row.day)
    for item, row in meeting_lists.owed_items(work.session, units):
        if item.reported_on is None:
            yield _of_item("asked.finish_item", item, row, item.owner, item.decided_on, item.due)


def _of_office(work: Work) -> Iterator[Asked]:
    """Write the minutes of what was held, look at what was reported done, hand on what nobody has any more."""
    for row in meeting_lists.to_come(work.session):
        if row.day <= work.day:
            due = ends(work, "meeting.minutes", row.day)
            yield Asked("asked.record_minutes", _place(row), COORDINATOR, row.day, due)
    for item, row in meeting_lists.owed_items(work.session):
        owner = work.city.unit(item.owner)
        if item.reported_on:
            due = ends(work, "meeting.confirm", item.reported_on)
            yield _of_item("asked.confirm_item", item, row, COORDINATOR, item.reported_on, due)
        elif owner.ended_on and owner.has_ended(work.day):
            due = ends(work, "succession.limit", owner.ended_on)
            yield _of_item("asked.hand_item", item, row, COORDINATOR, owner.ended_on, due)


def _of_circulars(work: Work) -> Iterator[Asked]:
    """Issue what a colleague drafted of a month that is closed."""
    for row in meeting_lists.circulars_to_issue(work.session):
        if row.drafted_by != work.actor.code:
            place = Place(row.month, CIRCULAR, row.drafted_on)
            yield Asked("asked.issue_circular", place, COORDINATOR, row.drafted_on, None)


def _of_item(word: str, item: ItemRow, row: MeetingRow, who: str, opened: date, due: date) -> Asked:
    return Asked(word, _place(row), who, opened, due, item.id, item.words)


def _place(row: MeetingRow) -> Place:
    return Place(row.name, row.kind, row.day)
