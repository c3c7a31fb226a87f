"""Who fills a city: whoever opens its log, in the same piece of work; afterwards only who holds the office."""

import pytest
from sqlalchemy import Engine

from caseflow.domain.actor import CLOCK, Actor
from caseflow.domain.city import Appointment
from caseflow.domain.errors import NotPermitted
from caseflow.domain.terms import Office, Tenure, UnitKind
from caseflow.rulebooks.calendars import shipped_calendar
from caseflow.rulebooks.units import NamedUnit
from caseflow.services.opening import add_units, force_rulebook, publish_calendar
from caseflow.services.work import Work
from tests.makers import OPENED, RULEBOOK, work_on
from tests.services.staff import AT_THE_SERVER

UNIT = {"u1": NamedUnit("u1", UnitKind.DEPARTMENT, "市林业站", "", (), "siping", None, None)}


def publish(work: Work) -> None:
    publish_calendar(work, shipped_calendar().years[2023])


def force(work: Work) -> None:
    force_rulebook(work, "siping/2023.1", RULEBOOK, OPENED)


def add(work: Work) -> None:
    add_units(work, UNIT)


@pytest.mark.parametrize(
    ("do", "who"),
    [(publish, Office.SYSTEM_ADMIN), (add, Office.SYSTEM_ADMIN), (force, Office.SECURITY_ADMIN)],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_an_open_city_is_filled_by_the_office_for_it_and_nobody_else(
    city: Engine, do: object, who: Office
) -> None:
    for office in Office:
        post = Appointment(1, office, "siping", Tenure.REGULAR, OPENED)
        if office is who:
            with work_on(city, OPENED, Actor("p1", (post,))) as work:
                do(work)  # type: ignore[operator]
        else:
            with pytest.raises(NotPermitted), work_on(city, OPENED, Actor("p2", (post,))) as work:
                do(work)  # type: ignore[operator]
    for actor in (CLOCK, AT_THE_SERVER):
        with pytest.raises(NotPermitted), work_on(city, OPENED, actor) as work:
            do(work)  # type: ignore[operator]
