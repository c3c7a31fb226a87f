"""The pages of the public notice: writing it, releasing it, publishing it, ending it, doing without it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from flask import request
from wtforms import DateField

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import Reason
from caseflow.domain.seats import COORDINATOR
from caseflow.services import deciding, noticing
from caseflow.services.explaining import Running
from caseflow.services.limits import ends
from caseflow.services.picturing import picture_now
from caseflow.services.withholding import seen_of
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acts.assigning import ReasonForm
from caseflow.web.acts.base import page, to_the_heads
from caseflow.web.acts.matter import Matter, matter, row
from caseflow.web.case_clock import strip
from caseflow.web.fields import Needed, needed_line, needed_text
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import day_in_words, term

ONE_DAY = timedelta(days=1)


class DraftForm(ActForm):
    """The whole text of the notice."""

    problem = needed_text(N_("问题"), N_("公众能看懂的说法；不写来信来访人的任何信息"))
    goal = needed_text(N_("整改目标"))
    measures = needed_text(N_("整改措施"))
    result = needed_text(N_("整改结果"), N_("写明完成了什么、怎样核实的"))
    office = needed_line(N_("受理单位"), N_("公众向谁提出异议"))
    phone = needed_line(N_("电话"))
    address = needed_line(N_("地址"), N_("邮寄异议以邮戳日期为准"))


class PublishForm(ActForm):
    """Where the released text appears, and from which day."""

    medium = needed_line(N_("公示媒体"), N_("如“市政府网站”"))
    address = needed_line(N_("地址"), N_("栏目或网页地址"))
    first_day = DateField(
        N_("公示首日"), validators=[Needed()], description=N_("今天或以后；首日计为第 1 天")
    )


def _prefill(work: Work, case: Case, form: DraftForm) -> None:
    """The draft as it stands, else the case's own words."""
    if form.is_submitted():
        return
    words = seen_of(work, case)
    measures = (words.get(f"measure.{m.number}", "") for m in case.measures if not m.withdrawn)
    of_case = {
        "problem": words.get("problem", ""),
        "goal": words.get("goal", ""),
        "measures": "\n".join(filter(None, measures)),
        "result": words.get("report.done", ""),
        "office": here.names().called(COORDINATOR) or "",
    }
    for part in noticing.PARTS:
        form[part].data = words.get(f"notice.{part}") or of_case.get(part, "")


def _draft(work: Work, key: str, form: DraftForm) -> None:
    noticing.draft_notice(work, key, {part: form[part].data for part in noticing.PARTS})


def _text(work: Work, case: Case) -> dict[str, Any]:
    """The whole text that is released."""
    if case.notice is None:
        return {}
    words = seen_of(work, case)
    parts = [row(term(f"text.{part}"), words.get(f"notice.{part}")) for part in noticing.PARTS]
    drafted = row(gettext("拟稿人"), here.names().called(case.notice.drafted_by), str(case.notice.drafted_on))
    return matter(gettext("公示全文"), *parts, drafted)


def _not_releasable(work: Work, case: Case) -> Iterator[Reason]:
    if case.notice is None:
        yield Reason("guard.notice_not_drafted", {"turn": COORDINATOR})
    elif case.notice.drafted_by == work.actor.code:
        yield Reason("notice.same_releaser", {})
    if not noticing.is_releasable(case):
        yield Reason("notice.not_cleared", {"turn": COORDINATOR})


def _first_day(work: Work, _case: Case, form: PublishForm) -> None:
    if not form.is_submitted():
        form.first_day.data = _asked_day(work)


def _asked_day(work: Work) -> date:
    """The first day whose count the page shows: the one asked for or handed in within a year, else today."""
    try:
        asked = date.fromisoformat(request.values.get("first_day", ""))
    except ValueError:
        return work.day
    return asked if work.day <= asked <= work.day + noticing.A_YEAR else work.day


def _days(work: Work, case: Case) -> dict[str, Any]:
    """Last day and opening day as the service will compute them, and every day between."""
    first = _asked_day(work)
    last = ends(work, "notice.period", first, counting_start=True)
    opens = ends(work, "notice.post", last) + ONE_DAY
    running = Running("notice", first, last, after=False, rule="notice.period")
    rows = [
        row(gettext("公示首日"), day_in_words(first)),
        row(gettext("公示末日"), day_in_words(last)),
        row(gettext("可办下一步"), day_in_words(opens), gettext("末日后再等邮寄的异议")),
    ]
    return {
        "effect": Matter(gettext("公示的每一天"), rows),
        "asked": {"name": "first_day", "label": gettext("公示首日"), "value": first},
        "cells": strip(picture_now(work, case, here.names()), running),
    }


def _running(_work: Work, case: Case) -> dict[str, Any]:
    notice = case.notice
    if notice is None or notice.first_day is None:
        return {}
    return matter(
        gettext("公示"),
        row(gettext("公示首日"), day_in_words(notice.first_day)),
        row(gettext("公示末日"), day_in_words(notice.last_day)),
        row(gettext("可办下一步"), day_in_words(notice.opens_on)),
        row(gettext("收到异议"), str(len(case.objections))),
        row(gettext("尚未答复"), str(len(case.open_objections))),
    )


page("draft_notice", Action.DRAFT_NOTICE, DraftForm, _draft, prepare=_prefill)
page(
    "release_notice",
    Action.RELEASE_NOTICE,
    ActForm,
    lambda work, key, _form: noticing.release_notice(work, key),
    show=_text,
    lacks=_not_releasable,
    after="after.release_notice",
)
page(
    "publish_notice",
    Action.PUBLISH_NOTICE,
    PublishForm,
    lambda work, key, form: noticing.publish_notice(
        work, key, form.medium.data, form.address.data, form.first_day.data
    ),
    prepare=_first_day,
    show=_days,
    template="acts/effect.html",
)
page(
    "end_notice",
    Action.END_NOTICE,
    ActForm,
    lambda work, key, _form: noticing.end_notice(work, key),
    show=_running,
)
page(
    "propose_exemption",
    Action.PROPOSE_EXEMPTION,
    ReasonForm,
    lambda work, key, form: deciding.propose_exemption(work, key, form.reason.data),
    told=to_the_heads,
)
