"""Folds what others say of a case: findings from outside, and the judgement that its date is out of reach."""

from datetime import date

from caseflow.domain.case.criticism import Criticism, CriticismKind, OutOfReach
from caseflow.domain.case.facts import Case
from caseflow.domain.case.fold import on
from caseflow.domain.event import Event
from caseflow.domain.replacing import replace


@on("record_criticism")
def _record(case: Case, event: Event) -> Case:
    found = Criticism(
        id=len(case.criticisms) + 1,
        kind=CriticismKind(event.data["kind"]),
        on=date.fromisoformat(event.data["on"]),
        entered_on=event.day,
        by=event.actor,
        files=tuple(event.data.get("files", ())),
        paper=event.data.get("paper"),
        visit=event.data.get("visit"),
    )
    return replace(case, criticisms=(*case.criticisms, found))


@on("settle_criticism")
def _settle(case: Case, event: Event) -> Case:
    number = event.data["id"]
    settled = (replace(one, settled_on=event.day) if one.id == number else one for one in case.criticisms)
    return replace(case, criticisms=tuple(settled))


@on("judge_out_of_reach")
def _judge(case: Case, event: Event) -> Case:
    judged = OutOfReach(date.fromisoformat(event.data["due"]), event.day, event.actor)
    return replace(case, out_of_reach=judged)


@on("withdraw_out_of_reach")
def _withdraw(case: Case, _: Event) -> Case:
    return replace(case, out_of_reach=None)
