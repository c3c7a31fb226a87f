"""Guards of acceptance, notice, signature and what comes after."""

from itertools import zip_longest

from caseflow.domain.case import Case
from caseflow.domain.case.parts import BESIDE
from caseflow.domain.guards.base import Unmet, guard, no
from caseflow.domain.lifecycle import earlier, lies_behind
from caseflow.domain.moment import Moment
from caseflow.domain.seats import BOXES, COORDINATOR
from caseflow.domain.signers import boxes_of, signing_posts
from caseflow.domain.terms import Step


@guard
def no_site_record(case: Case, _: Moment) -> Unmet:
    """Once the on-site record is begun the case is the acceptance unit's."""
    if case.acceptance:
        yield no("site_record_begun", case.parties.acceptance_unit)


@guard
def nobody_signed(case: Case, _: Moment) -> Unmet:
    """Once a head has signed the lead unit cannot take the case back."""
    for signature in case.live_signatures:
        yield no("head_signed", box=f"box.{signature.box}")


@guard
def supplement_left(case: Case, moment: Moment) -> Unmet:
    """A supplement is requested as often as the rulebook says in one acceptance: once."""
    if case.supplement and case.supplement.times >= moment.rules.number("supplement.times"):
        yield no("supplement_requested", case.parties.lead_unit, until=case.supplement.until.isoformat())


@guard
def acceptance_independent(case: Case, moment: Moment) -> Unmet:
    """Nobody accepts own work: not the lead or responsible unit, nor a parent, child or branch of one."""
    unit = case.parties.acceptance_unit
    worked = [case.parties.lead_unit, *case.parties.co_leads, *case.parties.responsible]
    for other in filter(None, worked):
        if unit and moment.city.related(unit, other):
            yield no("acceptance_unit_related", COORDINATOR, other=other)


@guard
def cooperating_may_accept(case: Case, moment: Moment) -> Unmet:
    """A cooperating unit accepts only where the rulebook allows it."""
    allowed = moment.rules.flag("acceptance.cooperating_unit_may_accept")
    if case.parties.acceptance_unit in case.parties.cooperating and not allowed:
        yield no("acceptance_unit_cooperates", COORDINATOR)


@guard
def uploaded_nothing(case: Case, moment: Moment) -> Unmet:
    """Whoever showed evidence does not judge it."""
    if any(one.by == moment.actor.code and one.kind not in BESIDE for one in case.evidence):
        yield no("own_evidence", case.parties.acceptance_unit)


@guard
def notice_released(case: Case, _: Moment) -> Unmet:
    """The text is written by one person and released by another."""
    if case.notice is None:
        yield no("notice_not_drafted", COORDINATOR)
    elif case.notice.released_by is None:
        yield no("notice_not_released", COORDINATOR)


@guard
def notice_over(case: Case, moment: Moment) -> Unmet:
    """The notice and the days for the post have passed; the next step opens on the day after."""
    opens = case.notice.opens_on if case.notice else None
    if opens is None or moment.day < opens:
        yield no("notice_running", opens=opens.isoformat() if opens else None)


@guard
def no_objection_open(case: Case, _: Moment) -> Unmet:
    """Every objection is answered."""
    for objection in case.open_objections:
        yield no("objection_open", COORDINATOR, id=objection.id)


@guard
def objection_open(case: Case, _: Moment) -> Unmet:
    """There is an objection to uphold."""
    if not case.open_objections:
        yield no("no_objection", COORDINATOR)


@guard
def noticed_this_round(case: Case, _: Moment) -> Unmet:
    """An objection answers a notice that was published in this round, also once the case is closed."""
    if not case.noticed_this_round:
        yield no("not_noticed", COORDINATOR)


@guard
def earlier_step(case: Case, moment: Moment) -> Unmet:
    """There is an earlier step of the order to go back to."""
    if not earlier(case.state, moment.order(case)):
        yield no("no_earlier_step")


@guard
def holds_signing_post(case: Case, moment: Moment) -> Unmet:
    """A head signs for the locality, in an office held that day; a vacant office makes the case wait.

    The head who is there may act meanwhile: the other box waits, not this one.
    """
    if boxes_of(moment.actor, case, moment.city, moment.day):
        return
    for box, post in signing_posts(case, moment.city, moment.day).items():
        if not moment.city.holders(post.office, post.unit, moment.day):
            yield no("office_vacant", box=f"box.{box}", unit=post.unit)
    yield no("no_signing_post")


@guard
def box_empty(case: Case, moment: Moment) -> Unmet:
    """Each box is signed once."""
    signed = {signature.box: signature.person for signature in case.live_signatures}
    own = boxes_of(moment.actor, case, moment.city, moment.day)
    if own and all(box in signed for box in own):
        yield no("box_signed", box=f"box.{own[0]}")


@guard
def other_person(case: Case, moment: Moment) -> Unmet:
    """Two offices, two people."""
    if any(signature.person == moment.actor.code for signature in case.live_signatures):
        yield no("same_person")


@guard
def signatures_stand(case: Case, moment: Moment) -> Unmet:
    """Where signing lies behind, nothing closes on signatures that a changed dossier made void."""
    behind = lies_behind(Step.SIGNATURES, case.state, moment.order(case))
    if behind and len(case.live_signatures) < len(BOXES) and not case.signed_outside:
        yield no("signatures_void", COORDINATOR)


@guard
def no_hand_in_case(case: Case, moment: Moment) -> Unmet:
    """A signer filed, reported, uploaded or accepted nothing in the case."""
    for hand in sorted(case.hands.get(moment.actor.code, ())):
        yield no("had_a_hand", hand=f"hand.{hand}")


@guard
def not_filed_up(case: Case, _: Moment) -> Unmet:
    """The province files a closure once."""
    if case.closure and case.closure.filed_up_on:
        yield no("filed_up", on=case.closure.filed_up_on.isoformat())


@guard
def parts_closed(case: Case, moment: Moment) -> Unmet:
    """The city gathers when every locality part is closed, one that came back as a new case with that case."""
    if not case.links.parts:
        yield no("no_parts", COORDINATOR)
    for key, part in zip_longest(case.links.parts, moment.parts):
        if part is None or not part.counts_as_closed:
            open_ = (part.key if part else key).partition("/")[2]
            yield no("part_open", part.parties.lead_unit if part else None, part=open_)
