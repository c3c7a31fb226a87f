"""Folds what the group's heads decide, and what comes after closure."""

from typing import Any

from caseflow.domain.case.clocks import moved
from caseflow.domain.case.facts import Case
from caseflow.domain.case.fold import on
from caseflow.domain.case.moves import RECTIFY, Move
from caseflow.domain.case.parts import Application, ApplicationStatus, Closure, Decision, Finding, Year
from caseflow.domain.case.rounds import back_to_rectifying, set_application
from caseflow.domain.case.waits import APPLY, OPINION, ended
from caseflow.domain.event import Event, day_of, days_of
from caseflow.domain.replacing import replace
from caseflow.domain.terms import Step

PROPOSED = "proposed."
"""How the texts of an amendment are named while they wait beside the old ones."""


@on("propose")
def _propose(case: Case, event: Event) -> Case:
    decision = Decision(
        id=len(case.decisions) + 1,
        matter=event.data["matter"],
        proposed_by=event.actor,
        proposed_on=event.day,
        to_day=day_of(event.data, "to_day"),
        content=event.data.get("content", {}),
        words={
            name.removeprefix(PROPOSED): d for name, d in event.texts.items() if name.startswith(PROPOSED)
        },
        decide_by=day_of(event.data, "limit"),
    )
    return replace(case, decisions=(*case.decisions, decision))


@on("check_proposal")
def _check(case: Case, event: Event) -> Case:
    return _changed(case, event, checked_by=event.actor)


@on("decide")
def _decide(case: Case, event: Event) -> Case:
    data = event.data
    old = case.decisions[data["id"] - 1]
    votes = (*old.votes, (data["box"], data["agrees"], event.actor, event.day))
    outcome = data.get("outcome")
    return _changed(case, event, votes=votes, outcome=outcome, decided_on=event.day if outcome else None)


@on("extend")
def _extend(case: Case, event: Event) -> Case:
    later = day_of(event.data, "due")
    due = replace(case.due, day=later, provisional=False, extensions=case.due.extensions + 1)
    return replace(case, due=due, moves=(*case.moves, *_of_date(case, event, "extend")))


@on("redate")
def _redate(case: Case, event: Event) -> Case:
    """Dates that were counted without a published calendar, or by one that has changed, are counted anew."""
    case = moved(case, days_of(event.data, "moved"), "redate", event.day)
    due = day_of(event.data, "due")
    if due is None:
        return case
    move = _of_date(case, event, "redate")
    return replace(case, due=replace(case.due, day=due, provisional=False), moves=(*case.moves, *move))


@on("enter_finding")
def _enter(case: Case, event: Event) -> Case:
    data = event.data
    limit = day_of(data, "limit")
    finding = Finding(len(case.after) + 1, data["asks"], event.day, event.actor, data["origin"], limit)
    return replace(case, after=(*case.after, finding))


@on("revoke_closure")
def _revoke(case: Case, event: Event) -> Case:
    """Objections have had their way."""
    objections = tuple(
        o if o.answer else replace(o, answer="upheld", answered_on=event.day) for o in case.objections
    )
    return back_to_rectifying(_reopened(replace(case, objections=objections)), "revoke_closure")


@on("rebound")
@on("mark_rebound")
def _rebound(case: Case, event: Event) -> Case:
    return replace(case, links=replace(case.links, rebound_as=event.data["new_case"]))


@on("settle_finding")
def _settle(case: Case, event: Event) -> Case:
    number = event.data["id"]
    return replace(case, after=tuple(replace(f, decided=True) if f.id == number else f for f in case.after))


@on("file_up")
def _file_up(case: Case, event: Event) -> Case:
    return replace(case, closure=replace(case.closure or Closure(event.day), filed_up_on=event.day))


@on("expect_year")
def _expect_year(case: Case, event: Event) -> Case:
    return _with_year(case, event, expected_on=event.day, report_by=day_of(event.data, "due"))


@on("report_year")
def _report_year(case: Case, event: Event) -> Case:
    """A new report asks for a new word on the year."""
    return _with_year(
        case, event, reported_on=event.day, confirmed=None, on=None, confirm_by=day_of(event.data, "limit")
    )


@on("confirm_year")
def _confirm_year(case: Case, event: Event) -> Case:
    return _with_year(case, event, confirmed=event.data["confirmed"], on=event.day)


@on("note_parts")
def _note_parts(case: Case, event: Event) -> Case:
    """When the last locality part has applied, the whole has; when one falls back, so does the whole."""
    applied = day_of(event.data, "applied_on")
    if applied is None:
        return set_application(case, ApplicationStatus.FALLEN)
    return replace(case, applications=(*case.applications, Application(applied)))


@on("fall_back")
def _fall_back(case: Case, _: Event) -> Case:
    """A part of a gathered whole is no longer closed: the whole goes back to work with it."""
    return back_to_rectifying(_reopened(case), "fall_back")


@on("gather_parts")
def _gather(case: Case, event: Event) -> Case:
    """What the city's heads sign holds the dossier of each part as it then stood."""
    order = tuple(Step(step) for step in event.data["order"])
    parts = tuple((key, digest) for key, digest in event.data["parts"])
    case = replace(case, order=order, part_dossiers=parts, waits=ended(case.waits, OPINION, APPLY))
    return set_application(case, ApplicationStatus.ACCEPTED)


def _of_date(case: Case, event: Event, why: str) -> tuple[Move, ...]:
    """How the rectification date came to be another one."""
    was, now = case.due.day, day_of(event.data, "due")
    return (Move(RECTIFY, was, now, why, event.day),) if was and now else ()


def _reopened(case: Case) -> Case:
    """The closure stays on file; a rebound that marked it marks no later one."""
    closed = (*case.closed_before, case.closure) if case.closure else case.closed_before
    return replace(case, closure=None, closed_before=closed, links=replace(case.links, rebound_as=None))


def _with_year(case: Case, event: Event, **change: Any) -> Case:
    number = event.data["year"]
    before = next((y for y in case.years if y.year == number), Year(number))
    return replace(case, years=(*(y for y in case.years if y.year != number), replace(before, **change)))


def _changed(case: Case, event: Event, **change: Any) -> Case:
    number = event.data["id"]
    decisions = tuple(replace(d, **change) if d.id == number else d for d in case.decisions)
    return replace(case, decisions=decisions)
