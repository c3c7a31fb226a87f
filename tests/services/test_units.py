"""Units through a reform: names and places are dated, ledger names are settled, nothing is lost."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Refused
from caseflow.domain.terms import UnitKind
from caseflow.services.matching import matching, record_new
from caseflow.services.naming import names_on
from caseflow.services.unit_keeping import (
    add_unit,
    confirm_name,
    end_unit,
    is_waiting,
    map_name,
    move_unit,
    rename_unit,
)
from caseflow.services.unit_uses import uses
from caseflow.services.verifying import verify
from caseflow.services.work import Work
from caseflow.transaction import looking
from tests.makers import a_city, filed, work_on
from tests.services.staff import DAY, SECURITY, SYSTEM, staffed, work_as

LATER = DAY + timedelta(days=30)


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Engine]:
    engine = staffed(a_city(sqlite_url))
    yield engine
    engine.dispose()


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def called(work: Work, code: str, day: date) -> str:
    return names_on(work.session, work.city, day).unit(code)


def a_waiting_name(work: Work, name: str = "市绿化办") -> str:
    """A name that a ledger brought and nobody knows."""
    names = matching(work)
    code = names.unit(name)
    record_new(work, names)
    return code


def test_a_unit_is_added_below_another_and_belongs_to_its_county(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        first = add_unit(work, "铁西区林业站", UnitKind.BRANCH, "tiexi")
        second = add_unit(work, "铁西区畜牧站", UnitKind.BRANCH, "tiexi", short="畜牧站")
    with work_on(office, DAY) as work:
        unit = work.city.units[first]
        assert (first, second) == ("unit-1", "unit-2")
        assert (unit.parent, unit.locality, unit.kind) == ("tiexi", "tiexi", UnitKind.BRANCH)
        assert called(work, second, DAY) == "畜牧站"


def test_a_new_county_is_its_own_locality(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        code = add_unit(work, "公主岭市", UnitKind.LOCALITY, "siping")
        assert work.city.units[code].locality == code


def test_a_renamed_unit_keeps_its_old_name_for_days_before(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        rename_unit(work, "zjj", "四平市城乡建设委员会", LATER)
    with work_on(office, DAY) as work:
        assert "住" in called(work, "zjj", DAY)
        assert called(work, "zjj", LATER) == "四平市城乡建设委员会"
        assert len(work.city.units["zjj"].names) == 2


def test_a_name_is_not_given_before_the_one_it_follows(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        rename_unit(work, "zjj", "四平市城乡建设委员会", LATER)
        with pytest.raises(BadInput) as refused:
            rename_unit(work, "zjj", "四平市建设厅", DAY)
    assert codes(refused) == ["day.before"]


def test_no_two_units_bear_one_name(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        for name in ("四平市水利局", "市水利局"):
            with pytest.raises(BadInput) as refused:
                add_unit(work, name, UnitKind.DEPARTMENT, "siping")
            assert codes(refused) == ["unit.name_taken"]
        with pytest.raises(BadInput) as refused:
            rename_unit(work, "zjj", "四平市水利局", LATER)
    assert codes(refused) == ["unit.name_taken"]


def test_a_unit_moves_but_never_under_itself_or_one_of_its_own(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        own = add_unit(work, "铁西区林业站", UnitKind.BRANCH, "tiexi")
        for above in ("tiexi", own, "siping"):
            with pytest.raises(BadInput) as refused:
                move_unit(work, "tiexi", above)
            assert codes(refused) == ["unit.not_above"]
        move_unit(work, own, "zjj")
        assert work.city.units[own].parent == "zjj"


def test_the_city_itself_is_neither_moved_nor_ended(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        for act in (
            lambda: move_unit(work, "siping", "tiexi"),
            lambda: end_unit(work, "siping", LATER, ["tiexi"]),
        ):
            with pytest.raises(NotYet) as refused:
                act()
            assert codes(refused) == ["unit.is_city"]


def test_an_ended_unit_says_who_takes_up_its_work_and_is_not_chosen_again(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        for successors in ([], ["zjj"]):
            with pytest.raises(BadInput) as refused:
                end_unit(work, "zjj", LATER, successors)
            assert codes(refused) == ["unit.no_successor"]
        end_unit(work, "zjj", LATER, ["sthjj", "sthjj", "tiexi"])
        unit = work.city.units["zjj"]
        assert (unit.ended_on, unit.successors) == (LATER, ("sthjj", "tiexi"))
        for act in (
            lambda: end_unit(work, "zjj", LATER, ["tiexi"]),
            lambda: rename_unit(work, "zjj", "四平市建设局", LATER),
            lambda: add_unit(work, "四平市造价站", UnitKind.BRANCH, "zjj"),
        ):
            with pytest.raises(BadInput) as refused:
                act()
            assert codes(refused) == ["unit.ended"]
    with work_on(office, LATER) as work:
        assert "住" in called(work, "zjj", LATER)  # past papers keep it


def test_a_name_from_a_ledger_waits_until_it_is_confirmed_or_mapped(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        waiting = a_waiting_name(work)
        assert is_waiting(work.city.units[waiting])
        confirm_name(work, waiting, UnitKind.DEPARTMENT, "siping")
        assert not is_waiting(work.city.units[waiting])
        for act in (
            lambda: confirm_name(work, waiting, UnitKind.DEPARTMENT, "siping"),
            lambda: map_name(work, waiting, "zjj"),
        ):
            with pytest.raises(NotYet) as refused:
                act()
            assert codes(refused) == ["unit.not_waiting"]


def test_a_mapped_name_means_the_unit_from_then_on(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        waiting = a_waiting_name(work)
        map_name(work, waiting, "zjj")
    with work_on(office, DAY) as work:
        assert work.city.unit(waiting).code == "zjj"
        assert matching(work).known("市绿化办") == "zjj"


def test_a_name_is_not_mapped_to_another_that_waits(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        one = a_waiting_name(work)
        other = a_waiting_name(work, "市亮化办")
        with pytest.raises(BadInput) as refused:
            map_name(work, one, other)
    assert codes(refused) == ["unit.unconfirmed"]


@pytest.mark.parametrize("kind", [UnitKind.CITY, UnitKind.UNCONFIRMED])
def test_no_second_city_and_no_unit_without_a_kind_is_made(office: Engine, kind: UnitKind) -> None:
    with work_as(office, SYSTEM) as work, pytest.raises(BadInput) as refused:
        add_unit(work, "长春市", kind, "siping")
    assert codes(refused) == ["unit.kind"]


@pytest.mark.parametrize("person", [SECURITY, "nobody"])
def test_units_are_kept_by_the_system_administrator_alone(office: Engine, person: str) -> None:
    with work_as(office, SYSTEM) as work:
        waiting = a_waiting_name(work)
    with work_as(office, person) as work:
        for act in (
            lambda: add_unit(work, "四平市林业站", UnitKind.BRANCH, "tiexi"),
            lambda: rename_unit(work, "zjj", "四平市建设局", LATER),
            lambda: move_unit(work, "zjj", "tiexi"),
            lambda: end_unit(work, "zjj", LATER, ["tiexi"]),
            lambda: confirm_name(work, waiting, UnitKind.DEPARTMENT, "siping"),
            lambda: map_name(work, waiting, "zjj"),
        ):
            with pytest.raises(NotPermitted):
                act()


def test_where_a_unit_is_named_is_counted_without_naming_a_case(office: Engine) -> None:
    with work_on(office, DAY) as work:
        filed(work, "1", lead_unit="zjj", locality="tiexi")
        filed(work, "2", lead_unit="zjj", cooperating=["zjj"])
    with looking(office) as session:
        assert uses(session)["zjj"] == {"lead_unit": 2, "cooperating_unit": 1}
        assert uses(session)["tiexi"] == {"locality": 1}


def test_the_record_verifies_after_a_reform(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        waiting = a_waiting_name(work)
        map_name(work, waiting, add_unit(work, "四平市园林局", UnitKind.DEPARTMENT, "siping"))
        rename_unit(work, "zjj", "四平市城乡建设委员会", LATER)
        move_unit(work, "zjj", "tiexi")
        end_unit(work, "sthjj", LATER, ["zjj"])
    with looking(office) as session:
        assert verify(session).faults == ()
