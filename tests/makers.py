"""Words for tests: a city, a piece of work in it, and what stands in them, with few arguments."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from importlib.resources import files
from typing import Any

from sqlalchemy import Engine

from caseflow.clock import OFFICE_ZONE
from caseflow.domain.actor import CLOCK, Actor
from caseflow.domain.city import Appointment
from caseflow.domain.terms import Office, Tenure
from caseflow.rulebooks.calendars import shipped_calendar
from caseflow.rulebooks.units import shipped_units
from caseflow.services.access import held_case
from caseflow.services.opening import add_units, force_rulebook, open_log, publish_calendar
from caseflow.services.record import record
from caseflow.services.work import Work
from caseflow.store.database import make_engine
from caseflow.transaction import working

OPENED = date(2022, 9, 7)
RULEBOOK = (files("caseflow.rulebooks") / "siping" / "2023.1.toml").read_bytes()

SECURITY = Actor("p9", (Appointment(1, Office.SECURITY_ADMIN, "siping", Tenure.REGULAR, OPENED),))
"""Puts rulebooks in force in a city that has people."""


def morning(day: date) -> datetime:
    """Nine in the office, as an instant."""
    return datetime.combine(day, time(9), OFFICE_ZONE).astimezone(UTC)


@contextmanager
def work_on(engine: Engine, day: date, actor: Actor = CLOCK) -> Iterator[Work]:
    """One piece of work, committed at the end."""
    with working(engine, actor, morning(day), day) as work:
        yield work


def a_city(url: str, day: date = OPENED, *, demonstration: bool = True) -> Engine:
    """An open city of Siping: log, calendar, rulebook and units, nothing else."""
    engine = make_engine(url)
    with work_on(engine, day) as work:
        open_log(work, "siping.test", "siping", demonstration=demonstration)
        for year in shipped_calendar().years.values():
            publish_calendar(work, year)
        force_rulebook(work, "siping/2023.1", RULEBOOK, day)
        add_units(work, shipped_units("siping"))
    return engine


def told(work: Work, number: str, type_: str, data: dict[str, Any] | None = None, **texts: str) -> None:
    """One event of a case of SP2022, whatever a service would say to it."""
    held_case(work, f"SP2022/{number}")
    record(work, f"case/SP2022/{number}", type_, data, texts=texts)


def filed(work: Work, number: str, kind: str = "petition", types: tuple[str, ...] = (), **data: Any) -> str:
    """A case of SP2022 filed as told, under its number; its title says it again."""
    texts = {"title": f"关于{number}", "cell.problem": f"{number}的问题"}
    texts |= {f"type.{n}": word for n, word in enumerate(types, 1)}
    told(work, number, "file", {"kind": kind, "types": len(types), **data}, **texts)
    return number
