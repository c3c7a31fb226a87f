"""The pages of an issued paper: the addressee takes and answers it; the office holds the interview, checks, lifts."""

from collections.abc import Iterator
from typing import Any

from wtforms import BooleanField, DateField, StringField, TextAreaField
from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.paper import Paper
from caseflow.domain.errors import Reason
from caseflow.domain.obligations import INSPECTED
from caseflow.domain.permissions import acts_for
from caseflow.services import replying
from caseflow.services.laddering import answerable, to_be_held
from caseflow.services.replying import FINISH_BY, Answer, items_of
from caseflow.services.withholding import seen_of
from caseflow.services.work import Work
from caseflow.web.acts.base import Do, page
from caseflow.web.acts.choices import choice
from caseflow.web.acts.matter import matter
from caseflow.web.acts.paper_rows import (
    PaperForm,
    PaperReasonForm,
    called_paper,
    chosen,
    handle,
    issued_rows,
    may_come_to,
)
from caseflow.web.fields import Checks, Needed, needed_text
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import term

ITEMS = ("cause", "measures", FINISH_BY, "person", "result")
"""What a rulebook may have an answer say, each with a field."""


class AnswerForm(PaperForm):
    """What the addressee answers, item by item as the rulebook asks, and with which of the case's files."""

    cause = TextAreaField(N_("原因"), validators=[Optional()])
    measures = TextAreaField(N_("补救措施"), validators=[Optional()])
    finish_by = DateField(N_("完成时间"), validators=[Optional()])
    person = StringField(N_("责任人"), validators=[Optional()], description=N_("写单位和职务"))
    result = TextAreaField(N_("落实情况"), validators=[Optional()])
    answer = TextAreaField(N_("答复内容"), validators=[Optional()], description=N_("写以上各项没有写到的"))
    files = Checks(N_("附送的证据"), validators=[Optional()], description=N_("从本件证据中选"))


class ReturnForm(PaperReasonForm):
    """Why an answer does not do, and by when another one is due."""

    until = DateField(N_("重新答复期限"), validators=[Needed()])


class InterviewForm(PaperForm):
    """The minutes of an interview, step by step."""

    on = DateField(N_("约谈日期"), validators=[Needed()])
    cause = needed_text(N_("说明事由"))
    heard = needed_text(N_("被约谈方说明"))
    demand = needed_text(N_("要求与时限"))
    pledge = needed_text(N_("被约谈方表态"))


class ConclusionForm(PaperForm):
    """What a special inspection found."""

    findings = needed_text(N_("督察发现"), N_("逐条写明问题和证据"))
    report = needed_text(N_("督察报告"), N_("结论、要求和整改时限"))
    hand_on = BooleanField(N_("同时登记为外部发现"), description=N_("登记后亮红灯，处理完毕后解除"))


def _of_action(work: Work, case: Case, action: Action, status: str) -> list[Paper]:
    """The papers this act can be about."""
    found = may_come_to(case, status)
    if action in (Action.ACKNOWLEDGE_PAPER, Action.ANSWER_PAPER):
        found = [paper for paper in found if acts_for(work.actor, paper.to_unit, work.city)]
    if action is Action.ANSWER_PAPER:
        return [paper for paper in found if answerable(paper)]
    if action is Action.HOLD_INTERVIEW:
        return [paper for paper in found if to_be_held(paper)]
    if action is Action.CONCLUDE_INSPECTION:
        return [paper for paper in found if paper.rung == INSPECTED and not paper.concluded_on]
    return (
        [paper for paper in found if paper.status == "answered"] if action is Action.RETURN_ANSWER else found
    )


