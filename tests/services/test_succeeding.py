"""A reform of units on the record: duties move with the day, once, and by themselves where one unit takes them up."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select

from caseflow.domain.case.parts import Parties
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Unknown
from caseflow.domain.terms import Office, Tenure, UnitKind
from caseflow.services.appointing import appoint, end_appointment
from caseflow.services.assigning import assign, offer_transfer
from caseflow.services.deciding import propose_amendment
from caseflow.services.filing import complete_filing, split
from caseflow.services.owing import duties
from caseflow.services.rectifying import mark_measure
from caseflow.services.streams import event_of
from caseflow.services.succeeding import name_successor, parties_today
from caseflow.services.ticking import day_work
from caseflow.services.unit_keeping import add_unit, confirm_name, end_unit, map_name, move_unit
from caseflow.services.unit_uses import passed_on
from caseflow.services.verifying import verify
from caseflow.services.work import Work
from caseflow.store.log import EventRow
from caseflow.transaction import looking
from tests.makers import filed, told, work_on
from tests.services.acting import COORDINATOR, DAY, KEY, LEAD, acting, begun, lived, the_case
from tests.services.staff import SECURITY, SYSTEM, hire, staffed, work_as
from tests.services.test_units import a_waiting_name, codes

END = DAY + timedelta(days=7)


@pytest.fixture
def office(city: Engine) -> Engine:
    """A staffed city with a task whose lead unit, the water office, has taken it; May's round is open."""
    begun(staffed(city))
    tick(city, DAY)
    return city


def ends(engine: Engine, unit: str, *successors: str, on: date = END, day: date = DAY) -> None:
    with work_as(engine, SYSTEM, day) as work:
        end_unit(work, unit, on, successors)


def tick(engine: Engine, day: date = END) -> int:
    with work_on(engine, day) as work:
        return day_work(work).events


def last_event(engine: Engine) -> tuple[str, str, str, date, str | None]:
    with looking(engine) as session:
        found = session.execute(select(EventRow.leaf, EventRow.seq).order_by(EventRow.seq.desc())).first()
    assert found
    event = event_of(found[0], found[1])
    return event.type, event.actor, event.office, event.day, event.occurred_at


def test_the_clock_passes_duties_on_with_the_day_and_not_before_and_once(office: Engine) -> None:
    ends(office, "slj", "zjj")
    tick(office, END - timedelta(days=1))
    assert the_case(office).parties.lead_unit == "slj"
    assert tick(office) == 1
    assert the_case(office).parties.lead_unit == "zjj"
    assert last_event(office) == ("succeed_unit", "clock", "clock", END, END.isoformat())
    assert tick(office) == 0
    with looking(office) as session:
        assert passed_on(session, ["slj"]) == {"zjj": 1}
        assert verify(session).faults == ()


@pytest.mark.parametrize("ago", [0, 3])
def test_an_end_on_this_day_or_before_passes_duties_on_at_once_and_by_the_clock(
    office: Engine, ago: int
) -> None:
    on = DAY - timedelta(days=ago)
    ends(office, "slj", "zjj", on=on)
    assert the_case(office).parties.lead_unit == "zjj"
    assert last_event(office) == ("succeed_unit", "clock", "clock", DAY, on.isoformat())
    assert tick(office, DAY) == 0


def test_the_ended_unit_s_people_act_until_the_day_before_and_the_successor_s_from_the_day(
    office: Engine,
) -> None:
    old = hire(office, "孙甲", "sun.jia", Office.OFFICER, "slj")
    new = hire(office, "周乙", "zhou.yi", Office.OFFICER, "zjj")
    ends(office, "slj", "zjj")
    before = END - timedelta(days=1)
    with work_as(office, new, before) as work, pytest.raises(Unknown):
        mark_measure(work, KEY, 1, done=True)
    with work_as(office, old, before) as work:
        mark_measure(work, KEY, 1, done=True)
    tick(office)
    with work_as(office, old, END) as work, pytest.raises(Unknown):
        mark_measure(work, KEY, 1, done=False)
    with work_as(office, new, END) as work:
        mark_measure(work, KEY, 1, done=False)
        assert [duty.word for duty in duties(work)] == ["obligation.report", "obligation.rectify"]


