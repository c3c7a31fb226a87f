"""What may be a login and a password, and which offices exclude one another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.domain.accounts import login_in, looks, new_login, password_faults
from caseflow.domain.city import Appointment
from caseflow.domain.errors import BadInput
from caseflow.domain.separation import clashes
from caseflow.domain.terms import Office, Tenure

DAY, LATER = date(2023, 5, 4), date(2023, 6, 1)
ADMINS = {Office.SYSTEM_ADMIN, Office.SECURITY_ADMIN, Office.AUDIT_ADMIN}


@pytest.mark.parametrize("text", ["zhang.san", " Zhang.San ", "ｚｈａｎｇ．ｓａｎ"])
def test_case_width_and_spaces_around_make_no_other_login(text: str) -> None:
    assert new_login(text) == "zhang.san"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ab",
        "a" * 41,
        "张三丰",
        "zh\u0430ng",
        "zhang san",
        "-zhang",
        "a\x00bc",
        "zhang\u202esan",
        "a\ud800bc",
    ],
)
def test_a_login_is_of_latin_letters_and_digits(text: str) -> None:
    with pytest.raises(BadInput):
        new_login(text)


@given(st.text())
def test_any_text_is_a_login_or_none(text: str) -> None:
    login = login_in(text)
    assert login is None or login_in(login) == login == login.encode("ascii").decode()


@pytest.mark.parametrize("other", ["zhang-san", "zhangsan", "zhang_san", "zhang5an"])
def test_signs_that_look_alike_do_not_tell_two_logins_apart(other: str) -> None:
    assert (looks(other) == looks("zhang.san")) is (other != "zhang5an")
    assert looks("l1i") == looks("lll")
    assert looks("mo0") == looks("rnoo")
    assert looks("wang") == looks("vvang")


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("松花江 河堤 第三段", []),
        ("a" * 4 + "bcdefg", []),
        ("lettersonly", []),
        ("short", ["password.too_short"]),
        ("x7" + "ab9" * 42 + "q", ["password.too_long"]),
        ("my-ZHANGSAN-9", ["password.has_login"]),
        ("1Q2W3E4R5T", ["password.common"]),
        ("１２３４５６７８９０", ["password.common"]),
        ("abababababab", ["password.common"]),
        ("zhangsan", ["password.too_short", "password.has_login"]),
    ],
)
def test_a_password_is_long_and_neither_common_nor_the_login(password: str, expected: list[str]) -> None:
    assert [reason.code for reason in password_faults(password, "zhangsan")] == expected


@pytest.mark.parametrize("one", Office)
@pytest.mark.parametrize("other", Office)
def test_one_person_never_holds_two_offices_that_exclude_each_other(one: Office, other: Office) -> None:
    inspected = (Office.OFFICER, Office.COORDINATOR, Office.COORDINATOR_HEAD)
    forbidden = [{Office.INSPECTOR, office} for office in inspected]
    alone = ADMINS | {Office.DISCIPLINE_AUDITOR}
    exclusive = one is not other and (bool({one, other} & alone) or {one, other} in forbidden)
    found = [reason.code for reason in clashes([held(one, "a", DAY, None)], held(other, "b", LATER, LATER))]
    assert found == ["appointment.exclusive"] * exclusive


def test_one_day_in_common_is_enough_and_none_is_no_clash() -> None:
    old = held(Office.OFFICER, "a", DAY, LATER)
    assert list(clashes([old], held(Office.INSPECTOR, "b", LATER, None)))
    assert not list(clashes([old], held(Office.INSPECTOR, "b", date(2023, 6, 2), None)))
    assert [r.code for r in clashes([old], held(Office.OFFICER, "a", DAY, DAY))] == ["appointment.held"]


def held(office: Office, unit: str, start: date, end: date | None) -> Appointment:
    return Appointment(1, office, unit, Tenure.REGULAR, start, end)
