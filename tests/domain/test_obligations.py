"""What is expected from whom by when: each kind opens, is met, and is gone when nobody expects it any more."""

from datetime import date

import pytest

from caseflow.domain.case.clocks import clocks
from caseflow.domain.obligations import STANDING_STILL, obligations
from caseflow.domain.terms import Kind, State
from tests.domain.makers import DAY, DEFAULT, a_case, a_story

RECTIFYING, ACCEPTING, SIGNING, CLOSED = State.RECTIFYING, State.ACCEPTING, State.SIGNING, State.CLOSED
LIMIT, DUE = date(2023, 5, 11), date(2023, 10, 31)
MONTH = {"month": "2023-05"}
REPORT = MONTH | {"progress": "normal", "unit": "bureau", "limit": "2023-05-09"}


def assigned():
    return a_story().tell("assign", {"lead_unit": "bureau", "limit": LIMIT.isoformat()})


def expecting():
    return a_story(RECTIFYING).tell("expect_report", MONTH | {"due": "2023-05-25"})


def issued():
    story = a_story(RECTIFYING).tell("propose_paper", {"rung": "warning", "rule": "r", "unit": "bureau"})
    return story.tell("issue_paper", {"id": 1, "reply_by": LIMIT.isoformat()}, "coordinator")


def entering(state):
    """A case that has just come into a state, with the limit of whose turn it is."""
    return a_story(state).ended(limit="2023-06-01")


def asked():
    return a_story(ACCEPTING).tell("request_supplement", {"until": LIMIT.isoformat()}, "judge")


def objected():
    return a_story(State.PUBLICIZED).tell(
        "object", {"sent_on": "2023-05-08", "in_time": True, "limit": "2023-05-11"}
    )


def proposed():
    return a_story(RECTIFYING).tell("propose", {"matter": "extension", "limit": LIMIT.isoformat()})


def found():
    story = a_story(RECTIFYING, kind=Kind.PETITION)
    data = {"verdict": "partly", "settlement": "settled", "limit": LIMIT.isoformat()}
    return story.tell("record_findings", data)


def offered():
    data = {"unit": "partner", "limit": LIMIT.isoformat()}
    return a_story(RECTIFYING).tell("offer_transfer", data, "coordinator")


def self_checked(**limits):
    check = {"unit": "works", "criteria": []} | {name: day.isoformat() for name, day in limits.items()}
    return a_story(RECTIFYING, co_leads=["partner"]).tell("self_check", check, "worker")


def reopened():
    finding = {"asks": "revocation", "origin": "inspector", "limit": LIMIT.isoformat()}
    return a_story(CLOSED).tell("enter_finding", finding, "inspector")


