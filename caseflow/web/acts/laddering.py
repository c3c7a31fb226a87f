"""The pages of a paper that has not left the office: it is proposed, issued, put before the heads, or dismissed."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from flask import request
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import Optional, StopValidation

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.paper import OPEN, Paper
from caseflow.domain.errors import Reason
from caseflow.domain.ladder import skipped
from caseflow.domain.obligations import INSPECTED
from caseflow.services import laddering
from caseflow.services.laddering import MEETS, Meeting
from caseflow.services.withholding import seen_of
from caseflow.services.work import Work
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import YES, choice, yes_or_no
from caseflow.web.acts.matter import matter
from caseflow.web.acts.paper_rows import (
    PaperForm,
    PaperReasonForm,
    called_paper,
    chosen,
    draft_rows,
    handle,
    may_come_to,
)
from caseflow.web.fields import Checks, Needed, Pick, Sometimes, Verdict, needed_text
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.ladder import causes_in_words
from caseflow.words.msgid import N_
from caseflow.words.say import term


class ProposeForm(ActForm):
    """A paper the rulebook did not ask for, or one that raises another."""

    rung = Pick(N_("措施"), validators=[Needed()])
    raises = Pick(
        N_("由哪份文书升级"), validators=[Optional()], description=N_("升级的须选比原文书更高的措施")
    )
    reason = needed_text(N_("理由"), N_("写明发现的问题和依据"))


class IssueForm(PaperForm):
    """What the paper says, and which other drafts it answers for."""

    words = needed_text(N_("文书内容"), N_("写明情况和要求；事由和答复期限由系统写上，签发后即送达"))
    merge = Checks(
        N_("一并处理的提示"), validators=[Optional()], description=N_("发给同一单位、级别不更高的")
    )
    reason = TextAreaField(
        N_("越级签发的理由"), validators=[Sometimes()], description=N_("没有发过下一级文书的，须写明")
    )
    meets_on = DateField(N_("约谈日期"), validators=[Sometimes()], description=N_("约谈须填"))
    place = StringField(N_("约谈地点"), validators=[Sometimes()], description=N_("约谈须填"))
    whom = StringField(N_("约谈对象"), validators=[Sometimes()], description=N_("约谈须填，写单位和职务"))
    bring = StringField(N_("需带材料"), validators=[Optional()])
    team = StringField(
        N_("督察组"),
        validators=[Sometimes()],
        description=N_("专项督察须填，范围写在文书内容里"),
    )
    asks: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    def validate(self, *args: Any, **more: Any) -> bool:
        """With whatever the chosen paper asks for besides, each said at its field."""
        good = super().validate(*args, **more)
        for name in self.asks.get(self.number.data or "", ()):
            try:
                Needed()(self, self[name])
            except StopValidation as empty:
                self[name].errors = [*(self[name].errors or [str(empty)])]
                good = False
        return bool(good)


class SignPaperForm(PaperForm):
    """A head's word on a paper."""

    agrees = Verdict(N_("意见"), validators=[Needed()])
    note = TextAreaField(N_("说明"), validators=[Sometimes()], description=N_("不同意的，须写明理由"))


def _drafts(case: Case, status: str) -> list[Any]:
    return [paper for paper in case.papers if paper.status == status]


def _offer_rungs(work: Work, case: Case, form: ProposeForm) -> None:
    form.rung.offer(choice(rung, term(f"rung.{rung}")) for rung in work.book.codes("ladder.order"))
    standing = [paper for paper in case.papers if paper.status in OPEN]
    form.raises.offer((choice(handle(paper), called_paper(paper)) for paper in standing), "")
    if not form.is_submitted() and "raises" not in request.args:
        form.raises.data = ""


def _propose(work: Work, key: str, form: ProposeForm) -> Case:
    raises = int(form.raises.data) if form.raises.data else None
    return laddering.propose_paper(work, key, form.rung.data or "", form.reason.data or "", raises=raises)


def _offer_drafts(work: Work, case: Case, form: Any) -> None:
    """Only what a draft of this case can need is asked for."""
    found = may_come_to(case, "issued")
    form.number.offer(choice(handle(paper), called_paper(paper)) for paper in found)
    _prefill(work, case, form, found)
    form.merge.choices = [
        choice(handle(paper), f"{called_paper(paper)}　{causes_in_words((paper.rule, *paper.causes))}")
        for paper in found
        if handle(paper) != form.number.data or handle(paper) in (form.merge.data or ())
    ]
    form.asks = {handle(paper): tuple(_asked(work, case, paper)) for paper in found}
    if len(found) < 2:
        del form.merge
    if not any(skipped(case, work.book, paper.rung) for paper in found):
        del form.reason
    if not any(paper.rung in MEETS for paper in found):
        del form.meets_on, form.place, form.whom, form.bring
    if not any(paper.rung == INSPECTED for paper in found):
        del form.team


