"""What is done with meetings: called, put off, minuted; items agreed, reported done, confirmed. One form each."""

from flask import url_for
from wtforms import DateField
from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.meeting import Item, Meeting, MeetingKind
from caseflow.domain.terms import UnitKind
from caseflow.services import agreeing, convening
from caseflow.services.attending import MEETING
from caseflow.services.preparing import draft_agenda
from caseflow.services.reminding import remind_asked
from caseflow.services.searching import Wanted, cases_of, passing
from caseflow.services.withholding import seen_texts
from caseflow.services.work import Work
from caseflow.store.queries import Narrow
from caseflow.web import here
from caseflow.web.administration import Do, Done, Duty, Prepare, Subject, choice, duty, written
from caseflow.web.case_lines import titles_of
from caseflow.web.choice import SelectChoice
from caseflow.web.fields import Checks, Needed, Pick, needed_line, needed_text
from caseflow.web.forms import ActForm
from caseflow.web.meetings import TITLES, bp, called
from caseflow.words.msgid import N_
from caseflow.words.say import say, term

__all__ = ["bp"]


class CallForm(ActForm):
    """A meeting, its agenda drafted from the facts of today."""

    kind = Pick(N_("会议"), [Needed()])
    day = DateField(
        N_("会议日期"), [Needed()], description=N_("已经开过的，照实填当天，记录里看得出是后补的")
    )
    place = needed_line(N_("会议地点"))
    units = Checks(N_("参加单位"), [Needed()], description=N_("参加单位能看议程、会议记录和议定事项"))
    cases = Checks(N_("涉及案件"), [Optional()], description=N_("参加单位只看得到自己有权看的案件"))
    agenda = needed_text(N_("议程"), N_("按今天的情况拟好，可以改；不写人名和电话"))


class PostponeForm(ActForm):
    """Another day or place."""

    day = DateField(N_("会议日期"), [Needed()])
    place = needed_line(N_("会议地点"))
    reason = needed_text(N_("理由"))


class ReasonForm(ActForm):
    """Why."""

    reason = needed_text(N_("理由"))


class MinutesForm(ActForm):
    """Who was there and what was said."""

    attendance = needed_text(N_("出席情况"), N_("单位和职务，不写电话"))
    minutes = needed_text(N_("会议记录"), N_("再次提交的替换前一份，前一份仍留在经过里"))


class DecideForm(ActForm):
    """What was agreed."""

    item = needed_text(N_("议定事项"), N_("一次一项：办什么，办到什么程度"))
    owner = Pick(N_("办理单位"), [Needed()])
    due = DateField(N_("办理时限"), [Needed()])
    case = Pick(N_("涉及案件"), [Optional()], description=N_("不涉及某一案件的不选"))


class FinishForm(ActForm):
    """The owner's word."""

    report = needed_text(N_("办理情况"), N_("办了什么，结果怎样"))


class ConfirmForm(ActForm):
    """Nothing is asked: the report stands above."""


class HandForm(ActForm):
    """Another unit."""

    owner = Pick(N_("办理单位"), [Needed()])
    reason = needed_text(N_("理由"))


def _units(work: Work) -> list[SelectChoice]:
    """Units that can be called or given something to do."""
    kinds = (UnitKind.UNCONFIRMED, UnitKind.HIGHER)
    units = (one for one in work.city.units.values() if one.kind not in kinds and not one.mapped_to)
    return [choice(one.code, here.names().unit(one.code)) for one in units if not one.has_ended(work.day)]


def _cases(work: Work, keys: list[str]) -> list[SelectChoice]:
    """Cases by key, each by its number and title."""
    found = cases_of(work, keys)
    titles = titles_of(work, found.values())
    return [choice(key, f"{found[key].number} {titles[key]}") for key in keys if key in found]


def _call_prefilled(work: Work, form: ActForm, _code: str) -> Subject:
    """The facts of today, chosen and written beforehand; cases the facts name come first."""
    draft = draft_agenda(work, here.names())
    others = [case.key for case in passing(work, Wanted(Narrow(unclosed=True)))]
    form["kind"].offer(choice(kind, term(f"meeting.{kind}")) for kind in MeetingKind)
    form["units"].choices = _units(work)
    form["cases"].choices = _cases(work, list(dict.fromkeys([*draft.cases, *others])))
    if not form.is_submitted():
        form["units"].data, form["cases"].data = list(draft.units), list(draft.cases)
        form["agenda"].data = draft.text
    return Subject("", url_for("meetings.meetings"), {})


def _call(work: Work, form: ActForm, _code: str) -> Done:
    found = convening.call_meeting(
        work,
        MeetingKind(form["kind"].data),
        written(form["day"].data),
        form["place"].data or "",
        units=form["units"].data,
        cases=form["cases"].data or (),
        agenda=form["agenda"].data or "",
    )
    return _at(found)


def _of_meeting(work: Work, form: ActForm, code: str) -> Subject:
    """The meeting as the subject; whatever fields the form has know what now stands."""
    meeting = convening.meeting_for(work, code)
    words = seen_texts(work, meeting.texts.values())
    if not form.is_submitted():
        for name in ("place", "attendance", "minutes"):
            if name in form:
                form[name].data = words.get(meeting.texts.get(name, ""), "")
        if "day" in form:
            form["day"].data = meeting.day
    if "owner" in form:
        form["owner"].offer(_units(work))
    if "case" in form:
        none = choice("", say("meeting.no_case"))
        form["case"].choices = [none, *_cases(work, list(meeting.cases))]
    return Subject(called(meeting), url_for("meetings.meeting", code=meeting.name), {})


