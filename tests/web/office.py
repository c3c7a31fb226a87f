"""A small city at work for tests of pages: one holder of every post, and their browsers."""

import shutil
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine

from caseflow.domain.actor import CLOCK, command_line
from caseflow.domain.case import Case
from caseflow.domain.terms import Office, Source
from caseflow.services.opening import begin, open_inspection
from caseflow.services.peopling import set_password
from caseflow.services.signing_in import check_password, sign_in
from caseflow.services.streams import events_of, read_case
from caseflow.services.ticking import Counts, note_run
from caseflow.settings import Settings, make_secrets
from caseflow.store.database import make_engine, writing
from caseflow.transaction import looking
from caseflow.web.app import create_app
from tests.demo import fold_wal
from tests.makers import a_city, morning, work_on
from tests.services.staff import AUDIT, CHEAP, PASSWORD, SECURITY, SYSTEM, hire, staffed, work_as
from tests.web.visiting import Visitor

PLANNED = date(2023, 4, 3)
TODAY = date(2023, 4, 20)
ROUND = "SP2022"
PEOPLE = {
    "coordinator": (Office.COORDINATOR, "zgb"),
    "colleague": (Office.COORDINATOR, "zgb"),
    "lead": (Office.OFFICER, "zjj"),
    "co-lead": (Office.OFFICER, "cgj"),
    "responsible": (Office.OFFICER, "tiexi"),
    "acceptance": (Office.OFFICER, "sthjj"),
    "stranger": (Office.OFFICER, "slj"),
    "party": (Office.PARTY_HEAD, "tiexi"),
    "government": (Office.GOVERNMENT_HEAD, "tiexi"),
    "deputy": (Office.DEPUTY, "tiexi"),
    "group-party": (Office.PARTY_HEAD, "siping"),
    "group-government": (Office.GOVERNMENT_HEAD, "siping"),
    "inspector": (Office.INSPECTOR, "jwjw"),
    "assessor": (Office.ASSESSOR, "khb"),
    "head": (Office.COORDINATOR_HEAD, "zgb"),
    "listener": (Office.DISCIPLINE_AUDITOR, "jwjw"),
}

ADMINISTRATORS = {"zhao.yi": SYSTEM, "qian.er": SECURITY, "sun.san": AUDIT}


class Standing:
    """A clock that stands; what day it is in the office, a demonstration city says itself."""

    def now(self) -> datetime:
        return morning(TODAY)


@dataclass
class City:
    """The city's database, its pages, and who may open them."""

    engine: Engine
    app: Flask
    visitors: dict[str, Visitor] = field(default_factory=dict)

    def visitor(self, login: str) -> Visitor:
        """The browser of somebody who has signed in; the same one when asked for again."""
        if login not in self.visitors:
            self.visitors[login] = self._signed_in(login)
        return self.visitors[login]

    def _signed_in(self, login: str) -> Visitor:
        at = morning(TODAY)
        with looking(self.engine) as session:
            checked = check_password(session, login, PASSWORD, at, CHEAP)
        with work_on(self.engine, TODAY) as work:
            token = sign_in(work, checked, "10.0.0.1").token
        client = self.app.test_client()
        with client.session_transaction() as kept:
            kept["_user_id"] = token
        return Visitor(client)

    def move_to(self, day: date) -> None:
        """It is another day in the office."""
        with writing(self.engine) as session, session.begin():
            note_run(session, day, begin(session, CLOCK, morning(day), day), Counts())

    def case(self, number: str) -> Case:
        """The case as the record tells it."""
        with looking(self.engine) as session:
            found = read_case(session, f"{ROUND}/{number}")
        assert found is not None
        return found

    def events(self, number: str) -> list[str]:
        """The types of the case's events, in order."""
        with looking(self.engine) as session:
            return [event.type for event in events_of(session, f"case/{ROUND}/{number}")]

    def last(self, number: str) -> dict[str, Any]:
        """The data of the case's last event."""
        with looking(self.engine) as session:
            return dict(events_of(session, f"case/{ROUND}/{number}")[-1].data)


def act(number: str, name: str) -> str:
    """Where the page of an act is."""
    return f"/cases/{ROUND}/{number}/do/{name}"


def found_city(folder: Path, migrated: Path) -> Path:
    """A city with its people and one inspection, to be copied; its file has nothing left in a write-ahead log."""
    file = shutil.copyfile(migrated, folder / "caseflow.sqlite3")
    engine = staffed(a_city(f"sqlite:///{file}"))
    for n, (login, (office, unit)) in enumerate(PEOPLE.items()):
        hire(engine, f"赵{chr(ord('甲') + n)}", login, office, unit, PASSWORD)
    with work_on(engine, PLANNED) as work:
        work.actor = command_line("tests", work.city, work.day)
        open_inspection(work, ROUND, Source.PROVINCIAL, "第二轮省级生态环境保护督察", PLANNED)
    for person in ADMINISTRATORS.values():
        with work_as(engine, person) as work:
            set_password(work, person, PASSWORD, CHEAP)
    engine.dispose()
    fold_wal(file)
    return file


def open_city(file: Path, home: Path) -> City:
    """A copy of the city for one test, on the day the tests begin."""
    home.mkdir()
    make_secrets(home)
    url = f"sqlite:///{shutil.copyfile(file, home / 'caseflow.sqlite3')}"
    settings = Settings.read({"CASEFLOW_HOME": str(home), "CASEFLOW_DATABASE_URL": url})
    city = City(make_engine(url), None)  # type: ignore[arg-type]  # the pages open a line later
    city.move_to(TODAY)
    city.app = create_app(settings, Standing(), city.engine)
    return city