def _asked(work: Work, case: Case, paper: Paper) -> Iterator[str]:
    """The fields that must be filled in for this paper and perhaps for no other."""
    if skipped(case, work.book, paper.rung):
        yield "reason"
    if paper.rung in MEETS:
        yield from ("meets_on", "place", "whom")
    if paper.rung == INSPECTED:
        yield "team"


def _prefill(work: Work, case: Case, form: Any, found: list[Paper]) -> None:
    """As the text of the paper asked for, or the only one, what whoever proposed it wrote."""
    if form.is_submitted():
        return
    paper = next((one for one in found if handle(one) == form.number.data), None)
    if paper and not form.words.data:
        seen = seen_of(work, case)
        form.words.data = seen.get(f"paper.{paper.id}") or seen.get(f"paper.{paper.id}.why", "")


def _issue(work: Work, key: str, form: Any) -> Case:
    def said(name: str) -> Any:
        return form[name].data if name in form else None

    meeting = None
    if said("meets_on"):
        meeting = Meeting(said("meets_on"), said("place") or "", said("whom") or "", said("bring") or "")
    number = chosen(work, key, form, "issued")
    merge = [int(one) for one in said("merge") or () if int(one) != number]
    return laddering.issue_paper(
        work,
        key,
        number,
        form.words.data,
        merge=merge,
        reason=said("reason") or "",
        meeting=meeting,
        team=said("team") or "",
    )


def _told(form: Any, case: Case) -> str:
    """A paper that the heads sign is not issued yet."""
    sent = any(one.status == "submitted" and handle(one) == form.number.data for one in case.papers)
    return "page.to_heads" if sent else ""


def _signed(form: Any, case: Case) -> str:
    """One head's word may still wait for the other's."""
    now = {handle(one): one.status for one in case.papers}.get(form.number.data)
    if now == "submitted":
        return "page.paper_waits"
    return "page.paper_back" if form.agrees.data != YES else "page.paper_sent"


def _show_drafts(status: str) -> Any:
    def show(work: Work, case: Case) -> dict[str, Any]:
        found = _drafts(case, status)
        lines = [line for paper in found for line in draft_rows(work, case, paper)]
        return matter(gettext("文书"), *lines) if found else {}

    return show


def _lacks_drafts(action: Action, status: str) -> Any:
    def lacks(_work: Work, case: Case) -> Iterator[Reason]:
        if not _drafts(case, status):
            yield Reason("paper.none", {"action": f"action.{action}"})

    return lacks


def _offer_submitted(_work: Work, case: Case, form: SignPaperForm) -> None:
    form.number.offer(choice(handle(paper), called_paper(paper)) for paper in _drafts(case, "submitted"))
    form.agrees.choices = yes_or_no("agrees")


def _offer_proposed(_work: Work, case: Case, form: PaperReasonForm) -> None:
    form.number.offer(choice(handle(paper), called_paper(paper)) for paper in _drafts(case, "proposed"))


page(
    "propose_paper",
    Action.PROPOSE_PAPER,
    ProposeForm,
    _propose,
    prepare=_offer_rungs,
    told=lambda _form, _case: "page.paper_proposed",
)
page(
    "issue_paper",
    Action.ISSUE_PAPER,
    IssueForm,
    _issue,
    prepare=_offer_drafts,
    show=_show_drafts("proposed"),
    lacks=_lacks_drafts(Action.ISSUE_PAPER, "proposed"),
    told=_told,
)
page(
    "sign_paper",
    Action.SIGN_PAPER,
    SignPaperForm,
    lambda work, key, form: laddering.sign_paper(
        work, key, int(form.number.data), agrees=form.agrees.data == YES, note=form.note.data or ""
    ),
    prepare=_offer_submitted,
    show=_show_drafts("submitted"),
    lacks=_lacks_drafts(Action.SIGN_PAPER, "submitted"),
    told=_signed,
    button=N_("提交意见"),
)
page(
    "dismiss_paper",
    Action.DISMISS_PAPER,
    PaperReasonForm,
    lambda work, key, form: laddering.dismiss_paper(
        work, key, chosen(work, key, form, "dismissed"), form.reason.data
    ),
    prepare=_offer_proposed,
    show=_show_drafts("proposed"),
    lacks=_lacks_drafts(Action.DISMISS_PAPER, "proposed"),
    danger=True,
)
