"""A duty as a row of the inbox: what, on which case, by when, what happens otherwise, and the one act that meets it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import url_for

from caseflow.domain import lifecycle
from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.permissions import can
from caseflow.services.advance import available
from caseflow.services.attending import CIRCULAR, PLAN, Asked
from caseflow.services.naming import waits_in_words
from caseflow.services.owing import Duty
from caseflow.services.pending import Pending, called
from caseflow.services.withholding import seen_texts
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acting import act_address, case_address
from caseflow.web.acts.paper_rows import handle
from caseflow.web.case_lines import Left, left_until, titles_of
from caseflow.web.day_links import owed_link
from caseflow.web.plan_pages import SEPARATOR
from caseflow.words.say import month_in_words, say, term

DECIDING = frozenset(
    {Action.EXTEND, Action.AMEND, Action.EXEMPT_NOTICE, Action.REVOKE_CLOSURE, Action.REBOUND}
)
"""What follows from a decision; its button says so."""
CHOSEN_BY: Mapping[Action, str] = {
    Action.LOOK_BACK: "draw",
    Action.ISSUE_PAPER: "number",
    Action.SIGN_PAPER: "number",
    Action.ANSWER_PAPER: "number",
    Action.HOLD_INTERVIEW: "number",
    Action.LIFT_PAPER: "number",
    Action.CONCLUDE_INSPECTION: "number",
    Action.ANSWER_OBJECTION: "number",
    Action.SETTLE_CRITICISM: "number",
    Action.MARK_MEASURE: "number",
    Action.CONTRIBUTE: "month",
    Action.REPORT: "month",
    Action.REVIEW_REPORT: "month",
    Action.SEND_REMINDER: "owed",
    Action.REPORT_YEAR: "year",
    Action.CONFIRM_YEAR: "year",
    Action.PROPOSE_REVOCATION: "finding",
    Action.PROPOSE_REBOUND: "finding",
}
"""The field of an act's form in which the duty's own one is then chosen already."""
OF_PAPERS = frozenset(
    {Action.ANSWER_PAPER, Action.HOLD_INTERVIEW, Action.CONCLUDE_INSPECTION, Action.LIFT_PAPER}
)
"""Acts on an issued paper, which forms know by how many-th it is."""
PLACES = ("late", "today", "soon", "undated", "later", "stopped")
"""Where a duty stands in time, the most urgent first; last, what a suspension has stopped."""


@dataclass(frozen=True, slots=True)
class Item:
    """One row; `explained` is where its day explains itself.

    `act` is where it is done, None while `unmet` conditions stand in the way or it is not this reader's.
    """

    word: str
    detail: str
    number: str
    title: str
    href: str
    due: date | None
    explained: str
    left: Left | None
    otherwise: str
    act: str | None
    label: str
    unmet: int
    who: str
    changed: bool
    stopped_on: date | None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading of `PLACES`."""

    code: str
    items: Sequence[Item]


def groups(work: Work, duties: Sequence[Pending]) -> list[Group]:
    """The rows in the order of their urgency; a heading without rows is left out."""
    near = work.book.number("light.near")
    placed: dict[str, list[Pending]] = {code: [] for code in PLACES}
    for duty in duties:
        place = "stopped" if duty.stopped_on else _place(work.day, duty.due, near)
        placed[place].append(duty)
    return [Group(code, items(work, found)) for code, found in placed.items() if found]


def items(work: Work, duties: Iterable[Pending]) -> list[Item]:
    """The rows of these duties, in their order."""
    listed = list(duties)
    titles = titles_of(work, (one.case for one in listed if isinstance(one, Duty)))
    words = seen_texts(work, (one.words for one in listed if isinstance(one, Asked) and one.words))
    return [
        _item(work, one, titles[one.case.key])
        if isinstance(one, Duty)
        else _asked(work, one, words.get(one.words or "", ""))
        for one in listed
    ]


def _place(today: date, due: date | None, near: int) -> str:
    if due is None:
        return "undated"
    days = (due - today).days
    return "late" if days < 0 else "today" if days == 0 else "soon" if days <= near else "later"


def _item(work: Work, duty: Duty, title: str) -> Item:
    case, kind = duty.case, duty.word.partition(".")[2]
    act, unmet = _way(work, duty)
    return Item(
        word=term(duty.word),
        detail=_detail(duty),
        number=case.number,
        title=title,
        href=case_address(case),
        due=duty.due,
        explained=owed_link(case, duty.word, duty.ref),
        left=left_until(work.calendar, work.day, duty.due) if duty.due else None,
        otherwise=_otherwise(duty),
        act=act,
        label=term(f"action.{duty.act}") if duty.act not in DECIDING else term(duty.word),
        unmet=unmet,
        who=here.names().called(duty.who) or "",
        changed=kind == "sign" and any(one.void for one in case.signatures),
        stopped_on=duty.stopped_on,
    )


