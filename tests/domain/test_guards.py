"""Every guard is met by one case and not by another, and all that is unmet is said together."""

from datetime import date

import pytest

from caseflow.domain.actions import Action
from caseflow.domain.case.parts import Parties
from caseflow.domain.guards import GUARDS, ask
from caseflow.domain.guards.filing import NEEDS
from caseflow.domain.lifecycle import TABLE, row_for
from caseflow.domain.terms import Kind, State
from caseflow.rulebooks.schema import REQUIREMENTS
from caseflow.words.say import say
from tests.domain.makers import DAY, Story, a_case, a_moment, a_story, unmet
from tests.domain.test_guards_closing import CLOSING
from tests.domain.test_guards_working import WORKING

FILED, RECTIFYING, MERGED = State.FILED, State.RECTIFYING, State.MERGED
LIMIT = date(2023, 5, 11)


def assigned(**data):
    return a_story().tell("assign", {"lead_unit": "bureau", "limit": LIMIT.isoformat(), **data}).case


def offered():
    return a_story(RECTIFYING).tell("offer_transfer", {"unit": "partner"})


def proposed(matter, state=RECTIFYING):
    return a_story(state).tell("propose", {"matter": matter})


# guard: (a case that does not meet it, the codes it then answers, a case that does), and who asks on which day.
FILING = {
    "no_open_assignment": (assigned, ["assignment_open"], a_case),
    "assigned": (a_case, ["not_assigned"], assigned),
    "assignment_limit_passed": (
        assigned,
        ["assignment_limit_runs"],
        assigned,
        {},
        {"day": date(2023, 5, 12)},
    ),
    "not_designated": (lambda: assigned(designated=True), ["designated"], assigned),
    "filing_complete": (lambda: a_case(locality=None, due=None), ["no_locality", "no_due"], a_case),
    "closure_requirements": (
        lambda: a_case(RECTIFYING, kind=Kind.PETITION),
        ["no_verdict", "no_settled"],
        lambda: a_story(RECTIFYING, kind=Kind.PETITION).checked().case,
    ),
    "transfer_accepted": (
        lambda: offered().case,
        ["transfer_not_accepted"],
        lambda: offered().tell("accept_transfer", by="partner").case,
    ),
    "is_petition": (a_case, ["not_a_petition"], lambda: a_case(kind=Kind.PETITION)),
    "not_merged_into": (
        lambda: a_story().tell("take_in", {"cases": ["SP2022/2"]}).case,
        ["is_main_case"],
        a_case,
    ),
}
DECIDING = {
    f"{matter}_open": (a_case, ["nothing_proposed"], lambda matter=matter: proposed(matter).case)
    for matter in ("extension", "exemption", "revocation", "rebound")
} | {
    "amendment_open": (
        lambda: proposed("amendment").case,
        ["amendment_unchecked"],
        lambda: proposed("amendment").tell("check_proposal", {"id": 1}, "coordinator").case,
    )
}
ALL = FILING | DECIDING | WORKING | CLOSING


@pytest.mark.parametrize("name", ALL)
def test_a_guard_is_met_by_one_case_and_says_why_not_of_another(name):
    refused, codes, granted, *asked = ALL[name]
    when_refused, when_granted = asked if asked else ({}, {})
    assert unmet(name, refused(), **when_refused) == codes
    assert unmet(name, granted(), **when_granted) == []


def reasons(name):
    refused, _, _, *asked = ALL[name]
    when = dict(asked[0]) if asked else {}
    return list(GUARDS[name](refused(), a_moment(when.pop("by", "clerk"), **when)))


@pytest.mark.parametrize("name", ALL)
def test_a_reason_brings_the_facts_its_sentence_names(name):
    assert all(say(reason.code, reason.facts, "zh") for reason in reasons(name))


