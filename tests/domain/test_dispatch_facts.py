"""The facts of a case's month are told apart: none of them hides another."""

from datetime import date

from caseflow.domain.dispatch_facts import month_facts
from caseflow.domain.terms import Light, State
from tests.domain.makers import a_story

MONTH = "2023-05"
EXPECTED = {
    "month": MONTH,
    "due": "2023-05-25",
    "contributors": ["works", "helper"],
    "contribute_by": "2023-05-20",
}
CLOSING = {"month": MONTH, "light": "yellow", "why": ["light.near"]}
SENT = {"month": MONTH, "progress": "normal", "unit": "bureau"}


def expecting():
    responsible = ["works", "helper", "bureau"]
    return a_story(State.RECTIFYING, responsible=responsible).tell("expect_report", EXPECTED)


def facts(story):
    return month_facts(story.case, MONTH)


def on(story, day: date):
    return story.later((day - story.day).days)


def test_a_month_nobody_reported_is_missing_once_it_closed_and_overrun_before():
    story = expecting()
    assert not facts(story).missing
    assert facts(story).sent_on is None
    assert [facts(story).overrun_on(date(2023, 5, day)) for day in (25, 26)] == [False, True]
    closed = facts(story.tell("freeze_light", CLOSING, "clock"))
    assert (closed.missing, closed.late, closed.left_returned) == (True, False, False)
    assert (closed.light, closed.why) == (Light.YELLOW, ("light.near",))


def test_the_light_of_a_month_is_frozen_once():
    story = expecting().tell("freeze_light", CLOSING, "clock")
    story.tell("freeze_light", {"month": MONTH, "light": "red", "why": ["light.overdue"]}, "clock")
    assert (facts(story).light, facts(story).why) == (Light.YELLOW, ("light.near",))


def test_the_first_word_says_whether_a_month_was_late_and_the_last_one_what_it_is_like():
    story = on(expecting(), date(2023, 5, 26)).tell(
        "report", SENT | {"like": "0.93", "like_to": ["SP2022/2", MONTH]}
    )
    found = facts(story)
    assert (found.late, found.copied, found.like_to) == (True, True, ("SP2022/2", MONTH))
    again = facts(story.tell("report", SENT | {"unchanged": True}))
    assert (again.late, again.copied, again.unchanged, again.times) == (True, False, True, 2)


def test_a_return_is_counted_and_one_never_answered_is_left_so():
    story = expecting()
    for number in (1, 2):
        story.tell("report", SENT)
        story.tell("review_report", {"month": MONTH, "number": number, "result": "returned"}, "coordinator")
    story.tell("freeze_light", CLOSING, "clock")
    found = facts(story)
    assert (found.returned, found.left_returned, found.missing, found.late) == (2, True, False, False)


def test_what_responsible_units_told_and_did_not_tell_is_a_fact_of_its_own():
    story = expecting()
    assert facts(story).awaited == ("works", "helper")
    assert facts(story).lacking == ()
    on(story, date(2023, 5, 21)).tell(
        "contribute", {"month": MONTH, "unit": "works", "measures": []}, "worker"
    )
    assert [(part.unit, part.late) for part in facts(story).parts] == [("works", True)]
    assert facts(story.tell("report", SENT)).lacking == ("helper",)


def test_who_is_responsible_later_changes_nothing_in_a_month_that_closed():
    story = expecting().tell("freeze_light", CLOSING, "clock")
    story.tell("amend", {"responsible": ["works"]})
    assert facts(story).lacking == ("works", "helper")


def test_a_unit_that_leads_by_now_or_is_no_longer_responsible_is_not_waited_for():
    story = expecting()
    story.tell("amend", {"responsible": ["works"]})
    assert facts(story).awaited == ("works",)
    story.tell("transfer", {"unit": "works"})
    assert facts(story).awaited == ()


def test_a_month_without_expectation_says_only_what_was_sent():
    assert month_facts(expecting().case, "2023-04").due is None
