"""What stays true whatever people do: each promise a function that is asked after every step of every case."""

from collections.abc import Mapping, Sequence
from datetime import date

from caseflow.domain.case import Case, dossier_digest
from caseflow.domain.case.papers import length_without_drafts
from caseflow.domain.case.parts import ApplicationStatus
from caseflow.domain.event import Event
from caseflow.domain.obligations import obligations
from caseflow.domain.terms import Office, Settlement, State
from caseflow.domain.turn import whose_turn
from tests.model.arrows import MIDDLE, arrow
from tests.model.promises import Seen, always
from tests.model.told import BACK, Told


@always
def the_state_is_told_alike(seen: Seen) -> None:
    assert seen.case.state == seen.told.state


@always
def the_state_moves_only_along_the_table(seen: Seen) -> None:
    if seen.before:
        order = seen.case.order or seen.before.order or seen.order
        assert arrow(seen.event.type, seen.before.state, seen.case.state, order)


@always
def the_order_of_the_steps_is_fixed_by_the_application(seen: Seen) -> None:
    if seen.case.state in MIDDLE:
        assert tuple(seen.case.order) == seen.told.order
        assert not seen.before or seen.before.state not in MIDDLE or seen.before.order == seen.case.order


@always
def closed_means_every_step_of_the_order_was_taken_in_this_round(seen: Seen) -> None:
    if seen.case.state is State.CLOSED:
        assert set(seen.case.order) == seen.told.done == set(seen.told.order)


@always
def closed_means_two_signatures_of_two_people_in_two_boxes_over_one_dossier(seen: Seen) -> None:
    live = seen.case.live_signatures
    if seen.told.outside or len(seen.told.elsewhere) == len(("party", "government")):
        assert live == ()  # what a ledger claims is no signature
    elif seen.case.state is State.CLOSED:
        assert {s.box for s in live} == {"party", "government"}
        assert len({s.person for s in live}) == len(live) == 2
        assert len({s.dossier for s in live}) == 1


@always
def a_signature_stands_only_over_the_dossier_as_it_is(seen: Seen) -> None:
    if seen.case.state is not State.CLOSED:
        digest = dossier_digest(seen.case) if seen.case.live_signatures else ""
        assert all(signature.dossier == digest for signature in seen.case.live_signatures)


@always
def a_box_and_a_person_hold_one_signature_at_most(seen: Seen) -> None:
    live = seen.case.live_signatures
    assert len({s.box for s in live}) == len({s.person for s in live}) == len(live)


@always
def a_reform_of_units_moves_names_and_nothing_that_was_done(seen: Seen) -> None:
    if seen.event.type == "succeed_unit" and seen.before:
        was, now = seen.before, seen.case
        assert (was.state, was.due, was.limit, was.signatures) == (
            now.state,
            now.due,
            now.limit,
            now.signatures,
        )
        assert not was.order or dossier_digest(was) == dossier_digest(now)
        assert set(now.self_checks) <= set(was.self_checks)
        assert (was.evidence, was.reports, was.acceptance) == (now.evidence, now.reports, now.acceptance)
        assert {m for m in was.measures if m.done_on} == {m for m in now.measures if m.done_on}


@always
def the_parties_that_lead_and_own_are_told_alike(seen: Seen) -> None:
    assert (seen.case.parties.lead_unit, seen.case.parties.locality) == (seen.told.lead, seen.told.locality)


@always
def the_coordinator_has_the_turn_where_a_unit_that_was_split_had_it(seen: Seen) -> None:
    assert set(seen.case.awaiting) == seen.told.waiting
    assert whose_turn(seen.case, seen.now).who not in seen.told.waiting


@always
def nobody_signs_what_they_had_a_hand_in(seen: Seen) -> None:
    if seen.event.type == "sign":
        assert seen.event.actor not in seen.told.hands
    if seen.case.state is State.CLOSED and seen.event.type == "sign":
        assert not {s.person for s in seen.case.live_signatures} & seen.told.hands


