"""A list is walked by key to its end and back, on either database, and holds only what its reader may see."""

from datetime import date

import pytest
from sqlalchemy import Engine

from caseflow.domain.actor import CLOCK, Actor
from caseflow.domain.city import Appointment
from caseflow.domain.terms import Light, Office, Tenure
from caseflow.services.owing import duties, waits
from caseflow.services.searching import Wanted, page_of
from caseflow.services.work import Work
from caseflow.store.queries import Narrow, Order, Sorting
from tests.makers import filed, work_on

DAY = date(2023, 4, 20)
SIZE = 3


def officer(unit: str, office: Office = Office.OFFICER) -> Actor:
    return Actor("p1", (Appointment(1, office, unit, Tenure.REGULAR, DAY),))


COORDINATOR = officer("zgb", Office.COORDINATOR)


@pytest.fixture
def listed(city: Engine) -> Engine:
    """Ten cases on file, some without a date and some late."""
    with work_on(city, date(2023, 4, 3)) as work:
        for n in range(10):
            due = date(2023, 4, 10 + 2 * n).isoformat() if n % 3 else None
            more = {"locality": "tiexi", "lead_unit": "zjj" if n % 2 else "cgj"}
            kind = "task" if n < 5 else "petition"
            filed(work, f"N{n}", kind, due=due, ordinal=n if n < 5 else None, **more)
    return city


def walk(work: Work, wanted: Wanted) -> list[str]:
    """Every number, page by page."""
    found: list[str] = []
    page = page_of(work, wanted, SIZE)
    while page.cases:
        found += [case.number for case in page.cases]
        if not page.on:
            break
        page = page_of(work, wanted, SIZE, after=page.cases[-1].key)
    return found


def walk_back(work: Work, wanted: Wanted, last: str) -> list[str]:
    found: list[str] = []
    page = page_of(work, wanted, SIZE, before=last)
    while page.cases:
        found = [case.number for case in page.cases] + found
        if not page.back:
            break
        page = page_of(work, wanted, SIZE, before=page.cases[0].key)
    return found


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("descending", [False, True])
def test_a_list_is_walked_to_its_end_and_back_without_a_gap(
    listed: Engine, order: Order, *, descending: bool
) -> None:
    wanted = Wanted(sorting=Sorting(order, descending))
    with work_on(listed, DAY, COORDINATOR) as work:
        found = walk(work, wanted)
        assert sorted(found) == [f"N{n}" for n in range(10)]
        assert walk_back(work, wanted, f"SP2022/{found[-1]}") == found[:-1]
        if order is Order.DUE:
            undated = {f"N{n}" for n in (0, 3, 6, 9)}
            assert set(found[-4:]) == undated


def test_what_only_facts_can_judge_is_judged_on_every_page(listed: Engine) -> None:
    with work_on(listed, DAY, COORDINATOR) as work:
        assert walk(work, Wanted(overdue=True)) == ["N1", "N2", "N4"]
        assert walk(work, Wanted(light=Light.RED)) == ["N1", "N2", "N4"]
        assert walk(work, Wanted(Narrow(words="n7"))) == ["N7"]
        assert walk(work, Wanted(Narrow(words="关于n1"))) == ["N1"]
        assert walk(work, Wanted(Narrow(words="100%"))) == []


def test_nobody_finds_what_they_may_not_see(listed: Engine) -> None:
    with work_on(listed, DAY, officer("zjj")) as work:
        assert sorted(walk(work, Wanted())) == ["N1", "N3", "N5", "N7", "N9"]
    with work_on(listed, DAY, officer("slj")) as work:
        assert walk(work, Wanted()) == []


def test_what_is_owed_is_read_for_every_office(listed: Engine) -> None:
    with work_on(listed, DAY, COORDINATOR) as work:
        assert {duty.word for duty in duties(work)} == {"action.assign"}
        assert waits(work) == []
    with work_on(listed, DAY, officer("zjj")) as work:
        assert [duty.case.number for duty in duties(work)] == ["N1", "N5", "N7"]
    with work_on(listed, DAY, officer("tiexi", Office.DEPUTY)) as work:
        assert duties(work) == waits(work) == []
    with work_on(listed, DAY, CLOCK) as work:
        assert duties(work) == waits(work) == []
