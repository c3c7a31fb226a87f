"""What the clock does on a day, and what day it is: the services behind `caseflow tick`."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from caseflow.domain.actor import command_line
from caseflow.domain.case import Case
from caseflow.domain.errors import NotYet
from caseflow.domain.terms import Source, State
from caseflow.services.delivering import hand_over
from caseflow.services.opening import open_inspection, open_log
from caseflow.services.streams import read_case, read_round
from caseflow.services.ticking import Counts, day_work, first_day, last_tick, note_run
from caseflow.services.today import acting_day, acting_instant, today
from caseflow.store.runs import OutboxRow
from caseflow.transaction import looking
from tests.makers import OPENED, filed, morning, told, work_on

PLANNED = date(2023, 4, 3)
NOW = datetime(2026, 1, 5, 1, tzinfo=UTC)
Tick = Callable[[date], Counts]


@pytest.fixture
def office(city: Engine) -> Engine:
    """A city with an inspection whose plan is out, and one task of it, due at the end of October."""
    with work_on(city, PLANNED) as work:
        work.actor = command_line("tests", work.city, PLANNED)
        open_inspection(work, "SP2022", Source.PROVINCIAL, "督察", PLANNED)
        parties = {
            "lead_unit": "slj",
            "locality": "tiexi",
            "responsible": ["tiexi"],
            "acceptance_unit": "sthjj",
        }
        measures = {"measures": [{"number": 1}]}
        filed(work, "T01", "task", ordinal=1, due="2023-10-31", **parties, **measures)
        told(work, "T01", "describe", goal="接入管网")
        told(work, "T01", "assign", {"lead_unit": "slj", "limit": "2023-04-11"})
    return city


@pytest.fixture
def tick(office: Engine) -> Tick:
    """The clock's work on one day."""

    def run(day: date) -> Counts:
        with work_on(office, day) as work:
            counts = day_work(work)
            note_run(work.session, day, work, counts)
        return counts

    return run


def the_task(engine: Engine) -> Case:
    with looking(engine) as session:
        case = read_case(session, "SP2022/T01")
    assert case is not None
    return case


def test_an_assignment_nobody_answers_is_deemed_accepted_on_the_day_after_its_limit(
    office: Engine, tick: Tick
) -> None:
    assert tick(date(2023, 4, 11)).events == 0
    assert tick(date(2023, 4, 12)).events == 1
    assert the_task(office).state is State.RECTIFYING
    assert tick(date(2023, 4, 12)).events == 0


def test_what_lacks_what_filing_left_open_is_not_deemed_accepted(office: Engine, tick: Tick) -> None:
    with work_on(office, PLANNED) as work:
        told(work, "T01", "complete_filing", {"acceptance_unit": None})
    assert tick(date(2023, 4, 12)).events == 0
    assert the_task(office).state is State.FILED


def test_a_month_is_opened_once_from_the_month_after_the_plan_and_closed_when_the_next_begins(
    office: Engine, tick: Tick
) -> None:
    assert tick(date(2023, 4, 28)).opened_rounds == 0
    assert tick(date(2023, 5, 1)).opened_rounds == 1
    assert tick(date(2023, 5, 2)).opened_rounds == 0
    assert [(e.month, e.closed) for e in the_task(office).expected] == [("2023-05", False)]
    tick(date(2023, 6, 1))
    (may, june) = the_task(office).expected
    assert (may.closed, may.light, june.month) == (True, "blue", "2023-06")
    with looking(office) as session:
        closed = read_round(session, "2023-05")
    assert closed is not None
    assert closed.closed_on == date(2023, 6, 1)


