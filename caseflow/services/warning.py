"""Papers of the ladder; of its rungs, the warning letter (预警函). The system proposes, a person issues."""

from datetime import timedelta

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.parts import Paper
from caseflow.domain.errors import BadInput, NotYet, Reason
from caseflow.domain.overdue import standing_application
from caseflow.domain.register import PaperKind
from caseflow.domain.terms import Progress, State
from caseflow.services.access import case_for
from caseflow.services.inputs import said
from caseflow.services.limits import ends
from caseflow.services.numbering import give_number, void_number
from caseflow.services.record import record
from caseflow.services.work import Work

FOLLOWS = {
    "issued": ("proposed",),
    "dismissed": ("proposed",),
    "acknowledged": ("issued",),
    "answered": ("issued", "acknowledged"),
    "lifted": ("issued", "acknowledged", "answered"),
    "void": ("issued", "acknowledged"),
}
"""From which status a paper may come to which."""


def due_warning(work: Work, case: Case) -> str | None:
    """The rulebook's condition on which a warning letter is to be proposed today, None for none.

    Asked once per due date and per lagging month: a paper that lies open or was judged for the same cause is enough.
    """
    if case.state is not State.RECTIFYING or standing_application(case) or case.parties.lead_unit is None:
        return None
    when = work.book.thresholds("ladder.warning.when")
    for condition, n in when.items():
        cause = _cause(work, case, condition, n)
        if cause and not any(paper.rule == cause and paper.status != "void" for paper in case.papers):
            return cause
    return None


def propose_warning(work: Work, case: Case, cause: str) -> None:
    """Puts a proposal of a warning letter on record; the coordinator issues or dismisses it."""
    work.office = work.actor.code
    data = {"rung": "warning", "rule": cause, "unit": case.parties.lead_unit}
    record(work, case.stream, "propose_paper", data)


def issue_paper(work: Work, key: str, number: int, words: str) -> Case:
    """A person issues a proposed paper under the next number of its kind; the addressee's limit to answer begins."""
    case, paper = _paper(work, key, number, Action.ISSUE_PAPER, "issued")
    limit = ends(work, f"ladder.{paper.rung}.reply").isoformat()
    texts = {f"paper.{number}": said("words", words)}
    given = give_number(work, PaperKind(paper.rung), case.stream, paper=number, unit=paper.to_unit)
    data = {"id": number, "reply_by": limit, "number": given}
    record(work, case.stream, "issue_paper", data, texts=texts)
    return work.cases[key]


def void_paper(work: Work, key: str, number: int, reason: str) -> Case:
    """An issued paper that should not have gone out is withdrawn; its number stays with it, marked void (作废)."""
    case, paper = _paper(work, key, number, Action.VOID_PAPER, "void")
    why = said("reason", reason)
    if paper.number:
        void_number(work, PaperKind(paper.rung), paper.number, why)
    record(work, case.stream, "void_paper", {"id": number}, texts={"reason": why})
    return work.cases[key]


def dismiss_paper(work: Work, key: str, number: int, reason: str) -> Case:
    """A person decides against a proposed paper, with a reason."""
    case, _ = _paper(work, key, number, Action.DISMISS_PAPER, "dismissed")
    record(work, case.stream, "dismiss_paper", {"id": number}, texts={"reason": said("reason", reason)})
    return work.cases[key]


def acknowledge_paper(work: Work, key: str, number: int) -> Case:
    """The addressee has received the paper."""
    case, _ = _paper(work, key, number, Action.ACKNOWLEDGE_PAPER, "acknowledged")
    record(work, case.stream, "acknowledge_paper", {"id": number})
    return work.cases[key]


def answer_paper(work: Work, key: str, number: int, answer: str) -> Case:
    """The addressee answers."""
    case, _ = _paper(work, key, number, Action.ANSWER_PAPER, "answered")
    texts = {f"paper.{number}.answer": said("answer", answer)}
    record(work, case.stream, "answer_paper", {"id": number}, texts=texts)
    return work.cases[key]


def lift_paper(work: Work, key: str, number: int, reason: str) -> Case:
    """The coordinator lifts a paper whose cause has gone."""
    case, _ = _paper(work, key, number, Action.LIFT_PAPER, "lifted")
    record(work, case.stream, "lift_paper", {"id": number}, texts={"reason": said("reason", reason)})
    return work.cases[key]


def _cause(work: Work, case: Case, condition: str, n: int) -> str | None:
    """The condition and what it is about, so that the same cause is proposed once."""
    due = case.due.day
    if condition == "days_before_due" and due and due - timedelta(days=n) <= work.day <= due:
        return f"{condition}:{due.isoformat()}"
    if condition == "lagging_months":
        lagging = [r for r in case.reports if r.confirmed is Progress.LAGGING]
        months = list(dict.fromkeys(report.month for report in lagging))
        if len(months) >= n:
            return f"{condition}:{months[-1]}"
    return None


def _paper(work: Work, key: str, number: int, action: Action, status: str) -> tuple[Case, Paper]:
    case = case_for(work, key, action)
    paper = next((p for p in case.papers if p.id == number), None)
    if paper is None:
        raise BadInput(Reason("paper.unknown", {}))
    if paper.status not in FOLLOWS[status]:
        raise NotYet(Reason("paper.wrong_status", {"status": f"paper_status.{paper.status}"}))
    return case, paper
