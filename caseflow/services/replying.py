"""An issued paper until it ends: received, answered, the answer checked; an interview held; lifted or made void."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.criticism import CriticismKind
from caseflow.domain.case.paper import OPEN, Paper
from caseflow.domain.case.papers import PRAISE
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Reason
from caseflow.domain.ladder import WAITING
from caseflow.domain.obligations import INSPECTED
from caseflow.domain.permissions import acts_for
from caseflow.domain.register import PaperKind
from caseflow.services.criticising import record_criticism
from caseflow.services.inputs import on_the_case, past_day, said, storable
from caseflow.services.laddering import MEETS, OVER, answerable, drawn
from caseflow.services.limits import ends
from caseflow.services.numbering import give_number, void_number
from caseflow.services.record import record
from caseflow.services.texts import read_texts
from caseflow.services.work import Work

FINISH_BY = "finish_by"
"""The one item of an answer that is a day."""
REST = "rest"
"""What an answer says beside its items."""
MINUTES = ("cause", "heard", "demand", "pledge")
"""The four steps of an interview that its minutes keep: 说明事由, 被约谈方说明, 要求与时限, 表态."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer says: the rulebook's items by code, the day by which it will be done, and what else there is."""

    words: str = ""
    items: Mapping[str, str] = field(default_factory=dict)
    finish_by: date | None = None


def items_of(work: Work, rung: str) -> tuple[str, ...]:
    """What an answer to a paper of this rung must say; nothing by itself where the rulebook does not tell."""
    rule = f"ladder.{rung}.answer"
    return work.book.codes(rule) if rule in work.book.rules else ()


def acknowledge_paper(work: Work, key: str, number: int) -> Case:
    """The addressee has received the paper (签收)."""
    case, paper = drawn(work, key, number, Action.ACKNOWLEDGE_PAPER, "acknowledged")
    _ask_addressee(work, paper)
    record(work, case.stream, "acknowledge_paper", {"id": number})
    return work.cases[key]


def answer_paper(
    work: Work,
    key: str,
    number: int,
    answer: Answer,
    *,
    files: Iterable[int] = (),
) -> Case:
    """The addressee answers, with evidence that lies on the case; after an interview this is its written report.

    Raises NotYet before the interview was held, BadInput for what the rulebook has an answer say and this one does
    not, or a file that is not there.
    """
    case, paper = drawn(work, key, number, Action.ANSWER_PAPER, "answered")
    _ask_addressee(work, paper)
    if not answerable(paper):
        raise NotYet(Reason("interview.not_held", {}))
    named = on_the_case(case, files)
    data: dict[str, Any] = {"id": number, "check_by": ends(work, "ladder.check").isoformat()}
    texts = _answered(work, paper, answer, data)
    record(work, case.stream, "answer_paper", data | ({"files": named} if named else {}), texts=texts)
    return work.cases[key]


def return_answer(work: Work, key: str, number: int, until: date, reason: str) -> Case:
    """The office does not take the answer; another one is due by a day it names."""
    case, paper = drawn(work, key, number, Action.RETURN_ANSWER, "lifted")
    if paper.status != "answered":
        raise NotYet(Reason("paper.wrong_status", {"status": f"paper_status.{paper.status}"}))
    if until < work.day:
        raise BadInput(Reason("day.before", {"day": until.isoformat(), "first": work.day.isoformat()}))
    data = {"id": number, "reply_by": until.isoformat()}
    record(work, case.stream, "return_answer", data, texts={"reason": said("reason", reason)})
    return work.cases[key]


def lift_paper(work: Work, key: str, number: int, reason: str) -> Case:
    """The coordinator lifts a paper whose cause has gone; after an interview this is the check of its report (核查)."""
    case, _ = drawn(work, key, number, Action.LIFT_PAPER, "lifted")
    record(work, case.stream, "lift_paper", {"id": number}, texts={"reason": said("reason", reason)})
    return work.cases[key]


def void_paper(work: Work, key: str, number: int, reason: str) -> Case:
    """An issued paper that should not have gone out is withdrawn; its number stays with it, marked void (作废)."""
    case, paper = drawn(work, key, number, Action.VOID_PAPER, "void")
    why = said("reason", reason)
    if paper.number:
        void_number(work, PaperKind(paper.rung), paper.number)
    record(work, case.stream, "void_paper", {"id": number}, texts={"reason": why})
    return work.cases[key]


