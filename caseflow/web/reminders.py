"""Reminding everybody who has not sent a month's word: who will be reminded, who will not and why; then once."""

from typing import Any

from flask import url_for

from caseflow.domain.actions import Action
from caseflow.domain.errors import Reason, Unknown
from caseflow.services.dispatching import months
from caseflow.services.reminding import Planned, month_reminders, remind_month
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acting import case_address
from caseflow.web.administration import Done, Duty, Subject, duty
from caseflow.web.case_lines import titles_of
from caseflow.web.choice import SelectChoice
from caseflow.web.failing import said
from caseflow.web.fields import Checks, Needed
from caseflow.web.forms import ActForm
from caseflow.web.rounds import bp
from caseflow.words.msgid import N_
from caseflow.words.say import month_in_words, term

__all__ = ["bp"]


class RemindersForm(ActForm):
    """The cases whose units are reminded; all of them until somebody takes one out."""

    cases = Checks(N_("将提醒"), validators=[Needed()])


def _prepare(work: Work, form: Any, month: str) -> Subject:
    if all(one.month != month for one in months(work.session)):
        raise Unknown(Reason("round.unknown", {"month": month[:7]}))
    planned = month_reminders(work, month)
    titles = titles_of(work, (one.case for one in planned))
    labels: dict[str, list[str]] = {}
    for one in planned:
        if one.skip is None:
            labels.setdefault(one.case.key, []).append(_label(one))
    form.cases.choices = [
        SelectChoice(value=key, label=f"{key.partition('/')[2]}　{titles[key]}　{'；'.join(owed)}")
        for key, owed in labels.items()
    ]
    if not form.is_submitted():
        form.cases.data = list(labels)
    shown = {"skipped": [_skipped(one, titles) for one in planned if one.skip]}
    return Subject(month_in_words(month), url_for("rounds.month", month=month), shown)


def _label(one: Planned) -> str:
    return f"{here.names().called(one.owed.who)} {term(f'obligation.{one.owed.kind}')}"


def _skipped(one: Planned, titles: dict[str, str]) -> dict[str, str]:
    return {
        "number": one.case.number,
        "title": titles[one.case.key],
        "href": case_address(one.case),
        "who": _label(one),
        "why": said(one.skip) if one.skip else "",
    }


def _do(work: Work, form: Any, month: str) -> Done:
    remind_month(work, month, form.cases.data)
    return Done(url_for("rounds.month", month=month))


duty(
    bp,
    "/rounds/<code>/remind",
    Duty(
        "remind",
        N_("提醒未报单位"),
        (Action.SEND_REMINDER,),
        RemindersForm,
        _prepare,
        _do,
        template="rounds/remind.html",
    ),
)
