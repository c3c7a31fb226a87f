"""What ends a sign-in, each seen by a cookie that was copied before and is shown again, and one's own list of them."""

from collections.abc import Callable
from datetime import date

import pytest

from caseflow.domain.terms import Office, Tenure
from caseflow.services.appointing import appoint, end_appointment
from caseflow.services.peopling import disable_person, enable_person, set_password
from caseflow.services.resetting import give_one_time_password
from caseflow.services.work import Work
from tests.services.staff import CHEAP, SECURITY, SYSTEM, work_as
from tests.web.desk import Desk, desk, token_of
from tests.web.office import TODAY, City

LEAD = "p6"
LATER = date(2023, 12, 31)


def copied(city: City, own: Desk) -> Desk:
    """Another browser with the same cookie."""
    own.open("/account")
    cookie = own.client.get_cookie("session")
    assert cookie
    thief = Desk(city.app.test_client())
    thief.client.set_cookie("session", cookie.value)
    return thief


def is_in(browser: Desk) -> bool:
    return browser.client.get("/account").status_code == 200


def _gains(work: Work) -> None:
    appoint(work, LEAD, Office.DEPUTY, "tiexi", Tenure.REGULAR, work.day)


def _loses(work: Work) -> None:
    end_appointment(work, LEAD, 1, work.day)


def _will_lose(work: Work) -> None:
    end_appointment(work, LEAD, 1, LATER)


def _off_and_on(work: Work) -> None:
    disable_person(work, LEAD, "调离")
    enable_person(work, LEAD)


ENDS: dict[str, tuple[str, Callable[[Work], object]]] = {
    "an office begins": (SECURITY, _gains),
    "an office ends": (SECURITY, _loses),
    "an office will end": (SECURITY, _will_lose),
    "the account was disabled, though enabled again": (SYSTEM, _off_and_on),
    "a one-time password": (SYSTEM, lambda work: give_one_time_password(work, LEAD, CHEAP)),
    "another password": (LEAD, lambda work: set_password(work, LEAD, "辽河两岸水清岸绿景美", CHEAP)),
}


@pytest.mark.parametrize("what", ENDS)
def test_a_cookie_is_worth_nothing_after(city: City, what: str) -> None:
    own, other = desk(city, "lead"), desk(city, "coordinator")
    thief = copied(city, own)
    assert is_in(thief)
    who, do = ENDS[what]
    with work_as(city.engine, who, TODAY) as work:
        do(work)
    assert not is_in(own)
    assert not is_in(thief)
    assert is_in(other)  # nobody else's ends with it


def test_one_ends_ones_other_sign_ins_and_stays(city: City) -> None:
    there, own, other = desk(city, "lead"), desk(city, "lead"), desk(city, "coordinator")
    page = own.read("/account")
    assert (page.count("本机"), page.count("别处")) == (1, 1)
    token = token_of(own.open("/account"))
    assert own.client.post("/account/sign-ins/end", data={"csrf_token": token}).status_code == 303
    page = own.read("/account")
    assert "其他地方的登录都已退出" in page
    assert "别处" not in page
    assert not is_in(there)
    assert is_in(other)


def test_where_one_is_signed_in_is_ones_own_to_see(city: City) -> None:
    desk(city, "lead")
    page = desk(city, "sun.san").read("/account")
    assert (page.count("本机"), page.count("别处")) == (1, 0)
