"""Attending: what meetings, the month's circular and implementation plans ask of units and of the office.

Beside what cases ask (`owing`); `pending` puts both together, and everything that shows or reminds reads that.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from caseflow.domain.actions import Action
from caseflow.domain.permissions import may_ever, may_see_plan
from caseflow.domain.seats import COORDINATOR
from caseflow.domain.terms import Office
from caseflow.services.convening import held_meeting
from caseflow.services.convening import may_see as may_see_meeting
from caseflow.services.planning import Owed, asked_by, unsettled
from caseflow.services.standing_limits import ends_since
from caseflow.services.work import Work
from caseflow.store import meeting_lists
from caseflow.store.meeting import ItemRow, MeetingRow

CIRCULAR, PLAN = "circular", "plan"
STREAMS = {CIRCULAR: "/round/", PLAN: "/plan/"}
MEETING = "/meeting/"
"""Before the name of what a message is about where that is no case: a case's key never begins with a slash."""
RULES = {
    "asked.record_minutes": "meeting.minutes",
    "asked.confirm_item": "meeting.confirm",
    "asked.hand_item": "succession.limit",
    "asked.draft_circular": "circular.draft",
    "asked.issue_circular": "circular.issue",
}
"""The limit of the rulebook that gives each its day, counted from the day after it was opened."""
BY_RULE = frozenset({*RULES, "asked.hand_in_plan", "asked.review_plan"})
"""What has its day from a limit of the rulebook, in working days; a person named the others' day."""


class Place(NamedTuple):
    """What asks: a meeting by name, kind and day; a circular by month, `CIRCULAR` and the day since which it waits;
    a plan by `<inspection>/<unit>`, `PLAN` and likewise."""

    name: str
    kind: str
    day: date


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked of a unit or the office: `word` the term that names it, `words` the digest of an item.

    `but` is the person who may not do it, since they did what it follows.
    """

    word: str
    place: Place
    who: str
    opened_on: date
    due: date | None
    item: int | None = None
    words: str | None = None
    but: str | None = None
    stopped_on: None = None

    @property
    def about(self) -> str:
        """What messages call what asks."""
        return f"{STREAMS.get(self.place.kind, MEETING)}{self.place.name}"

    @property
    def ref(self) -> str:
        """Which of its kind at one place."""
        return str(self.item or "")


def asked(work: Work) -> list[Asked]:
    """What is asked of the actor, in no order."""
    units = {
        code
        for post in work.actor.posts
        if post.office is Office.OFFICER
        for code in work.city.written_as(post.unit)
    }
    office = work.actor.holds(Office.COORDINATOR)
    if not units and not office:
        return []
    found = standing(work, None if office else units)
    mine = units | {COORDINATOR} if office else units
    return [one for one in found if one.who in mine and one.but != work.actor.code]


def standing(work: Work, units: Collection[str] | None = None) -> Iterator[Asked]:
    """Everything asked of anybody; with `units`, of them alone. Once to each meeting for each unit called."""
    yield from _to_attend(work, units)
    for item, row in meeting_lists.owed_items(work.session, units):
        if item.reported_on is None:
            yield _of_item("asked.finish_item", item, row, item.owner, item.decided_on, item.due)
        if units is None:
            yield from _of_office(work, item, row)
    if units is None:
        yield from _minutes(work)
        yield from _of_circulars(work)
    for plan in unsettled(work, units):
        yield _of_plan(work, plan)


def may_see(work: Work, about: str) -> bool:
    """Whether the actor may see what a message is about, where that is no case."""
    if about.startswith(MEETING):
        meeting = held_meeting(work, about.removeprefix(MEETING))
        return bool(meeting and may_see_meeting(work, meeting))
    if about.startswith(STREAMS[PLAN]):
        return bool(may_see_plan(work.actor, about.rpartition("/")[2], work.city))
    return bool(may_ever(work.actor, Action.VIEW_DRAFTS, work.city))


def _to_attend(work: Work, units: Collection[str] | None) -> Iterator[Asked]:
    """Come to what you are called to."""
    rows = [row for row in meeting_lists.to_come(work.session, units) if row.day >= work.day]
    called = meeting_lists.called_units(work.session, [row.name for row in rows])
    for row in rows:
        for unit in called[row.name]:
            if units is None or unit in units:
                yield Asked("asked.attend", _place(row), unit, row.called_on, row.day)


def _of_office(work: Work, item: ItemRow, row: MeetingRow) -> Iterator[Asked]:
    """Look at what was reported done, hand on what nobody has any more."""
    owner = work.city.unit(item.owner)
    if item.reported_on:
        due = _by_rule(work, "asked.confirm_item", item.reported_on)
        yield _of_item("asked.confirm_item", item, row, COORDINATOR, item.reported_on, due)
    elif owner.ended_on and owner.has_ended(work.day):
        due = _by_rule(work, "asked.hand_item", owner.ended_on)
        yield _of_item("asked.hand_item", item, row, COORDINATOR, owner.ended_on, due)


def _minutes(work: Work) -> Iterator[Asked]:
    """Write the minutes of what was held."""
    for row in meeting_lists.to_come(work.session):
        if row.day <= work.day:
            due = _by_rule(work, "asked.record_minutes", row.day)
            yield Asked("asked.record_minutes", _place(row), COORDINATOR, row.day, due)


def _of_circulars(work: Work) -> Iterator[Asked]:
    """Draft a closed month's circular; issue what a colleague drafted."""
    for month, since in meeting_lists.circulars_to_draft(work.session):
        due = _by_rule(work, "asked.draft_circular", since)
        yield Asked("asked.draft_circular", Place(month, CIRCULAR, since), COORDINATOR, since, due)
    for row in meeting_lists.circulars_to_issue(work.session):
        place, due = (
            Place(row.month, CIRCULAR, row.drafted_on),
            _by_rule(work, "asked.issue_circular", row.drafted_on),
        )
        yield Asked("asked.issue_circular", place, COORDINATOR, row.drafted_on, due, but=row.drafted_by)


def _of_plan(work: Work, one: Owed) -> Asked:
    """Hand it in, or again; review it."""
    last = one.plan.last if one.plan else None
    waits = last is not None and last.reviewed_on is None
    word = "asked.review_plan" if waits else "asked.hand_in_plan"
    office = waits or one.unit == work.city.root
    since = (last.reviewed_on or last.on) if last else _planned(work, one.inspection)
    place = Place(f"{one.inspection}/{one.unit}", PLAN, since)
    asking = asked_by(work, one)
    return Asked(word, place, COORDINATOR if office else one.unit, since, asking.due if asking else None)


def _by_rule(work: Work, word: str, since: date) -> date:
    return ends_since(work, RULES[word], since)


def _planned(work: Work, inspection: str) -> date:
    return work.city.inspections[inspection].plan_date or work.day


def _of_item(word: str, item: ItemRow, row: MeetingRow, who: str, opened: date, due: date) -> Asked:
    return Asked(word, _place(row), who, opened, due, item.id, item.words)


def _place(row: MeetingRow) -> Place:
    return Place(row.name, row.kind, row.day)
