"""Siping's history as it was lived through: the published totals, the late tasks, and the record behind them."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from caseflow.domain.overdue import is_overdue
from caseflow.domain.terms import Kind
from caseflow.services.verifying import verify
from caseflow.services.viewing import look
from caseflow.store.database import make_engine
from caseflow.transaction import looking
from tests.demo import WATCHED, DemoCity, documents

LATE = {1, 6, 7, 9, 12, 13, 24, 26, 29}
"""Late by the one predicate on 2024-05-24; of 24 it is the dated half (立行立改)."""


@pytest.fixture
def engine(whole_city: DemoCity) -> Engine:
    engine = make_engine(whole_city.url)
    yield engine
    engine.dispose()


def test_the_published_totals_of_2024_05_24_come_out(watched: dict[str, Any]) -> None:
    stats = watched["2024-05-24"]["stats"]
    assert stats["tasks"] == {"total": 30, "completed_or_basically": 25, "closed": 19}
    assert stats["petitions"] == {"total": 160, "settled": 154, "staged": 4, "open": 2, "closed": 152}
    assert stats["rebounds"] == 1


def test_in_september_2022_there_are_160_petitions_and_no_task_yet(watched: dict[str, Any]) -> None:
    stats = watched["2022-09-30"]["stats"]
    assert (stats["petitions"]["total"], stats["tasks"]["total"]) == (160, 0)


def test_on_2022_10_15_the_petitions_stand_as_the_ledger_says(watched: dict[str, Any]) -> None:
    petitions = watched["2022-10-15"]["stats"]["petitions"]
    assert (petitions["settled"], petitions["staged"], petitions["open"]) == (110, 43, 7)


def test_these_tasks_are_late_by_the_one_predicate(engine: Engine) -> None:
    day = date(2024, 5, 24)
    with looking(engine) as session:
        cases = look(session, day).cases.values()
        late = {case.ordinal for case in cases if case.kind is Kind.TASK and is_overdue(case, day)}
    assert late == LATE


@pytest.mark.parametrize("day", WATCHED, ids=str)
def test_a_day_folded_later_equals_what_was_printed_then(
    day: date, engine: Engine, watched: dict[str, Any]
) -> None:
    then, now = watched[day.isoformat()], documents(engine, day)
    assert now["stats"] == then["stats"]
    assert now["cases"] == then["cases"]
    assert now["show"] == then["show"]


def test_the_record_of_the_whole_history_verifies(engine: Engine) -> None:
    with looking(engine) as session:
        report = verify(session)
    assert (report.result, report.faults) == ("verified", ())
