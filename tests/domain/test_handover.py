"""A unit that ended: what is open in a case passes to its successor, and what was done stays as it was."""

import pytest

from caseflow.domain.actions import Action
from caseflow.domain.case import Case, dossier_digest, has_duty
from caseflow.domain.case.handover import OPEN_PAPER
from caseflow.domain.event import Event
from caseflow.domain.obligations import obligations
from caseflow.domain.permissions import can
from caseflow.domain.signers import signing_posts
from caseflow.domain.terms import Kind, State, Step
from caseflow.domain.turn import COORDINATOR, whose_turn
from tests.domain.makers import (
    CITY,
    DAY,
    DEFAULT,
    NOTICED_FIRST,
    SIGNED_FIRST,
    Story,
    a_city,
    a_moment,
    a_story,
    an_event,
    the,
    unmet,
)

ALL_PARTS = {
    "locality": "tiexi",
    "lead_unit": "bureau",
    "co_leads": ["partner"],
    "responsible": ["works", "helper"],
    "cooperating": ["helper"],
    "acceptance_unit": "judge",
    "supervising_unit": "watch",
}


def succeeded(story: Story, old: str, new: str) -> Case:
    return story.tell("succeed_unit", {"unit": old, "successor": new}, "clock").case


def reformed(code: str, *successors: str, on: str = "2023-05-04") -> Event:
    return an_event("city", 0, "end_unit", {"code": code, "on": on, "successors": list(successors)})


@pytest.mark.parametrize(
    ("part", "old", "after"),
    [
        ("locality", "tiexi", "lishu"),
        ("lead_unit", "bureau", "elsewhere"),
        ("co_leads", "partner", ("elsewhere",)),
        ("responsible", "works", ("elsewhere", "helper")),
        ("cooperating", "helper", ("elsewhere",)),
        ("acceptance_unit", "judge", "elsewhere"),
        ("supervising_unit", "watch", "elsewhere"),
    ],
)
def test_every_part_passes_to_the_successor_and_no_other_changes(part: str, old: str, after: object) -> None:
    story = a_story(State.RECTIFYING, **ALL_PARTS)
    assert has_duty(story.case, old)
    new = after if isinstance(after, str) else "elsewhere"
    case = succeeded(story, old, new)
    assert getattr(case.parties, part) == after
    assert not has_duty(case, old)
    assert has_duty(case, new)


def test_a_successor_that_has_the_part_already_has_it_once() -> None:
    story = a_story(State.RECTIFYING, **ALL_PARTS)
    parties = succeeded(story, "partner", "bureau").parties
    assert (parties.lead_unit, parties.co_leads) == ("bureau", ())
    assert succeeded(story, "works", "helper").parties.responsible == ("helper",)


def test_open_measures_and_papers_pass_on_and_what_was_done_or_answered_stays() -> None:
    measures = [{"number": n, "unit": "works"} for n in (1, 2)]
    story = a_story(State.RECTIFYING, measures=measures)
    story.tell("mark_measure", {"number": 1, "done": True}, "worker")
    for number in (1, 2):
        story.tell("propose_paper", {"rung": "warning", "rule": f"r{number}", "unit": "works"})
        story.tell("issue_paper", {"id": number, "reply_by": "2023-05-20"})
    story.tell("answer_paper", {"id": 1})
    case = succeeded(story, "works", "helper")
    assert [measure.unit for measure in case.measures] == ["works", "helper"]
    assert [paper.to_unit for paper in case.papers] == ["works", "helper"]
    assert case.papers[0].status not in OPEN_PAPER


def test_an_offered_transfer_is_offered_to_the_successor_and_lost_where_that_one_leads() -> None:
    story = a_story(State.RECTIFYING).tell("offer_transfer", {"unit": "helper"}).tell("accept_transfer")
    case = succeeded(story, "helper", "elsewhere")
    assert (case.transfer_to, case.transfer_accepted) == ("elsewhere", True)
    case = succeeded(story, "bureau", "elsewhere")
    assert (case.transfer_to, case.transfer_accepted) == (None, False)
    assert whose_turn(case, a_moment()).who == "elsewhere"