def _page(action: Action, status: str, form: type[PaperForm], do: Do, **more: Any) -> None:
    """The page of one step of an issued paper."""

    def offer(work: Work, case: Case, form: Any) -> None:
        found = _of_action(work, case, action, status)
        form.number.offer(choice(handle(paper), called_paper(paper)) for paper in found)
        if action is Action.ANSWER_PAPER:
            _ask_items(work, form, found)
        if action is Action.HOLD_INTERVIEW and len(found) == 1 and not form.is_submitted():
            form.on.data = found[0].meets_on  # as it was called; another day is typed over it
        if "files" in form:
            offer_files(work, case, form)

    def show(work: Work, case: Case) -> dict[str, Any]:
        found, words = _of_action(work, case, action, status), seen_of(work, case)
        lines = [line for paper in found for line in issued_rows(work, paper, words)]
        return matter(gettext("文书"), *lines) if found else {}

    def lacks(work: Work, case: Case) -> Iterator[Reason]:
        if not _of_action(work, case, action, status):
            yield Reason("paper.none", {"action": f"action.{action}"})

    page(
        action.value,
        action,
        form,
        do,
        prepare=offer,
        show=show,
        lacks=lacks,
        after=f"after.{action}",
        **more,
    )


def _ask_items(work: Work, form: Any, found: list[Paper]) -> None:
    """Leaves the items the papers ask for; what each of them asks for must be filled in."""
    asked = [items_of(work, paper.rung) for paper in found]
    for item in ITEMS:
        if all(item in one for one in asked):
            form[item].validators = [Needed()]
            form[item].flags.required, form[item].flags.optional = True, False
        elif not any(item in one for one in asked):
            del form[item]


def offer_files(work: Work, case: Case, form: Any) -> None:
    """The case's evidence to choose from; the field goes where there is none."""
    words, shown = seen_of(work, case), [one for one in case.evidence if not one.withdrawn]
    form.files.choices = [
        choice(str(one.id), words.get(f"evidence.{one.id}.name") or term(f"evidence.{one.kind}"))
        for one in shown
    ]
    if not shown:
        del form.files


def _answer(work: Work, key: str, form: Any) -> Case:
    files = [int(one) for one in form.files.data or ()] if "files" in form else []
    number = chosen(work, key, form, "answered")
    words = {item: form[item].data or "" for item in ITEMS if item in form and item != FINISH_BY}
    finish_by = form[FINISH_BY].data if FINISH_BY in form else None
    answer = Answer(form.answer.data or "", words, finish_by)
    return replying.answer_paper(work, key, number, answer, files=files)


_page(
    Action.ACKNOWLEDGE_PAPER,
    "acknowledged",
    PaperForm,
    lambda work, key, form: replying.acknowledge_paper(work, key, chosen(work, key, form, "acknowledged")),
)
_page(Action.ANSWER_PAPER, "answered", AnswerForm, _answer, told=lambda _form, _case: "page.answered")
_page(
    Action.HOLD_INTERVIEW,
    "held",
    InterviewForm,
    lambda work, key, form: replying.hold_interview(
        work,
        key,
        chosen(work, key, form, "held"),
        form.on.data,
        {step: form[step].data for step in replying.MINUTES},
    ),
)
_page(
    Action.CONCLUDE_INSPECTION,
    "lifted",
    ConclusionForm,
    lambda work, key, form: replying.conclude_inspection(
        work,
        key,
        chosen(work, key, form, "lifted"),
        form.findings.data,
        form.report.data,
        hand_on=form.hand_on.data,
    ),
)
_page(
    Action.RETURN_ANSWER,
    "lifted",
    ReturnForm,
    lambda work, key, form: replying.return_answer(
        work, key, chosen(work, key, form, "lifted"), form.until.data, form.reason.data
    ),
    danger=True,
)
_page(
    Action.LIFT_PAPER,
    "lifted",
    PaperReasonForm,
    lambda work, key, form: replying.lift_paper(
        work, key, chosen(work, key, form, "lifted"), form.reason.data
    ),
)
_page(
    Action.VOID_PAPER,
    "void",
    PaperReasonForm,
    lambda work, key, form: replying.void_paper(work, key, chosen(work, key, form, "void"), form.reason.data),
    danger=True,
)
