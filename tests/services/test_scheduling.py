"""Dates within the due date: they are set by whom it falls to, bound by it, and never take its place."""

from datetime import date

import pytest
from sqlalchemy import Engine

from caseflow.domain.errors import BadInput, NotPermitted, Refused
from caseflow.domain.overdue import is_overdue
from caseflow.services.owing import duties
from caseflow.services.scheduling import schedule_measure, set_internal_due, suggested_internal_due
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
