"""The pages of the ladder's papers: the coordinator issues, dismisses and lifts; the addressee takes and answers."""

from collections.abc import Iterator
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.parts import Paper
from caseflow.domain.errors import Reason
from caseflow.services import warning
from caseflow.services.access import case_for
from caseflow.services.withholding import seen_of
from caseflow.services.work import Work
from caseflow.web.acts.base import Do, page
from caseflow.web.acts.choices import choice
from caseflow.web.acts.matter import called, matter, row
from caseflow.web.fields import Needed, Pick, needed_text
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import day_in_words, say, term


class PaperForm(ActForm):
    """Which paper."""

    number = Pick(N_("文书"), validators=[Needed()])


class IssueForm(PaperForm):
    """What the paper says."""

    words = needed_text(N_("文书内容"), N_("写明事由、要求和答复期限；签发后即送达"))


class AnswerForm(PaperForm):
    """What the addressee answers."""

    answer = needed_text(N_("答复内容"), N_("写明原因、补救措施和完成时间"))


class PaperReasonForm(PaperForm):
    """Why a paper is not issued, is lifted, or made void."""

    reason = needed_text(N_("理由"))


def _papers(case: Case, status: str) -> list[Paper]:
    """Those that may come to this status."""
    return [paper for paper in case.papers if paper.status in warning.FOLLOWS[status]]


def handle(paper: Paper) -> str:
    """What a form and an address know a paper by: its number; only the office's own forms know drafts."""
    return str(paper.ordinal or paper.id)


def _called(paper: Paper) -> str:
    rung = term(f"rung.{paper.rung}")
    return gettext("第%(id)s号") % {"id": paper.ordinal} + f" {rung}" if paper.ordinal else rung


def _chosen(work: Work, key: str, form: PaperForm, status: str) -> int:
    """The paper that was chosen, as the record counts them."""
    papers = _papers(case_for(work, key, Action.VIEW), status)
    return next((paper.id for paper in papers if handle(paper) == form.number.data), 0)


def _cause(paper: Paper) -> str:
    """Why the system proposed it: the condition and the day or month it is about."""
    condition, _, about = paper.rule.partition(":")
    return say(f"paper_cause.{condition}", {"about": about})


def _page(
    name: str, action: Action, status: str, form: type[PaperForm], do: Do, *, danger: bool = False
) -> None:
    """The page of one step of a paper."""

    def offer(_work: Work, case: Case, form: Any) -> None:
        found = _papers(case, status)
        form.number.offer(choice(handle(paper), _called(paper)) for paper in found)

    def show(work: Work, case: Case) -> dict[str, Any]:
        found, words = _papers(case, status), seen_of(work, case)
        return (
            matter(gettext("文书"), *(line for paper in found for line in _rows(paper, words)))
            if found
            else {}
        )

    def lacks(_work: Work, case: Case) -> Iterator[Reason]:
        if not _papers(case, status):
            yield Reason("paper.none", {"action": f"action.{action}"})

    page(name, action, form, do, prepare=offer, show=show, lacks=lacks, danger=danger)


def _rows(paper: Paper, words: dict[str, str]) -> Iterator[dict[str, Any]]:
    yield row(_called(paper), term(f"paper_status.{paper.status}"))
    yield row(gettext("送"), called([paper.to_unit]))
    yield row(gettext("事由"), _cause(paper))
    yield row(gettext("文书内容"), words.get(f"paper.{paper.id}"))
    yield row(gettext("答复期限"), day_in_words(paper.reply_by) if paper.reply_by else "")
    yield row(gettext("答复内容"), words.get(f"paper.{paper.id}.answer"))


_page(
    "issue_paper",
    Action.ISSUE_PAPER,
    "issued",
    IssueForm,
    lambda work, key, form: warning.issue_paper(
        work, key, _chosen(work, key, form, "issued"), form.words.data
    ),
)
_page(
    "dismiss_paper",
    Action.DISMISS_PAPER,
    "dismissed",
    PaperReasonForm,
    lambda work, key, form: warning.dismiss_paper(
        work, key, _chosen(work, key, form, "dismissed"), form.reason.data
    ),
    danger=True,
)
_page(
    "acknowledge_paper",
    Action.ACKNOWLEDGE_PAPER,
    "acknowledged",
    PaperForm,
    lambda work, key, form: warning.acknowledge_paper(work, key, _chosen(work, key, form, "acknowledged")),
)
_page(
    "answer_paper",
    Action.ANSWER_PAPER,
    "answered",
    AnswerForm,
    lambda work, key, form: warning.answer_paper(
        work, key, _chosen(work, key, form, "answered"), form.answer.data
    ),
)
_page(
    "lift_paper",
    Action.LIFT_PAPER,
    "lifted",
    PaperReasonForm,
    lambda work, key, form: warning.lift_paper(
        work, key, _chosen(work, key, form, "lifted"), form.reason.data
    ),
)
_page(
    "void_paper",
    Action.VOID_PAPER,
    "void",
    PaperReasonForm,
    lambda work, key, form: warning.void_paper(work, key, int(form.number.data), form.reason.data),
    danger=True,
)
