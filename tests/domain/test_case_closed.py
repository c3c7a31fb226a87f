"""What becomes of a closure: it may be revoked or followed by a rebound, and it always stays on file."""

from caseflow.domain.terms import Kind, Settlement, State
from tests.domain.makers import a_story

CLOSED = State.CLOSED
OBJECTION = {"sent_on": "2023-05-08", "in_time": True}


def test_a_revoked_closure_stays_on_file_and_no_longer_counts():
    story = a_story(CLOSED)
    closure = story.case.closure
    assert story.case.counts_as_closed
    story.go("revoke_closure")
    assert (story.case.closure, story.case.closed_before) == (None, (closure,))
    assert not story.case.counts_as_closed
    story.until(CLOSED)
    assert (story.case.counts_as_closed, len(story.case.closed_before)) == (True, 1)


def test_a_rebounded_closure_stays_and_is_marked_and_counts_no_longer_as_closed():
    story = a_story(CLOSED, kind=Kind.PETITION)
    assert story.case.settlement is Settlement.SETTLED
    story.go("rebound", new_case="SP2022/FT20230822001")
    case = story.case
    assert (case.state, case.closure.on, case.links.rebound_as) == (CLOSED, story.day, "SP2022/FT20230822001")
    assert (case.counts_as_closed, case.settlement, len(case.live_signatures)) == (
        False,
        Settlement.STAGED,
        2,
    )


def test_a_rebound_marks_the_closure_it_followed_and_no_later_one():
    story = a_story(CLOSED, kind=Kind.PETITION).go("rebound", new_case="SP2022/2").go("revoke_closure")
    assert story.until(CLOSED).case.counts_as_closed
    assert story.case.settlement is Settlement.SETTLED


def test_a_revocation_is_what_an_objection_after_closure_asked_for_and_nothing_already_answered_changes():
    story = a_story(CLOSED)
    for _ in range(2):
        story.tell("object", OBJECTION, "coordinator")
    story.tell("answer_objection", {"id": 1}, "coordinator")
    answered = story.case.objections[0]
    case = story.later(4).go("revoke_closure", "city_party").case
    assert case.objections[0] == answered
    assert (case.objections[1].answer, case.objections[1].answered_on) == ("upheld", story.day)
    assert case.open_objections == ()
