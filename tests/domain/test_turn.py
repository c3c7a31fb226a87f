"""Whose turn it is, in every state."""

import pytest

from caseflow.domain.terms import Kind, State
from caseflow.domain.turn import missing_signers, whose_turn
from tests.domain.makers import a_case, a_story

RECTIFYING, ACCEPTING, SIGNING = State.RECTIFYING, State.ACCEPTING, State.SIGNING
OBJECTION = {"sent_on": "2023-05-08", "in_time": True}


def assigned():
    return a_story().tell("assign", {"lead_unit": "bureau", "limit": "2023-05-11"})


def asked():
    return a_story(ACCEPTING).tell("request_supplement", {"until": "2023-05-12"}, "judge")


def offered():
    return a_story(RECTIFYING).tell("offer_transfer", {"unit": "partner"}, "coordinator")


def found(**filed):
    story = a_story(RECTIFYING, kind=Kind.PETITION, **filed)
    return story.tell("record_findings", {"verdict": "partly", "settlement": "settled"})


TURNS = [
    ("filed and not yet assigned", a_story, "coordinator"),
    ("assigned", assigned, "bureau"),
    ("returned", lambda: assigned().tell("return_assignment"), "coordinator"),
    ("work to be done", lambda: a_story(RECTIFYING), "bureau"),
    (
        "work done and not yet checked",
        lambda: a_story(RECTIFYING).tell("mark_measure", {"number": 1, "done": True}),
        "works",
    ),
    ("all checked", lambda: a_story(RECTIFYING).checked(), "bureau"),
    ("a petition without measures", lambda: a_story(RECTIFYING, kind=Kind.PETITION, measures=[]), "bureau"),
    ("offered to another lead unit", offered, "partner"),
    ("the other unit has agreed", lambda: offered().tell("accept_transfer", by="partner"), "coordinator"),
    ("found and not yet confirmed", found, "deputy/tiexi"),
    (
        "confirmed by the county's leader",
        lambda: found().tell("confirm_findings", {"by": "leader"}, "deputy"),
        "coordinator",
    ),
    (
        "found where nobody has a leader yet",
        lambda: found(locality=None),
        "coordinator",
    ),
    (
        "confirmed by both",
        lambda: found().tell("confirm_findings", {"by": "coordinator"}, "coordinator"),
        "bureau",
    ),
    ("in acceptance", lambda: a_story(ACCEPTING), "judge"),
    ("asked for a supplement", asked, "bureau"),
    ("supplied", lambda: asked().tell("supply_supplement"), "judge"),
    ("to be published", lambda: a_story(State.AWAITING_NOTICE), "coordinator"),
    ("a notice running", lambda: a_story(State.PUBLICIZED), None),
    ("an objection", lambda: a_story(State.PUBLICIZED).tell("object", OBJECTION), "coordinator"),
    (
        "an objection answered",
        lambda: a_story(State.PUBLICIZED).tell("object", OBJECTION).tell("answer_objection", {"id": 1}),
        None,
    ),
    ("to be signed", lambda: a_story(SIGNING), "party_head/tiexi"),
    ("half signed", lambda: a_story(SIGNING).signed("party"), "government_head/tiexi"),
    ("half signed the other way", lambda: a_story(SIGNING).signed("government"), "party_head/tiexi"),
    ("closed", lambda: a_story(State.CLOSED), "coordinator"),
    ("filed with the province", lambda: a_story(State.CLOSED).tell("file_up"), None),
    ("merged", lambda: a_story(State.MERGED), None),
]


@pytest.mark.parametrize(("story", "turn"), [row[1:] for row in TURNS], ids=[row[0] for row in TURNS])
def test_it_is_the_turn_of(story, turn):
    assert whose_turn(story().case) == turn


def test_two_units_check_themselves_one_after_the_other():
    measures = [{"number": 1, "unit": "works"}, {"number": 2, "unit": "helper"}]
    story = a_story(RECTIFYING, responsible=["works", "helper"], measures=measures)
    for number, turn in ((1, "works"), (2, "works")):
        assert whose_turn(story.tell("mark_measure", {"number": number, "done": True}).case) == turn
    story.tell("self_check", {"unit": "works", "criteria": []})
    assert whose_turn(story.case) == "helper"


def test_a_void_signature_is_missing_again_and_without_a_locality_nobody_signs():
    story = a_story(SIGNING).signed("party").tell("describe", texts={"title": "t2"})
    assert missing_signers(story.case) == ("party_head/tiexi", "government_head/tiexi")
    assert missing_signers(a_case(locality=None)) == ()


def test_every_state_is_asked():
    assert {row[1]().case.state for row in TURNS} == set(State)
