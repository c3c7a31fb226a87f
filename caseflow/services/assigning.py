"""Assignment (交办): handing a case to its lead unit, taking it, returning it, handing it on."""

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import BadInput, NotYet, Reason
from caseflow.domain.terms import State
from caseflow.services.access import case_for
from caseflow.services.advance import advance, require_state
from caseflow.services.inputs import party_unit, said
from caseflow.services.limits import ends
from caseflow.services.record import record
from caseflow.services.work import Work


def assign(work: Work, key: str, lead_unit: str) -> Case:
    """Hands a case to a lead unit; its own limit begins. After as many returns as the rulebook allows it is final."""
    case = case_for(work, key, Action.ASSIGN)
    returns = case.assignment.returns if case.assignment else 0
    data = {
        "lead_unit": party_unit(work, lead_unit),
        "limit": ends(work, "assignment.limit").isoformat(),
        "designated": returns > work.book.number("assignment.returns"),
    }
    return advance(work, key, Action.ASSIGN, data)


def accept_assignment(work: Work, key: str) -> Case:
    """The lead unit takes the case; work begins."""
    return advance(work, key, Action.ACCEPT_ASSIGNMENT)


def return_assignment(work: Work, key: str, reason: str) -> Case:
    """The lead unit gives the case back with a reason; the case's own limits keep running."""
    return advance(work, key, Action.RETURN_ASSIGNMENT, texts={"reason": said("reason", reason)})


def offer_transfer(work: Work, key: str, unit: str, reason: str) -> Case:
    """The coordinator offers the case to another lead unit, or to yet another before one has accepted."""
    case = case_for(work, key, Action.OFFER_TRANSFER)
    require_state(case, Action.OFFER_TRANSFER, State.RECTIFYING)
    if case.transfer_accepted:
        raise NotYet(Reason("transfer.accepted", {"unit": case.transfer_to}))
    code = party_unit(work, unit)
    if code == case.parties.lead_unit:
        raise BadInput(Reason("transfer.same_unit", {}))
    data = {"unit": code, "limit": ends(work, "transfer.limit").isoformat()}
    record(work, case.stream, "offer_transfer", data, texts={"reason": said("reason", reason)})
    return work.cases[key]


def accept_transfer(work: Work, key: str) -> Case:
    """The new lead unit agrees to take the case over."""
    case = case_for(work, key, Action.ACCEPT_TRANSFER)
    require_state(case, Action.ACCEPT_TRANSFER, State.RECTIFYING)
    _require_open(case)
    record(work, case.stream, "accept_transfer", {"limit": ends(work, "transfer.limit").isoformat()})
    return work.cases[key]


def refuse_transfer(work: Work, key: str, reason: str) -> Case:
    """The unit a case is offered to does not take it; the old lead unit goes on leading."""
    case = case_for(work, key, Action.REFUSE_TRANSFER)
    _require_open(case)
    record(work, case.stream, "refuse_transfer", {}, texts={"reason": said("reason", reason)})
    return work.cases[key]


def take_back_transfer(work: Work, key: str, reason: str) -> Case:
    """The coordinator takes an offer back before it is accepted."""
    case = case_for(work, key, Action.TAKE_BACK_TRANSFER)
    _require_open(case)
    record(work, case.stream, "take_back_transfer", {}, texts={"reason": said("reason", reason)})
    return work.cases[key]


def transfer(work: Work, key: str) -> Case:
    """The case changes its lead unit; what was earned before stays with who earned it."""
    case = case_for(work, key, Action.TRANSFER)
    return advance(work, key, Action.TRANSFER, {"unit": case.transfer_to})


def _require_open(case: Case) -> None:
    """Somebody was offered the case and has not accepted it yet. Raises BadInput or NotYet."""
    if case.transfer_to is None:
        raise BadInput(Reason("transfer.not_offered", {}))
    if case.transfer_accepted:
        raise NotYet(Reason("transfer.accepted", {"unit": case.transfer_to}))