def test_a_month_closed_late_keeps_the_light_of_its_last_day_whatever_was_done_since(
    office: Engine, tick: Tick
) -> None:
    with work_on(office, PLANNED) as work:
        told(work, "T01", "complete_filing", {"due": "2023-05-31"})
        told(work, "T01", "accept_assignment", {"to": "rectifying"})
    tick(date(2023, 5, 1))
    order = ["acceptance", "notice", "signatures"]
    with work_on(office, date(2023, 6, 2)) as work:
        told(work, "T01", "apply_closure", {"order": order, "to": "accepting"})
    tick(date(2023, 6, 1))
    (may, *_) = the_task(office).expected
    assert (may.closed, may.light) == (True, "yellow")


def test_a_warning_letter_is_proposed_once_for_a_date_that_comes_near(office: Engine, tick: Tick) -> None:
    with work_on(office, PLANNED) as work:
        told(work, "T01", "accept_assignment", {"to": "rectifying"})
    for n in range(31):
        tick(date(2023, 10, 1) + timedelta(days=n))
    (paper,) = [paper for paper in the_task(office).papers if paper.rung == "warning"]
    assert (paper.rung, paper.status, paper.to_unit) == ("warning", "proposed", "slj")


def test_a_reminder_waits_until_it_is_handed_over_and_is_sent_once(office: Engine, tick: Tick) -> None:
    days = [date(2023, 9, 1) + timedelta(days=n) for n in range(61)]
    sent = sum(tick(day).sent for day in days)
    assert sent >= 1
    assert tick(days[-1]).sent == 0
    with work_on(office, days[-1]) as work:
        assert set(work.session.scalars(select(OutboxRow.who))) == {"slj", "tiexi", "coordinator"}
        assert hand_over(work) == sent
        assert hand_over(work) == 0


def test_the_run_s_row_says_how_far_the_work_was_done(office: Engine, tick: Tick) -> None:
    with looking(office) as session:
        assert (last_tick(session), first_day(session)) == (None, OPENED)
    tick(date(2023, 5, 1))
    with looking(office) as session:
        assert last_tick(session) == date(2023, 5, 1)


def test_a_demonstration_s_today_is_the_later_of_its_last_tick_and_its_last_event(
    office: Engine, tick: Tick
) -> None:
    with looking(office) as session:
        assert today(session, NOW) == PLANNED
    tick(date(2023, 4, 10))
    with looking(office) as session:
        assert today(session, NOW) == date(2023, 4, 10)


def test_in_a_demonstration_one_may_act_on_any_day_from_the_last_event_on(office: Engine) -> None:
    with looking(office) as session:
        assert acting_day(session, NOW, date(2031, 1, 1)) == date(2031, 1, 1)
        assert acting_instant(session, NOW, PLANNED) == morning(PLANNED)
        with pytest.raises(NotYet, match=r"at\.before_last_event"):
            acting_day(session, NOW, PLANNED - timedelta(days=1))


def test_in_a_real_city_one_acts_between_the_last_event_and_today_at_the_server_s_time(
    engine: Engine,
) -> None:
    with looking(engine) as session:
        assert today(session, NOW) == date(2026, 1, 5)
    with work_on(engine, date(2026, 1, 2)) as work:
        open_log(work, "siping.real", "siping", demonstration=False)
    with looking(engine) as session:
        assert today(session, NOW) == acting_day(session, NOW, None) == date(2026, 1, 5)
        assert acting_day(session, NOW, date(2026, 1, 2)) == date(2026, 1, 2)
        assert acting_instant(session, NOW, date(2026, 1, 2)) == NOW
        with pytest.raises(NotYet, match=r"at\.after_today"):
            acting_day(session, NOW, date(2026, 1, 6))
        with pytest.raises(NotYet, match=r"at\.before_last_event"):
            acting_day(session, NOW, date(2026, 1, 1))


def test_a_clock_that_fell_behind_does_not_take_today_back_before_the_last_event(engine: Engine) -> None:
    with work_on(engine, date(2026, 2, 2)) as work:
        open_log(work, "siping.real", "siping", demonstration=False)
    with looking(engine) as session:
        assert today(session, NOW) == date(2026, 2, 2)