def test_an_open_assignment_waits_for_the_successor_within_the_same_limit() -> None:
    story = a_story().tell("assign", {"lead_unit": "bureau", "limit": "2023-05-11"}, "coordinator")
    case = succeeded(story, "bureau", "elsewhere")
    assert whose_turn(case, a_moment()).who == "elsewhere"
    assert case.assignment
    assert case.assignment.limit.isoformat() == "2023-05-11"
    assert not unmet("assigned", case, "stranger")


def test_a_self_check_counts_for_the_successor_and_stays_with_who_gave_it() -> None:
    case = succeeded(a_story(State.RECTIFYING).checked(), "works", "helper")
    assert [check.unit for check in case.self_checks] == ["works"]
    assert case.checked == {"helper"}
    assert not unmet("self_checks_in", case)


def test_a_successor_that_checks_itself_anew_replaces_the_check_it_took_over() -> None:
    story = a_story(State.RECTIFYING).checked()
    succeeded(story, "works", "helper")
    case = story.tell("self_check", {"unit": "helper", "criteria": []}, "helper").case
    assert [check.unit for check in case.self_checks] == ["helper"]


def test_a_unit_that_takes_up_unchecked_work_beside_its_own_checks_itself_anew() -> None:
    story = a_story(State.RECTIFYING, responsible=["works", "helper"])
    story.tell("self_check", {"unit": "helper", "criteria": []}, "helper")
    case = succeeded(story, "works", "helper")
    assert case.parties.responsible == ("helper",)
    assert unmet("self_checks_in", case) == ["self_check_missing"]


def test_two_checked_units_that_become_one_need_no_new_check() -> None:
    case = succeeded(a_story(State.RECTIFYING, responsible=["works", "helper"]).checked(), "works", "helper")
    assert not unmet("self_checks_in", case)


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({}, ["opinion_missing"]),
        ({"partner": True}, []),
        ({"partner": False}, ["opinion_against"]),
    ],
)
def test_an_opinion_counts_for_the_successor(given: dict[str, bool], left: list[str]) -> None:
    story = a_story(State.RECTIFYING, co_leads=["partner"])
    for unit, agrees in given.items():
        story.tell("give_opinion", {"unit": unit, "agrees": agrees}, "partner")
    assert unmet("opinions_given", succeeded(story, "partner", "elsewhere")) == left


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({"partner": True}, ["opinion_missing"]),
        ({"helper": True}, ["opinion_missing"]),
        ({"partner": False, "helper": True}, ["opinion_against"]),
        ({"partner": True, "helper": True}, []),
    ],
)
def test_of_two_lead_units_that_become_one_both_must_have_agreed(
    given: dict[str, bool], left: list[str]
) -> None:
    story = a_story(State.RECTIFYING, co_leads=["partner", "helper"])
    for unit, agrees in given.items():
        story.tell("give_opinion", {"unit": unit, "agrees": agrees}, unit)
    assert unmet("opinions_given", succeeded(story, "partner", "helper")) == left


@pytest.mark.parametrize("order", [DEFAULT, SIGNED_FIRST, NOTICED_FIRST])
@pytest.mark.parametrize(("old", "new"), [("tiexi", "lishu"), ("bureau", "elsewhere"), ("works", "helper")])
def test_a_signature_stands_through_a_reform_and_the_other_box_signs_the_same_dossier(
    order: tuple[Step, ...], old: str, new: str
) -> None:
    story = a_story(State.SIGNING, order).signed("party")
    before = dossier_digest(story.case)
    case = succeeded(story, old, new)
    assert dossier_digest(case) == before
    assert [signature.void for signature in case.live_signatures] == [None]
    other = "other_government" if old == "tiexi" else "government"
    case = story.signed("government", other).case
    assert {signature.dossier for signature in case.live_signatures} == {before}


