"""Guards of the units' work: what stands between work done and a request for acceptance."""

from datetime import date

import pytest

from caseflow.domain.guards import GUARDS
from caseflow.domain.terms import EvidenceClass, Kind, State
from tests.domain.makers import CRITERIA, a_case, a_city, a_moment, a_story, an_event, rules_with, unmet

RECTIFYING = State.RECTIFYING


def checked(**filed):
    return a_story(RECTIFYING, **filed).checked()


def expecting():
    return a_story(RECTIFYING).tell("expect_report", {"month": "2023-05", "due": "2023-05-25"})


def reported():
    return expecting().tell("report", {"month": "2023-05", "progress": "normal", "unit": "bureau"})


def opined(agrees):
    return a_story(RECTIFYING, co_leads=["partner"]).tell(
        "give_opinion", {"unit": "partner", "agrees": agrees}
    )


def suspended():
    return a_story(RECTIFYING).tell("suspend", {}, "coordinator")


def shown(*kinds, evidence_class):
    story = a_story(RECTIFYING, evidence_class=evidence_class)
    for kind in kinds:
        story.tell("add_evidence", {"kind": kind, "digest": kind}, "worker")
    return story


WORKING = {
    "measures_done": (
        lambda: a_case(RECTIFYING),
        ["measure_not_done"],
        lambda: checked().case,
        {"by": "worker"},
        {"by": "worker"},
    ),
    "every_measure_done": (lambda: a_case(RECTIFYING), ["measure_not_done"], lambda: checked().case),
    "evidence_complete": (lambda: a_case(RECTIFYING), ["evidence_missing"] * 3, lambda: checked().case),
    "not_standing_only": (
        lambda: a_case(due=None, standing=True),
        ["standing_only"],
        lambda: a_case(due="2023-10-31", standing=True),
    ),
    "no_parts": (
        lambda: a_story().tell("split", {"parts": ["SP2022/1-1"], "locality": "siping"}).case,
        ["has_parts"],
        a_case,
    ),
    "self_checks_in": (lambda: a_case(RECTIFYING), ["self_check_missing"], lambda: checked().case),
    "criteria_ticked": (
        lambda: a_story(RECTIFYING).tell("self_check", {"unit": "works", "criteria": CRITERIA[:3]}).case,
        ["criterion_not_met"] * 2,
        lambda: checked().case,
    ),
    "no_report_owed": (lambda: expecting().case, ["report_owed"], lambda: reported().case),
    "opinions_given": (
        lambda: a_case(RECTIFYING, co_leads=["partner"]),
        ["opinion_missing"],
        lambda: opined(True).case,
    ),
    "middle_units": (
        lambda: a_case(acceptance_unit=None, locality=None),
        ["no_acceptance_unit", "no_locality"],
        a_case,
    ),
    "is_standing": (a_case, ["not_standing"], lambda: a_case(standing=True)),
    "year_reported": (
        lambda: a_case(standing=True),
        ["year_not_reported"],
        lambda: a_story(standing=True).tell("report_year", {"year": 2023}).case,
    ),
    "not_suspended": (
        lambda: suspended().case,
        ["suspended"],
        lambda: suspended().tell("resume", {"days": 0}).case,
    ),
    "is_suspended": (lambda: a_case(RECTIFYING), ["not_suspended"], lambda: suspended().case),
}


def test_a_unit_answers_for_its_own_measures_and_those_of_nobody_in_particular():
    measures = [{"number": 1, "unit": "works"}, {"number": 2, "unit": "bureau"}, {"number": 3}]
    case = a_case(RECTIFYING, measures=measures)
    assert unmet("measures_done", case, "worker") == ["measure_not_done"] * 2
    done = a_story(RECTIFYING, measures=measures)
    for number in (1, 3):
        done.tell("mark_measure", {"number": number, "done": True})
    assert unmet("measures_done", done.case, "worker") == []
    assert unmet("measures_done", done.case, "clerk") == ["measure_not_done"]


def test_no_measure_may_be_open_when_acceptance_is_asked_for_whoever_it_belongs_to():
    measures = [{"number": 1, "unit": "works"}, {"number": 2, "unit": "elsewhere"}, {"number": 3}]
    story = a_story(RECTIFYING, measures=measures).tell("mark_measure", {"number": 1, "done": True})
    (of_another, of_nobody) = GUARDS["every_measure_done"](story.case, a_moment())
    assert (of_another.facts, of_nobody.facts) == (
        {"turn": "elsewhere", "number": 2},
        {"turn": "works", "number": 3},
    )
    story.tell("amend", {"measures": measures[:1]})
    assert unmet("every_measure_done", story.case) == []


