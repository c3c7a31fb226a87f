"""The survey of all cases for the inspector's desk: as of any day, by case, unit and person, for nobody else."""

from datetime import date

import pytest
from sqlalchemy import Engine

from caseflow.domain.errors import NotPermitted
from caseflow.domain.terms import Office, State
from caseflow.services.dwelling import By, Line, Narrowed, Sort, dwelt
from caseflow.services.surveying import survey
from caseflow.services.watching import of_person, of_unit
from tests.makers import told
from tests.services.acting import KEY, acting, begun, closed, lived
from tests.services.staff import hire, staffed, work_as

INSPECTOR = "inspector/jwjw"
LATER = date(2023, 6, 1)


@pytest.fixture
def task(city: Engine) -> Engine:
    """A task taken on 4 May 2023 and closed on 24 May, its acceptance unit's officer a person of the record."""
    engine = staffed(city)
    hire(engine, "钱甲", "qian.jia", Office.OFFICER, "sthjj")
    closed(begun(engine), day=date(2023, 5, 24))
    return engine


def lines(engine: Engine, by: By, day: date, **narrow: str) -> list[Line]:
    with acting(engine, INSPECTOR, LATER) as work:
        return dwelt(survey(work, day), by, Narrowed(**narrow), Sort.STATE, down=False)


def test_each_case_unit_and_person_has_what_it_had_as_of_any_day(task: Engine) -> None:
    then = lines(task, By.CASE, date(2023, 5, 11))
    assert [(line.key, line.state, line.spell.days, line.now) for line in then] == [
        (KEY, State.RECTIFYING, 7, date(2023, 5, 4))
    ]
    now = lines(task, By.CASE, LATER)
    assert [(line.state, line.spell.days, line.now is None) for line in now] == [
        (State.RECTIFYING, 20, True),
        (State.CLOSED, 8, False),
    ]
    assert [(line.key, line.spell.days) for line in lines(task, By.UNIT, LATER, unit="slj")] == [("slj", 20)]


def test_a_person_has_the_turn_only_while_they_hold_the_office(task: Engine) -> None:
    lived(task, ("revoke_closure", {"to": "rectifying"}), day=date(2023, 5, 25))
    applied = {"order": ["acceptance"], "to": "accepting", "limit": "2023-05-26"}
    lived(task, ("apply_closure", applied), day=date(2023, 5, 26))
    (line,) = lines(task, By.PERSON, LATER)
    assert (line.state, line.spell.days, line.now) == (State.ACCEPTING, 6, date(2023, 5, 26))
    assert line.passed == ((KEY, "state_accepting"),)
    assert line.over.days == 6
    assert lines(task, By.PERSON, LATER, person="p1") == []


def test_the_survey_is_the_inspector_s_alone(task: Engine) -> None:
    for post in ("coordinator/zgb", "officer/slj", "party_head/siping", "audit_admin/siping", "assessor/khb"):
        with acting(task, post, LATER) as work, pytest.raises(NotPermitted):
            survey(work, LATER)


def test_what_was_surveyed_before_is_never_shown_after_something_happened(task: Engine) -> None:
    before = lines(task, By.CASE, LATER)
    lived(task, ("revoke_closure", {"to": "rectifying"}), day=LATER)
    assert lines(task, By.CASE, LATER) != before


def test_a_unit_and_a_person_are_seen_with_what_they_did_and_what_was_theirs_on_any_day(task: Engine) -> None:
    with acting(task, INSPECTOR, LATER) as work:
        then, now = survey(work, date(2023, 5, 11)), survey(work, LATER)
    assert [course.case.key for course, _ in of_unit(then, "slj").turns] == [KEY]
    assert of_unit(now, "slj").turns == ()
    assert {event.type for event in of_unit(then, "zgb").did} >= {"open_inspection", "file", "assign"}
    assert len(of_unit(then, "zgb").did) <= len(of_unit(now, "zgb").did)
    with work_as(task, "p4", date(2023, 5, 26)) as work:
        told(work, "T01", "file_up")
    with acting(task, INSPECTOR, LATER) as work:
        later = survey(work, LATER)
    assert [event.type for event in of_person(later, "p4").did] == ["file_up"]
    assert of_person(now, "p4").did == of_person(later, "p1").turns == ()


def test_a_limit_is_a_person_s_only_where_they_could_still_keep_it_once_it_had_passed(task: Engine) -> None:
    lived(task, ("revoke_closure", {"to": "rectifying"}), day=date(2023, 5, 25))
    applied = {"order": ["acceptance"], "to": "accepting", "limit": "2023-05-26"}
    lived(task, ("apply_closure", applied), day=date(2023, 5, 26))
    hire(task, "周乙", "zhou.yi", Office.OFFICER, "sthjj")
    with acting(task, INSPECTOR, LATER) as work:
        found = survey(work, LATER)
    for person in ("p4", "p5"):
        assert [limit.name for _, limit in of_person(found, person).passed] == ["state_accepting"]
    assert of_person(found, "p1").passed == ()
