"""Whose turn it is: one answer for pages, lists and dwell times."""

from caseflow.domain.case import Case
from caseflow.domain.terms import Office, State

COORDINATOR = Office.COORDINATOR.value
GROUP = "group_head"
BOXES = {"party": Office.PARTY_HEAD, "government": Office.GOVERNMENT_HEAD}


def head(office: Office, unit: str) -> str:
    """The post whose holder signs, as a code: `party_head/tiexi`."""
    return f"{office.value}/{unit}"


def whose_turn(case: Case) -> str | None:
    """The unit's or post's code that has to act now, None where nobody has (a notice running, all done)."""
    turn = _turn(case)
    unit = turn.partition("/")[2] or turn if turn else None
    return COORDINATOR if unit in case.awaiting else turn


def _turn(case: Case) -> str | None:
    """The same, though it be a unit that has ended and whose successor nobody has named."""
    parties = case.parties
    match case.state:
        case State.FILED:
            return parties.lead_unit if case.assignment and case.assignment.open else COORDINATOR
        case State.RECTIFYING:
            return _rectifying(case)
        case State.ACCEPTING:
            waiting = case.supplement is not None and case.supplement.supplied_on is None
            return parties.lead_unit if waiting else parties.acceptance_unit
        case State.AWAITING_NOTICE:
            return COORDINATOR
        case State.PUBLICIZED:
            return COORDINATOR if case.open_objections else None
        case State.SIGNING:
            return next(iter(missing_signers(case)), None)
        case State.CLOSED:
            return COORDINATOR if case.closure and case.closure.filed_up_on is None else None
        case _:
            return None


def missing_signers(case: Case) -> tuple[str, ...]:
    """The posts whose signature is still missing, Party first; empty where the case has no locality."""
    signed = {signature.box for signature in case.live_signatures}
    unit = case.parties.locality
    return tuple(head(office, unit) for box, office in BOXES.items() if unit and box not in signed)


def _rectifying(case: Case) -> str | None:
    """Whom the work waits for: a new lead, the county's leader, a unit to check itself, else the lead unit."""
    if case.transfer_to:
        return COORDINATOR if case.transfer_accepted else case.transfer_to
    if case.proposed_findings:
        leader = head(Office.DEPUTY, case.parties.locality) if case.parties.locality else COORDINATOR
        return COORDINATOR if case.proposed_findings.leader_confirmed else leader
    for unit in case.parties.responsible:
        own = [m for m in case.measures if not m.withdrawn and m.unit in (unit, None)]
        if unit not in case.checked and own and all(m.done_on for m in own):
            return unit
    return case.parties.lead_unit
