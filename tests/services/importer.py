"""Ledgers brought into a city, with few words."""

from contextlib import suppress
from datetime import date
from importlib.resources import files
from typing import Any

from sqlalchemy import Engine, func, select

from caseflow.domain.actor import command_line
from caseflow.domain.case import Case
from caseflow.domain.city import City
from caseflow.domain.terms import Source
from caseflow.ledgers.columns import Layout
from caseflow.ledgers.report import Outcome
from caseflow.services.importing import import_ledger
from caseflow.services.opening import open_inspection
from caseflow.services.streams import read_case
from caseflow.services.texts import texts_of
from caseflow.store.log import EventRow
from caseflow.transaction import looking
from tests.makers import work_on

DAY = date(2023, 4, 4)
PLAN = date(2023, 4, 3)
INSPECTION = "SP2022"
OFFICE = command_line("office", City(), DAY)
_DATA = files("caseflow.demo") / "data"
TASKS, PETITIONS, BATCH19 = (
    (_DATA / f"{name}.xlsx").read_bytes() for name in ("tasks", "petitions", "batch19")
)


class TakenBack(Exception):  # noqa: N818  a rehearsal ends with it
    """Takes back the transaction it leaves."""


def inspect(engine: Engine, code: str = INSPECTION) -> Engine:
    """Opens an inspection in the city."""
    with work_on(engine, PLAN, OFFICE) as work:
        open_inspection(work, code, Source.PROVINCIAL, "第二轮省级督察", PLAN)
    return engine


def bring(engine: Engine, data: bytes, layout: Layout = "tasks", **options: Any) -> Outcome:
    """Imports a ledger by the command line and commits."""
    with work_on(engine, DAY, OFFICE) as work:
        return import_ledger(work, data, layout, **options)


def rehearse(engine: Engine, data: bytes, layout: Layout = "tasks", **options: Any) -> Outcome:
    """The same, taken back at the end."""
    with suppress(TakenBack), work_on(engine, DAY, OFFICE) as work:
        outcome = import_ledger(work, data, layout, **options)
        raise TakenBack
    return outcome


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    """Accepted, unchanged, changed and rejected rows."""
    return outcome.accepted, outcome.unchanged, outcome.changed, outcome.rejected


def codes(outcome: Outcome) -> list[str]:
    """The codes of all warnings and errors, in order."""
    return [message.code for message in (*outcome.errors, *outcome.warnings)]


def events(engine: Engine) -> int:
    """How many events the log holds."""
    with looking(engine) as session:
        return session.scalar(select(func.count()).select_from(EventRow)) or 0


def case_of(engine: Engine, number: str, inspection: str = INSPECTION) -> Case:
    """The case on record."""
    with looking(engine) as session:
        case = read_case(session, f"{inspection}/{number}")
    assert case
    return case


def words_of(engine: Engine, number: str) -> dict[str, str]:
    """The words of a case by name."""
    case = case_of(engine, number)
    with looking(engine) as session:
        return texts_of(session, case)