def test_a_reason_says_who_can_mend_it():
    mends = {
        "bureau": "no_open_assignment assignment_limit_passed not_designated closure_requirements extension_open "
        "no_report_owed supplement_left parts_closed",
        "partner": "transfer_accepted opinions_given",
        "works": "measures_done every_measure_done evidence_complete self_checks_in criteria_ticked year_reported",
        "judge": "no_site_record uploaded_nothing",
        None: "is_petition not_standing_only is_standing nobody_signed notice_over earlier_step holds_signing_post "
        "box_empty other_person no_hand_in_case not_filed_up",
    }
    turns = {name: turn for turn, names in mends.items() for name in names.split()}
    for name in ALL:
        assert {reason.facts["turn"] for reason in reasons(name)} == {turns.get(name, "coordinator")}, name


def test_every_guard_is_tried():
    assert set(ALL) == set(GUARDS)


def test_all_unmet_reasons_appear_together_in_the_order_of_the_table():
    case = a_case(
        RECTIFYING, lead_unit="bureau", co_leads=["partner"], acceptance_unit=None, due=None, standing=True
    )
    row = row_for(RECTIFYING, Action.APPLY_CLOSURE)
    answers = ask(row.guards, case, a_moment())
    assert [answer.guard for answer in answers] == list(row.guards)
    assert [reason.code.removeprefix("guard.") for answer in answers for reason in answer.unmet] == [
        "standing_only",
        "measure_not_done",
        "self_check_missing",
        *["evidence_missing"] * 3,
        "opinion_missing",
        "no_acceptance_unit",
    ]


def test_an_answer_without_reasons_is_a_met_guard():
    assert [answer.unmet for answer in ask(("assigned", "not_designated"), assigned(), a_moment())] == [
        (),
        (),
    ]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.trigger)
def test_a_guard_answers_for_every_case_its_row_can_meet(row):
    for state in row.sources:
        for kind in Kind:
            ask(row.guards, a_case(state, kind=kind), a_moment())


def test_a_task_names_seven_things_before_it_is_accepted_and_a_petition_three():
    bare = dict.fromkeys(Parties.__slots__) | {"co_leads": [], "responsible": [], "cooperating": []}
    task = Story().tell("file", {"kind": "task", **bare}).case
    petition = Story().tell("file", {"kind": "petition", **bare}).case
    assert set(unmet("filing_complete", task)) == {
        f"no_{need}"
        for need in ("locality", "lead_unit", "responsible_unit", "acceptance_unit", "goal", "measure", "due")
    }
    assert unmet("filing_complete", petition) == ["no_lead_unit", "no_locality", "no_feedback_limit"]


def test_a_standing_task_needs_no_date_and_a_rebound_case_no_feedback_limit():
    assert unmet("filing_complete", a_case(due=None, standing=True)) == []
    again = a_case(kind=Kind.PETITION, feedback_due=None, rebound_of="SP2022/1")
    assert unmet("filing_complete", again) == []


def test_a_withdrawn_measure_is_none():
    story = a_story(measures=[{"number": 1}]).tell("complete_filing", {"measures": []})
    assert unmet("filing_complete", story.case) == ["no_measure"]


def test_whatever_the_rulebook_may_ask_for_is_known():
    assert set(NEEDS) == set(REQUIREMENTS)


def test_the_last_day_of_the_assignment_limit_is_still_the_lead_units():
    assert unmet("assignment_limit_passed", assigned(), day=LIMIT) == ["assignment_limit_runs"]


def test_nothing_can_be_transferred_that_was_not_offered():
    assert unmet("transfer_accepted", a_case(RECTIFYING)) == ["no_transfer_offered"]
    story = offered().tell("accept_transfer", by="partner").tell("transfer", {"unit": "partner"})
    assert (story.case.parties.lead_unit, story.case.transfer_to) == ("partner", None)


def test_a_decided_proposal_is_no_longer_open():
    story = proposed("extension").tell(
        "decide", {"id": 1, "box": "party", "agrees": False, "outcome": "refused"}
    )
    assert unmet("extension_open", story.case) == ["nothing_proposed"]
    assert story.case.decisions[0].decided_on == DAY
