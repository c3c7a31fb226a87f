"""Ways in which the day's work comes about: each day, days late, killed at a named point, at every hour of a zone."""

import ast
import inspect
import os
import signal
import sys
from datetime import date, datetime, timedelta
from multiprocessing import get_context
from types import FrameType
from typing import Any

from sqlalchemy import Engine

import caseflow.cli.tick  # noqa: F401  loaded once, not by every process that is killed
from caseflow.cli import main
from caseflow.clock import start_of_office_day
from caseflow.jobs.__main__ import once
from caseflow.jobs.daily import planned, run
from caseflow.services.ticking import day_work
from caseflow.settings import Settings
from caseflow.store.database import make_engine
from caseflow.transaction import looking
from tests.makers import morning

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])
HOUR, ONE_DAY = timedelta(hours=1), timedelta(days=1)
AROUND = ("seal", "note_run", "hand_over", "_day_in_two")
"""What follows a day's work: on record, its run's row, its messages, and both committed but the lease still held."""


def points() -> tuple[str, ...]:
    """The named points of a day: every step that `day_work` takes, as its source names them, and what follows."""
    tree = ast.parse(inspect.getsource(day_work))
    calls = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    named = sorted(calls, key=lambda call: (call.lineno, call.col_offset))
    steps = [
        call.func.id
        for call in named
        if isinstance(call.func, ast.Name) and call.func.id not in ("Counts", "len")
    ]
    return (*steps, *AROUND)


def tick(engine: Engine, day: date) -> None:
    """The clock's work up to a day, as `caseflow tick --at` does it."""
    with looking(engine) as session:
        plan = planned(session, morning(day), day)
    run(engine, plan)


def tick_killed(url: str, day: date, point: str) -> int:
    """`caseflow tick` in a process of its own that is killed as soon as this step is done; the exit code."""
    child = PROCESSES.Process(target=_tick_and_die, args=(url, day.isoformat(), point))
    child.start()
    child.join()
    return child.exitcode


def _tick_and_die(url: str, day: str, point: str) -> None:
    os.environ["CASEFLOW_DATABASE_URL"] = url

    def die(frame: FrameType, event: str, _: Any) -> None:
        done = event == "return" and frame.f_code.co_name == point
        if done and "caseflow" in frame.f_code.co_filename:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(die)
    with open(os.devnull, "w") as nowhere:
        sys.stdout = nowhere
        main(["tick", "--at", day], standalone_mode=False)


def look_hourly(engine: Engine, first: date, last: date) -> None:
    """What the jobs beside a server do at every full hour of these office days."""
    now, end = start_of_office_day(first), start_of_office_day(last + ONE_DAY)
    while now < end:
        _look(engine, now)
        now += HOUR


def look_daily(engine: Engine, first: date, last: date) -> None:
    """The same at nine of each day."""
    for n in range((last - first).days + 1):
        _look(engine, morning(first + n * ONE_DAY))


def _look(engine: Engine, now: datetime) -> None:
    url = engine.url.render_as_string(hide_password=False)
    once(engine, Settings.read({"CASEFLOW_DATABASE_URL": url}), now)


if __name__ == "__main__":
    look_hourly(make_engine(sys.argv[1]), date.fromisoformat(sys.argv[2]), date.fromisoformat(sys.argv[3]))