def test_a_measure_under_a_units_ledger_name_is_its_own():
    city = a_city(an_event("city", 0, "map_name", {"code": "as-written", "unit": "works"}))
    case = a_case(RECTIFYING, measures=[{"number": 1, "unit": "as-written"}])
    assert unmet("measures_done", case, "worker", city=city) == ["measure_not_done"]
    assert unmet("measures_done", case, "worker") == []


def test_a_measure_that_is_after_all_not_done_or_was_withdrawn_counts_as_that():
    story = checked().tell("mark_measure", {"number": 1, "done": False})
    assert unmet("measures_done", story.case, "worker") == ["measure_not_done"]
    story.tell("amend", {"measures": []})
    assert unmet("measures_done", story.case, "worker") == []


@pytest.mark.parametrize(
    ("evidence_class", "enough", "too_little"),
    [
        ("site", ["before_photo", "after_photo", "site_check"], ["before_photo", "after_photo"]),
        (
            "project",
            ["before_photo", "after_photo", "site_check", "monitoring_report"],
            ["before_photo", "after_photo", "site_check"],
        ),
        ("institution", ["document", "proof_of_use"], ["document"]),
        ("unfounded", ["investigation_record"], ["site_check"]),
    ],
)
def test_each_class_of_case_asks_for_its_own_evidence(evidence_class, enough, too_little):
    assert EvidenceClass(evidence_class)
    assert unmet("evidence_complete", shown(*enough, evidence_class=evidence_class).case) == []
    assert unmet("evidence_complete", shown(*too_little, evidence_class=evidence_class).case) == [
        "evidence_missing"
    ]


def test_a_completion_report_serves_as_well_as_a_monitoring_report():
    kinds = ["before_photo", "after_photo", "site_check", "completion_report"]
    assert unmet("evidence_complete", shown(*kinds, evidence_class="project").case) == []


def test_withdrawn_evidence_shows_nothing():
    story = shown("investigation_record", evidence_class="unfounded").tell("withdraw_evidence", {"id": 1})
    assert unmet("evidence_complete", story.case) == ["evidence_missing"]


def test_every_responsible_unit_checks_itself_and_a_petition_without_one_its_lead_unit():
    case = a_case(RECTIFYING, responsible=["works", "helper"])
    assert unmet("self_checks_in", case) == ["self_check_missing"] * 2
    petition = a_story(RECTIFYING, kind=Kind.PETITION, responsible=[])
    assert unmet("self_checks_in", petition.case) == ["self_check_missing"]
    petition.tell("self_check", {"unit": "bureau", "criteria": CRITERIA})
    assert unmet("self_checks_in", petition.case) == []


def test_a_criterion_the_office_switched_off_is_not_asked():
    case = a_story(RECTIFYING).tell("self_check", {"unit": "works", "criteria": CRITERIA[1:]}).case
    assert unmet("criteria_ticked", case) == ["criterion_not_met"]
    assert unmet("criteria_ticked", case, rules=rules_with(CRITERIA[0], False)) == []


def test_a_returned_report_is_owed_again_and_a_closed_month_takes_none():
    story = reported().tell(
        "review_report", {"month": "2023-05", "number": 1, "result": "returned"}, "coordinator"
    )
    assert unmet("no_report_owed", story.case) == ["report_owed"]
    story.tell("freeze_light", {"month": "2023-05", "light": None}, "clock")
    assert unmet("no_report_owed", story.case) == []


def test_another_lead_unit_against_closing_stands_in_the_way():
    assert unmet("opinions_given", opined(False).case) == ["opinion_against"]


def test_the_standing_half_of_a_dated_task_does_not_keep_it_open():
    assert unmet("not_standing_only", a_case(due="2023-10-31", standing=True, at_once=True)) == []


def test_a_refused_year_may_be_reported_and_confirmed_again():
    story = a_story(standing=True).tell("report_year", {"year": 2023})
    story.tell("confirm_year", {"year": 2023, "confirmed": False}, "judge")
    assert unmet("year_reported", story.case) == ["year_not_reported"]
    story.tell("report_year", {"year": 2023}, day=date(2024, 1, 9))
    assert unmet("year_reported", story.case) == []
