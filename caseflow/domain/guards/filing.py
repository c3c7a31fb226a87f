"""Guards of filing, assignment, transfer and merging."""

from collections.abc import Callable

from caseflow.domain.case import Case
from caseflow.domain.guards.base import Unmet, guard, no
from caseflow.domain.moment import Moment
from caseflow.domain.seats import COORDINATOR
from caseflow.domain.terms import Kind, Settlement

NEEDS: dict[str, Callable[[Case], bool]] = {
    "lead_unit": lambda case: case.parties.lead_unit is not None,
    "locality": lambda case: case.parties.locality is not None,
    "responsible_unit": lambda case: bool(case.parties.responsible),
    "acceptance_unit": lambda case: case.parties.acceptance_unit is not None,
    "goal": lambda case: "goal" in case.texts,
    "measure": lambda case: any(not measure.withdrawn for measure in case.measures),
    "due": lambda case: case.due.day is not None or case.due.standing,
    "feedback_limit": lambda case: case.feedback_due is not None or case.links.rebound_of is not None,
    "verdict": lambda case: case.verdict is not None,
    "settled": lambda case: case.settlement is Settlement.SETTLED,
}
"""What the rulebook may ask of a kind of case, by the names of `requirements.<kind>.<trigger>`."""


@guard
def no_open_assignment(case: Case, _: Moment) -> Unmet:
    """A case lies with one lead unit at a time."""
    if case.assignment and case.assignment.open:
        yield no("assignment_open", case.parties.lead_unit, limit=case.assignment.limit.isoformat())


@guard
def assigned(case: Case, _: Moment) -> Unmet:
    """Only what was handed over can be accepted or returned."""
    if not (case.assignment and case.assignment.open):
        yield no("not_assigned", COORDINATOR)
    elif case.parties.lead_unit in case.awaiting:
        yield no("successor_unnamed", COORDINATOR, unit=case.parties.lead_unit)


@guard
def assignment_limit_passed(case: Case, moment: Moment) -> Unmet:
    """The clock deems accepted only after the limit."""
    if case.assignment and case.assignment.open and moment.day <= case.assignment.limit:
        yield no("assignment_limit_runs", case.parties.lead_unit, limit=case.assignment.limit.isoformat())


@guard
def not_designated(case: Case, _: Moment) -> Unmet:
    """A designation (指定) is final."""
    if case.assignment and case.assignment.designated:
        yield no("designated", case.parties.lead_unit)


@guard
def filing_complete(case: Case, moment: Moment) -> Unmet:
    """What the rulebook asks of this kind before work begins; a rebound case has no feedback limit."""
    yield from needed(case, moment, f"requirements.{case.kind}.accept_assignment", COORDINATOR)


@guard
def closure_requirements(case: Case, moment: Moment) -> Unmet:
    """What the rulebook asks of this kind before closure is applied for."""
    yield from needed(case, moment, f"requirements.{case.kind}.apply_closure", case.parties.lead_unit)


@guard
def transfer_accepted(case: Case, _: Moment) -> Unmet:
    """The new lead unit has taken the case over."""
    if case.transfer_to is None:
        yield no("no_transfer_offered", COORDINATOR)
    elif not case.transfer_accepted:
        yield no("transfer_not_accepted", case.transfer_to)


@guard
def is_petition(case: Case, _: Moment) -> Unmet:
    """Findings, feedback and merging belong to petitions."""
    if case.kind is not Kind.PETITION:
        yield no("not_a_petition")


@guard
def not_merged_into(case: Case, _: Moment) -> Unmet:
    """A case that others were merged into stays."""
    if case.links.merged_from:
        yield no("is_main_case", COORDINATOR)


def needed(case: Case, moment: Moment, key: str, turn: str | None) -> Unmet:
    """One reason for each thing the rulebook asks under this key and the case lacks."""
    for need in moment.rules.codes(key):
        if not NEEDS[need](case):
            yield no(f"no_{need}", turn)
