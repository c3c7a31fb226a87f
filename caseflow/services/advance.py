"""The only place that moves a case through the table of its life."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from caseflow.domain import guards, lifecycle
from caseflow.domain.actions import Action
from caseflow.domain.actor import Actor
from caseflow.domain.case import Case
from caseflow.domain.errors import NotYet, Reason
from caseflow.domain.overdue import standing_application
from caseflow.domain.permissions import can
from caseflow.domain.terms import State, Step
from caseflow.services.access import case_for, held_case, moment
from caseflow.services.limits import after_suspension, of_state, written
from caseflow.services.record import record
from caseflow.services.work import Work


@dataclass(frozen=True, slots=True)
class Behalf:
    """Somebody else's act of another day, which the actor enters by `action`: its conditions are asked of them then."""

    actor: Actor
    day: date
    action: Action


def advance(
    work: Work,
    key: str,
    trigger: Action,
    data: Mapping[str, Any] | None = None,
    *,
    texts: Mapping[str, str] | None = None,
    to: State | None = None,
    stays: bool = False,
    occurred_at: str | None = None,
    behalf: Behalf | None = None,
) -> Case:
    """Takes a case along one arrow of the table and records it.

    `to` names the goal where the table leaves a choice; `stays` is a step that does not yet move the case (the
    first of two signatures); `behalf` enters what somebody did on paper. Raises Unknown, NotPermitted, or NotYet with
    every unmet condition.
    """
    case = case_for(work, key, behalf.action if behalf else trigger)
    goal = ready(work, case, trigger, to, behalf)
    moved: dict[str, Any] = {} if stays or goal is case.state else {"to": goal.value} | of_state(work, goal)
    if goal is State.CLOSED and case.suspended_on and moved:
        moved |= {"moved": written(after_suspension(work, case))}
    for_whom = behalf.actor.code if behalf else None
    given = dict(data or {}) | moved
    record(work, case.stream, trigger, given, texts=texts, occurred_at=occurred_at, on_behalf=for_whom)
    inform_whole(work, work.cases[key])
    return work.cases[key]


def inform_whole(work: Work, case: Case) -> None:
    """Tells a case with parts how they now stand: it is timely as the last of them is, and stands as they all do.

    Asked after every step of a part, and of the whole itself when it came back. What the city's heads signed, or are
    about to, holds every part closed: where one no longer is, the whole goes back to work and its signatures are void.
    A whole already closed was right while a part's problem had not come back: it is marked, as the part is.
    """
    whole = _whole_of(work, case)
    if whole is None or not whole.links.parts:
        return
    parts = moment(work, whole).parts
    if whole.state in (State.SIGNING, State.CLOSED):
        _fall_back(work, whole, parts)
    if work.cases[whole.key].state in (State.FILED, State.RECTIFYING):
        _note_application(work, work.cases[whole.key], parts)


def _whole_of(work: Work, case: Case) -> Case | None:
    """The case itself, or the whole of which it is a part or as a part of which it was filed again."""
    found: Case | None = case
    while found and found.links.rebound_of:
        found = held_case(work, found.links.rebound_of)
    return held_case(work, found.links.part_of) if found and found.links.part_of else case


def _fall_back(work: Work, whole: Case, parts: Sequence[Case]) -> None:
    if all(part.counts_as_closed for part in parts):
        return
    bound = {key for key, _ in whole.part_dossiers}
    revoked = any(part.key in bound and part.state is not State.CLOSED for part in parts)
    if whole.state is State.SIGNING or revoked:
        record(work, whole.stream, "fall_back", {"to": State.RECTIFYING.value})
    elif whole.links.rebound_as is None:
        again = next(part.key for part in parts if not part.counts_as_closed)
        record(work, whole.stream, "mark_rebound", {"new_case": again})


def _note_application(work: Work, whole: Case, parts: Sequence[Case]) -> None:
    applied = _applied(parts)
    if (applied is None) != (standing_application(whole) is None):
        record(work, whole.stream, "note_parts", {"applied_on": applied})


def _applied(parts: Sequence[Case]) -> str | None:
    """The day the last part applied, None while one has not."""
    days = [standing_application(part) for part in parts]
    return max(day for day in days if day).isoformat() if days and all(days) else None


def ready(
    work: Work, case: Case, trigger: Action, to: State | None = None, behalf: Behalf | None = None
) -> State:
    """The state the trigger leads to now. Raises NotYet with every unmet condition."""
    row = lifecycle.find(case.state, trigger)
    now = moment(work, case)
    if behalf:
        now = replace(now, actor=behalf.actor, day=behalf.day)
    unmet = [reason for answer in guards.ask(row.guards, case, now) for reason in answer.unmet]
    if unmet:
        raise NotYet(*unmet)
    if row.goal is lifecycle.Goal.BACK:
        to = case.before_merge
    return lifecycle.move(case.state, trigger, now.order(case), to)


def require_state(case: Case, action: Action, *states: State) -> None:
    """An act beside the table that belongs to certain states. Raises NotYet."""
    if case.state not in states:
        raise NotYet(
            Reason("lifecycle.wrong_state", {"state": f"state.{case.state}", "trigger": f"action.{action}"})
        )


def require_unsigned(case: Case) -> None:
    """Where signing lies behind, the dossier stands: only a recall or a return may change it. Raises NotYet."""
    if lifecycle.lies_behind(Step.SIGNATURES, case.state, case.order):
        raise NotYet(Reason("evidence.signed", {}))


def available(work: Work, case: Case) -> Mapping[Action, tuple[guards.Answer, ...]]:
    """The triggers this actor may use in this state, each with every guard's answer: buttons come from here."""
    now = moment(work, case)
    found = {}
    for trigger in lifecycle.TRIGGERS:
        row = lifecycle.row_for(case.state, trigger)
        if row and can(work.actor, trigger, case, work.city, work.day):
            found[trigger] = guards.ask(row.guards, case, now)
    return found
