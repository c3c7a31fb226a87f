"""The only place that moves a case through the table of its life."""

from collections.abc import Mapping
from typing import Any

from caseflow.domain import guards, lifecycle
from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import NotYet, Reason
from caseflow.domain.overdue import standing_application
from caseflow.domain.permissions import can
from caseflow.domain.terms import State, Step
from caseflow.services.access import case_for, held_case, moment
from caseflow.services.limits import of_state
from caseflow.services.record import record
from caseflow.services.work import Work


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
) -> Case:
    """Takes a case along one arrow of the table and records it.

    `to` names the goal where the table leaves a choice; `stays` is a step that does not yet move the case (the
    first of two signatures). Raises Unknown, NotPermitted, or NotYet with every unmet condition.
    """
    case = case_for(work, key, trigger)
    goal = ready(work, case, trigger, to)
    moved = {} if stays or goal is case.state else {"to": goal.value} | of_state(work, goal)
    record(work, case.stream, trigger, dict(data or {}) | moved, texts=texts, occurred_at=occurred_at)
    inform_whole(work, work.cases[key])
    return work.cases[key]


def inform_whole(work: Work, part: Case) -> None:
    """Tells a case with parts whether all of them have now applied; it is timely as the last of them is.

    Asked after every step of a part, and of the whole itself when it came back; once gathered it stands by itself.
    """
    whole = held_case(work, part.links.part_of) if part.links.part_of else part
    if whole is None or not whole.links.parts or whole.state not in (State.FILED, State.RECTIFYING):
        return
    parts = [held_case(work, key) for key in whole.links.parts]
    days = [standing_application(one) if one else None for one in parts]
    applied = max((day for day in days if day), default=None) if all(days) else None
    standing = standing_application(whole)
    if (applied is None) != (standing is None):
        record(work, whole.stream, "note_parts", {"applied_on": applied.isoformat() if applied else None})


def ready(work: Work, case: Case, trigger: Action, to: State | None = None) -> State:
    """The state the trigger leads to now. Raises NotYet with every unmet condition."""
    row = lifecycle.find(case.state, trigger)
    now = moment(work, case)
    unmet = [reason for answer in guards.ask(row.guards, case, now) for reason in answer.unmet]
    if unmet:
        raise NotYet(*unmet)
    if row.goal is lifecycle.Goal.BACK:
        to = case.before_merge
    return lifecycle.move(case.state, trigger, now.order(case), to)


def require(work: Work, case: Case, *names: str) -> None:
    """Asks guards by name for an act that moves nothing. Raises NotYet with every unmet condition."""
    answers = guards.ask(names, case, moment(work, case))
    unmet = [reason for answer in answers for reason in answer.unmet]
    if unmet:
        raise NotYet(*unmet)


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