def _asked(work: Work, asked: Asked, words: str) -> Item:
    """What a meeting, circular or plan asks; it is done on its own form, where it has one, else on the page itself."""
    name = asked.word.partition(".")[2]
    place, act = _place_asked(asked, name)
    meets = not words and asked.place.kind not in (CIRCULAR, PLAN)
    return Item(
        word=term(asked.word),
        detail=say("meeting.on", {"day": asked.place.day}) if meets else "",
        number=called(work, asked.about),
        title=here.names().unit(asked.place.name.partition("/")[2]) if asked.place.kind == PLAN else words,
        href=place,
        due=asked.due,
        explained=url_for("home.asked_day", word=asked.word, of=asked.about, item=asked.ref or None),
        left=left_until(work.calendar, work.day, asked.due) if asked.due else None,
        otherwise=say(f"otherwise.{name}"),
        act=act,
        label=say("meeting.look") if name == "attend" else term(asked.word),
        unmet=0,
        who=here.names().called(asked.who) or "",
        changed=False,
        stopped_on=None,
    )


def _place_asked(asked: Asked, name: str) -> tuple[str, str]:
    """Where it is read, and where it is done."""
    of = asked.place
    if of.kind == CIRCULAR:
        return url_for("circulars.circular", code=of.name), url_for(f"circulars.{name}", code=of.name)
    if of.kind == PLAN:
        code = of.name.replace("/", SEPARATOR, 1)
        act = name.removesuffix("_plan")
        return url_for("plans.plan", code=code), url_for(f"plans.{act}", code=code)
    at = url_for("meetings.meeting", code=of.name)
    if asked.item:
        return at, url_for(f"meetings.{name}", code=f"{of.name}.{asked.item}")
    return at, at if name == "attend" else url_for(f"meetings.{name}", code=of.name)


def _way(work: Work, duty: Duty) -> tuple[str | None, int]:
    """The address of the act, None while it is not open; and how many conditions are unmet."""
    if duty.act is None or not can(work.actor, duty.act, duty.case, work.city, work.day):
        return None, 0
    if duty.act in lifecycle.TRIGGERS:
        answers = available(work, duty.case).get(duty.act)
        unmet = sum(len(answer.unmet) for answer in answers or ())
        if answers is None or unmet:
            return None, unmet
    return act_on(duty.case, duty.act, _known_as(duty)), 0


def _known_as(duty: Duty) -> str:
    """What the form knows the duty's own one by."""
    if duty.act in OF_PAPERS:
        return next(handle(paper) for paper in duty.case.papers if str(paper.id) == duty.ref)
    return duty.ref.partition(".")[0]


def act_on(case: Case, act: Action, ref: str) -> str:
    """The address of an act's page, with what it is about chosen already."""
    address = act_address(case, act.value)
    return f"{address}?{urlencode({CHOSEN_BY[act]: ref})}" if act in CHOSEN_BY else address


def _detail(duty: Duty) -> str:
    """Which one of its kind: the month, the paper, the matter, the measure."""
    case, name = duty.case, duty.word.partition(".")[2]
    if name in ("contribution", "report", "review"):
        return month_in_words(duty.ref.partition(".")[0])
    if name in ("report_year", "confirm_year"):
        return say("home.year", {"year": duty.ref.partition(".")[0]})
    if name in ("answer", "issue_paper", "sign_paper", "minutes", "conclude", "check_answer"):
        return next((term(f"rung.{paper.rung}") for paper in case.papers if str(paper.id) == duty.ref), "")
    if name == "rectify" and case.internal_due:
        return say("home.internal_due", {"day": case.internal_due})
    if name == "decide":
        return _matter(case, duty.ref)
    return say("home.measure", {"number": duty.ref.partition(".")[0]}) if name == "measure" else ""


def _otherwise(duty: Duty) -> str:
    """What happens if it is not done; an extension moves nothing once the present due date is over."""
    if duty.why:
        return waits_in_words(here.names(), duty.why)
    name, due = duty.word.partition(".")[2], duty.case.due.day
    asked = name == "decide" and any(
        one.matter == "extension" and str(one.id) == duty.ref for one in duty.case.decisions
    )
    return say("otherwise.extend", {"day": due}) if asked and due else say(f"otherwise.{name}")


def _matter(case: Case, ref: str) -> str:
    return next((term(f"matter.{one.matter}") for one in case.decisions if str(one.id) == ref), "")
