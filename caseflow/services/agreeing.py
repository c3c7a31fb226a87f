"""Agreeing (议定事项): what a meeting gave a unit to do by a day; it reports it done, the office confirms it."""

from dataclasses import replace
from datetime import date

from caseflow.domain.actions import Action
from caseflow.domain.actor import CLOCK
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Reason
from caseflow.domain.meeting import Item, Meeting
from caseflow.domain.terms import Office
from caseflow.services.access import case_for
from caseflow.services.convening import held_meeting, meeting_for, took_place
from caseflow.services.inputs import naming_nobody, party_unit
from caseflow.services.record import record
from caseflow.services.work import Work
from caseflow.store.meeting_lists import owed_items


def decide_item(work: Work, name: str, words: str, owner: str, due: date, case: str | None = None) -> Meeting:
    """Puts on record what the meeting agreed: what is to be done, by which unit, by which day, on which case if any."""
    meeting = took_place(work, meeting_for(work, name, Action.HOLD_MEETING))
    if due < work.day:
        raise BadInput(Reason("day.before", {"day": due.isoformat(), "first": work.day.isoformat()}))
    id_ = len(meeting.items) + 1
    data = {"id": id_, "unit": party_unit(work, owner), "due": due.isoformat()}
    if case:
        data["case"] = case_for(work, case, Action.VIEW).key
    record(work, meeting.stream, "decide_item", data, texts={f"item.{id_}": naming_nobody("item", words)})
    return work.meetings[name]


def finish_item(work: Work, name: str, id_: int, report: str) -> Meeting:
    """The owner says that it is done, and how; the office then looks."""
    meeting, item = _owed(work, name, id_, Action.FINISH_ITEM)
    posts = (post for post in work.actor.posts if item.owner in work.city.written_as(post.unit))
    own = next((post for post in posts if post.office is Office.OFFICER), None)
    if own is None:
        raise NotPermitted(Reason("item.other_unit", {"unit": item.owner}))
    work.office = f"{own.office}/{own.unit}"
    if item.reported_on:
        raise NotYet(Reason("item.reported", {"on": item.reported_on.isoformat()}))
    texts = {f"item.{id_}.report": naming_nobody("report", report)}
    record(work, meeting.stream, "finish_item", {"id": id_}, texts=texts)
    return work.meetings[name]


def confirm_item(work: Work, name: str, id_: int) -> Meeting:
    """The office confirms that it is done. Whoever reported it does not confirm it."""
    meeting = _reported(work, name, id_)
    if meeting.item(id_).reported_by == work.actor.code:
        raise NotPermitted(Reason("item.own_report"))
    record(work, meeting.stream, "confirm_item", {"id": id_})
    return work.meetings[name]


def return_item(work: Work, name: str, id_: int, reason: str) -> Meeting:
    """It is not done yet, with a reason: it is owed again, by the date it always had."""
    meeting = _reported(work, name, id_)
    texts = {f"item.{id_}.reason": naming_nobody("reason", reason)}
    record(work, meeting.stream, "return_item", {"id": id_}, texts=texts)
    return work.meetings[name]


def hand_item(work: Work, name: str, id_: int, unit: str, reason: str) -> Meeting:
    """Another unit does it, by the same date."""
    meeting, item = _owed(work, name, id_, Action.HOLD_MEETING)
    if item.reported_on:
        raise NotYet(Reason("item.reported", {"on": item.reported_on.isoformat()}))
    new = party_unit(work, unit)
    if new == item.owner:
        raise BadInput(Reason("item.same_owner"))
    texts = {f"item.{id_}.reason": naming_nobody("reason", reason)}
    record(work, meeting.stream, "hand_item", {"id": id_, "unit": new}, texts=texts)
    return work.meetings[name]


def drop_item(work: Work, name: str, id_: int, reason: str) -> Meeting:
    """It need not be done any more, with a reason; it stays on the list, marked."""
    meeting, _ = _owed(work, name, id_, Action.HOLD_MEETING)
    texts = {f"item.{id_}.reason": naming_nobody("reason", reason)}
    record(work, meeting.stream, "drop_item", {"id": id_}, texts=texts)
    return work.meetings[name]


def pass_on_items(work: Work) -> None:
    """The clock's part for units that have ended: what they owed goes to the one that stands in their place.

    Where several do, it waits for the coordinator to hand it on. What was reported waits for its confirmation.
    """
    clock = replace(work, actor=CLOCK, office=CLOCK.code)  # it shares what the work records into
    gone = [code for code in work.city.units if work.city.unit(code).has_ended(work.day)]
    for row, _ in owed_items(work.session, gone) if gone else ():
        heirs = work.city.heirs(row.owner, work.day)
        meeting = held_meeting(clock, row.meeting)
        if meeting and len(heirs) == 1 and _still_waits(meeting.item(row.id), row.owner):
            record(clock, meeting.stream, "hand_item", {"id": row.id, "unit": heirs[0]})


def _still_waits(item: Item, owner: str) -> bool:
    return item.owner == owner and item.met_on is None and item.reported_on is None


def _owed(work: Work, name: str, id_: int, action: Action) -> tuple[Meeting, Item]:
    """An item that is still owed. Raises BadInput for none, NotYet for one that is met."""
    meeting = meeting_for(work, name, action)
    if not 1 <= id_ <= len(meeting.items):
        raise BadInput(Reason("item.unknown"))
    item = meeting.item(id_)
    if item.met_on:
        raise NotYet(Reason("item.met", {"on": item.met_on.isoformat()}))
    return meeting, item


def _reported(work: Work, name: str, id_: int) -> Meeting:
    meeting, item = _owed(work, name, id_, Action.HOLD_MEETING)
    if item.reported_on is None:
        raise NotYet(Reason("item.not_reported", {"turn": item.owner}))
    return meeting
