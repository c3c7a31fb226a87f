"""The pages on which dates within the due date are set: a measure's, and the office's internal one."""

from typing import Any

from flask import request
from wtforms import DateField
from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.parts import Measure
from caseflow.services import scheduling
from caseflow.services.withholding import seen_of
from caseflow.services.work import Work
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import choice
from caseflow.web.acts.matter import matter, row
from caseflow.web.day_links import day_link
from caseflow.web.fields import Needed, Pick
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import day_in_words


class MeasureDateForm(ActForm):
    """A measure and its date."""

    number = Pick(N_("措施"), validators=[Needed()])
    due = DateField(
        N_("措施时限"),
        validators=[Needed()],
        description=N_("不早于今天，不晚于整改时限；方案写定节点的，只能提前，推后须申请方案调整"),
    )


class InternalDueForm(ActForm):
    """The office's own date; empty for none."""

    due = DateField(
        N_("内部时限"),
        validators=[Optional()],
        description=N_("不早于今天，不晚于整改时限；留空即取消。过了亮黄灯，不算超期，不计入考核"),
    )


def _open(case: Case) -> list[Measure]:
    return [measure for measure in case.measures if measure.is_open]


def _offer(work: Work, case: Case, form: MeasureDateForm) -> None:
    words = seen_of(work, case)
    form.number.offer(
        choice(one.number, f"{one.number} {words.get(f'measure.{one.number}', '')}") for one in _open(case)
    )


def _dates(_work: Work, case: Case) -> dict[str, Any]:
    """Every open measure with the date in force, the plan's and those it missed."""
    rows = [
        row(
            gettext("措施%(number)s") % {"number": one.number},
            day_in_words(one.due) if one.due else gettext("没有时限"),
            _beside(one),
            day_link(case, f"measure.{one.number}") if one.due else "",
        )
        for one in _open(case)
    ]
    due = day_in_words(case.due.day) if case.due.day else None
    return matter(gettext("措施时限"), row(gettext("整改时限"), due), *rows)


def _beside(measure: Measure) -> str:
    if measure.missed:
        days = "、".join(day.isoformat() for day in measure.missed)
        return gettext("曾误期 %(days)s") % {"days": days}
    if measure.planned and measure.planned != measure.due:
        return gettext("方案节点 %(day)s") % {"day": measure.planned.isoformat()}
    return gettext("方案写定") if measure.planned else ""


def _prefill(work: Work, case: Case, form: InternalDueForm) -> None:
    if request.method != "POST":
        form.due.data = case.internal_due or scheduling.suggested_internal_due(work, case)


def _internal(work: Work, case: Case) -> dict[str, Any]:
    days = work.book.number("internal_due.days_before")
    return matter(
        gettext("内部时限"),
        row(
            gettext("整改时限"),
            day_in_words(case.due.day) if case.due.day else None,
            gettext("对外公开，不变"),
        ),
        row(gettext("内部时限"), day_in_words(case.internal_due) if case.internal_due else gettext("未设定")),
        row(gettext("建议"), gettext("整改时限前 %(days)s 日，只作提示") % {"days": days}),
    )


page(
    "schedule_measure",
    Action.SCHEDULE_MEASURE,
    MeasureDateForm,
    lambda work, key, form: scheduling.schedule_measure(work, key, int(form.number.data), form.due.data),
    prepare=_offer,
    show=_dates,
    after="after.schedule_measure",
)
page(
    "set_internal_due",
    Action.SET_INTERNAL_DUE,
    InternalDueForm,
    lambda work, key, form: scheduling.set_internal_due(work, key, form.due.data),
    prepare=_prefill,
    show=_internal,
    after="after.set_internal_due",
)