def _of_item(work: Work, form: ActForm, code: str) -> Subject:
    """The item as the subject: what was agreed, and what its owner said of it."""
    meeting, item = _found(work, code)
    words = seen_texts(work, meeting.texts.values())
    if "owner" in form:
        form["owner"].offer(one for one in _units(work) if one.value != item.owner)
    shown = {
        "what": words.get(item.words or "", ""),
        "owner": here.names().unit(item.owner),
        "due": item.due,
        "report": words.get(meeting.texts.get(f"item.{item.id}.report", ""), "") if item.reported_on else "",
    }
    return Subject(called(meeting), url_for("meetings.meeting", code=meeting.name), shown)


def _seen(work: Work, code: str) -> str:
    """The meeting's day and words, which a form would write over."""
    meeting = convening.meeting_for(work, code)
    words = [meeting.texts.get(name, "") for name in ("place", "attendance", "minutes")]
    return " ".join([meeting.day.isoformat(), *words])


def _seen_item(work: Work, code: str) -> str:
    """Whose the item is and what was said of it: only a report that was read is confirmed or sent back."""
    meeting, item = _found(work, code)
    told = (meeting.texts.get(f"item.{item.id}.{name}", "") for name in ("report", "reason"))
    return " ".join([item.owner, str(item.reported_on), *told])


def _found(work: Work, code: str) -> tuple[Meeting, Item]:
    """The meeting and the item that a code such as `2023-4.2` names. Raises Unknown."""
    name, id_ = _parts(code)
    meeting = convening.meeting_for(work, name)
    if not 1 <= id_ <= len(meeting.items):
        raise Unknown(Reason("item.unknown"))
    return meeting, meeting.item(id_)


def _parts(code: str) -> tuple[str, int]:
    name, _, id_ = code.partition(".")
    return name, int(id_) if id_.isascii() and id_.isdecimal() else 0


def _at(meeting: Meeting) -> Done:
    return Done(url_for("meetings.meeting", code=meeting.name))


def _postpone(work: Work, form: ActForm, code: str) -> Done:
    day, place = written(form["day"].data), form["place"].data or ""
    return _at(convening.postpone_meeting(work, code, day, place, form["reason"].data or ""))


def _cancel(work: Work, form: ActForm, code: str) -> Done:
    return _at(convening.cancel_meeting(work, code, form["reason"].data or ""))


def _minutes(work: Work, form: ActForm, code: str) -> Done:
    said = form["attendance"].data or "", form["minutes"].data or ""
    return _at(convening.record_minutes(work, code, *said))


def _decide(work: Work, form: ActForm, code: str) -> Done:
    what, owner, due = form["item"].data or "", form["owner"].data, written(form["due"].data)
    return _at(agreeing.decide_item(work, code, what, owner, due, form["case"].data or None))


def _finish(work: Work, form: ActForm, code: str) -> Done:
    return _at(agreeing.finish_item(work, *_parts(code), form["report"].data or ""))


def _confirm(work: Work, _form: ActForm, code: str) -> Done:
    return _at(agreeing.confirm_item(work, *_parts(code)))


def _return(work: Work, form: ActForm, code: str) -> Done:
    return _at(agreeing.return_item(work, *_parts(code), form["reason"].data or ""))


def _hand(work: Work, form: ActForm, code: str) -> Done:
    return _at(agreeing.hand_item(work, *_parts(code), form["owner"].data, form["reason"].data or ""))


def _remind(work: Work, _form: ActForm, code: str) -> Done:
    name, id_ = _parts(code)
    remind_asked(work, f"{MEETING}{name}", str(id_))
    return Done(url_for("meetings.meeting", code=name))


def _drop(work: Work, form: ActForm, code: str) -> Done:
    return _at(agreeing.drop_item(work, *_parts(code), form["reason"].data or ""))


def _page(rule: str, name: str, form: type[ActForm], prepare: Prepare, do: Do) -> None:
    """Gives one of these duties its page."""
    others = {"finish_item": Action.FINISH_ITEM, "remind": Action.SEND_REMINDER}
    action = others.get(name, Action.HOLD_MEETING)
    template = "meetings/item.html" if prepare is _of_item else "admin/duty.html"
    danger = name in ("cancel_meeting", "drop_item")
    seen = _seen_item if prepare is _of_item else _seen if prepare is _of_meeting else None
    duty(bp, rule, Duty(name, TITLES[name], (action,), form, prepare, do, danger, template, seen))


_page("/meetings/call", "call_meeting", CallForm, _call_prefilled, _call)
_page("/meetings/<code>/postpone", "postpone_meeting", PostponeForm, _of_meeting, _postpone)
_page("/meetings/<code>/cancel", "cancel_meeting", ReasonForm, _of_meeting, _cancel)
_page("/meetings/<code>/minutes", "record_minutes", MinutesForm, _of_meeting, _minutes)
_page("/meetings/<code>/decide", "decide_item", DecideForm, _of_meeting, _decide)
_page("/meetings/items/<code>/finish", "finish_item", FinishForm, _of_item, _finish)
_page("/meetings/items/<code>/confirm", "confirm_item", ConfirmForm, _of_item, _confirm)
_page("/meetings/items/<code>/return", "return_item", ReasonForm, _of_item, _return)
_page("/meetings/items/<code>/hand", "hand_item", HandForm, _of_item, _hand)
_page("/meetings/items/<code>/remind", "remind", ConfirmForm, _of_item, _remind)
_page("/meetings/items/<code>/drop", "drop_item", ReasonForm, _of_item, _drop)
