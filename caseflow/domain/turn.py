"""Whose turn it is, and why it is nobody's: one answer for pages, lists and dwell times."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caseflow.domain import guards
from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.city import City
from caseflow.domain.errors import Reason
from caseflow.domain.lifecycle import find
from caseflow.domain.moment import Moment
from caseflow.domain.seats import COORDINATOR, head
from caseflow.domain.signers import Post, signing_posts, why_waiting
from caseflow.domain.terms import Office, State


@dataclass(frozen=True, slots=True)
class Turn:
    """`who` is the unit's or post's code that has to act now, None for nobody; `why` then always says the reason."""

    who: str | None
    why: Reason | None = None


def whose_turn(case: Case, now: Moment) -> Turn:
    """Who has to act, judged at a moment by the offices then held and the parts as they then stand.

    The office has it in place of a unit that was split and whose successor nobody has named.
    """
    turn = _turn(case, now)
    unit = turn.who.partition("/")[2] or turn.who if turn.who else None
    return Turn(COORDINATOR, turn.why) if unit in case.awaiting else turn


def _turn(case: Case, now: Moment) -> Turn:
    """The same, though it be a unit that has ended."""
    parties = case.parties
    match case.state:
        case State.FILED:
            return _filed(case, now)
        case State.RECTIFYING:
            return _whole(case, now) if case.links.parts else Turn(_rectifying(case))
        case State.ACCEPTING:
            waiting = case.supplement is not None and case.supplement.supplied_on is None
            return _known(parties.lead_unit if waiting else parties.acceptance_unit)
        case State.AWAITING_NOTICE:
            return Turn(COORDINATOR)
        case State.PUBLICIZED:
            return Turn(COORDINATOR) if case.open_objections else Turn(None, _notice_runs(case))
        case State.SIGNING:
            return _signing(case, now)
        case State.CLOSED if case.closure and case.closure.filed_up_on is None:
            return Turn(COORDINATOR)
        case State.MERGED:
            return Turn(None, Reason("turn.merged"))
        case _:
            return Turn(None, Reason("turn.done"))


def missing_boxes(case: Case, city: City, day: date) -> Mapping[str, Post]:
    """The boxes still unsigned with the posts that sign them, Party first; empty where the case has no locality."""
    signed = {signature.box for signature in case.live_signatures}
    posts = signing_posts(case, city, day)
    return {box: post for box, post in posts.items() if box not in signed}


def waiting_boxes(case: Case, city: City, day: date) -> Mapping[str, Reason]:
    """The unsigned boxes that nobody can fill today, each with the reason."""
    spoke = frozenset(signature.person for signature in case.live_signatures)
    posts = signing_posts(case, city, day)
    found = {box: why_waiting(box, posts, city, day, spoke) for box in missing_boxes(case, city, day)}
    return {box: reason for box, reason in found.items() if reason}


def _filed(case: Case, now: Moment) -> Turn:
    """The lead unit's while the assignment is open; the office's once its limit passed over a filing with gaps."""
    if not (case.assignment and case.assignment.open):
        return Turn(COORDINATOR)
    answers = guards.ask(find(State.FILED, Action.DEEM_ACCEPTED).guards, case, now)
    if {answer.guard for answer in answers if answer.unmet} == {"filing_complete"}:
        return Turn(
            COORDINATOR, Reason("turn.filing_incomplete", {"limit": case.assignment.limit.isoformat()})
        )
    return _known(case.parties.lead_unit)


def _whole(case: Case, now: Moment) -> Turn:
    """A case with parts works through them; when all are closed the office gathers them."""
    if case.transfer_to or case.proposed_findings:
        return Turn(_rectifying(case))
    closed = sum(part.counts_as_closed for part in now.parts)
    if closed == len(case.links.parts):
        return Turn(COORDINATOR, Reason("turn.gather"))
    return Turn(None, Reason("turn.parts", {"closed": closed, "all": len(case.links.parts)}))


def _signing(case: Case, now: Moment) -> Turn:
    """The first head who is there and has not signed; nobody's turn while no missing box can be filled."""
    waiting = waiting_boxes(case, now.city, now.day)
    for box, post in missing_boxes(case, now.city, now.day).items():
        if box not in waiting:
            return Turn(post.code)
    return Turn(None, next(iter(waiting.values()))) if waiting else Turn(COORDINATOR)


def _known(unit: str | None) -> Turn:
    """This unit's; the office's where none is named."""
    return Turn(unit or COORDINATOR)


def _notice_runs(case: Case) -> Reason:
    opens = case.notice.opens_on if case.notice else None
    return Reason("turn.notice", {"opens": opens.isoformat() if opens else None})


def _rectifying(case: Case) -> str:
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
    return case.parties.lead_unit or COORDINATOR