def conclude_inspection(
    work: Work, key: str, number: int, findings: str, report: str, *, hand_on: bool = False
) -> Case:
    """What a special inspection found, and its report. Once; `hand_on` enters the findings as one from outside too."""
    case, paper = drawn(work, key, number, Action.CONCLUDE_INSPECTION, "lifted")
    if paper.rung != INSPECTED or paper.concluded_on:
        raise NotYet(Reason("inspection.none", {}))
    texts = {
        f"paper.{number}.findings": said("findings", findings),
        f"paper.{number}.conclusion": said("conclusion", report),
    }
    record(work, case.stream, "conclude_inspection", {"id": number}, texts=texts)
    if hand_on:
        team = read_texts(work.session, [case.texts.get(f"paper.{number}.team", "")])
        finder = next(iter(team.values()), "") or paper.number or ""
        kind = CriticismKind.SITE_CHECK
        record_criticism(work, key, kind, finder, work.day, findings, paper=paper.ordinal)
    return work.cases[key]


def hold_interview(work: Work, key: str, number: int, on: date, minutes: dict[str, str]) -> Case:
    """The interview was held; its minutes bear a number, and the written report is owed from that day.

    `minutes` holds what was said at each of the four steps. Raises BadInput for one left out.
    """
    case, paper = drawn(work, key, number, Action.HOLD_INTERVIEW, "held")
    if paper.rung not in MEETS or paper.issued_on is None:
        raise NotYet(Reason("interview.none", {}))
    past_day(work, on, paper.issued_on)
    texts = {f"paper.{number}.minutes.{step}": said("words", minutes.get(step)) for step in MINUTES}
    given = give_number(work, PaperKind.MINUTES, case.stream, unit=paper.to_unit)
    reply_by = ends(work, f"ladder.{paper.rung}.reply", on).isoformat()
    data = {"id": number, "on": on.isoformat(), "reply_by": reply_by, "minutes": given}
    record(work, case.stream, "hold_interview", data, texts=texts, occurred_at=on.isoformat())
    return work.cases[key]


def _ask_addressee(work: Work, paper: Paper) -> None:
    """Raises NotPermitted where the paper went to another unit, whatever part the actor's own has in the case."""
    if not acts_for(work.actor, paper.to_unit, work.city):
        raise NotPermitted(Reason("paper.other_addressee", {"unit": paper.to_unit}))


def _answered(work: Work, paper: Paper, answer: Answer, data: dict[str, Any]) -> dict[str, str]:
    """The texts of an answer, each item by its name; puts which there are, and the day, into the event's data."""
    wanted = items_of(work, paper.rung)
    given = {
        code: words for code, text in answer.items.items() if (words := storable("answer", text.strip()))
    }
    had = {*given, *((FINISH_BY,) if answer.finish_by else ())}
    if missing := [code for code in wanted if code not in had]:
        raise BadInput(Reason("answer.incomplete", {"items": "answer_item." + "|".join(missing)}))
    items = [code for code in wanted if code in had]
    of_it = f"paper.{paper.id}.answer"
    texts = {f"{of_it}.{code}": given[code] for code in items if code != FINISH_BY}
    if items:
        data["items"] = items
    if FINISH_BY in items and answer.finish_by:
        data[FINISH_BY] = answer.finish_by.isoformat()
    words = storable("answer", answer.words.strip()) if items else said("answer", answer.words)
    if items and words:
        data["items"] = [*items, REST]
    return texts | {of_it: words}


def settle_papers(work: Work, case: Case) -> int:
    """What still lies open on a case that was closed or merged ends with it; how many papers did."""
    if case.state not in OVER:
        return 0
    work.office = work.actor.code
    found = [one for one in case.papers if one.status in WAITING | OPEN and one.rung != PRAISE]
    for paper in found:
        type_ = "dismiss_paper" if paper.status in WAITING else "lift_paper"
        record(work, case.stream, type_, {"id": paper.id, "why": case.state.value})
    return len(found)
