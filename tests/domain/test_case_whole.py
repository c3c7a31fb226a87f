"""A case of several localities: its parts work, the whole is gathered and signed by the city's two heads."""

from datetime import date

from caseflow.domain.case import dossier_digest
from caseflow.domain.case.parts import ApplicationStatus
from caseflow.domain.terms import State, Step
from caseflow.domain.turn import missing_boxes
from tests.domain.makers import CITY, DAY, Story, a_case, a_story

PARTS = ["SP2022/1-1", "SP2022/1-2"]


def split() -> Story:
    story = a_story(State.RECTIFYING).tell("split", {"parts": PARTS, "locality": "siping"}, "coordinator")
    story.order = (Step.SIGNATURES,)
    return story.tell("note_parts", {"applied_on": "2023-10-20"}, "clock")


def gathered(*digests: str) -> Story:
    parts = [list(pair) for pair in zip(PARTS, digests or ("one", "two"), strict=True)]
    return split().go("gather_parts", "coordinator", order=["signatures"], parts=parts)


def test_a_whole_belongs_to_the_city_from_the_day_it_is_split():
    case = split().case
    assert (case.parties.locality, case.links.parts) == ("siping", tuple(PARTS))
    posts = missing_boxes(case, CITY, DAY).values()
    assert [post.code for post in posts] == ["party_head/siping", "government_head/siping"]


def test_a_whole_applies_when_its_last_part_does_and_falls_when_one_falls_back():
    story = split()
    assert (story.case.application.on, story.case.application.status) == (
        date(2023, 10, 20),
        ApplicationStatus.PENDING,
    )
    assert story.tell("note_parts", {"applied_on": None}, "clock").case.application is None


def test_a_gathered_whole_is_closed_by_the_citys_two_signatures():
    story = gathered()
    assert (story.case.state, story.case.application.status) == (State.SIGNING, ApplicationStatus.ACCEPTED)
    story.signed("party", "city_party").signed("government", "city_government")
    assert (story.case.state, len(story.case.live_signatures)) == (State.CLOSED, 2)


def test_what_the_citys_heads_sign_holds_the_dossier_of_each_part():
    first, second = (dossier_digest(a_case(State.CLOSED, key=key)) for key in PARTS)
    signed = dossier_digest(gathered(first, second).case)
    assert signed == dossier_digest(gathered(first, second).case)
    assert signed != dossier_digest(gathered(first, first).case)
    assert gathered(first, second).case.part_dossiers == tuple(zip(PARTS, (first, second), strict=True))


def test_a_whole_gathered_again_holds_its_parts_as_they_then_stand():
    story = gathered("one", "two").signed("party", "city_party").go("refuse", "city_government")
    story.tell("note_parts", {"applied_on": "2023-11-20"}, "clock")
    parts = [[PARTS[0], "one"], [PARTS[1], "three"]]
    story.go("gather_parts", "coordinator", order=["signatures"], parts=parts)
    assert [digest for _, digest in story.case.part_dossiers] == ["one", "three"]
    assert (story.case.state, story.case.live_signatures) == (State.SIGNING, ())


def test_a_whole_goes_back_to_work_with_a_part_that_is_no_longer_closed():
    story = gathered().signed("party", "city_party")
    case = story.tell("fall_back", {"to": "rectifying"}, "city_party").case
    assert (case.state, case.application, case.live_signatures) == (State.RECTIFYING, None, ())
    assert [signature.void for signature in case.signatures] == ["fall_back"]


def test_the_closure_of_a_whole_that_falls_back_stays_on_file():
    story = gathered().signed("party", "city_party").signed("government", "city_government")
    case = story.tell("fall_back", {"to": "rectifying"}, "city_party").case
    assert (case.closure, len(case.closed_before)) == (None, 1)


def test_a_closed_whole_is_marked_by_a_part_that_came_back():
    story = gathered().signed("party", "city_party").signed("government", "city_government")
    case = story.tell("mark_rebound", {"new_case": "SP2022/9"}, "city_party").case
    assert (case.state, case.counts_as_closed) == (State.CLOSED, False)