@always
def one_application_at_most_stands(seen: Seen) -> None:
    standing = [a.on for a in seen.case.applications if a.status is not ApplicationStatus.FALLEN]
    assert standing == [day for day in [seen.told.applied] if day]


@always
def the_first_due_date_stays_once_work_began(seen: Seen) -> None:
    assert seen.case.due.first == seen.told.first
    if seen.before and seen.before.state is not State.FILED and seen.before.due.first:
        assert seen.case.due.first == seen.before.due.first


@always
def a_due_date_moves_only_by_a_decision_a_new_calendar_or_confirmed_findings(seen: Seen) -> None:
    assert seen.case.due.day == seen.told.due
    if seen.before and seen.before.due.day != seen.case.due.day:
        filled = seen.event.type == "complete_filing"
        assert seen.event.type in ("extend", "confirm_findings") or (filled and _open_to_filing(seen.before))


def _open_to_filing(before: Case) -> bool:
    return before.state is State.FILED or before.due.day is None


@always
def a_staged_petition_stays_open(seen: Seen) -> None:
    if seen.event.type == "apply_closure" and seen.told.kind == "petition":
        assert seen.told.settlement == "settled"
    if seen.case.state in (*MIDDLE, State.CLOSED) and not seen.case.links.rebound_as:
        assert seen.case.settlement in (None, Settlement.SETTLED) or seen.case.links.parts


@always
def confirmed_progress_moves_only_by_review_or_return(seen: Seen) -> None:
    assert seen.case.confirmed_progress == seen.told.confirmed
    if seen.before and seen.before.confirmed_progress != seen.case.confirmed_progress:
        assert seen.event.type in ("review_report", "take_over") or seen.event.type in BACK


@always
def somebody_has_the_turn_or_it_is_said_why_nobody_has(seen: Seen) -> None:
    case, turn = seen.case, whose_turn(seen.case, seen.now)
    assert turn.who or turn.why
    waits = {
        State.PUBLICIZED: not case.open_objections,
        State.CLOSED: bool(case.closure and case.closure.filed_up_on),
        State.RECTIFYING: bool(case.links.parts),
        State.MERGED: True,
    }
    if case.state is not State.SIGNING:
        assert turn.who or waits.get(case.state)


@always
def a_signature_waits_only_for_an_office_nobody_else_can_fill(seen: Seen) -> None:
    if seen.case.state is State.SIGNING:
        turn, missing = whose_turn(seen.case, seen.now), {"party", "government"}
        missing -= {signature.box for signature in seen.case.live_signatures}
        able = [who for box in missing for who in _may_sign(seen, box)]
        assert bool(turn.who) is bool(able)


def _may_sign(seen: Seen, box: str) -> set[str]:
    """Who could sign in a box by the offices alone, as product.md says it below the table."""
    city, locality = seen.now.city, seen.told.locality or ""
    unit = city.unit(locality).code

    def held(office: Office, where: str | None) -> set[str]:
        return {person.code for person in city.holders(office, where, seen.day)} if where else set()

    party, government = held(Office.PARTY_HEAD, unit), held(Office.GOVERNMENT_HEAD, unit)
    alone = party == government and len(party) == 1
    second = held(Office.GOVERNMENT_HEAD, city.units[unit].parent) if alone else government
    signed = {signature.person for signature in seen.case.live_signatures}
    if box == "party":
        return party - signed
    return second - signed - (party if len(party) == 1 else set())


@always
def an_offered_case_is_offered_to_whom_it_was_last(seen: Seen) -> None:
    assert seen.case.transfer_to == seen.told.offered


@always
def drafts_of_papers_leave_no_gap_for_others(seen: Seen) -> None:
    assert length_without_drafts(seen.case) == seen.case.events - seen.told.drafts
    numbers = sorted(paper.ordinal for paper in seen.case.papers if paper.ordinal)
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == sum(paper.issued_on is not None for paper in seen.case.papers)


