"""The day's work on several machines at once, and killed at every point: nothing is done twice, nothing is left out."""

import os
import shutil
import signal
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from caseflow.domain.errors import NotYet
from caseflow.jobs.__main__ import once
from caseflow.jobs.daily import LEASE, planned, run
from caseflow.jobs.leasing import LeaseLost, leased
from caseflow.services.reaching import Channel
from caseflow.services.running import late_since
from caseflow.services.streams import event_of
from caseflow.services.verifying import verify
from caseflow.settings import Settings
from caseflow.store.database import make_engine, writing
from caseflow.store.log import EventRow
from caseflow.store.runs import OutboxRow, TickRow
from caseflow.transaction import looking
from tests.makers import a_city, filed, morning, told, work_on
from tests.services.postal import Town, a_town, forget_leases
from tests.services.sinks import postbox, robot

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])
BEFORE = date(2023, 11, 3)  # a Friday
MACHINES = 3
PATIENCE = 60


def a_real_town(url: str, web: Any, post: Any) -> Town:
    """A city whose day comes by itself, with a task due on each day of two weeks, its work done up to a Friday."""
    town = a_town(a_city(url, demonstration=False), web, post)
    with work_on(town.engine, date(2023, 5, 4)) as work:
        for n in range(1, 15):
            due = (BEFORE + timedelta(days=n)).isoformat()
            filed(work, f"T{n + 10}", "task", ordinal=n + 10, due=due, lead_unit="slj", locality="tiexi")
            told(work, f"T{n + 10}", "assign", {"lead_unit": "slj", "limit": "2023-05-11"})
            told(work, f"T{n + 10}", "accept_assignment", {"to": "rectifying"})
    town.tick(BEFORE)
    town.wants(Channel.WECOM)
    return town


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    with robot() as web, postbox() as post:
        made = a_real_town(database_url, web, post)
        yield made
        made.engine.dispose()


def look_once(environ: dict[str, str], now: datetime, barrier: Any) -> None:
    """What the jobs of a machine do at one look, begun together with the others'."""
    settings = Settings.read(environ)
    engine = make_engine(settings.database_url)
    barrier.wait()
    once(engine, settings, now)
    engine.dispose()


def tick_once(environ: dict[str, str], now: datetime, barrier: Any) -> None:
    """What a timer starts on one more machine."""
    engine = make_engine(Settings.read(environ).database_url)
    with looking(engine) as session:
        plan = planned(session, now)
    barrier.wait()
    run(engine, plan, PATIENCE)
    engine.dispose()


def look_and_die(environ: dict[str, str], now: datetime, point: int) -> None:
    """The same on a machine that is switched off as its n-th transaction begins."""
    settings = Settings.read(environ)
    engine = make_engine(settings.database_url)
    begun = count(1)

    def switch_off(_: Any) -> None:
        if next(begun) == point:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "begin", switch_off)
    once(engine, settings, now)
    engine.dispose()


def done(engine: Engine) -> tuple[Any, ...]:
    """What the days left behind: events with their days, runs, and messages, all handed over."""
    with looking(engine) as session:
        rows = session.execute(select(EventRow.leaf, EventRow.seq).order_by(EventRow.seq)).all()
        events = [event_of(row.leaf, row.seq) for row in rows]
        told = session.scalars(
            select(OutboxRow).order_by(OutboxRow.day, OutboxRow.matter, OutboxRow.case)
        ).all()
        runs = session.scalars(select(TickRow.until).order_by(TickRow.id)).all()
        assert all(row.sent_at for row in told)
        assert verify(session).faults == ()
    return (
        [(one.type, one.stream, one.day) for one in events],
        list(runs),
        [(row.matter, row.case, row.who, row.day) for row in told],
    )


def test_two_servers_and_a_timer_at_once_do_each_day_once(town: Town) -> None:
    now, barrier = morning(BEFORE + timedelta(days=4)), PROCESSES.Barrier(MACHINES)
    jobs = (look_once, look_once, tick_once)
    machines = [PROCESSES.Process(target=job, args=(town.environ, now, barrier)) for job in jobs]
    for machine in machines:
        machine.start()
    for machine in machines:
        machine.join()
    assert [machine.exitcode for machine in machines] == [0] * MACHINES
    once(town.engine, town.settings, now)
    _, runs, told = done(town.engine)
    assert runs == [BEFORE + timedelta(days=n) for n in range(5)]
    assert len(told) == len(set(told)) > 0
    assert len(town.robot.posts) == len(set(town.robot.posts)) > 0


def test_a_machine_switched_off_at_any_point_leaves_the_same_days_behind(
    town: Town, migrated_file: Path, tmp_path: Path
) -> None:
    now = morning(BEFORE)
    for point in count(1):
        now += timedelta(days=1)
        child = PROCESSES.Process(target=look_and_die, args=(town.environ, now, point))
        child.start()
        child.join()
        forget_leases(town.engine)
        once(town.engine, town.settings, now)
        if child.exitcode == 0:
            break
        assert child.exitcode == -signal.SIGKILL
    assert point > 10  # the points there were
    assert len(town.robot.posts) == len(set(town.robot.posts)) > 0
    with robot() as web, postbox() as post:
        file = shutil.copyfile(migrated_file, tmp_path / "undisturbed.sqlite3")
        other = a_real_town(f"sqlite:///{file}", web, post)
        for n in range(1, point + 1):
            once(other.engine, other.settings, morning(BEFORE + timedelta(days=n)))
        assert done(other.engine) == done(town.engine)
        other.engine.dispose()


def test_who_lost_the_lease_writes_nothing_more(town: Town) -> None:
    with leased(town.engine, LEASE) as slow:
        assert slow is not None
        with leased(town.engine, LEASE) as second:
            assert second is None
        forget_leases(town.engine)
        with leased(town.engine, LEASE) as quick:
            assert quick is not None
            with writing(town.engine) as session, session.begin():
                quick.check(session)
            with pytest.raises(LeaseLost), writing(town.engine) as session, session.begin():
                slow.check(session)


def test_a_tick_says_so_when_another_machine_does_not_finish(town: Town) -> None:
    with looking(town.engine) as session:
        plan = planned(session, morning(BEFORE + timedelta(days=1)))
    with leased(town.engine, LEASE), pytest.raises(NotYet, match=r"tick\.elsewhere"):
        run(town.engine, plan)
    assert run(town.engine, plan).sent > 0


def test_the_work_is_late_from_the_first_day_not_done(town: Town) -> None:
    with looking(town.engine) as session:
        assert late_since(session, morning(BEFORE)) is None
        assert late_since(session, morning(BEFORE + timedelta(days=2))) == BEFORE + timedelta(days=1)
