"""A reform of units at the pages: what a unit's end affects, what moved and what waits, and who is offered no more."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseflow.domain.terms import Office
from tests.makers import filed, work_on
from tests.services.staff import hire
from tests.web.desk import Desk, desk
from tests.web.lives import WORKING, live
from tests.web.office import TODAY, City, open_city


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, founded: Path) -> Iterator[City]:
    """One city for all of these tests; each keeps to units of its own."""
    opened = open_city(founded, tmp_path_factory.mktemp("reformed") / "home")
    yield opened
    opened.engine.dispose()


@pytest.fixture
def system(city: City) -> Desk:
    return desk(city, "zhao.yi")


def test_an_ended_unit_s_page_says_what_moved_and_what_waits_and_who_leaves_is_said_before(
    system: Desk, city: City
) -> None:
    names = ("并出甲局", "并出乙局", "并入丙局")
    left, split, taking = (
        system.send("/units/add", name=name, kind="department", parent="siping", short="", since="")
        for name in names
    )
    one, two, three = (place.rpartition("/")[2] for place in (left, split, taking))
    hire(city.engine, "郑某某", "zheng", Office.OFFICER, one)
    with work_on(city.engine, TODAY) as work:
        filed(work, "R1", lead_unit=one, acceptance_unit=two)
        filed(work, "R2", lead_unit=one)
    page = system.read(f"{left}/end")
    assert "任职随之结束 郑某某" in page
    assert "牵头部门 2 件" in page
    system.send(f"{left}/end", on=TODAY.isoformat(), successors=[three])
    system.send(f"{split}/end", on=TODAY.isoformat(), successors=[three, "slj"])
    page = system.read(left)
    assert "没有人任职" in page
    assert "已由承接单位接过 并入丙局 2 件 待整改办指定承接单位 没有" in page
    assert "已由承接单位接过 没有 待整改办指定承接单位 1 件" in system.read(split)
    assert "牵头部门 2 件" in system.read(taking)


def test_who_will_end_is_said_to_stand_until_then(system: Desk) -> None:
    place = system.send("/units/add", name="将撤丁局", kind="department", parent="siping", short="", since="")
    system.send(f"{place}/end", on="2030-01-01", successors=["slj"])
    assert "将于2030年1月1日" in system.read(place)


def test_a_unit_that_ended_is_offered_for_no_new_part_and_still_to_look_for(system: Desk, city: City) -> None:
    place = system.send("/units/add", name="已撤戊局", kind="department", parent="siping", short="", since="")
    coordinator = desk(city, "coordinator")
    assert "已撤戊局" in coordinator.open("/cases/new")
    system.send(f"{place}/end", on=TODAY.isoformat(), successors=["slj"])
    assert "已撤戊局" not in coordinator.open("/cases/new")
    assert "已撤戊局" in coordinator.open("/cases")


def test_a_case_whose_unit_was_split_is_the_coordinator_s_to_hand_on_at_home_and_on_its_page(
    system: Desk, city: City
) -> None:
    live(city, "S1", (*WORKING, ("amend", {"lead_unit": "gaj"})))
    system.send("/units/gaj/end", on=TODAY.isoformat(), successors=["xmj", "lcj"])
    coordinator = desk(city, "coordinator")
    assert "指定承接单位" in coordinator.read("/")
    page = coordinator.read("/cases/SP2022/S1")
    assert "现在轮到 市整改办" in page
    assert "市公安局已拆分撤销" in page
    form = coordinator.open("/cases/SP2022/S1/do/name_successor")
    assert 'value="xmj"' in form
    assert 'value="slj"' not in form
    coordinator.send("/cases/SP2022/S1/do/name_successor", unit="gaj", successor="lcj")
    page = coordinator.read("/cases/SP2022/S1")
    assert "市公安局已撤销，没办完的事由市林业和草原局承接" in page
    assert "牵头部门 市林业和草原局" in page
    assert "S1" not in desk(city, "lead").read("/cases")
