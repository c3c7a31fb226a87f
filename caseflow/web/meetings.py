"""Meetings: the list of them, and one with its agenda, its cases, its minutes and what was agreed."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, render_template, url_for

from caseflow.domain.actions import Action
from caseflow.domain.event import Event
from caseflow.domain.meeting import Item, Meeting
from caseflow.domain.permissions import can, may_ever
from caseflow.domain.terms import Office
from caseflow.services.access import permit
from caseflow.services.convening import meeting_for, own_units
from caseflow.services.searching import cases_of
from caseflow.services.streams import events_of
from caseflow.services.withholding import seen_texts
from caseflow.services.work import Work
from caseflow.store import meeting_lists
from caseflow.store.meeting import ItemRow, MeetingRow
from caseflow.web import here
from caseflow.web.acting import case_address
from caseflow.web.case_lines import left_until, lines
from caseflow.words.msgid import N_
from caseflow.words.say import say, term

bp = Blueprint("meetings", __name__)
OLDER = ("attendance", "minutes", "reason")
"""Texts of an event that the course of a meeting repeats: what was replaced since, and why something was done."""


@bp.get("/meetings")
def meetings() -> str:
    """Every meeting for whoever reads all of them; to others those to which their unit was called."""
    work = here.look()
    permit(work, Action.VIEW)
    all_ = bool(may_ever(work.actor, Action.VIEW_MEETINGS, work.city))
    rows = meeting_lists.meetings(work.session, None if all_ else own_units(work))
    items: dict[str, list[ItemRow]] = {}
    for item in meeting_lists.item_rows(work.session):
        items.setdefault(item.meeting, []).append(item)
    return render_template(
        "meetings/list.html",
        rows=[_row(work, row, items.get(row.name, [])) for row in rows],
        holds=bool(may_ever(work.actor, Action.HOLD_MEETING, work.city)),
        all=all_,
    )


@bp.get("/meetings/<code>")
def meeting(code: str) -> str:
    """One meeting."""
    work = here.look()
    permit(work, Action.VIEW)
    found = meeting_for(work, code)
    events = events_of(work.session, found.stream)
    words = seen_texts(work, (digest for event in events for digest in event.texts.values()))
    shown = {name: words.get(digest, "") for name, digest in found.texts.items()}
    names = here.names()
    return render_template(
        "meetings/meeting.html",
        meeting=found,
        title=called(found),
        words=shown,
        units=[names.unit(unit) for unit in found.units],
        cases=_cases(work, found),
        items=[_item(work, found, item, shown) for item in found.items],
        course=[_course(found, event, words) for event in reversed(events)],
        by=names.called(found.minutes_by),
        acts=_acts(work, found),
    )


def called(meeting: Meeting | MeetingRow) -> str:
    """What a meeting is called: 联席会议 2023-4."""
    return say("meeting.called", {"kind": f"meeting.{meeting.kind}", "name": meeting.name})


def _row(work: Work, row: MeetingRow, items: Iterable[ItemRow]) -> dict[str, Any]:
    owed = [item for item in items if item.confirmed_on is None and item.dropped_on is None]
    return {
        "href": url_for("meetings.meeting", code=row.name),
        "title": called(row),
        "day": row.day,
        "cancelled": row.cancelled_on,
        "minutes": row.minutes_on,
        "held": row.day <= work.day,
        "all": len(list(items)),
        "open": len(owed),
        "late": sum((item.reported_on or work.day) > item.due for item in owed),
    }


def _cases(work: Work, meeting: Meeting) -> list[Any]:
    """The cases on the agenda that this reader may see."""
    found = cases_of(work, meeting.cases).values()
    return lines(work, [case for case in found if can(work.actor, Action.VIEW, case, work.city, work.day)])


def _item(work: Work, meeting: Meeting, item: Item, words: dict[str, str]) -> dict[str, Any]:
    late = item.is_overdue(work.day)
    case = cases_of(work, [item.case]).get(item.case) if item.case else None
    seen = case and can(work.actor, Action.VIEW, case, work.city, work.day)
    return {
        "item": item,
        "what": words.get(f"item.{item.id}", ""),
        "owner": here.names().unit(item.owner),
        "late": late,
        "left": left_until(work.calendar, work.day, item.due)
        if not (item.met_on or item.reported_on)
        else None,
        "state": term(_state(item)),
        "case": {"number": case.number, "href": case_address(case)} if case and seen else None,
        "report": words.get(f"item.{item.id}.report", "") if item.reported_on else "",
        "reason": words.get(f"item.{item.id}.reason", ""),
        "acts": _acts_on(work, meeting, item),
    }


def _state(item: Item) -> str:
    if item.dropped_on:
        return "item.dropped"
    if item.confirmed_on:
        return "item.confirmed"
    return "item.reported" if item.reported_on else "item.open"


def _acts_on(work: Work, meeting: Meeting, item: Item) -> list[dict[str, str]]:
    """What this reader may do with an item: its owner reports, the office does the rest."""
    if item.met_on:
        return []
    holds = bool(may_ever(work.actor, Action.HOLD_MEETING, work.city))
    officer = any(
        post.office is Office.OFFICER and item.owner in work.city.written_as(post.unit)
        for post in work.actor.posts
    )
    names = ["finish_item"] if officer and item.reported_on is None else []
    if holds:
        names += ["confirm_item", "return_item"] if item.reported_on else ["remind", "hand_item", "drop_item"]
    return [_link(name, f"{meeting.name}.{item.id}") for name in names]


def _acts(work: Work, meeting: Meeting) -> list[dict[str, str]]:
    """What the office may do with the meeting now."""
    if meeting.cancelled_on or not may_ever(work.actor, Action.HOLD_MEETING, work.city):
        return []
    names = ["record_minutes", "decide_item"] if meeting.day <= work.day else []
    if not meeting.minutes_on and not meeting.items:
        names += ["postpone_meeting", "cancel_meeting"]
    return [_link(name, meeting.name) for name in names]


TITLES = {
    "call_meeting": N_("召集会议"),
    "record_minutes": N_("形成会议记录"),
    "decide_item": N_("记录议定事项"),
    "postpone_meeting": N_("改期"),
    "cancel_meeting": N_("取消会议"),
    "finish_item": N_("报告办完"),
    "confirm_item": N_("确认办完"),
    "return_item": N_("退回继续办"),
    "remind": N_("提醒办理"),
    "hand_item": N_("转办"),
    "drop_item": N_("撤销事项"),
}
"""The title of each duty's form, which is its button too."""


def _link(name: str, code: str) -> dict[str, str]:
    return {"label": TITLES[name], "href": url_for(f"meetings.{name}", code=code)}


def _course(meeting: Meeting, event: Event, words: dict[str, str]) -> dict[str, Any]:
    """One event as a line of the course; minutes that stand are read above."""
    names = here.names()
    facts = names.facts({**event.data, "who": names.called(event.actor)})
    stands = {meeting.texts.get("attendance"), meeting.texts.get("minutes")}
    told = [
        words[digest]
        for name, digest in event.texts.items()
        if name.endswith(OLDER) and digest in words and digest not in stands
    ]
    return {"day": event.day, "text": say(f"event.{event.type}", facts), "notes": told}
