"""What people did in the demonstration with the papers the clock proposed: dismissed, issued, answered, lifted."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from sqlalchemy import Engine, select

from caseflow.demo.acts import COORDINATOR, Act, Post, Stage, officer
from caseflow.demo.people import CITY
from caseflow.demo.workdays import workdays_after
from caseflow.domain.case import Case
from caseflow.domain.case.paper import OPEN, Paper
from caseflow.domain.days import limit_end
from caseflow.domain.ladder import skipped
from caseflow.domain.obligations import INSPECTED
from caseflow.domain.terms import DayUnit, Office, State
from caseflow.services import laddering, replying
from caseflow.services.access import held_case
from caseflow.services.laddering import FOLLOWS, MEETS, Meeting, answerable, cause_stands, to_be_held
from caseflow.services.replying import Answer
from caseflow.services.work import Work
from caseflow.store.procedure import PaperRow
from caseflow.transaction import looking

DECIDED, RECEIVED, HELD, ANSWERED, LIFTED = 1, 2, 4, 6, 12
"""Working days after the proposal on which each step was taken."""
PROMISED = 20
"""Days within which an answer promises to finish."""
PARTY, GOVERNMENT = Post(Office.PARTY_HEAD, CITY), Post(Office.GOVERNMENT_HEAD, CITY)
Step = Callable[[Work, Case, Paper], object]


def paper_acts(engine: Engine, day: date) -> Iterator[Act]:
    """The acts that follow from what was proposed on a day."""
    asked = select(PaperRow.case, PaperRow.id, PaperRow.to_unit).where(
        PaperRow.status == "proposed", PaperRow.proposed_on == day
    )
    with looking(engine) as session:
        found = session.execute(asked.order_by(PaperRow.case, PaperRow.id)).all()
    for key, number, unit in found:
        for after, stage, post, step in (
            (DECIDED, Stage.DECIDE, COORDINATOR, _decide),
            (DECIDED, Stage.SIGN_PARTY, PARTY, _sign),
            (DECIDED, Stage.SIGN_GOVERNMENT, GOVERNMENT, _sign),
            (RECEIVED, Stage.DECIDE, officer(unit), _receive),
            (HELD, Stage.DECIDE, COORDINATOR, _hold),
            (HELD, Stage.DECIDE, COORDINATOR, _conclude),
            (ANSWERED, Stage.DECIDE, officer(unit), _answer),
            (LIFTED, Stage.DECIDE, COORDINATOR, _lift),
        ):
            yield Act(workdays_after(day, after), stage, post, key, partial(_on_paper, step, key, number))


def _on_paper(step: Step, key: str, number: int, work: Work) -> None:
    """One step of a paper, where it stands so that somebody takes it."""
    case = held_case(work, key)
    if case:
        step(work, case, case.papers[number - 1])


def _decide(work: Work, case: Case, paper: Paper) -> None:
    """What has settled itself is dismissed; a draft below another one waits and is answered by it."""
    if paper.status not in FOLLOWS["issued"]:
        return
    order = work.book.codes("ladder.order")
    above = order[order.index(paper.rung) :]
    others = [one for one in case.papers if one.rung in above and one.id != paper.id]
    if case.state is not State.RECTIFYING or not cause_stands(work, case, paper):
        laddering.dismiss_paper(work, case.key, paper.id, "提示的事由已经消除。")
    elif any(one.status in {*OPEN, "submitted"} for one in others):
        laddering.dismiss_paper(work, case.key, paper.id, "同级或者上一级的文书正在办理，不重复发文。")
    elif not any(one.status == "proposed" and one.rung != paper.rung for one in others):
        _issue(work, case, paper)


def _issue(work: Work, case: Case, paper: Paper) -> None:
    words = "进度滞后或时限临近，请倒排工期，按期完成，并书面答复补救措施。"
    reason = "事由紧急，直接采取这一级措施。" if skipped(case, work.book, paper.rung) else ""
    meeting = None
    if paper.rung in MEETS:
        on = limit_end(work.calendar, work.day, HELD - DECIDED, DayUnit.WORKDAY, after=True).end
        meeting = Meeting(on, "市整改办会议室", "被约谈单位主要负责同志", "整改进展书面材料")
    order = work.book.codes("ladder.order")
    below = order[: order.index(paper.rung) + 1]
    drafts = [
        one for one in case.papers if one.status == "proposed" and one.rung in below and one.id != paper.id
    ]
    merge = [one.id for one in drafts if one.to_unit == paper.to_unit]
    team = "市整改办专项督察组" if paper.rung == INSPECTED else ""
    laddering.issue_paper(
        work, case.key, paper.id, words, merge=merge, reason=reason, meeting=meeting, team=team
    )


def _sign(work: Work, case: Case, paper: Paper) -> None:
    if paper.status == "submitted":
        laddering.sign_paper(work, case.key, paper.id, agrees=True)


def _receive(work: Work, case: Case, paper: Paper) -> None:
    if paper.status in FOLLOWS["acknowledged"]:
        replying.acknowledge_paper(work, case.key, paper.id)


def _hold(work: Work, case: Case, paper: Paper) -> None:
    if to_be_held(paper):
        minutes = (
            "通报整改进度和存在的问题。",
            "说明了滞后的原因。",
            "一个月内追回进度，按周报告。",
            "表示照办。",
        )
        said = dict(zip(replying.MINUTES, minutes, strict=True))
        replying.hold_interview(work, case.key, paper.id, work.day, said)


def _conclude(work: Work, case: Case, paper: Paper) -> None:
    if paper.rung == INSPECTED and paper.status in OPEN and paper.concluded_on is None:
        found = "剩余措施没有按方案推进，责任没有落实到人。"
        replying.conclude_inspection(work, case.key, paper.id, found, "限一个月内完成，逐周报告进度。")


def _answer(work: Work, case: Case, paper: Paper) -> None:
    if answerable(paper):
        words = {
            "cause": "前期进度安排不紧，施工力量不足。",
            "measures": "已倒排工期，增派力量，按周调度，确保按期完成。",
            "person": "分管负责同志",
            "result": "已完成整改台账核对，措施正在推进。",
        }
        answer = Answer(items=words, finish_by=work.day + timedelta(days=PROMISED))
        replying.answer_paper(work, case.key, paper.id, answer)


def _lift(work: Work, case: Case, paper: Paper) -> None:
    if paper.status == "answered":
        replying.lift_paper(work, case.key, paper.id, "补救措施已落实，文书予以解除。")
