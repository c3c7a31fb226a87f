"""Who becomes what in a city, from its first administrator on, and who may not."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Refused
from caseflow.domain.terms import Office, Tenure
from caseflow.services.appointing import appoint, end_appointment
from caseflow.services.examining import examine_city
from caseflow.services.peopling import (
    add_person,
    disable_person,
    enable_person,
    first_administrator,
    rename_person,
    set_password,
)
from caseflow.services.texts import read_texts
from caseflow.services.verifying import verify
from caseflow.transaction import looking
from tests.makers import morning, work_on
from tests.services.staff import (
    AT_THE_SERVER,
    AUDIT,
    CHEAP,
    DAY,
    PASSWORD,
    SECURITY,
    SYSTEM,
    appoint_now,
    hire,
    staffed,
    work_as,
)

LATER = DAY + timedelta(days=30)


@pytest.fixture
def office(city: Engine) -> Engine:
    return staffed(city)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_a_new_city_comes_to_its_three_administrators_on_the_record_alone(office: Engine) -> None:
    with work_on(office, DAY) as work:
        people = work.city.people
        held = {code: [a.office for a in person.appointments] for code, person in people.items()}
        names = read_texts(work.session, [person.name for person in people.values()])
    assert held == {
        SYSTEM: [Office.SYSTEM_ADMIN],
        SECURITY: [Office.SECURITY_ADMIN],
        AUDIT: [Office.AUDIT_ADMIN],
    }
    assert sorted(names.values()) == ["孙三", "赵一", "钱二"]
    with looking(office) as session:
        assert verify(session).result == "verified"


def test_the_command_line_makes_the_first_administrator_and_no_other(office: Engine) -> None:
    with pytest.raises(NotYet) as refused, work_on(office, DAY, AT_THE_SERVER) as work:
        first_administrator(work, "李四", "li.si")
    assert codes(refused) == ["account.not_first"]


def test_nobody_but_the_command_line_makes_the_first_administrator(city: Engine) -> None:
    with pytest.raises(NotPermitted), work_on(city, DAY) as work:
        first_administrator(work, "李四", "li.si")


def test_only_the_system_administrator_adds_people(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        assert add_person(work, "李四", "li.si") == "p4"
    for who in (SECURITY, AUDIT, "clock"):
        with pytest.raises(NotPermitted), work_as(office, who) as work:
            add_person(work, "周五", "zhou.wu")


def test_two_accounts_never_look_the_same(office: Engine) -> None:
    for login in ("zhao.yi", "ZHAO.YI", "ｚｈａｏ.yi", "zhaoyi", "zha0_yl", "zhao.y1"):
        with pytest.raises(BadInput) as refused, work_as(office, SYSTEM) as work:
            add_person(work, "赵一", login)
        assert codes(refused) == ["login.taken"]


def test_the_system_administrator_gives_one_office_once(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        person = add_person(work, "李四", "li.si")
    with work_as(office, SYSTEM) as work:
        for post in Office:
            with pytest.raises(NotPermitted):
                appoint_now(work, person, post, "siping")


def test_the_first_security_administrator_has_no_end(city: Engine) -> None:
    with work_on(city, DAY, AT_THE_SERVER) as work:
        first_administrator(work, "赵一", "zhao.yi")
    with work_as(city, SYSTEM) as work:
        add_person(work, "钱二", "qian.er")
    with pytest.raises(NotPermitted), work_as(city, SYSTEM) as work:
        appoint(work, SECURITY, Office.SECURITY_ADMIN, "siping", Tenure.REGULAR, DAY, LATER)
    with pytest.raises(NotPermitted), work_as(city, SYSTEM) as work:
        appoint_now(work, SYSTEM, Office.SECURITY_ADMIN, "siping")


def test_nobody_gives_an_office_to_themself_or_takes_their_own(office: Engine) -> None:
    with pytest.raises(NotPermitted) as refused, work_as(office, SECURITY) as work:
        appoint_now(work, SECURITY, Office.SECURITY_ADMIN, "tiexi")
    assert codes(refused) == ["appointment.own"]
    with pytest.raises(NotPermitted) as refused, work_as(office, SECURITY) as work:
        end_appointment(work, SECURITY, 1, DAY)
    assert codes(refused) == ["appointment.own"]


def test_exclusive_offices_are_never_held_together(office: Engine) -> None:
    person = hire(office, "李四", "li.si", Office.OFFICER, "zjj")
    with work_as(office, SECURITY) as work:
        for post in (Office.INSPECTOR, Office.AUDIT_ADMIN):
            with pytest.raises(BadInput) as refused:
                appoint(work, person, post, "jwjw", Tenure.ACTING, LATER, LATER)
            assert codes(refused) == ["appointment.exclusive"]
        appoint(work, person, Office.DEPUTY, "tiexi", Tenure.ACTING, LATER, LATER)


def test_an_office_that_ended_stands_in_no_way(office: Engine) -> None:
    person = hire(office, "李四", "li.si", Office.OFFICER, "zjj")
    with work_as(office, SECURITY) as work:
        end_appointment(work, person, 1, DAY)
        new = appoint(work, person, Office.INSPECTOR, "jwjw", Tenure.REGULAR, DAY + timedelta(days=1))
    assert new == 2


def test_an_end_only_moves_to_an_earlier_day(office: Engine) -> None:
    person = hire(office, "李四", "li.si", Office.OFFICER, "zjj")
    with work_as(office, SECURITY) as work:
        end_appointment(work, person, 1, LATER)
    for end in (LATER, LATER + timedelta(days=1), DAY - timedelta(days=1)):
        with pytest.raises(BadInput) as refused, work_as(office, SECURITY) as work:
            end_appointment(work, person, 1, end)
        assert codes(refused) == ["appointment.end_out_of_range"]


def test_the_same_post_is_given_once(office: Engine) -> None:
    person = hire(office, "李四", "li.si", Office.OFFICER, "zjj")
    with pytest.raises(BadInput) as refused, work_as(office, SECURITY) as work:
        appoint_now(work, person, Office.OFFICER, "zjj")
    assert codes(refused) == ["appointment.held"]


def test_the_last_security_administrator_stays(office: Engine) -> None:
    with pytest.raises(NotYet) as refused, work_as(office, SYSTEM) as work:
        disable_person(work, SECURITY, "调离")
    assert codes(refused) == ["appointment.last_security"]
    second = hire(office, "李四", "li.si", Office.SECURITY_ADMIN, "siping")
    with work_as(office, SYSTEM) as work:
        disable_person(work, SECURITY, "调离")
    with work_as(office, SYSTEM) as work, pytest.raises(NotYet):
        disable_person(work, second, "调离")


def test_a_disabled_person_holds_nothing_until_enabled(office: Engine) -> None:
    person = hire(office, "李四", "li.si", Office.COORDINATOR, "zgb")
    with work_as(office, SYSTEM) as work:
        disable_person(work, person, "借调")
        assert work.city.holders(Office.COORDINATOR, "zgb", DAY) == ()
    with work_as(office, SYSTEM) as work:
        enable_person(work, person)
        rename_person(work, person, "李肆")
        assert [p.code for p in work.city.holders(Office.COORDINATOR, "zgb", DAY)] == [person]


def test_a_password_is_its_owners_to_choose(office: Engine) -> None:
    with pytest.raises(NotPermitted), work_as(office, SYSTEM) as work:
        set_password(work, SECURITY, PASSWORD, CHEAP)
    with work_as(office, SECURITY) as work:
        set_password(work, SECURITY, PASSWORD, CHEAP)


def test_a_bad_password_is_refused_for_every_reason_at_once(office: Engine) -> None:
    with pytest.raises(BadInput) as refused, work_as(office, SECURITY) as work:
        set_password(work, SECURITY, "qian.er", CHEAP)
    assert codes(refused) == ["password.too_short", "password.has_login"]
    assert "qian.er" not in str(refused.value) + repr(refused.value.reasons)
    for common in ("Password123", "１２３４５６７８９０", "aaaaaaaaaaaa"):
        with pytest.raises(BadInput) as refused, work_as(office, SECURITY) as work:
            set_password(work, SECURITY, common, CHEAP)
        assert codes(refused) == ["password.common"]


def test_the_city_says_which_of_the_three_administrators_it_lacks(office: Engine) -> None:
    def told(day: date) -> tuple[bool, str, object]:
        with looking(office) as session:
            checks = {check.name: check for check in examine_city(session, morning(day))}
        found = checks["administrators"]
        return found.ok, found.code, found.facts["offices"]

    assert told(DAY)[1] == "doctor.administrators"
    after = DAY + timedelta(days=1)
    with work_as(office, SECURITY, after) as work:
        end_appointment(work, AUDIT, 1, DAY)
    lacks = (True, "doctor.administrators_missing", "office.audit_admin")  # founding a city is no illness
    assert told(after) == lacks
    with work_as(office, SECURITY, after) as work:
        appoint_now(work, AUDIT, Office.AUDIT_ADMIN, "siping")
    assert told(after)[1] == "doctor.administrators"
    with work_as(office, SYSTEM, after) as work:
        disable_person(work, AUDIT, "调离")
    assert told(after) == lacks
