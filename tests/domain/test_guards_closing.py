"""Guards of acceptance, notice and signature."""

import pytest

from caseflow.domain.terms import State
from tests.domain.makers import (
    DAY,
    NOTICED_FIRST,
    SIGNED_FIRST,
    Story,
    a_case,
    a_city,
    a_story,
    an_event,
    appointed,
    rules_with,
    unmet,
)

ACCEPTING, AWAITING, PUBLICIZED = State.ACCEPTING, State.AWAITING_NOTICE, State.PUBLICIZED
SIGNING, CLOSED = State.SIGNING, State.CLOSED
OBJECTION = {"sent_on": "2023-05-08", "in_time": True, "limit": "2023-05-15"}
PARTS = ["SP2022/SP2022-T01-1", "SP2022/SP2022-T01-2"]


def asked():
    return a_story(ACCEPTING).tell("request_supplement", {"until": "2023-05-12"}, "judge")


def objected(state=PUBLICIZED):
    return a_story(state).tell("object", OBJECTION, "coordinator")


def signed(box="party", by=""):
    return a_story(SIGNING).signed(box, by)


def whole():
    return a_story(State.RECTIFYING).tell("split", {"parts": PARTS, "locality": "siping"}).case


def parts(*states):
    return tuple(a_case(state, key=key) for state, key in zip(states, PARTS, strict=False))


def begun():
    return a_story(ACCEPTING).tell("begin_acceptance", {"unit": "judge"}, "judge")


def voided():
    """Signed, and the title changed before the notice that follows."""
    return a_story(PUBLICIZED, SIGNED_FIRST).tell("describe", texts={"title": "t2"})


def without_government_head():
    return a_city(an_event("person/government", 2, "end_appointment", {"id": 1, "end": "2023-05-01"}))