# kind: (story that opens it, who owes it, by when; how it is met; how it is gone)
KINDS = {
    "accept_assignment": (
        assigned, "bureau", LIMIT,
        lambda s: s.go("accept_assignment"),
        lambda s: s.tell("return_assignment"),
    ),
    "rectify": (
        a_story, "bureau", DUE,
        lambda s: s.until(ACCEPTING),
        lambda s: s.tell("complete_filing", {"due": None}),
    ),
    "measure": (
        lambda: a_story(RECTIFYING, measures=[{"number": 1, "unit": "works", "due": "2023-08-31"}]),
        "works", date(2023, 8, 31),
        lambda s: s.tell("mark_measure", {"number": 1, "done": True}, "worker"),
        lambda s: s.tell("amend", {"measures": []}),
    ),
    "report": (
        expecting, "bureau", date(2023, 5, 25),
        lambda s: s.tell("report", REPORT),
        lambda s: s.tell("freeze_light", MONTH | {"light": None}, "clock"),
    ),
    "contribution": (
        lambda: a_story(RECTIFYING, responsible=["works", "bureau"]).tell(
            "expect_report",
            MONTH | {"due": "2023-05-25", "contributors": ["works"], "contribute_by": "2023-05-20"},
        ),
        "works", date(2023, 5, 20),
        lambda s: s.tell("contribute", MONTH | {"unit": "works", "measures": []}, "worker"),
        lambda s: s.tell("report", REPORT),
    ),
    "review": (
        lambda: expecting().tell("report", REPORT), "coordinator", date(2023, 5, 9),
        lambda s: s.tell("review_report", MONTH | {"number": 1, "result": "returned"}, "coordinator"),
        None,
    ),
    "answer": (issued, "bureau", LIMIT, lambda s: s.tell("answer_paper", {"id": 1}), None),
    "supplement": (asked, "bureau", LIMIT, lambda s: s.tell("supply_supplement"), lambda s: s.stepped()),
    "accept": (lambda: entering(ACCEPTING), "judge", date(2023, 6, 1), None, lambda s: s.stepped()),
    "notice": (
        lambda: entering(State.AWAITING_NOTICE), "coordinator", date(2023, 6, 1), None, lambda s: s.stepped(),
    ),
    "criticism": (
        lambda: a_story(RECTIFYING).tell("record_criticism", {"kind": "media", "on": "2023-05-02"}, "inspector"),
        "coordinator", None,
        lambda s: s.tell("settle_criticism", {"id": 1}, "coordinator"),
        None,
    ),
    "objection": (objected, "coordinator", LIMIT, lambda s: s.tell("answer_objection", {"id": 1}), None),
    "sign": (
        lambda: entering(SIGNING), "party_head/tiexi", date(2023, 6, 1),
        lambda s: s.signed("party"),
        lambda s: s.go("refuse", "party"),
    ),
    "decide": (
        proposed, "group_head", LIMIT,
        lambda s: s.tell("decide", {"id": 1, "box": "party", "agrees": False, "outcome": "refused"}),
        None,
    ),
    "feedback": (
        lambda: a_story(kind=Kind.PETITION), "coordinator", date(2023, 5, 12), lambda s: s.tell("feed_back"), None,
    ),
    "file_up": (
        lambda: entering(CLOSED), "coordinator", date(2023, 6, 1),
        lambda s: s.tell("file_up"),
        lambda s: s.go("revoke_closure"),
    ),
    "confirm_findings": (
        found, "deputy/tiexi", LIMIT, None, lambda s: s.tell("confirm_findings", {"by": "coordinator"}, "coordinator"),
    ),
    "accept_transfer": (
        offered, "partner", LIMIT,
        lambda s: s.tell("accept_transfer", by="partner"),
        lambda s: s.tell("accept_transfer", by="partner").tell("transfer", {"unit": "partner"}, "coordinator"),
    ),
    "opinion": (
        lambda: self_checked(opinion_by=LIMIT), "partner", LIMIT,
        lambda s: s.tell("give_opinion", {"unit": "partner", "agrees": True}, "partner"),
        lambda s: s.tell("give_opinion", {"unit": "partner", "agrees": True}, "partner").go(
            "apply_closure", order=[step.value for step in DEFAULT]
        ),
    ),
    "apply": (
        lambda: self_checked(apply_by=LIMIT), "bureau", LIMIT, None,
        lambda s: s.go("apply_closure", order=[step.value for step in DEFAULT]),
    ),
    "correct": (
        lambda: a_story(ACCEPTING).go("fail_acceptance", "judge", correct_by=LIMIT.isoformat()), "bureau", LIMIT,
        None,
        lambda s: s.applied(),
    ),
    "propose": (
        reopened, "coordinator", LIMIT,
        lambda s: s.tell("propose", {"matter": "revocation", "content": {"finding": 1}}, "coordinator"),
        None,
    ),
    "report_year": (
        lambda: a_story(RECTIFYING, standing=True).tell("expect_year", {"year": 2023, "due": "2024-01-15"}),
        "works", date(2024, 1, 15),
        lambda s: s.tell("report_year", {"year": 2023, "limit": "2024-01-31"}),
        lambda s: s.applied(),
    ),
    "confirm_year": (
        lambda: a_story(RECTIFYING, standing=True).tell("report_year", {"year": 2023, "limit": "2024-01-31"}),
        "judge", date(2024, 1, 31),
        lambda s: s.tell("confirm_year", {"year": 2023, "confirmed": True}, "judge"),
        None,
    ),
}  # fmt: skip


def of_kind(story, kind):
    return [one for one in obligations(story.case) if one.kind == kind]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_opens_is_met_and_is_gone(kind):
    opened, who, due, met, gone = KINDS[kind]
    owed = of_kind(opened(), kind)[0]
    assert (owed.who, owed.due, owed.met_on) == (who, due, None)
    if met:
        story = met(opened())
        assert of_kind(story, kind)[0].met_on == story.day
    if gone:
        assert of_kind(gone(opened()), kind) == []


def test_no_other_kind_is_ever_expected():
    seen = {one.kind for state in State for kind in Kind for one in obligations(a_case(state, DEFAULT, kind))}
    assert seen <= set(KINDS)


