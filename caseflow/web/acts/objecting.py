"""The pages of objections: entering one, answering it, finding it right."""

from collections.abc import Iterator
from typing import Any

from wtforms import DateField

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import Reason
from caseflow.domain.seats import COORDINATOR
from caseflow.services import noticing
from caseflow.services.work import Work
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import choice
from caseflow.web.acts.matter import matter, row, told
from caseflow.web.fields import Needed, Pick, needed_text
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import day_in_words


class ObjectionForm(ActForm):
    """What the public sent."""

    words = needed_text(N_("异议内容"), N_("照原文录入；不写提出人的姓名、电话和住址"))
    sent_on = DateField(
        N_("提出日期"), validators=[Needed()], description=N_("邮寄的填邮戳日期，据此判断是否期内")
    )


class AnswerForm(ActForm):
    """Why an objection is not upheld."""

    number = Pick(N_("异议"), validators=[Needed()])
    answer = needed_text(N_("答复内容"), N_("写明核查了什么、为什么不成立"))


class UpholdForm(ActForm):
    """Why an objection is right."""

    number = Pick(N_("异议"), validators=[Needed()])
    reason = needed_text(N_("理由"), N_("写明查实的情况；本件退回整改，以后重新公示"))


def _offer_open(work: Work, case: Case, form: Any) -> None:
    words = told(work, case, "object")
    form.number.offer(
        choice(one.id, f"{one.id} {words[one.id - 1].get('objection.words', '')}")
        for one in case.open_objections
    )


def _open(work: Work, case: Case) -> dict[str, Any]:
    """Every open objection in full."""
    if not case.open_objections:
        return {}
    words = told(work, case, "object")
    rows = [
        row(
            gettext("第 %(number)s 号") % {"number": one.id},
            words[one.id - 1].get("objection.words"),
            gettext("%(sent)s提出，%(due)s前答复")
            % {"sent": day_in_words(one.sent_on), "due": day_in_words(one.answer_by)},
        )
        for one in case.open_objections
    ]
    return matter(gettext("待答复的异议"), *rows)


def _none_open(_work: Work, case: Case) -> Iterator[Reason]:
    if not case.open_objections:
        yield Reason("guard.no_objection", {"turn": COORDINATOR})


page(
    "object",
    Action.OBJECT,
    ObjectionForm,
    lambda work, key, form: noticing.enter_objection(work, key, form.words.data, form.sent_on.data),
)
page(
    "answer_objection",
    Action.ANSWER_OBJECTION,
    AnswerForm,
    lambda work, key, form: noticing.answer_objection(work, key, int(form.number.data), form.answer.data),
    prepare=_offer_open,
    show=_open,
    lacks=_none_open,
)
page(
    "uphold_objection",
    Action.UPHOLD_OBJECTION,
    UpholdForm,
    lambda work, key, form: noticing.uphold_objection(work, key, int(form.number.data), form.reason.data),
    prepare=_offer_open,
    show=_open,
    danger=True,
)
