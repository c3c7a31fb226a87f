"""Guards of what the group's heads decide: a proposal of the matter lies open, checked where it must be."""

from caseflow.domain.case import Case
from caseflow.domain.guards.base import Unmet, guard, no
from caseflow.domain.moment import Moment
from caseflow.domain.seats import COORDINATOR


@guard
def extension_open(case: Case, _: Moment) -> Unmet:
    """The lead unit asked before the date."""
    yield from _open(case, "extension", case.parties.lead_unit)


@guard
def exemption_open(case: Case, _: Moment) -> Unmet:
    """The coordinator proposed not to publish."""
    yield from _open(case, "exemption", COORDINATOR)


@guard
def revocation_open(case: Case, _: Moment) -> Unmet:
    """The coordinator proposed a revocation on a finding."""
    yield from _open(case, "revocation", COORDINATOR)


@guard
def rebound_open(case: Case, _: Moment) -> Unmet:
    """The coordinator proposed a rebound on a finding."""
    yield from _open(case, "rebound", COORDINATOR)


@guard
def amendment_open(case: Case, _: Moment) -> Unmet:
    """The lead unit proposed an amendment and the coordinator checked it."""
    yield from _open(case, "amendment", case.parties.lead_unit)
    proposal = case.open_decision("amendment")
    if proposal and proposal.checked_by is None:
        yield no("amendment_unchecked", COORDINATOR)


def _open(case: Case, matter: str, turn: str | None) -> Unmet:
    if case.open_decision(matter) is None:
        yield no("nothing_proposed", turn, matter=f"matter.{matter}")
