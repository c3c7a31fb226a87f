"""Folds the papers of the ladder, each a small machine of its own beside the state."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from caseflow.domain.case.facts import Case
from caseflow.domain.case.fold import on
from caseflow.domain.case.parts import Paper
from caseflow.domain.event import Event, day_of

DRAFTS = frozenset({"propose_paper", "dismiss_paper"})
"""What happens to a paper while it is the office's draft."""


def issued(case: Case) -> tuple[Paper, ...]:
    """The papers that left the office; one proposed or dismissed is its draft."""
    return tuple(paper for paper in case.papers if paper.ordinal is not None)


def paper_by(case: Case, id_: int) -> Paper:
    """The paper of this number on the record; where drafts are not seen, the others keep theirs."""
    return next(paper for paper in case.papers if paper.id == id_)


def without_drafts(case: Case, events: Iterable[Event]) -> tuple[Case, tuple[Event, ...]]:
    """The case and its course as whoever may not see drafts knows them: without a trace or a gap."""
    left = tuple(event for event in events if event.type not in DRAFTS)
    return replace(case, papers=issued(case)), left


def length_without_drafts(case: Case) -> int:
    """How many events of the case those know who may not see drafts."""
    return case.events - len(case.papers) - sum(paper.status == "dismissed" for paper in case.papers)


@on("propose_paper")
def _propose(case: Case, event: Event) -> Case:
    data = event.data
    paper = Paper(len(case.papers) + 1, data["rung"], data["rule"], data["unit"], "proposed", event.day)
    return replace(case, papers=(*case.papers, paper))


@on("issue_paper")
def _issue(case: Case, event: Event) -> Case:
    ordinal = 1 + len(issued(case))
    days = {"issued_on": event.day, "reply_by": day_of(event.data, "reply_by")}
    return _step(case, event, "issued", ordinal=ordinal, number=event.data.get("number"), **days)


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


@on("void_paper")
def _void(case: Case, event: Event) -> Case:
    return _step(case, event, "void", ended_on=event.day)


@on("escalate_paper")
def _escalate(case: Case, event: Event) -> Case:
    return _step(case, event, "escalated", ended_on=event.day)


def _step(case: Case, event: Event, status: str, **facts: Any) -> Case:
    number = event.data["id"]
    papers = tuple(
        replace(paper, status=status, **facts) if paper.id == number else paper for paper in case.papers
    )
    return replace(case, papers=papers)
