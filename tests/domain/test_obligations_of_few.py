"""What is expected only where somebody is there to be asked: feedback, a year's confirmation, measures of no unit."""

from datetime import date

from caseflow.domain.obligations import obligations
from caseflow.domain.terms import Kind, State
from tests.domain.makers import DAY, a_story


def of_kind(story, kind):
    return [one for one in obligations(story.case) if one.kind == kind]


def test_feedback_is_expected_from_the_hand_over_on_and_not_without_a_limit():
    handed = a_story(kind=Kind.PETITION, handed_over="2023-05-02")
    assert of_kind(handed, "feedback")[0].opened_on == date(2023, 5, 2)
    assert of_kind(a_story(kind=Kind.PETITION), "feedback")[0].opened_on == DAY
    assert of_kind(a_story(kind=Kind.PETITION, feedback_due=None), "feedback") == []


def test_a_year_asks_its_confirmation_of_nobody_where_no_acceptance_unit_is_named():
    story = a_story(standing=True, acceptance_unit=None).tell("report_year", {"year": 2023})
    assert of_kind(story, "confirm_year") == []


def test_a_dated_measure_of_no_unit_is_owed_by_each_that_checks_itself_and_an_undated_one_by_nobody():
    measures = [{"number": 1, "due": "2023-08-31"}, {"number": 2}]
    owed = of_kind(a_story(State.RECTIFYING, measures=measures, responsible=["works", "partner"]), "measure")
    assert [(one.who, one.ref) for one in owed] == [("works", "1.1"), ("partner", "1.2")]