def test_findings_wait_for_the_county_s_leader_and_then_for_the_coordinator():
    story = found()
    story.tell("confirm_findings", {"by": "leader"}, "deputy")
    assert [one.who for one in of_kind(story, "confirm_findings")] == ["coordinator"]


def test_each_finding_asks_for_a_proposal_of_its_own():
    story = reopened().tell("enter_finding", {"asks": "revocation", "origin": "above"}, "coordinator")
    story.tell("propose", {"matter": "revocation", "content": {"finding": 2}}, "coordinator")
    assert [(one.ref, one.due, one.met_on) for one in of_kind(story, "propose")] == [
        ("1", LIMIT, None),
        ("2", None, story.day),
    ]


def test_an_opinion_is_asked_for_once_a_unit_has_checked_itself():
    assert of_kind(a_story(RECTIFYING, co_leads=["partner"]), "opinion") == []


def test_each_head_owes_a_signature_of_their_own():
    owed = of_kind(a_story(SIGNING).signed("party"), "sign")
    assert [(one.who, one.ref, one.met_on is None) for one in owed] == [
        ("party_head/tiexi", "1.party", False),
        ("government_head/tiexi", "1.government", True),
    ]


def test_a_returned_report_is_owed_again_and_a_new_one_asks_for_a_new_review():
    story = (
        expecting().tell("report", REPORT).tell("review_report", MONTH | {"number": 1, "result": "returned"})
    )
    assert of_kind(story, "report")[0].met_on is None
    story.later(2).tell("report", REPORT)
    assert of_kind(story, "report")[0].met_on == story.day
    assert [(one.ref, one.met_on) for one in of_kind(story, "review")] == [
        ("2023-05.1", DAY),
        ("2023-05.2", None),
    ]


def test_only_the_last_of_several_reports_waits_for_review():
    story = expecting().tell("report", REPORT).tell("report", REPORT)
    assert [one.ref for one in of_kind(story, "review")] == ["2023-05.2"]


def test_a_month_that_closed_without_a_report_is_no_longer_owed_but_one_reported_stays_met():
    story = expecting().tell("report", REPORT).tell("freeze_light", MONTH | {"light": "blue"}, "clock")
    assert of_kind(story, "report")[0].met_on == DAY


def test_a_fallen_application_leaves_the_work_owed_again():
    story = a_story(ACCEPTING)
    assert of_kind(story, "rectify")[0].met_on == DAY
    assert of_kind(story.go("withdraw"), "rectify")[0].met_on is None


def test_a_paper_that_was_only_proposed_or_dismissed_asks_nothing_and_a_lifted_one_no_more():
    story = a_story(RECTIFYING).tell("propose_paper", {"rung": "warning", "rule": "r", "unit": "bureau"})
    assert of_kind(story, "answer") == []
    assert of_kind(story.tell("dismiss_paper", {"id": 1}), "answer") == []
    assert of_kind(issued().tell("lift_paper", {"id": 1}), "answer")[0].met_on == DAY


def test_a_merged_petition_owes_nothing_but_its_feedback():
    story = a_story(RECTIFYING, kind=Kind.PETITION).tell("expect_report", MONTH | {"due": "2023-05-25"})
    story.go("merge", "coordinator", into="SP2022/1")
    assert [one.kind for one in obligations(story.case) if one.met_on is None] == ["feedback"]
    story.go("unmerge", "coordinator", to=RECTIFYING)
    assert of_kind(story, "report")[0].met_on is None


def test_a_task_owes_no_feedback_and_a_case_without_a_lead_unit_asks_nobody_to_rectify():
    assert of_kind(a_story(), "feedback") == []
    assert obligations(a_case(lead_unit=None)) == ()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_limit_of_the_procedure_has_no_date_while_it_stands_still_and_every_other_keeps_its_own(kind):
    opened, _, due, _, _ = KINDS[kind]
    story = opened()
    names = {clock.name for clock in clocks(story.case) if clock.stops}
    ends = [[name, "2023-08-31"] for name in names]
    stopped = of_kind(story.tell("suspend", {}, "coordinator"), kind)[0]
    again = of_kind(story.later(9).tell("resume", {"days": 9, "moved": ends}, "coordinator"), kind)[0]
    if kind in STANDING_STILL and due:
        assert (stopped.due, again.due) == (None, date(2023, 8, 31))
    elif kind != "file_up":  # nothing is suspended in a closed case
        assert (stopped.due, again.due) == (due, due)
