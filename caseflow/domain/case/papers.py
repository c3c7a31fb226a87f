"""Folds the papers of the ladder, each a small machine of its own beside the state."""

from dataclasses import replace
from typing import Any

from caseflow.domain.case.facts import Case
from caseflow.domain.case.fold import on
from caseflow.domain.case.parts import Paper
from caseflow.domain.event import Event, day_of


@on("propose_paper")
def _propose(case: Case, event: Event) -> Case:
    data = event.data
    paper = Paper(len(case.papers) + 1, data["rung"], data["rule"], data["unit"], "proposed", event.day)
    return replace(case, papers=(*case.papers, paper))


@on("issue_paper")
def _issue(case: Case, event: Event) -> Case:
    return _step(case, event, "issued", issued_on=event.day, reply_by=day_of(event.data, "reply_by"))


@on("dismiss_paper")
def _dismiss(case: Case, event: Event) -> Case:
    return _step(case, event, "dismissed", ended_on=event.day)


@on("acknowledge_paper")
def _acknowledge(case: Case, event: Event) -> Case:
    return _step(case, event, "acknowledged", acknowledged_on=event.day)


@on("answer_paper")
def _answer(case: Case, event: Event) -> Case:
    return _step(case, event, "answered", answered_on=event.day)


@on("lift_paper")
def _lift(case: Case, event: Event) -> Case:
    return _step(case, event, "lifted", ended_on=event.day)


@on("escalate_paper")
def _escalate(case: Case, event: Event) -> Case:
    return _step(case, event, "escalated", ended_on=event.day)


def _step(case: Case, event: Event, status: str, **days: Any) -> Case:
    number = event.data["id"]
    papers = tuple(
        replace(paper, status=status, **days) if paper.id == number else paper for paper in case.papers
    )
    return replace(case, papers=papers)
