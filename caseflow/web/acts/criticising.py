"""The pages of findings from outside, and of the judgement that a date is out of reach."""

from collections.abc import Iterator
from typing import Any

from flask import url_for
from wtforms import DateField
from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.criticism import Criticism, CriticismKind
from caseflow.domain.errors import Reason
from caseflow.domain.terms import State
from caseflow.services import criticising
from caseflow.services.work import Work
from caseflow.web.acts.assigning import ReasonForm
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import choice, term_choices
from caseflow.web.acts.matter import matter, row, told
from caseflow.web.acts.replying import offer_files
from caseflow.web.fields import Checks, Needed, Pick, Verdict, needed_line, needed_text
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import day_in_words, term


class CriticismForm(ActForm):
    """What was found, by whom, and the day it is about."""

    kind = Verdict(N_("发现方式"), validators=[Needed()])
    finder = needed_line(N_("由谁发现"), N_("写明单位、媒体或文件名称，不写个人信息"))
    on = DateField(N_("发现日期"), validators=[Needed()])
    words = needed_text(N_("发现的问题"), N_("写明何地、何事，与本件整改有什么关系"))
    files = Checks(N_("有关的证据"), validators=[Optional()], description=N_("从本件证据中选"))


class SettleForm(ActForm):
    """Which one was dealt with, and how."""

    number = Pick(N_("外部发现"), validators=[Needed()])
    reason = needed_text(N_("处理情况"), N_("写明怎样处理、依据是什么；督导单位和纪检监察看得到"))


def _offer_kinds(work: Work, case: Case, form: CriticismForm) -> None:
    offer_files(work, case, form)
    form.kind.choices = term_choices("criticism", CriticismKind)


def _closed(_work: Work, case: Case) -> dict[str, Any]:
    """On a closed case: what belongs elsewhere."""
    if case.state is not State.CLOSED:
        return {}
    instead = gettext("原整改不实或者问题反弹的，办理“%(act)s”") % {"act": term("action.enter_finding")}
    return matter(gettext("本件已销号"), row(gettext("不在这里登记"), instead, href=_address(case)))


def _address(case: Case) -> str:
    name = Action.ENTER_FINDING.value
    return url_for("acting.act", inspection=case.inspection, number=case.number, name=name)


def _open(case: Case) -> list[Criticism]:
    return [one for one in case.criticisms if one.settled_on is None]


def _offer_open(_work: Work, case: Case, form: SettleForm) -> None:
    form.number.offer(
        choice(one.id, f"{one.id} {term(f'criticism.{one.kind}')} {day_in_words(one.on)}")
        for one in _open(case)
    )


def _found(work: Work, case: Case) -> dict[str, Any]:
    words = told(work, case, "record_criticism")
    rows = [
        row(
            gettext("第%(id)s号 %(kind)s") % {"id": one.id, "kind": term(f"criticism.{one.kind}")},
            words[one.id - 1].get("criticism.words"),
            f"{words[one.id - 1].get('criticism.finder', '')}，{day_in_words(one.on)}",
        )
        for one in _open(case)
    ]
    return matter(gettext("没有处理完毕的外部发现"), *rows) if rows else {}


def _none_open(_work: Work, case: Case) -> Iterator[Reason]:
    if not _open(case):
        yield Reason("criticism.none_open", {})


page(
    "record_criticism",
    Action.RECORD_CRITICISM,
    CriticismForm,
    lambda work, key, form: criticising.record_criticism(
        work,
        key,
        CriticismKind(form.kind.data),
        form.finder.data,
        form.on.data,
        form.words.data,
        files=[int(one) for one in form.files.data or ()] if "files" in form else (),
    ),
    prepare=_offer_kinds,
    show=_closed,
    after="after.record_criticism",
)
page(
    "settle_criticism",
    Action.SETTLE_CRITICISM,
    SettleForm,
    lambda work, key, form: criticising.settle_criticism(work, key, int(form.number.data), form.reason.data),
    prepare=_offer_open,
    show=_found,
    lacks=_none_open,
    after="after.settle_criticism",
)
page(
    "judge_out_of_reach",
    Action.JUDGE_OUT_OF_REACH,
    ReasonForm,
    lambda work, key, form: criticising.judge_out_of_reach(work, key, form.reason.data),
    danger=True,
    after="after.judge_out_of_reach",
)
page(
    "withdraw_out_of_reach",
    Action.WITHDRAW_OUT_OF_REACH,
    ReasonForm,
    lambda work, key, form: criticising.withdraw_out_of_reach(work, key, form.reason.data),
    after="after.withdraw_out_of_reach",
)
