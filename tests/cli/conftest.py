"""A small demonstration city at the command line: two tasks, the seven petitions of a batch 19 and one of batch 18."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from caseflow.cli import main
from caseflow.domain.actor import command_line
from caseflow.domain.terms import Source
from caseflow.services.opening import open_inspection
from caseflow.services.work import Work
from tests.makers import a_city, filed, told, work_on

HANDED_OVER = date(2022, 9, 27)
PLANNED = date(2023, 4, 3)
LAST = date(2023, 10, 20)
Run = Callable[..., Result]


def answer(run: Run, *arguments: object, code: int = 0) -> Any:
    """The one document a command prints with --json, and its exit code."""
    outcome = run(*arguments, "--json")
    assert (outcome.exit_code, outcome.stderr) == (code, ""), outcome.stdout
    return json.loads(outcome.stdout)


def refusals(run: Run, *arguments: object) -> list[str]:
    """The codes with which a command is refused."""
    return [fault["code"] for fault in answer(run, *arguments, code=1)["refused"]]


BATCH_19 = (
    ("SPD20220926001", "tiedong", "call", ("铁东区执法局",)),
    ("SPD20220926002", "tiedong", "call", ("油烟",)),
    ("SPD20220926003", "tiedong", "call", ("油烟", "噪声")),
    ("SPD20220926004", "tiedong", "call", ("噪声",)),
    ("SPD20220926005", "tiexi", "call", ("油烟",)),
    ("SPD20220926006", "tiexi", "call", ()),
    ("SPX20220926001", "lishu", "letter", ("生态破坏",)),
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in an installation of the test's own."""
    monkeypatch.setenv("CASEFLOW_HOME", str(tmp_path / "home"))
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def siping(database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of the city's database, which the command line reads."""
    engine = a_city(database_url)
    with work_on(engine, HANDED_OVER) as work:
        work.actor = command_line("tests", work.city, work.day)
        open_inspection(work, "SP2022", Source.PROVINCIAL, "第二轮省级生态环境保护督察", PLANNED)
        _petitions(work)
    with work_on(engine, PLANNED) as work:
        _tasks(work)
    with work_on(engine, LAST) as work:
        told(work, "SP2022-T01", "review_report", {"month": "2023-05", "number": 1} | ACCEPTED)
    engine.dispose()
    monkeypatch.setenv("CASEFLOW_DATABASE_URL", database_url)
    return database_url


ACCEPTED = {"result": "accepted", "confirmed": "completed"}


def _petitions(work: Work) -> None:
    facts = {"handed_over": "2022-09-27", "feedback_due": "2022-10-07", "lead_unit": "cgj"}
    filed(
        work,
        "SPD20220925001",
        types=("大气",),
        batch=18,
        channel="call",
        locality="lishu",
        key_case=True,
        **facts,
    )
    for number, locality, channel, types in BATCH_19:
        filed(work, number, types=types, batch=19, channel=channel, locality=locality, **facts)


def _tasks(work: Work) -> None:
    parties = {"lead_unit": "slj", "locality": "tiexi", "responsible": ["tiexi"], "acceptance_unit": "sthjj"}
    measures = {"measures": [{"number": 1, "unit": "tiexi", "due": "2023-09-30"}]}
    filed(work, "SP2022-T02", "task", ordinal=2, due="2024-12-31", lead_unit="zjj")
    filed(work, "SP2022-T01", "task", ordinal=1, due="2023-09-30", **parties, **measures)
    told(work, "SP2022-T01", "assign", {"lead_unit": "slj", "limit": "2023-04-11"})
    told(work, "SP2022-T01", "accept_assignment", {"to": "rectifying"})
    told(
        work,
        "SP2022-T01",
        "report",
        {"month": "2023-05", "progress": "completed", "unit": "slj"},
        note="已铺管",
    )