def test_a_name_mapped_to_the_ended_unit_and_a_chain_of_successors_lead_to_the_last(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        waiting = a_waiting_name(work, "市水务办")
        map_name(work, waiting, "slj")
    lived(office, ("amend", {"lead_unit": waiting}))
    ends(office, "slj", "zjj", on=DAY + timedelta(days=1))
    ends(office, "zjj", "cgj", on=DAY + timedelta(days=2))
    tick(office)
    assert the_case(office).parties.lead_unit == "cgj"


def test_no_chain_of_successors_comes_back_to_where_it_began(office: Engine) -> None:
    ends(office, "slj", "zjj")
    with work_as(office, SYSTEM) as work, pytest.raises(BadInput) as refused:
        end_unit(work, "zjj", END, ["slj"])
    assert codes(refused) == ["unit.ended"]


def test_where_a_unit_was_split_the_coordinator_names_the_successor_and_nobody_else(office: Engine) -> None:
    heir = hire(office, "周乙", "zhou.yi", Office.OFFICER, "zjj")
    ends(office, "slj", "zjj", "cgj")
    assert tick(office) == 1
    assert tick(office) == 0
    assert the_case(office).awaiting == ("slj",)
    with looking(office) as session:
        assert passed_on(session, ["slj"]) == {None: 1}
    with work_as(office, heir, END) as work, pytest.raises(Unknown):
        name_successor(work, KEY, "slj", "zjj")
    with acting(office, "officer/tiexi", END) as work, pytest.raises(NotPermitted):
        name_successor(work, KEY, "slj", "zjj")
    with acting(office, COORDINATOR, END) as work:
        assert "obligation.name_successor" in [duty.word for duty in duties(work)]
        with pytest.raises(BadInput) as refused:
            name_successor(work, KEY, "slj", "sthjj")
        assert codes(refused) == ["succession.not_an_heir"]
        name_successor(work, KEY, "slj", "cgj")
        with pytest.raises(NotYet) as none_left:
            name_successor(work, KEY, "slj", "zjj")
        assert codes(none_left) == ["succession.none_waits"]
    assert (the_case(office).parties.lead_unit, the_case(office).awaiting) == ("cgj", ())
    assert tick(office) == 0
    with looking(office) as session:
        assert passed_on(session, ["slj"]) == {"cgj": 1}
        assert verify(session).faults == ()


def test_successors_that_become_one_again_need_no_choice_any_more(office: Engine) -> None:
    ends(office, "slj", "zjj", "cgj", on=DAY)
    assert the_case(office).awaiting == ("slj",)
    ends(office, "zjj", "cgj")
    tick(office)
    assert (the_case(office).parties.lead_unit, the_case(office).awaiting) == ("cgj", ())


def test_an_assignment_to_a_unit_that_was_split_is_not_deemed_accepted(office: Engine) -> None:
    with acting(office, COORDINATOR) as work:
        parties = {"lead_unit": "slj", "locality": "tiexi", "responsible": ["tiexi"]}
        filed(
            work,
            "T02",
            "task",
            due="2023-10-31",
            measures=[{"number": 1}],
            acceptance_unit="sthjj",
            **parties,
        )
        told(work, "T02", "describe", goal="接入管网")
        told(work, "T02", "assign", {"lead_unit": "slj", "limit": "2023-05-05"})
    ends(office, "slj", "zjj", "cgj", on=DAY)
    tick(office)
    assert the_case(office, "T02").state == "filed"
    with acting(office, COORDINATOR, END) as work:
        name_successor(work, "SP2022/T02", "slj", "cgj")
    tick(office)
    assert the_case(office, "T02").state == "rectifying"


Give = Callable[[Work], object]


@pytest.mark.parametrize(
    ("post", "give"),
    [
        (COORDINATOR, lambda work: assign(work, "SP2022/T02", "zjj")),
        (COORDINATOR, lambda work: offer_transfer(work, KEY, "zjj", "职责调整")),
        (COORDINATOR, lambda work: complete_filing(work, "SP2022/T02", {"cooperating": ["zjj"]})),
        (COORDINATOR, lambda work: split(work, "SP2022/T02", ["tiexi", "tiedong"])),
        (LEAD, lambda work: amended(work, {"cooperating": ["zjj"]})),
        (LEAD, lambda work: amended(work, {"locality": "tiedong"})),
        (LEAD, lambda work: amended(work, {"measures": [{"number": 1, "unit": "zjj"}]})),
    ],
)
def test_a_unit_is_given_a_part_until_its_last_day_and_not_after(
    office: Engine, post: str, give: Give
) -> None:
    with acting(office, COORDINATOR) as work:
        filed(work, "T02", "task")
    for unit in ("zjj", "tiedong"):
        ends(office, unit, "cgj" if unit == "zjj" else "tiexi")
    with acting(office, post, END) as work, pytest.raises(BadInput) as refused:
        give(work)
    assert codes(refused) == ["unit.ended"]
    with acting(office, post, END - timedelta(days=1)) as work:
        give(work)


def amended(work: Work, change: dict[str, object]) -> object:
    return propose_amendment(work, KEY, "情况变化", change=change, texts={}, paper="〔3〕号")


def test_an_amendment_may_keep_the_unit_that_did_a_measure_and_is_no_more(office: Engine) -> None:
    lived(
        office,
        ("amend", {"measures": [{"number": 1, "unit": "zjj"}]}),
        ("mark_measure", {"number": 1, "done": True}),
    )
    ends(office, "zjj", "cgj", on=DAY)
    with acting(office, LEAD) as work:
        amended(work, {"measures": [{"number": 1, "unit": "zjj"}, {"number": 2}]})


def test_the_case_that_a_rebound_opens_names_those_who_stand_today(office: Engine) -> None:
    ends(office, "slj", "zjj", on=DAY)
    ends(office, "sthjj", "cgj", "nyncj", on=DAY)
    with work_on(office, DAY) as work:
        old = Parties(locality="tiexi", lead_unit="slj", co_leads=("zjj",), acceptance_unit="sthjj")
        assert parties_today(work, old) == Parties(locality="tiexi", lead_unit="zjj")


def test_no_office_is_given_beyond_the_unit_s_last_day(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        unit = add_unit(work, "四平市河长办", UnitKind.DEPARTMENT, "siping")
    person = hire(office, "孙甲", "sun.jia", Office.OFFICER, "zjj")
    ends(office, unit, "slj")
    with work_as(office, SECURITY) as work:
        for end in (None, END):
            with pytest.raises(BadInput) as refused:
                appoint(work, person, Office.OFFICER, unit, Tenure.REGULAR, DAY, end)
            assert codes(refused) == ["unit.ended"]
        appoint(work, person, Office.OFFICER, unit, Tenure.REGULAR, DAY, END - timedelta(days=1))


def test_the_unit_in_which_alone_somebody_gives_offices_does_not_end(office: Engine) -> None:
    other = hire(office, "孙甲", "sun.jia", Office.SECURITY_ADMIN, "zjj")
    with work_as(office, other) as work:
        end_appointment(work, SECURITY, 1, DAY)
    with work_as(office, SYSTEM) as work, pytest.raises(NotYet) as refused:
        end_unit(work, "zjj", END, ["slj"])
    assert codes(refused) == ["appointment.last_security"]


def test_a_confirmed_name_works_for_a_locality_and_a_moved_unit_for_the_new_one_with_all_below(
    office: Engine,
) -> None:
    with work_as(office, SYSTEM) as work:
        waiting = a_waiting_name(work)
        confirm_name(work, waiting, UnitKind.DEPARTMENT, "tiexi")
        county = a_waiting_name(work, "公主岭市")
        confirm_name(work, county, UnitKind.LOCALITY, "siping")
        below = add_unit(work, "绿化办一队", UnitKind.BRANCH, waiting)
        assert [work.city.units[code].locality for code in (waiting, county, below)] == [
            "tiexi",
            county,
            "tiexi",
        ]
        move_unit(work, waiting, "lishu")
        assert [work.city.units[code].locality for code in (waiting, below)] == ["lishu", "lishu"]
        move_unit(work, county, "tiexi")
        assert work.city.units[county].locality == county
    with looking(office) as session:
        assert verify(session).faults == ()
