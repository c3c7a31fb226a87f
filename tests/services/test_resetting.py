"""One-time passwords: good once and until a day; for some only after a second administrator agreed."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from caseflow.domain.actor import CLOCK
from caseflow.domain.errors import NotPermitted, NotYet, Refused
from caseflow.domain.terms import Office
from caseflow.services.appointing import end_appointment
from caseflow.services.peopling import add_person, disable_person, first_administrator, set_password
from caseflow.services.resetting import give_one_time_password, release_one_time_password
from caseflow.services.sign_in_audit import own_account, resets
from caseflow.services.signing_in import Limits, check_password, sign_in, signed_in
from caseflow.services.verifying import verify
from caseflow.transaction import looking, retrying, working
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

LIMITS = Limits(timedelta(minutes=30), timedelta(hours=12))
GUARDED = {
    Office.PARTY_HEAD: "tiexi",
    Office.GOVERNMENT_HEAD: "siping",
    Office.INSPECTOR: "jwjw",
    Office.SYSTEM_ADMIN: "siping",
    Office.SECURITY_ADMIN: "siping",
    Office.AUDIT_ADMIN: "siping",
}


@pytest.fixture
def office(city: Engine) -> Engine:
    return staffed(city)


@pytest.fixture
def officer(office: Engine) -> str:
    return hire(office, "李四", "li.si", Office.OFFICER, "zjj", PASSWORD)


@pytest.fixture
def head(office: Engine) -> str:
    return hire(office, "王五", "wang.wu", Office.PARTY_HEAD, "tiexi", PASSWORD)


def given(engine: Engine, person: str, by: str = SYSTEM, day: date = DAY) -> str:
    with work_as(engine, by, day) as work:
        return give_one_time_password(work, person, CHEAP)


def released(engine: Engine, person: str, by: str = SECURITY, day: date = DAY) -> None:
    with work_as(engine, by, day) as work:
        release_one_time_password(work, person)


def enter(engine: Engine, login: str, password: str, day: date = DAY) -> tuple[str | None, str]:
    """The token, or the code of why there is none."""
    with looking(engine) as session:
        checked = check_password(session, login, password, morning(day), CHEAP)

    def judge() -> tuple[str | None, str]:
        with working(engine, CLOCK, morning(day), day) as work:
            done = sign_in(work, checked, "10.0.0.1")
            return done.token, done.reason.code if done.reason else ""

    return retrying(judge)


def stands(engine: Engine, token: str | None, day: date = DAY) -> bool:
    with looking(engine) as session:
        return signed_in(session, token or "", morning(day), LIMITS) is not None


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_a_one_time_password_ends_sign_ins_and_opens_the_account_once(office: Engine, officer: str) -> None:
    before, _ = enter(office, "li.si", PASSWORD)
    password = given(office, officer)
    assert not stands(office, before)
    assert enter(office, "li.si", PASSWORD) == (None, "sign_in.wrong")
    token, _ = enter(office, "li.si", password)
    assert stands(office, token)
    assert enter(office, "li.si", password) == (None, "sign_in.one_time_used")
    with work_as(office, officer) as work:
        set_password(work, officer, PASSWORD + "一", CHEAP)
    assert enter(office, "li.si", PASSWORD + "一")[0]


def test_a_new_one_voids_the_one_before(office: Engine, officer: str) -> None:
    first, second = given(office, officer), given(office, officer)
    assert enter(office, "li.si", first) == (None, "sign_in.wrong")
    assert enter(office, "li.si", second)[0]


def test_it_is_good_through_its_last_day_and_no_longer(office: Engine, officer: str) -> None:
    password = given(office, officer)
    assert enter(office, "li.si", password, DAY + timedelta(days=4)) == (None, "sign_in.one_time_expired")
    assert enter(office, "li.si", password, DAY + timedelta(days=3))[0]


def test_two_who_try_it_at_once_open_the_account_once(office: Engine, officer: str) -> None:
    password = given(office, officer)
    with looking(office) as session:
        checked = [check_password(session, "li.si", password, morning(DAY), CHEAP) for _ in range(2)]

    def judge(n: int) -> bool:
        with working(office, CLOCK, morning(DAY), DAY) as work:
            return sign_in(work, checked[n], "10.0.0.1").token is not None

    assert [retrying(lambda n=n: judge(n)) for n in range(2)] == [True, False]


@pytest.mark.parametrize("post", GUARDED)
def test_who_signs_decides_inspects_or_administers_gets_none_from_one_person(
    office: Engine, post: Office
) -> None:
    person = hire(office, "王五", "wang.wu", post, GUARDED[post], PASSWORD)
    before, _ = enter(office, "wang.wu", PASSWORD)
    password = given(office, person)
    assert enter(office, "wang.wu", password) == (None, "sign_in.wrong")
    assert stands(office, before)  # until its release nothing is taken from them
    assert enter(office, "wang.wu", PASSWORD)[0]
    released(office, person)
    assert not stands(office, before)
    assert enter(office, "wang.wu", PASSWORD) == (None, "sign_in.wrong")
    assert enter(office, "wang.wu", password)[0]


def test_who_will_hold_such_an_office_tomorrow_is_guarded_today(office: Engine, officer: str) -> None:
    password = given(office, officer)
    with work_as(office, SECURITY, DAY) as work:
        end_appointment(work, officer, 1, DAY)
    with work_as(office, SECURITY, DAY + timedelta(days=1)) as work:
        appoint_now(work, officer, Office.GOVERNMENT_HEAD, "tiexi")
    assert enter(office, "li.si", password) == (None, "sign_in.one_time_waits")
    released(office, officer)
    assert enter(office, "li.si", password)[0]


def test_a_new_leaders_first_password_says_that_it_waits(office: Engine) -> None:
    head = hire(office, "王五", "wang.wu", Office.PARTY_HEAD, "tiexi")
    password = given(office, head)
    assert enter(office, "wang.wu", password) == (None, "sign_in.one_time_waits")
    released(office, head)
    assert enter(office, "wang.wu", password)[0]


def test_choosing_a_password_voids_one_that_waits(office: Engine, head: str) -> None:
    password = given(office, head)
    with work_as(office, head) as work:
        set_password(work, head, PASSWORD + "一", CHEAP)
    with pytest.raises(NotYet) as refused:
        released(office, head)
    assert codes(refused) == ["password.nothing_waits"]
    assert enter(office, "wang.wu", password) == (None, "sign_in.wrong")


def test_nobody_releases_their_own_nor_what_they_gave(office: Engine) -> None:
    given(office, SECURITY)
    with pytest.raises(NotPermitted) as refused:
        released(office, SECURITY)
    assert codes(refused) == ["password.release_own"]
    given(office, AUDIT)
    with work_as(office, SECURITY) as work:
        end_appointment(work, SYSTEM, 1, DAY)
    later = DAY + timedelta(days=1)
    with work_as(office, SECURITY, later) as work:
        appoint_now(work, SYSTEM, Office.SECURITY_ADMIN, "siping")
    with pytest.raises(NotPermitted) as refused:
        released(office, AUDIT, by=SYSTEM, day=later)
    assert codes(refused) == ["password.release_given"]


def test_the_audit_administrator_stands_in_only_where_nobody_else_is_security(
    office: Engine, head: str
) -> None:
    given(office, head)
    with pytest.raises(NotPermitted) as refused:
        released(office, head, by=AUDIT)
    assert codes(refused) == ["password.release_by_security"]
    password = given(office, SECURITY)  # the only one there is forgot theirs
    released(office, SECURITY, by=AUDIT)
    assert enter(office, "qian.er", password)[0]


def test_nobody_else_releases(office: Engine, officer: str, head: str) -> None:
    given(office, head)
    for who in (SYSTEM, officer, head, "clock"):
        with pytest.raises(NotPermitted):
            released(office, head, by=who)


def test_one_that_is_out_of_date_is_not_released(office: Engine, head: str) -> None:
    given(office, head)
    with pytest.raises(NotYet) as refused:
        released(office, head, day=DAY + timedelta(days=4))
    assert codes(refused) == ["password.out_of_date"]


def test_nothing_waits_where_none_was_given_or_none_needs_a_release(
    office: Engine, officer: str, head: str
) -> None:
    given(office, officer)
    for person in (officer, head):
        with pytest.raises(NotYet) as refused:
            released(office, person)
        assert codes(refused) == ["password.nothing_waits"]


def test_a_new_city_comes_to_its_second_administrator_with_nobody_to_wait_for(city: Engine) -> None:
    with work_on(city, DAY, AT_THE_SERVER) as work:
        first = give_one_time_password(work, first_administrator(work, "赵一", "zhao.yi"), CHEAP)
    assert enter(city, "zhao.yi", first)[0]
    with work_as(city, SYSTEM) as work:
        appoint_now(work, add_person(work, "钱二", "qian.er"), Office.SECURITY_ADMIN, "siping")
    assert enter(city, "qian.er", given(city, SECURITY))[0]


def test_disabling_whoever_could_release_opens_no_way_round(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        disable_person(work, AUDIT, "调离")
    with work_as(office, SECURITY) as work:
        set_password(work, SECURITY, PASSWORD, CHEAP)
    password = given(office, SECURITY)
    assert enter(office, "qian.er", password) == (None, "sign_in.wrong")
    assert enter(office, "qian.er", PASSWORD)[0]


def test_the_person_and_the_audit_see_who_gave_and_who_released(office: Engine, head: str) -> None:
    password = given(office, head)
    released(office, head)
    enter(office, "wang.wu", password)
    expected = [("use_password", head), ("release_password", SECURITY), ("give_password", SYSTEM)]
    with work_as(office, head) as work:
        assert [(event.type, event.actor) for event in own_account(work)][:3] == expected
    with work_as(office, AUDIT) as work:
        seen = resets(work, morning(DAY), morning(DAY) + timedelta(hours=1))
    assert [(event.type, event.actor) for event in seen if event.stream == f"person/{head}"] == expected
    with pytest.raises(NotPermitted), work_as(office, SYSTEM) as work:
        resets(work, morning(DAY), morning(DAY))
    with looking(office) as session:
        assert verify(session).result == "verified"
