"""Words for tests: somebody who holds an office, and a task of Siping told up to where they have something to do."""

from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from sqlalchemy import Engine

from caseflow.domain.actor import Actor
from caseflow.domain.case import Case, dossier_digest
from caseflow.domain.city import Appointment
from caseflow.domain.terms import Office, Source, Tenure
from caseflow.services.opening import open_inspection
from caseflow.services.streams import read_case
from caseflow.services.work import Work
from caseflow.transaction import looking
from tests.makers import OPENED, filed, told, work_on

DAY = date(2023, 5, 4)
NUMBER, KEY = "T01", "SP2022/T01"
COORDINATOR, LEAD, JUDGE = "coordinator/zgb", "officer/slj", "officer/sthjj"
CITY_HEADS = ("party_head/siping", "government_head/siping")
PARTIES = {"lead_unit": "slj", "locality": "tiexi", "responsible": ["tiexi"], "acceptance_unit": "sthjj"}
ORDER = ["acceptance", "notice", "signatures"]


def acting(engine: Engine, post: str, day: date = DAY) -> AbstractContextManager[Work]:
    """One piece of work by the holder of a post, `<office>/<unit>`."""
    office, _, unit = post.partition("/")
    held = Appointment(1, Office(office), unit, Tenure.REGULAR, OPENED)
    return work_on(engine, day, Actor(post.replace("/", "-"), (held,)))


def begun(engine: Engine, source: Source = Source.PROVINCIAL, **data: Any) -> Engine:
    """A city with one task that its lead unit has taken."""
    with acting(engine, COORDINATOR) as work:
        open_inspection(work, "SP2022", source, "督察", date(2023, 4, 3))
        plan = {"due": "2023-10-31", "measures": [{"number": 1}]}
        filed(work, NUMBER, "task", **PARTIES | plan | data)
        told(work, NUMBER, "assign", {"lead_unit": "slj", "limit": "2023-05-11"})
        told(work, NUMBER, "accept_assignment", {"to": "rectifying"})
    return engine


def lived(engine: Engine, *events: tuple[str, dict[str, Any]], number: str = NUMBER, day: date = DAY) -> None:
    """Events of a case, whoever would be the ones to do it."""
    with work_on(engine, day) as work:
        for type_, data in events:
            told(work, number, type_, data)


def closed(engine: Engine, number: str = NUMBER, day: date = DAY) -> None:
    """Takes a case that is being rectified through every step, signed by two heads."""
    lived(
        engine,
        ("apply_closure", {"order": ORDER, "to": "accepting"}),
        ("pass_acceptance", {"unit": "sthjj", "people": 2, "to": "awaiting_notice"}),
        ("draft_notice", {}),
        ("publish_notice", {"first_day": "2023-05-04", "last_day": "2023-05-18", "opens_on": "2023-05-24"}),
        ("end_notice", {"to": "signing"}),
        number=number,
        day=day,
    )
    signed(engine, "closed", number, day)


def signed(engine: Engine, to: str, number: str = NUMBER, day: date = DAY) -> None:
    """Two people sign the dossier as it is, and the case moves on."""
    dossier = dossier_digest(the_case(engine, number))
    for box, moved in (("party", {}), ("government", {"to": to})):
        with work_on(engine, day, Actor(box)) as work:
            told(work, number, "sign", {"box": box, "dossier": dossier} | moved)


def the_case(engine: Engine, number: str = NUMBER) -> Case:
    """The case as it now is."""
    with looking(engine) as session:
        case = read_case(session, f"SP2022/{number}")
    assert case is not None
    return case
