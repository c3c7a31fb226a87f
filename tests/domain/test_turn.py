"""Whose turn it is, in every state."""

from datetime import date

import pytest

from caseflow.domain.terms import Kind, State
from caseflow.domain.turn import missing_boxes, waiting_boxes, whose_turn
from tests.domain.makers import CITY, DAY, a_case, a_city, a_moment, a_story, an_event, appointed

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
    assert whose_turn(story().case, a_moment()).who == turn


def test_two_units_check_themselves_one_after_the_other():
    measures = [{"number": 1, "unit": "works"}, {"number": 2, "unit": "helper"}]
    story = a_story(RECTIFYING, responsible=["works", "helper"], measures=measures)
    for number, turn in ((1, "works"), (2, "works")):
        story.tell("mark_measure", {"number": number, "done": True})
        assert whose_turn(story.case, a_moment()).who == turn
    story.tell("self_check", {"unit": "works", "criteria": []})
    assert whose_turn(story.case, a_moment()).who == "helper"


def test_a_void_signature_is_missing_again_and_without_a_locality_nobody_signs():
    story = a_story(SIGNING).signed("party").tell("describe", texts={"title": "t2"})
    missing = missing_boxes(story.case, CITY, DAY).values()
    assert [post.code for post in missing] == ["party_head/tiexi", "government_head/tiexi"]
    assert missing_boxes(a_case(locality=None), CITY, DAY) == {}


def turn(case, city=CITY, day=DAY, **more):
    """Whose turn it is, and the code of why."""
    found = whose_turn(case, a_moment(city=city, day=day, **more))
    return found.who, found.why.code if found.why else None


def without(*people):
    """The city after these have left their offices."""
    return a_city(*_left(*people))


def headed_by_one(*more):
    """The city after its Party head became its government head too."""
    return a_city(appointed("city_party", "government_head", "siping"), *_left("city_government"), *more)


def _left(*people):
    return [an_event(f"person/{who}", 2, "end_appointment", {"id": 1, "end": "2023-05-01"}) for who in people]


def test_nobodys_turn_says_why():
    assert turn(a_case(State.PUBLICIZED)) == (None, "turn.notice")
    assert turn(a_case(State.MERGED)) == (None, "turn.merged")
    assert turn(a_story(State.CLOSED).tell("file_up").case) == (None, "turn.done")


def test_a_vacant_office_makes_the_other_head_sign_first_and_then_the_case_wait():
    story, city = a_story(SIGNING), without("party")
    assert turn(story.case, city) == ("government_head/tiexi", None)
    assert waiting_boxes(story.case, city, DAY)["party"].code == "turn.vacant"
    assert turn(story.signed("government").case, city) == (None, "turn.vacant")
    assert turn(story.case, CITY) == ("party_head/tiexi", None)


def test_where_one_person_heads_both_it_is_then_the_superiors_turn():
    story = a_story(SIGNING, locality="zone")
    assert turn(story.case) == ("party_head/zone", None)
    assert turn(story.signed("party", "both").case) == ("government_head/siping", None)


def test_another_head_of_the_same_office_is_asked_before_a_superior():
    city = a_city(appointed("deputy", "government_head", "zone"))
    case = a_story(SIGNING, locality="zone").signed("party", "both").case
    assert turn(case, city) == ("government_head/zone", None)


def test_the_citys_own_second_signature_is_its_superiors_where_one_is_on_file():
    case = a_story(SIGNING, locality="siping").signed("party", "city_party").case
    assert turn(case, headed_by_one()) == (None, "turn.one_person")
    governed = headed_by_one(appointed("stranger", "government_head", "jilin"))
    assert turn(case, governed) == ("government_head/jilin", None)
    alone = headed_by_one(an_event("city", 0, "move_unit", {"code": "siping", "parent": None}))
    assert turn(case, alone) == (None, "turn.one_person")


def test_an_assignment_whose_limit_passed_over_gaps_is_the_offices():
    story = assigned()
    late = date(2023, 5, 12)
    assert turn(story.case, day=late) == ("bureau", None)  # the clock deems it accepted
    gaps = a_story(acceptance_unit=None).tell("assign", {"lead_unit": "bureau", "limit": "2023-05-11"})
    assert turn(gaps.case) == ("bureau", None)
    assert turn(gaps.case, day=late) == ("coordinator", "turn.filing_incomplete")


def test_a_whole_waits_for_its_parts_and_then_for_the_office_to_gather_them():
    keys = ["SP2022/1-1", "SP2022/1-2"]
    whole = a_story(RECTIFYING).tell("split", {"parts": keys, "locality": "siping"}).case
    closed, open_ = a_case(State.CLOSED, key=keys[0]), a_case(SIGNING, key=keys[1])
    assert turn(whole, parts=(closed, open_)) == (None, "turn.parts")
    assert turn(whole, parts=(closed, a_case(State.CLOSED, key=keys[1]))) == ("coordinator", "turn.gather")


def test_every_state_is_asked():
    assert {row[1]().case.state for row in TURNS} == set(State)
