"""What events make of a case: what falls, what stays, and what is counted as what."""

from datetime import date

import pytest

from caseflow.domain import case as cases
from caseflow.domain.case.parts import ApplicationStatus
from caseflow.domain.lifecycle import TRIGGERS, earlier, falling
from caseflow.domain.terms import Kind, Progress, Settlement, State, Step, Verdict
from tests.domain.makers import DAY, DEFAULT, ORDERS, SIGNED_FIRST, Story, a_case, a_story, an_event

RECTIFYING, ACCEPTING, CLOSED = State.RECTIFYING, State.ACCEPTING, State.CLOSED
NAMES = {order: ">".join(order) for order in ORDERS}
# Every way back to rectifying, and a state it starts from.
RETURNS = {
    "withdraw": (ACCEPTING, {}),
    "fail_acceptance": (ACCEPTING, {"correct_by": "2023-06-30"}),
    "uphold_objection": (State.PUBLICIZED, {"id": 1}),
    "refuse": (State.SIGNING, {}),
    "revoke_closure": (CLOSED, {}),
}


def returned(trigger):
    state, data = RETURNS[trigger]
    story = a_story(state)
    if trigger == "uphold_objection":
        story.tell("object", {"sent_on": "2023-05-08", "in_time": True}, "coordinator")
    story.tell(
        "review_report", {"month": "2023-04", "number": 1, "result": "accepted", "confirmed": "completed"}
    )
    return story.go(trigger, **data)


def findings(settlement, due=None):
    story = a_story(RECTIFYING, kind=Kind.PETITION)
    return story.tell("record_findings", {"verdict": "partly", "settlement": settlement, "due": due})


@pytest.mark.parametrize("trigger", RETURNS)
def test_a_return_to_rectifying_asks_for_new_self_checks_and_sets_confirmed_progress_back(trigger):
    case = returned(trigger).case
    assert (case.state, case.round) == (RECTIFYING, 2)
    assert (case.self_checks, case.opinions, case.supplement, case.acceptance, case.notice) == (
        (),
        {},
        None,
        None,
        None,
    )
    assert (case.live_signatures, case.order, case.noticed_this_round) == ((), (), False)
    assert case.confirmed_progress is Progress.NORMAL
    assert [application.status for application in case.applications] == [ApplicationStatus.FALLEN]
    assert not [name for name in case.texts if name.startswith(("acceptance.", "notice.", "self_check."))]


@pytest.mark.parametrize("trigger", RETURNS)
def test_a_return_to_rectifying_keeps_the_work_the_evidence_and_the_words(trigger):
    case = returned(trigger).case
    assert case.measures[0].done_on is not None
    assert len([e for e in case.evidence if not e.withdrawn]) == 3
    assert {"title", "problem", "goal", "measure.1"} <= set(case.texts)
    assert (case.due.day, case.due.first) == (date(2023, 10, 31),) * 2


def test_a_failed_acceptance_names_the_day_to_correct_by_until_the_next_one():
    story = returned("fail_acceptance")
    assert story.case.correct_by == date(2023, 6, 30)
    assert story.applied().go("withdraw").case.correct_by is None


def test_a_fallen_application_stays_fallen_beside_the_next_one():
    story = returned("withdraw").applied().stepped()
    fallen, accepted = ApplicationStatus.FALLEN, ApplicationStatus.ACCEPTED
    assert [application.status for application in story.case.applications] == [fallen, accepted]


def test_a_new_round_takes_the_order_then_in_force():
    story = returned("withdraw")
    story.order = SIGNED_FIRST
    assert story.applied().stepped().case.state is State.SIGNING
    assert story.case.order == SIGNED_FIRST


@pytest.mark.parametrize("order", ORDERS, ids=NAMES.get)
@pytest.mark.parametrize("state", [State.ACCEPTING, State.AWAITING_NOTICE, State.PUBLICIZED, State.SIGNING])
def test_a_recall_drops_what_the_named_step_and_the_later_ones_made_and_nothing_else(order, state):
    for to in earlier(state, order):
        before = a_story(state, order)
        falls = falling(to, order)
        after = Story(order)
        after.events, after.folded = before.events, before.case
        case = after.go("recall", "coordinator", to=to, falls=[step.value for step in falls]).case
        made = {
            Step.ACCEPTANCE: case.acceptance is not None,
            Step.NOTICE: case.notice is not None,
            Step.SIGNATURES: bool(case.live_signatures),
        }
        assert case.state is to
        for step in order:
            stands = step not in falls and order.index(step) < order.index(_step_of(state))
            assert made[step] is stands, (to, step)
        assert (case.round, case.self_checks, case.evidence) == (
            1,
            before.case.self_checks,
            before.case.evidence,
        )
        assert len(case.signatures) == len(before.case.signatures)
        assert case.application.status is (
            ApplicationStatus.ACCEPTED if made[Step.ACCEPTANCE] else ApplicationStatus.PENDING
        )