def test_a_new_round_names_the_units_of_its_own_day() -> None:
    story = a_story(State.SIGNING)
    succeeded(story, "bureau", "elsewhere")
    case = story.go("refuse", "party").case
    assert case.bound == ()
    assert case.parties.lead_unit == "elsewhere"


def test_after_a_merger_of_counties_the_heads_of_the_new_one_sign() -> None:
    case = succeeded(a_story(State.SIGNING), "tiexi", "lishu")
    assert {post.unit for post in signing_posts(case, CITY, DAY).values()} == {"lishu"}
    assert can(the("other_party"), Action.SIGN, case, CITY, DAY)
    assert not can(the("party"), Action.SIGN, case, CITY, DAY)


def test_a_successor_that_ended_itself_passes_on_and_the_first_check_still_counts() -> None:
    story = a_story(State.RECTIFYING).checked()
    succeeded(story, "works", "helper")
    case = succeeded(story, "helper", "elsewhere")
    assert (case.now("works"), case.checked) == ("elsewhere", {"elsewhere"})


def test_while_no_successor_is_named_the_turn_and_the_duty_are_the_coordinator_s() -> None:
    story = a_story().tell("assign", {"lead_unit": "bureau", "limit": "2023-05-04"}, "coordinator")
    waiting = {"unit": "bureau", "among": ["elsewhere", "helper"], "limit": "2023-05-11"}
    case = story.tell("await_successor", waiting, "clock").case
    assert whose_turn(case, a_moment()).who == COORDINATOR
    assert unmet("assigned", case, "clock") == ["successor_unnamed"]
    (owed,) = (one for one in obligations(case) if one.kind == "name_successor")
    assert (owed.who, owed.due and owed.due.isoformat(), owed.met_on) == (COORDINATOR, "2023-05-11", None)
    case = story.tell("succeed_unit", {"unit": "bureau", "successor": "helper"}, "coordinator").case
    assert (case.awaiting, whose_turn(case, a_moment()).who) == ((), "helper")
    assert [one.met_on for one in obligations(case) if one.kind == "name_successor"] == [DAY]


def test_the_turn_of_an_ended_county_s_head_is_the_coordinator_s_too() -> None:
    story = a_story(State.SIGNING)
    case = story.tell("await_successor", {"unit": "tiexi", "limit": "2023-05-11"}, "clock").case
    assert whose_turn(case, a_moment()).who == COORDINATOR


def test_what_is_merged_or_closed_and_filed_above_asks_nobody_and_what_stands_goes_on_asking() -> None:
    assert not has_duty(a_story(State.MERGED, kind=Kind.PETITION).case, "bureau")
    story = a_story(State.CLOSED)
    assert has_duty(story.case, "bureau")
    assert not has_duty(story.tell("file_up").case, "bureau")
    assert has_duty(a_story(State.CLOSED, standing=True).tell("file_up").case, "works")


def test_offices_in_a_unit_end_on_the_day_before_it_does() -> None:
    city = a_city(reformed("bureau", "elsewhere", on="2023-05-10"))
    (post,) = city.people["clerk"].appointments
    assert post.end
    assert post.end.isoformat() == "2023-05-09"
    assert not the("clerk", city, DAY.replace(day=10)).posts
    assert the("clerk", city, DAY.replace(day=9)).posts
    assert city.people["stranger"].appointments[0].end is None


def test_heirs_follow_a_chain_and_come_together_where_its_ends_do() -> None:
    city = a_city(
        reformed("bureau", "partner", "helper"),
        reformed("partner", "elsewhere", on="2023-05-06"),
        reformed("helper", "elsewhere", on="2023-05-08"),
    )
    assert city.heirs("bureau", DAY.replace(day=3)) == ("bureau",)
    assert city.heirs("bureau", DAY) == ("partner", "helper")
    assert city.heirs("bureau", DAY.replace(day=6)) == ("helper", "elsewhere")
    assert city.heirs("bureau", DAY.replace(day=8)) == ("elsewhere",)
