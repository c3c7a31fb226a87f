"""What runs beside the steps: years of a standing task, clocks that stand still, objections."""

from datetime import date

import pytest
from sqlalchemy import Engine

from caseflow.domain.errors import NotYet
from caseflow.domain.terms import State
from caseflow.services.following import confirm_year, report_year, resume, suspend
from caseflow.services.noticing import end_notice, enter_objection
from caseflow.services.texts import texts_of
from caseflow.services.ticking import day_work
from caseflow.transaction import looking
from tests.makers import filed, told, work_on
from tests.services.acting import (
    COORDINATOR,
    DAY,
    JUDGE,
    KEY,
    ORDER,
    PARTIES,
    acting,
    begun,
    closed,
    lived,
    signed,
    the_case,
)

WAITING = "SP2022/T02"


@pytest.fixture
def assigned(city: Engine) -> Engine:
    """A second task, assigned until 11 May and not yet taken."""
    begun(city)
    with acting(city, COORDINATOR) as work:
        filed(work, "T02", "task", due="2023-10-31", measures=[{"number": 1}], **PARTIES)
        told(work, "T02", "describe", goal="接入管网")
        told(work, "T02", "assign", {"lead_unit": "slj", "limit": "2023-05-11"})
    return city


def suspended(engine: Engine, key: str) -> None:
    with acting(engine, COORDINATOR) as work:
        suspend(work, key, "等待水质监测结果")


def resumed(engine: Engine, key: str, day: date) -> None:
    with acting(engine, COORDINATOR, day) as work:
        resume(work, key)


def tick(engine: Engine, day: date) -> None:
    with work_on(engine, day) as work:
        day_work(work)


def judged(engine: Engine, *, confirmed: bool) -> None:
    """The year was reported, and the acceptance unit says whether it holds."""
    with acting(engine, "officer/tiexi") as work:
        report_year(work, KEY, 2023, "管网正常运行")
    with acting(engine, JUDGE) as work:
        confirm_year(work, KEY, 2023, confirmed=confirmed, note="污水又直排")


def test_a_refused_year_of_a_closed_case_is_a_finding_that_the_problem_is_back(city: Engine) -> None:
    closed(begun(city, standing=True))
    judged(city, confirmed=False)
    case = the_case(city)
    assert (case.state, case.years[0].confirmed) == (State.CLOSED, False)
    assert [(f.asks, f.origin, f.by, f.propose_by) for f in case.after] == [
        ("rebound", "year_refused", "officer-sthjj", date(2023, 5, 10))
    ]
    with looking(city) as session:
        assert texts_of(session, case)["finding.words"] == "污水又直排"


def test_a_confirmed_year_and_one_refused_before_closure_are_no_finding(city: Engine) -> None:
    begun(city, standing=True)
    judged(city, confirmed=False)
    assert the_case(city).after == ()
    closed(city)
    judged(city, confirmed=True)
    assert the_case(city).after == ()


def test_nothing_is_deemed_accepted_while_the_clocks_stand_still_nor_before_the_limit_they_moved(
    assigned: Engine,
) -> None:
    suspended(assigned, WAITING)
    tick(assigned, date(2023, 5, 12))
    assert the_case(assigned, "T02").state is State.FILED
    resumed(assigned, WAITING, date(2023, 5, 14))
    assert the_case(assigned, "T02").assignment.limit == date(2023, 5, 22)  # six working days, as there were
    tick(assigned, date(2023, 5, 22))
    assert the_case(assigned, "T02").state is State.FILED
    tick(assigned, date(2023, 5, 23))
    assert the_case(assigned, "T02").state is State.RECTIFYING


def test_a_notice_does_not_end_while_the_clocks_stand_still(city: Engine) -> None:
    days = {"first_day": "2023-04-06", "last_day": "2023-04-20", "opens_on": "2023-04-26"}
    lived(
        begun(city),
        ("apply_closure", {"order": ORDER, "to": "accepting"}),
        ("pass_acceptance", {"unit": "sthjj", "people": 2, "to": "awaiting_notice"}),
        ("draft_notice", {}),
        ("publish_notice", days | {"to": "publicized"}),
    )
    suspended(city, KEY)
    tick(city, DAY)
    with acting(city, COORDINATOR) as work, pytest.raises(NotYet, match=r"guard\.suspended"):
        end_notice(work, KEY)
    assert the_case(city).state is State.PUBLICIZED
    resumed(city, KEY, DAY)
    tick(city, DAY)
    assert the_case(city).state is State.SIGNING


def test_nobody_objects_to_a_closure_that_was_never_in_a_notice(city: Engine) -> None:
    lived(
        begun(city),
        ("apply_closure", {"order": ORDER, "to": "accepting"}),
        ("pass_acceptance", {"unit": "sthjj", "people": 2, "to": "awaiting_notice"}),
        ("exempt_notice", {"to": "signing"}),
    )
    signed(city, "closed")
    with acting(city, COORDINATOR) as work, pytest.raises(NotYet, match=r"guard\.not_noticed"):
        enter_objection(work, KEY, "仍有异味", DAY)


def test_the_limit_of_a_state_moves_by_the_working_days_it_stood_still_and_the_due_date_does_not(
    city: Engine,
) -> None:
    lived(begun(city), ("apply_closure", {"order": ORDER, "to": "accepting", "limit": "2023-06-01"}))
    suspended(city, KEY)
    resumed(city, KEY, date(2023, 5, 14))
    case = the_case(city)
    assert (case.limit, case.due.day, case.suspended_on) == (date(2023, 6, 12), date(2023, 10, 31), None)
