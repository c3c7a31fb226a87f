"""What runs beside the pages does the day's work of a real city once, and leaves a demonstration's day alone."""

from datetime import date

import pytest
from sqlalchemy import Engine, func, select

from caseflow.domain.actor import Actor
from caseflow.jobs.__main__ import once
from caseflow.jobs.daily import planned, run
from caseflow.services.founding import found_city
from caseflow.settings import Settings
from caseflow.store.city import RoundRow
from caseflow.store.database import make_engine
from caseflow.store.log import EventRow
from caseflow.store.runs import TickRow
from caseflow.transaction import looking, working
from tests.demo import DemoCity
from tests.makers import morning

OPENED, LATER = date(2023, 4, 28), date(2023, 5, 3)


@pytest.fixture
def real_city(database_url: str) -> Engine:
    engine = make_engine(database_url)
    with working(engine, Actor("command_line/test"), morning(OPENED), OPENED) as work:
        found_city(work, "siping.real", "siping", "test")
    yield engine
    engine.dispose()


def _settings(engine: Engine) -> Settings:
    return Settings.read({"CASEFLOW_DATABASE_URL": engine.url.render_as_string(hide_password=False)})


def _counted(engine: Engine, model: type) -> int:
    with looking(engine) as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_real_citys_days_are_done_as_they_come(real_city: Engine) -> None:
    once(real_city, _settings(real_city), morning(LATER))
    with looking(real_city) as session:
        assert session.scalars(select(RoundRow.month)).all() == ["2023-05"]
        assert session.scalar(select(func.max(TickRow.until))) == LATER


def test_a_second_look_on_the_same_day_does_nothing(real_city: Engine) -> None:
    once(real_city, _settings(real_city), morning(LATER))
    events, runs = _counted(real_city, EventRow), _counted(real_city, TickRow)
    once(real_city, _settings(real_city), morning(LATER))
    assert (_counted(real_city, EventRow), _counted(real_city, TickRow)) == (events, runs)


def test_a_demonstrations_day_does_not_move_by_itself(demo_city: DemoCity) -> None:
    engine = make_engine(demo_city.url)
    events = _counted(engine, EventRow)
    once(engine, demo_city.settings, morning(date(2026, 11, 21)))
    assert _counted(engine, EventRow) == events
    engine.dispose()


def test_a_tick_to_a_later_day_changes_the_demonstration_once(demo_city: DemoCity) -> None:
    engine = make_engine(demo_city.url)
    for changed in (True, False):
        with looking(engine) as session:
            plan = planned(session, morning(date(2026, 11, 21)), date(2023, 11, 15))
        assert bool(run(engine, plan).events) is changed
    engine.dispose()
