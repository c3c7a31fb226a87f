"""What surrounds every page: who is signed in, what day it is, where one may go."""

from typing import Any

from flask import Flask, get_flashed_messages, request, url_for
from flask_login import current_user

from caseflow.domain.actions import Action
from caseflow.domain.permissions import may_ever
from caseflow.services.counting_log import log_size
from caseflow.services.receiving import new_messages
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.people_pages import post_in_words
from caseflow.web.receipts import RECEIPT
from caseflow.web.speaking import gettext, theme
from caseflow.web.todo import count
from caseflow.words.msgid import N_
from caseflow.words.say import lang, say

NAVIGATION: tuple[tuple[str, str, str, Action | None], ...] = (
    (N_("工作台"), "home", "home.home", None),
    (N_("案件"), "case", "lists.cases", Action.VIEW),
    (N_("待签字"), "pen", "signing.desk", Action.SIGN),
    (N_("月调度"), "calendar", "rounds.rounds", Action.VIEW),
    (N_("消息"), "note", "messages.messages", None),
    (N_("会议"), "pen", "meetings.meetings", Action.VIEW),
    (N_("督办台账"), "document", "ladder.ledger", Action.VIEW),
    (N_("线索"), "lock", "referrals.referrals", Action.VIEW_REFERRALS),
    (N_("查阅记录"), "lock", "clues.readings", Action.AUDIT_DISCIPLINE),
    (N_("实施方案"), "document", "plans.plans", Action.VIEW),
    (N_("导入导出"), "document", "ledgers.ledgers", Action.IMPORT_LEDGER),
    (N_("单位名录"), "chart", "units.units", Action.MANAGE_UNITS),
    (N_("人员"), "pen", "people.people", Action.MANAGE_ACCOUNTS),
    (N_("人员"), "pen", "people.people", Action.RELEASE_PASSWORD),
    (N_("放假安排"), "calendar", "calendar.calendar", Action.PUBLISH_CALENDAR),
    (N_("规则手册"), "document", "rulebook.rulebook", Action.FORCE_RULEBOOK),
    (N_("监督台"), "search", "desk.flags", Action.INSPECT),
    (N_("回头看"), "check", "lookbacks.every", Action.VIEW_LOOK_BACKS),
    (N_("审计"), "lock", "audit.audit", Action.VIEW_AUDIT),
    (N_("每日运行"), "check", "runs.page", Action.VIEW_RUNS),
)
"""Label, icon, page, and the action somebody must be able to take somewhere to be shown the place."""
WITHIN = {
    "cases": "lists",
    "acting": "lists",
    "circulars": "rounds",
    "burdens": "rounds",
    "courses": "desk",
    "dwell": "desk",
    "watched": "desk",
    "clues": "referrals",
}
"""Pages that belong to a place of another name."""


OF_THE_DESK = frozenset({"lookbacks.every"})
"""Places that the inspector reaches from the desk, and others from the bar."""


def install(app: Flask) -> None:
    """Gives every template `shell` and `messages`."""
    app.context_processor(lambda: {"shell": shell(), "messages": _messages()})


def shell() -> dict[str, Any]:
    """As `templates/layout.html` describes it; little of it where nobody is signed in or the city cannot be read."""
    found = _anybodys()
    if getattr(current_user, "is_authenticated", False):
        try:
            found |= _own(here.look())
        except LookupError:
            return found
    return found


def _anybodys() -> dict[str, Any]:
    day = here.day()
    return {
        "lang": "zh-CN" if lang() == "zh" else "en",
        "theme": theme(),
        "place": "",
        "day": day,
        "workday": True,
        "here": request.full_path.rstrip("?"),
        "home": url_for("home.home"),
        "search": None,
        "nav": [],
        "user": None,
        "sign_out": url_for("entering.leave"),
        "set_language": url_for("set_language"),
        "set_theme": url_for("set_theme"),
        "rulebook": None,
        "rulebook_page": None,
        "account": None,
        "log_size": None,
    }


def _own(work: Work) -> dict[str, Any]:
    names = here.names()
    post = work.actor.posts[0] if work.actor.posts else None
    place = names.unit(work.city.root)
    return {
        "place": gettext("%s（演示）") % place if work.city.demonstration else place,
        "workday": work.calendar.day(work.day).working,
        "search": url_for("lists.cases") if may_ever(work.actor, Action.VIEW, work.city) else None,
        "nav": [
            _item(*place) | _count(work, place[2])
            for place in NAVIGATION
            if _is_shown(work, place[2], place[3])
        ],
        "user": {
            "name": names.person(work.actor.code) if work.actor.code in work.city.people else "",
            "post": post_in_words(post) if post else "",
        },
        "rulebook": work.rules.id if work.rules else None,
        "rulebook_page": url_for("rulebook.rulebook"),
        "account": url_for("account.account"),
        "log_size": log_size(work.session) if may_ever(work.actor, Action.VIEW_DRAFTS, work.city) else None,
    }


def _is_shown(work: Work, endpoint: str, action: Action | None) -> bool:
    """Whether this place is somebody's; what stands on the inspector's desk has no place of its own beside it."""
    if endpoint in OF_THE_DESK and may_ever(work.actor, Action.INSPECT, work.city):
        return False
    return action is None or bool(may_ever(work.actor, action, work.city))


def _item(label: str, icon: str, endpoint: str, _action: Action | None) -> dict[str, Any]:
    room = request.blueprint or ""
    current = WITHIN.get(room, room) == endpoint.partition(".")[0]
    word = gettext(label)
    return {
        "label": word[:1].upper() + word[1:],  # English terms are written small
        "icon": icon,
        "href": url_for(endpoint),
        "current": current,
    }


def _count(work: Work, endpoint: str) -> dict[str, Any]:
    """How much of what is to be done counts today stands beside home, and how many messages are new beside them."""
    if endpoint == "messages.messages":
        new = new_messages(work.session, work.actor.code)
        return {"count": new, "strong": False} if new else {}
    if endpoint != "home.home" or work.rules is None:
        return {}
    number, strong = count(work)
    return {"count": number, "strong": strong}


def _messages() -> list[dict[str, Any]]:
    kinds = {"message": "done", "warning": "warning"}
    return [
        {"kind": kinds[kind], "title": text, "text": "", "link": None}
        for kind in kinds
        for text in get_flashed_messages(category_filter=[kind])
    ] + [_receipt(code) for code in get_flashed_messages(category_filter=[RECEIPT])]


def _receipt(code: Any) -> dict[str, Any]:
    """What whoever acted may keep, and where it is checked."""
    link = {"href": url_for("receipts.receipts", code=code), "label": gettext("核对或打印回执")}
    return {"kind": "note", "title": say("receipt.offered", {"code": code}), "text": "", "link": link}