def _step_of(state):
    return {State.ACCEPTING: Step.ACCEPTANCE, State.SIGNING: Step.SIGNATURES}.get(state, Step.NOTICE)


def test_an_exemption_falls_with_the_notice_it_replaced():
    story = a_story(State.AWAITING_NOTICE).go("exempt_notice", "city_party")
    assert (story.case.notice_exempted, story.case.state) == (True, State.SIGNING)
    story.go("return_for_supplement", "party", to=State.AWAITING_NOTICE, falls=["notice", "signatures"])
    assert story.case.notice_exempted is False


def test_signatures_stay_on_file_with_the_reason_they_are_void():
    story = a_story(State.SIGNING).signed("party").go("refuse", "government")
    assert [(s.person, s.void) for s in story.case.signatures] == [("party", "refuse")]
    again = a_story(State.SIGNING).signed("party")
    again.go("recall", "coordinator", to=State.AWAITING_NOTICE, falls=["notice", "signatures"])
    assert [s.void for s in again.case.signatures] == ["recall"]


def test_findings_count_once_the_leader_and_the_coordinator_have_confirmed_them():
    story = findings("settled")
    assert (story.case.verdict, story.case.settlement) == (None, Settlement.OPEN)
    story.tell("confirm_findings", {"by": "leader"}, "deputy")
    assert story.case.settlement is Settlement.OPEN
    assert story.case.proposed_findings.leader_confirmed
    story.tell("confirm_findings", {"by": "coordinator"}, "coordinator")
    assert (story.case.verdict, story.case.settlement) == (Verdict.PARTLY, Settlement.SETTLED)
    assert a_case().settlement is None


def test_a_staged_plan_fixes_the_only_date_a_petition_has_and_a_later_plan_does_not_move_it():
    story = findings("staged", "2023-10-31").tell("confirm_findings", {"by": "coordinator"})
    assert (story.case.state, story.case.settlement) == (RECTIFYING, Settlement.STAGED)
    assert story.case.due.day == story.case.due.first == date(2023, 10, 31)
    story.tell("record_findings", {"verdict": "partly", "settlement": "staged", "due": "2024-03-31"})
    story.tell("confirm_findings", {"by": "coordinator"})
    assert (story.case.due.day, story.case.findings.due) == (date(2023, 10, 31), date(2024, 3, 31))
    story.tell("extend", {"due": "2024-03-31"})
    assert (story.case.due.day, story.case.due.first) == (date(2024, 3, 31), date(2023, 10, 31))


def test_the_units_progress_and_the_confirmed_one_are_kept_apart():
    story = a_story(RECTIFYING).tell(
        "report", {"month": "2023-05", "progress": "completed", "unit": "bureau"}
    )
    assert (story.case.progress, story.case.confirmed_progress) == (Progress.COMPLETED, Progress.NOT_STARTED)
    returned = {"month": "2023-05", "number": 1, "result": "returned"}
    assert story.tell("review_report", returned).case.confirmed_progress is Progress.NOT_STARTED
    story.tell("report", {"month": "2023-05", "progress": "on_schedule", "unit": "bureau"})
    story.tell("review_report", returned | {"number": 2, "result": "accepted", "confirmed": "lagging"})
    assert (story.case.progress, story.case.confirmed_progress) == (Progress.ON_SCHEDULE, Progress.LAGGING)
    assert [(r.number, r.result) for r in story.case.reports] == [(1, "returned"), (2, "accepted")]


def test_neither_progress_nor_closure_says_the_other():
    assert (a_case(CLOSED).progress, a_case(CLOSED).confirmed_progress) == (Progress.NOT_STARTED,) * 2


