"""Dates within the due date: they are set by whom it falls to, bound by it, and never take its place."""

from datetime import date

import pytest
from sqlalchemy import Engine

from caseflow.domain.errors import BadInput, NotPermitted, Refused
from caseflow.domain.overdue import is_overdue
from caseflow.services.access import held_case
from caseflow.services.dating import dates_of
from caseflow.services.deciding import propose_amendment
from caseflow.services.explaining import why_moved
from caseflow.services.naming import names_on
from caseflow.services.owing import duties
from caseflow.services.picturing import picture_now
from caseflow.services.scheduling import schedule_measure, set_internal_due, suggested_internal_due
from caseflow.services.verifying import verify
from caseflow.transaction import looking
from tests.services.acting import COORDINATOR, KEY, LEAD, acting, begun, lived, the_case

DAY, LATER = date(2023, 9, 4), date(2023, 9, 20)
MEASURES = [{"number": 1, "unit": "slj", "due": "2023-09-28"}, {"number": 2, "unit": "slj"}]


def refused(engine: Engine, number: int, due: date) -> str:
    with acting(engine, LEAD, DAY) as work, pytest.raises(Refused) as refusal:
        schedule_measure(work, KEY, number, due)
    return refusal.value.reasons[0].code


def test_a_date_of_the_plan_is_only_brought_forward_and_one_of_the_units_own_moves_within_the_due_date(
    city: Engine,
) -> None:
    begun(city, measures=MEASURES)
    with acting(city, LEAD, DAY) as work:
        schedule_measure(work, KEY, 1, date(2023, 9, 20))
        schedule_measure(work, KEY, 2, date(2023, 9, 15))
        schedule_measure(work, KEY, 2, date(2023, 10, 31))
    assert [str(one.due) for one in the_case(city).measures] == ["2023-09-20", "2023-10-31"]
    assert refused(city, 1, date(2023, 9, 29)) == "measure.after_planned"
    assert refused(city, 2, date(2023, 11, 1)) == "schedule.after_due"
    assert refused(city, 2, date(2023, 9, 3)) == "schedule.past"
    assert refused(city, 3, DAY) == "measure.unknown"
    lived(city, ("mark_measure", {"number": 2, "done": True}))
    assert refused(city, 2, date(2023, 9, 15)) == "measure.done"


def test_a_date_that_was_missed_stays_on_file_when_the_measure_is_given_another(city: Engine) -> None:
    begun(city, measures=MEASURES)
    with acting(city, LEAD, DAY) as work:
        schedule_measure(work, KEY, 2, date(2023, 9, 15))
    with acting(city, LEAD, LATER) as work:
        schedule_measure(work, KEY, 2, date(2023, 10, 9))
    measure = the_case(city).measures[1]
    assert (measure.due, measure.missed) == (date(2023, 10, 9), (date(2023, 9, 15),))


def test_a_measure_is_owed_by_its_date(city: Engine) -> None:
    begun(city, measures=MEASURES)
    with acting(city, LEAD, DAY) as work:
        schedule_measure(work, KEY, 2, date(2023, 9, 15))
    with acting(city, LEAD, DAY) as work:
        owed = [(duty.ref, duty.due) for duty in duties(work) if duty.word == "obligation.measure"]
    assert owed == [("2", date(2023, 9, 15)), ("1", date(2023, 9, 28))]


def test_the_offices_own_date_is_advised_bound_by_the_due_date_and_makes_nothing_overdue(
    city: Engine,
) -> None:
    begun(city)
    with acting(city, COORDINATOR, DAY) as work:
        assert suggested_internal_due(work, work.cases.get(KEY) or the_case(city)) == date(2023, 10, 16)
        set_internal_due(work, KEY, date(2023, 9, 15))
    case = the_case(city)
    assert (case.internal_due, is_overdue(case, LATER)) == (date(2023, 9, 15), False)
    for day, code in ((date(2023, 11, 1), "schedule.after_due"), (date(2023, 9, 3), "schedule.past")):
        with acting(city, COORDINATOR, DAY) as work, pytest.raises(BadInput) as refusal:
            set_internal_due(work, KEY, day)
        assert refusal.value.reasons[0].code == code
    with acting(city, LEAD, DAY) as work, pytest.raises(NotPermitted):
        set_internal_due(work, KEY, None)
    with acting(city, COORDINATOR, LATER) as work:
        set_internal_due(work, KEY, None)
    assert the_case(city).internal_due is None


def test_dates_within_a_due_date_that_is_brought_forward_come_forward_with_it_and_say_so(
    city: Engine,
) -> None:
    moved = {"due": "2023-09-18", "at_once": False, "standing": False}
    begun(city, measures=MEASURES)
    with acting(city, LEAD, DAY) as work:
        schedule_measure(work, KEY, 2, date(2023, 9, 15))
    with acting(city, COORDINATOR, DAY) as work:
        set_internal_due(work, KEY, date(2023, 9, 29))
    lived(city, ("redate", moved))
    case = the_case(city)
    assert case.internal_due == case.measures[0].due == case.due.day == date(2023, 9, 18)
    assert (case.measures[0].planned, case.measures[1].due) == (date(2023, 9, 28), date(2023, 9, 15))
    with acting(city, LEAD, LATER) as work:
        dates = dates_of(
            work, picture_now(work, held_case(work, KEY) or case, names_on(work.session, work.city, LATER))
        )
        for name, was in (("internal", "2023-09-29"), ("measure.1", "2023-09-28")):
            (why,) = why_moved(dates[name].running)
            assert (why.code, why.facts["was"], why.facts["now"]) == (
                "why.moved_by_within",
                was,
                "2023-09-18",
            )
        assert not dates["measure.2"].running.moves
    with looking(city) as session:
        assert verify(session).result == "verified"


def test_a_measure_done_while_the_due_date_came_forward_is_open_again_within_it(city: Engine) -> None:
    begun(city, measures=MEASURES)
    moved = {"year": 2023, "moved": [], "due": "2023-09-18"}
    lived(city, ("mark_measure", {"number": 1, "done": True}), ("redate", moved))
    assert the_case(city).measures[0].due == date(2023, 9, 28)
    lived(city, ("mark_measure", {"number": 1, "done": False}))
    case = the_case(city)
    assert (case.measures[0].due, case.moves[-1].name, case.moves[-1].why) == (
        date(2023, 9, 18),
        "measure.1",
        "within",
    )


def test_an_amendment_puts_no_measure_after_the_due_date(city: Engine) -> None:
    begun(city, measures=MEASURES)
    later = {"measures": [{"number": 1, "unit": "slj", "due": "2023-11-01"}]}
    with acting(city, LEAD, DAY) as work, pytest.raises(BadInput, match=r"schedule\.after_due"):
        propose_amendment(work, KEY, "施工受阻", change=later, texts={}, paper="吉环督〔2023〕1号")
    within = {"measures": [{"number": 1, "unit": "slj", "due": "2023-10-31"}]}
    with acting(city, LEAD, DAY) as work:
        propose_amendment(work, KEY, "施工受阻", change=within, texts={}, paper="吉环督〔2023〕1号")
    assert the_case(city).open_decision("amendment")
