"""Who held which office when: by case and by unit, for every day or one, for the inspector alone."""

from datetime import date, timedelta

from caseflow.domain.terms import Office, Tenure
from caseflow.services.appointing import appoint, end_appointment
from caseflow.services.holding import held_in_case
from caseflow.services.peopling import disable_person
from tests.makers import filed, told, work_on
from tests.services.staff import PASSWORD, SECURITY, SYSTEM, hire, work_as
from tests.web.desk import desk
from tests.web.office import PLANNED, TODAY, City

NUMBER = "A1"
LEFT = PLANNED + timedelta(days=6)


def _changed(city: City) -> str:
    """A case handed from one lead unit to another, whose officer left in between; answers that one's code."""
    engine = city.engine
    gone = hire(engine, "前任一", "gone", Office.OFFICER, "slj", PASSWORD)
    with work_on(engine, PLANNED) as work:
        filed(work, NUMBER, locality="tiexi", lead_unit="zjj", acceptance_unit="sthjj")
    with work_on(engine, PLANNED + timedelta(days=2)) as work:
        told(work, NUMBER, "assign", {"lead_unit": "slj", "limit": "2023-04-20"})
        told(work, NUMBER, "accept_assignment", {"to": "rectifying"})
        told(work, NUMBER, "transfer", {"unit": "slj"})
    with work_as(engine, SECURITY, LEFT) as work:
        end_appointment(work, gone, 1, LEFT)
        appoint(work, gone, Office.OFFICER, "cgj", Tenure.ACTING, LEFT + timedelta(days=1))
    with work_as(engine, SYSTEM, TODAY) as work:
        disable_person(work, gone, "调离")
    return gone


def test_everybody_with_a_part_is_there_for_the_days_on_which_they_had_it(city: City) -> None:
    gone = _changed(city)
    with work_on(city.engine, TODAY) as work:
        code = next(
            p.code for p in work.city.people.values() if any(a.unit == "jwjw" for a in p.appointments)
        )
    with work_as(city.engine, code, TODAY) as work:
        held, _ = held_in_case(work, f"SP2022/{NUMBER}")
    of_lead = {(one.unit, one.first, one.last) for one in held if one.part == "lead_unit"}
    second = PLANNED + timedelta(days=2)
    assert ("zjj", PLANNED, second - timedelta(days=1)) in of_lead
    assert [(one.first, one.last) for one in held if one.person == gone] == [(second, LEFT)]
    assert {one.office for one in held if one.part == "group_head"} == {
        Office.PARTY_HEAD,
        Office.GOVERNMENT_HEAD,
    }
    assert [one for one in held if one.on(date(2023, 4, 3)) and one.person == gone] == []


def test_the_pages_show_a_case_and_a_unit_of_any_day_to_the_inspector(city: City) -> None:
    _changed(city)
    own = desk(city, "inspector")
    assert "历任职务" in own.read(f"/cases/SP2022/{NUMBER}")
    assert "历任职务" not in desk(city, "coordinator").read(f"/cases/SP2022/{NUMBER}")
    assert "前任一" in own.read(f"/cases/SP2022/{NUMBER}/offices")
    assert "前任一" not in own.read(f"/cases/SP2022/{NUMBER}/offices?day=2023-04-03")
    assert "前任一" in own.read("/offices/slj")
    assert "前任一" not in own.read(f"/offices/slj?day={TODAY}")
    own.open("/offices/slj?day=x", 422)
    own.open("/offices/nowhere", 404)