@always
def obligations_are_met_as_the_facts_say(seen: Seen) -> None:
    found = {(one.kind, one.ref): one.met_on for one in obligations(seen.case)}
    assert len(found) == len(obligations(seen.case))
    for (kind, ref), met in found.items():
        match kind:
            case "rectify":
                assert met == seen.told.applied
            case "feedback":
                assert met == seen.told.fed_back
            case "objection":
                assert met == seen.told.answered[int(ref) - 1]
            case "decide":
                assert met == seen.told.decided[int(ref) - 1]
            case "criticism":
                assert met == seen.told.criticised[int(ref) - 1]
            case "contribution":
                month, _, unit = ref.partition(".")
                told = seen.told.parts_told.items()
                days = [on for (of, who), on in told if of == month and seen.case.now(who) == unit]
                assert met == (days[0] if days else None)
            case "report":
                sent = [on for on, result in seen.told.reports.get(ref, []) if result != "returned"]
                assert met == (sent[0] if sent else None)
    _owed(seen, found)


@always
def what_may_name_somebody_is_shown_only_once_another_person_cleared_it(seen: Seen) -> None:
    told = {digest: shown for digest, (_, _, shown) in seen.told.doubted.items()}
    assert {one.digest: one.cleared for one in seen.case.held} == {
        d: bool(shown) for d, shown in told.items()
    }
    waits = any(one.kind == "clear" and one.met_on is None for one in obligations(seen.case))
    assert waits == (None in told.values())
    if seen.event.type == "clear_texts":
        brought_by = {seen.told.doubted[digest][1] for digest in seen.event.data["cleared"]}
        assert seen.event.actor not in brought_by


def _owed(seen: Seen, found: dict[tuple[str, str], date | None]) -> None:
    """Nothing that is owed is left out."""
    told, merged = seen.told, seen.told.state == "merged"
    if told.due and told.lead and not merged:
        assert ("rectify", str(seen.case.round)) in found
    if told.feedback_due:
        assert ("feedback", "") in found
    working = told.state in ("filed", "rectifying")
    for month, closed in told.expected.items():
        if working and not closed and told.lead:
            assert ("report", month) in found
    if told.state == "closed" and told.standing and not seen.case.links.rebound_as:
        assert all(("report", month) in found for month, closed in told.expected.items() if not closed)
    if told.state == "signing" and told.locality:
        boxes = {ref.partition(".")[2] for kind, ref in found if kind == "sign"}
        assert boxes == {"party", "government"}


def no_whole_is_signed_or_closed_over_a_part_that_is_not(told: Mapping[str, Told]) -> None:
    """Asked when a work is done: a part stands as itself, or as the case as which its problem came back."""
    for whole in told.values():
        if whole.parts and (whole.state == "signing" or (whole.state == "closed" and not whole.again)):
            standing = [_standing(told, key) for key in whole.parts]
            assert [part.state for part in standing] == ["closed"] * len(standing)


def _standing(told: Mapping[str, Told], key: str) -> Told:
    part = told[key]
    while part.again:
        part = told[part.again]
    return part


def in_order(events: Sequence[Event]) -> None:
    """The log has no gap, its instants never go back, nor do the days and numbers within a case."""
    assert [event.seq for event in events] == list(range(len(events)))
    instants = [event.at or "" for event in events]
    assert instants == sorted(instants)
    streams: dict[str, list[Event]] = {}
    for event in events:
        streams.setdefault(event.stream, []).append(event)
    for own in streams.values():
        assert [event.n for event in own] == list(range(len(own)))
        days = [event.day for event in own]
        assert days == sorted(days)


def numbered_once(events: Sequence[Event]) -> None:
    """The numbers of each kind and year run from 1; each issued paper bears the one that was given for it."""
    given: dict[str, list[int]] = {}
    borne: dict[tuple[str, int], str] = {}
    for event in events:
        if event.type == "give_number":
            given.setdefault(event.stream, []).append(event.data["number"])
            year = event.stream.split("/")[1]
            text = f"{event.data['word']}〔{year}〕{event.data['number']}号"
            borne[event.data["about"], event.data["paper"]] = text
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in given.values())
    issued = {(e.stream, e.data["id"]): e.data["number"] for e in events if e.type == "issue_paper"}
    assert issued == borne