# guard: (a case that does not meet it, the codes it then answers, a case that does), and how each is asked.
CLOSING = {
    "no_site_record": (lambda: begun().case, ["site_record_begun"], lambda: a_case(ACCEPTING)),
    "nobody_signed": (lambda: signed().case, ["head_signed"], lambda: a_case(SIGNING)),
    "supplement_left": (lambda: asked().case, ["supplement_requested"], lambda: a_case(ACCEPTING)),
    "acceptance_independent": (
        lambda: a_case(ACCEPTING, acceptance_unit="works-branch"),
        ["acceptance_unit_related"],
        lambda: a_case(ACCEPTING),
    ),
    "cooperating_may_accept": (
        lambda: a_case(ACCEPTING, cooperating=["judge"]),
        ["acceptance_unit_cooperates"],
        lambda: a_case(ACCEPTING, cooperating=["judge"]),
        {"rules": rules_with("acceptance.cooperating_unit_may_accept", False)},
        {"rules": rules_with("acceptance.cooperating_unit_may_accept", True)},
    ),
    "uploaded_nothing": (
        lambda: a_case(ACCEPTING),
        ["own_evidence"],
        lambda: a_case(ACCEPTING),
        {"by": "worker"},
        {"by": "judge"},
    ),
    "notice_released": (
        lambda: a_case(AWAITING),
        ["notice_not_drafted"],
        lambda: a_story(AWAITING).drafted().case,
    ),
    "notice_over": (
        lambda: a_case(PUBLICIZED),
        ["notice_running"],
        lambda: a_case(PUBLICIZED),
        {"day": DAY.replace(day=23)},
        {"day": DAY.replace(day=24)},
    ),
    "no_objection_open": (lambda: objected().case, ["objection_open"], lambda: a_case(PUBLICIZED)),
    "objection_open": (lambda: a_case(PUBLICIZED), ["no_objection"], lambda: objected().case),
    "noticed_this_round": (lambda: a_case(AWAITING), ["not_noticed"], lambda: a_case(PUBLICIZED)),
    "earlier_step": (lambda: a_case(ACCEPTING), ["no_earlier_step"], lambda: a_case(PUBLICIZED, NOTICED_FIRST)),
    "holds_signing_post": (
        lambda: a_case(SIGNING),
        ["no_signing_post"],
        lambda: a_case(SIGNING),
        {"by": "other_party"},
        {"by": "party"},
    ),
    "box_empty": (lambda: signed().case, ["box_signed"], lambda: signed().case, {"by": "party"}, {"by": "government"}),
    "other_person": (
        lambda: signed().case,
        ["same_person"],
        lambda: signed().case,
        {"by": "party"},
        {"by": "government"},
    ),
    "signatures_stand": (
        lambda: voided().case,
        ["signatures_void"],
        lambda: a_case(PUBLICIZED, SIGNED_FIRST),
    ),
    "no_hand_in_case": (
        lambda: a_case(SIGNING),
        ["had_a_hand"],
        lambda: a_case(SIGNING),
        {"by": "coordinator"},
        {"by": "party"},
    ),
    "not_filed_up": (
        lambda: a_story(CLOSED).tell("file_up", {}, "coordinator").case,
        ["filed_up"],
        lambda: a_case(CLOSED),
    ),
    "parts_closed": (
        whole,
        ["part_open"],
        whole,
        {"parts": parts(CLOSED, SIGNING)},
        {"parts": parts(CLOSED, CLOSED)},
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("acceptance_unit", "codes"),
    [
        ("bureau", ["acceptance_unit_related"]),  # the lead unit
        ("partner", ["acceptance_unit_related"]),  # a further lead unit
        ("works", ["acceptance_unit_related"]),  # the responsible unit
        ("works-branch", ["acceptance_unit_related"]),  # its branch
        ("tiexi", ["acceptance_unit_related"]),  # its parent
        ("siping", []),  # everybody's superior and so nobody's
        ("judge", []),
        ("helper", []),  # a cooperating unit is another guard's matter
    ],
)
def test_nobody_accepts_own_work_nor_that_of_a_parent_child_or_branch(acceptance_unit, codes):
    case = a_case(ACCEPTING, co_leads=["partner"], cooperating=["helper"], acceptance_unit=acceptance_unit)
    assert unmet("acceptance_independent", case) == codes


def test_a_ledger_name_of_the_lead_unit_is_the_lead_unit():
    city = a_city(an_event("city", 0, "map_name", {"code": "as-written", "unit": "bureau"}))
    case = a_case(ACCEPTING, acceptance_unit="as-written")
    assert unmet("acceptance_independent", case, city=city) == ["acceptance_unit_related"]
    assert unmet("acceptance_independent", case) == []


def test_supplements_are_counted_against_the_rulebook_and_anew_in_a_new_acceptance():
    twice, story = rules_with("supplement.times", 2), asked()
    assert unmet("supplement_left", story.case, rules=twice) == []
    story.tell("request_supplement", {"until": "2023-05-18"}, "judge")
    assert unmet("supplement_left", story.case, rules=twice) == ["supplement_requested"]
    story.stepped().go("recall", "judge", to=ACCEPTING, falls=["acceptance", "notice", "signatures"])
    assert unmet("supplement_left", story.case) == []


def test_a_notice_needs_two_people():
    story = a_story(AWAITING).tell("draft_notice", {}, "coordinator")
    assert unmet("notice_released", story.case) == ["notice_not_released"]
    story.tell("release_notice", {}, "second").tell("draft_notice", {}, "coordinator")
    assert unmet("notice_released", story.case) == ["notice_not_released"]


def test_evidence_somebody_took_back_was_still_theirs():
    story = a_story(ACCEPTING).tell("withdraw_evidence", {"id": 1}, "worker")
    assert unmet("uploaded_nothing", story.case, "worker") == ["own_evidence"]


def test_an_objection_after_a_recall_still_answers_the_notice_of_this_round():
    story = a_story(PUBLICIZED).go("recall", "coordinator", to=AWAITING, falls=["notice", "signatures"])
    assert unmet("noticed_this_round", story.case) == []
    story.go("withdraw")
    assert unmet("noticed_this_round", story.case) == ["not_noticed"]


def test_an_objection_after_closure_answers_a_notice_too_and_none_where_none_was_published():
    assert unmet("noticed_this_round", a_case(CLOSED)) == []
    exempted = a_story(AWAITING).go("exempt_notice", "city_party").until(CLOSED)
    assert unmet("noticed_this_round", exempted.case) == ["not_noticed"]


def test_a_vacant_office_is_named_to_those_who_wait_and_stops_nobody_who_is_there():
    city, case = without_government_head(), a_case(SIGNING)
    assert unmet("holds_signing_post", case, "coordinator", city=city) == ["office_vacant", "no_signing_post"]
    assert unmet("holds_signing_post", case, "party", city=city) == []


def test_who_holds_both_offices_signs_for_the_party_and_the_superior_for_the_government():
    case = a_case(SIGNING, locality="zone")
    assert unmet("holds_signing_post", case, "both") == []
    assert unmet("holds_signing_post", case, "city_government") == []
    assert unmet("holds_signing_post", case, "city_party") == ["no_signing_post"]
    once = a_story(SIGNING, locality="zone").signed("party", "both").case
    assert unmet("box_empty", once, "both") == ["box_signed"]
    assert unmet("other_person", once, "both") == ["same_person"]


def test_a_head_who_changes_office_does_not_sign_twice():
    city = a_city(
        an_event("person/party", 2, "end_appointment", {"id": 1, "end": "2023-05-03"}),
        an_event("person/government", 2, "end_appointment", {"id": 1, "end": "2023-05-03"}),
        appointed("party", "government_head", "tiexi"),
    )
    case = signed("party").case
    assert unmet("box_empty", case, "party", city=city) == []
    assert unmet("other_person", case, "party", city=city) == ["same_person"]


@pytest.mark.parametrize(
    ("type_", "data", "hand"),
    [
        ("complete_filing", {}, "filed"),
        ("report", {"month": "2023-05", "progress": "normal", "unit": "bureau"}, "reported"),
        ("self_check", {"unit": "works", "criteria": []}, "reported"),
        ("mark_measure", {"number": 1, "done": True}, "reported"),
        ("add_evidence", {"kind": "document", "digest": "d"}, "uploaded"),
        ("begin_acceptance", {"unit": "judge"}, "accepted"),
        ("pass_acceptance", {"unit": "judge", "people": 2}, "accepted"),
    ],
)
def test_whoever_had_a_hand_in_the_case_does_not_sign_it(type_, data, hand):
    story = a_story(State.RECTIFYING)
    assert unmet("no_hand_in_case", story.case, "party") == []
    story.tell(type_, data, "party")
    assert unmet("no_hand_in_case", story.case, "party") == ["had_a_hand"]
    assert story.case.hands["party"] == {hand}


def test_a_head_who_decided_a_rebound_may_sign_the_case_it_opened():
    again = Story().tell("file", {"kind": "task", "rebound_of": "SP2022/1"}, "city_party")
    assert "city_party" not in again.case.hands
    assert Story().tell("file", {"kind": "task"}, "coordinator").case.hands == {"coordinator": {"filed"}}


def test_who_only_confirmed_assigned_or_answered_may_sign():
    story = a_story(State.RECTIFYING)
    for type_, data in (
        ("give_opinion", {"unit": "partner", "agrees": True}),
        ("describe", {}),
        ("suspend", {}),
    ):
        story.tell(type_, data, "party")
    assert "party" not in story.case.hands


def test_a_part_that_nobody_shows_is_not_closed():
    assert unmet("parts_closed", whole()) == ["part_open"] * 2
    assert unmet("parts_closed", a_case(State.RECTIFYING)) == ["no_parts"]
