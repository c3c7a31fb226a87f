"""A year of Siping under a clock that comes daily, late, by the hour, from any zone, or is killed: the same every day.

On every commit eleven weeks with six tasks; `make year` lives the whole year with thirty.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from caseflow.cli import main
from caseflow.services.verifying import verify
from caseflow.store.database import make_engine
from caseflow.transaction import looking
from tests.demonstration.siping_year import ONE_DAY, Act, Year, acts, by_day, late_ends, opened
from tests.demonstration.ticks import look_daily, points, tick, tick_killed
from tests.services.postal import forget_leases

FULL = bool(os.environ.get("WHOLE_YEAR"))
YEAR = Year(30, date(2024, 4, 2)) if FULL else Year(6, date(2023, 6, 16))
HOURS = (date(2023, 10, 1), date(2023, 10, 31)) if FULL else (date(2023, 5, 31), date(2023, 6, 1))
ZONES = ("UTC", "Asia/Shanghai", "America/New_York")
PER_POINT = len(YEAR.days) // len(points()) if FULL else 1
"""On how many days the clock is killed at each point."""
Days = dict[str, list[str]]


def lived(engine: Engine, year: Year, clock: Callable[[date], object]) -> Days:
    """The year, each day the clock's work and then what people do."""
    planned: dict[date, list[Act]] = acts(year)
    for day in year.days:
        clock(day)
        for act in planned.get(day, ()):
            act(engine)
    with looking(engine) as session:
        assert verify(session).faults == ()
    return by_day(engine)


def copied(file: Path, place: Path) -> str:
    return f"sqlite:///{shutil.copyfile(file, place)}"


@pytest.fixture(scope="module")
def daily(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Days]:
    """The city ticked every day, and what its record says by day."""
    url = copied(migrated_file, tmp_path_factory.mktemp("daily") / "caseflow.sqlite3")
    engine = opened(url, YEAR)
    days = lived(engine, YEAR, lambda day: tick(engine, day))
    engine.dispose()
    return url, days


def listed(url: str, monkeypatch: pytest.MonkeyPatch) -> object:
    """What `caseflow cases --json` prints at the end of the year."""
    monkeypatch.setenv("CASEFLOW_DATABASE_URL", url)
    outcome = CliRunner().invoke(main, ["cases", "--json"])
    assert outcome.exit_code == 0, outcome.output
    return json.loads(outcome.stdout)


def test_a_year_has_rounds_papers_numbers_and_notices_to_compare(daily: tuple[str, Days]) -> None:
    types = {event.split()[1] for events in daily[1].values() for event in events}
    assert types >= {
        "deem_accepted",
        "open_round",
        "close_round",
        "freeze_light",
        "expect_report",
        "propose_paper",
        "issue_paper",
        "give_number",
        "end_notice",
    }


def test_a_clock_that_comes_ten_days_late_leaves_the_same_days_behind(
    daily: tuple[str, Days], database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, days = daily
    engine, late = opened(database_url, YEAR), late_ends(YEAR)

    def clock(day: date) -> None:
        if late.get(day, day) == day:
            tick(engine, day)

    assert lived(engine, YEAR, clock) == days
    engine.dispose()
    assert listed(database_url, monkeypatch) == listed(url, monkeypatch)


def test_a_clock_killed_at_each_named_point_and_started_again_leaves_the_same_days_behind(
    daily: tuple[str, Days], migrated_file: Path, tmp_path: Path
) -> None:
    url = copied(migrated_file, tmp_path / "killed.sqlite3")
    engine, killed = opened(url, YEAR), kills(daily[1])

    def clock(day: date) -> None:
        if day not in killed:
            tick(engine, day)
            return
        assert tick_killed(url, day, killed[day]) == -signal.SIGKILL
        forget_leases(engine)
        tick(engine, day)

    assert lived(engine, YEAR, clock) == daily[1]
    assert set(killed.values()) == set(points())
    engine.dispose()


def kills(days: Days) -> dict[date, str]:
    """The days on which the clock is killed, those on which it has most to do first, each with its point."""
    busy = sorted(YEAR.days, key=lambda day: (-of_the_clock(days.get(day.isoformat(), [])), day))
    at = points() * PER_POINT
    return dict(zip(busy[: len(at)], at, strict=True))


def of_the_clock(events: list[str]) -> int:
    return sum(event.split()[2] == "clock" for event in events)


def test_looking_every_hour_in_any_zone_does_each_day_as_one_look_a_day_does(
    migrated_file: Path, tmp_path: Path
) -> None:
    first, last = HOURS
    engine = opened(copied(migrated_file, tmp_path / "daily.sqlite3"), YEAR, demonstration=False)
    past = Year(YEAR.tasks, first - ONE_DAY)
    watched = {*acts(past), past.until}

    def clock(day: date) -> None:
        if day in watched:
            look_daily(engine, day, day)

    before = lived(engine, past, clock)
    engine.dispose()
    urls = {
        zone: copied(tmp_path / "daily.sqlite3", tmp_path / f"{n}.sqlite3") for n, zone in enumerate(ZONES)
    }
    hourly = [looking_hourly_in(zone, url) for zone, url in urls.items()]
    look_daily(engine, first, last)
    daily = by_day(engine)
    engine.dispose()
    assert [process.wait() for process in hourly] == [0] * len(ZONES)
    assert len(daily) > len(before)
    assert {zone: of_file(url) == daily for zone, url in urls.items()} == dict.fromkeys(ZONES, True)


def looking_hourly_in(zone: str, url: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tests.demonstration.ticks", url, *map(str, HOURS)]
    return subprocess.Popen(command, env=os.environ | {"TZ": zone})


def of_file(url: str) -> Days:
    engine = make_engine(url)
    days = by_day(engine)
    engine.dispose()
    return days