def test_a_date_moves_by_extension_alone_and_the_first_is_kept():
    story = a_story(RECTIFYING, provisional=True).tell("amend", {"due": "2024-12-31", "measures": []})
    assert (story.case.due.day, story.case.measures[0].withdrawn) == (date(2023, 10, 31), True)
    story.tell("extend", {"due": "2023-12-31"})
    due = story.case.due
    assert (due.day, due.first, due.extensions, due.provisional) == (
        date(2023, 12, 31),
        date(2023, 10, 31),
        1,
        False,
    )


def test_a_provisional_date_is_dated_anew_once():
    story = a_story(RECTIFYING, provisional=True)
    assert story.case.due.provisional
    due = story.tell("redate", {"due": "2023-11-02"}).case.due
    assert (due.day, due.first, due.provisional, due.extensions) == (
        date(2023, 11, 2),
        date(2023, 10, 31),
        False,
        0,
    )


def test_a_measure_left_out_is_withdrawn_and_what_was_done_stays_done():
    story = a_story(RECTIFYING, measures=[{"number": 1}, {"number": 2, "unit": "works", "due": "2023-08-31"}])
    story.tell("mark_measure", {"number": 1, "done": True})
    story.tell("amend", {"measures": [{"number": 1}, {"number": 3}]})
    assert [(m.number, m.withdrawn, m.done_on) for m in story.case.measures] == [
        (1, False, DAY),
        (2, True, None),
        (3, False, None),
    ]


def test_what_was_still_proposed_when_acceptance_is_asked_for_has_lapsed_and_what_was_decided_stands():
    story = (
        a_story(RECTIFYING).tell("propose", {"matter": "amendment"}).tell("propose", {"matter": "extension"})
    )
    story.tell("decide", {"id": 1, "box": "party", "agrees": False, "outcome": "refused"}, "city_party")
    case = story.later(3).applied().case
    assert [(d.matter, d.outcome, d.decided_on) for d in case.decisions] == [
        ("amendment", "refused", DAY),
        ("extension", "lapsed", story.day),
    ]
    assert case.open_decision("extension") is None


def test_each_assignment_starts_its_own_limit_and_returns_are_counted():
    story = a_story().tell("assign", {"lead_unit": "bureau", "limit": "2023-05-11"}).tell("return_assignment")
    assert (story.case.assignment.returns, story.case.assignment.open) == (1, False)
    story.tell("assign", {"lead_unit": "partner", "limit": "2023-05-18", "designated": True})
    assigned = story.case.assignment
    assert (assigned.returns, assigned.limit, assigned.designated) == (1, date(2023, 5, 18), True)
    assert story.case.parties.lead_unit == "partner"
    assert story.go("accept_assignment").case.assignment.accepted_on == DAY


def test_feedback_is_met_once_by_the_first_answer():
    story = a_story(kind=Kind.PETITION).tell("feed_back").later(5).tell("feed_back")
    assert story.case.fed_back_on == DAY


def test_the_day_and_limit_of_a_state_change_only_when_the_case_moves():
    story = a_story(RECTIFYING).later(3).checked()
    story.tell(
        "apply_closure", {"order": [s.value for s in DEFAULT], "to": "accepting", "limit": "2023-06-05"}
    )
    assert (story.case.since, story.case.limit) == (story.day, date(2023, 6, 5))
    story.later(2).tell("request_supplement", {"until": "2023-05-20", "limit": "2023-09-09"})
    assert (story.case.since, story.case.limit) == (date(2023, 5, 7), date(2023, 6, 5))


def test_every_trigger_is_folded():
    assert {trigger.value for trigger in TRIGGERS} <= set(cases.HANDLERS)


def test_an_event_out_of_place_or_unknown_is_a_fault():
    story = a_story()
    for type_ in (
        "file",
        "confirm_findings",
        "supply_supplement",
        "end_notice",
        "release_notice",
        "return_assignment",
    ):
        with pytest.raises(ValueError, match=r"\w"):
            cases.apply(story.case, an_event(story.stream, 1, type_, {"kind": "task", "by": "leader"}))
    with pytest.raises(KeyError):
        cases.apply(story.case, an_event(story.stream, 1, "to_closed", {}))
    with pytest.raises(ValueError, match="assign"):
        cases.fold([an_event(story.stream, 0, "assign", {})])
    assert cases.fold([]) is None
