"""Before what would do most harm in another's hands the password is asked for again, if it was not just entered."""

from datetime import timedelta

import pytest

from caseflow.clock import FixedClock
from caseflow.web.confirming import CONFIRMED
from tests.services.staff import PASSWORD
from tests.web.desk import Desk, desk, token_of
from tests.web.office import City
from tests.web.test_sign_ins import copied, is_in

MINUTE = timedelta(minutes=1)
ASKED = {
    "people.appoint": ("qian.er", "/people/p6/appoint"),
    "people.end": ("qian.er", "/people/p6/end"),
    "people.release": ("qian.er", "/people/p6/release"),
    "people.add": ("zhao.yi", "/people/add"),
    "people.enable": ("zhao.yi", "/people/p6/enable"),
    "people.password": ("zhao.yi", "/people/p6/password"),
    "keys.approve": ("qian.er", "/keys/p6-1/approve"),
    "keys.revoke": ("qian.er", "/keys/p6-1/revoke"),
    "rulebook.force": ("head", "/rulebook/force/siping/2023.1"),
    "lists.export": ("coordinator", "/cases/export/petitions.csv"),
}


def test_each_of_them_asks_and_nothing_is_sent_past_it(city: City, clock: FixedClock) -> None:
    assert set(ASKED) == CONFIRMED
    browsers = {login: desk(city, login) for login, _ in ASKED.values()}
    clock.set(clock.now() + 5 * MINUTE)
    for login, path in ASKED.values():
        own = browsers[login].client
        asked = own.get(path)
        assert (asked.status_code, asked.headers["Location"].partition("=")[0]) == (303, "/confirm?next"), (
            path
        )
        if path.endswith("csv"):
            continue
        sent = own.post(path, data={"csrf_token": token_of(own.get("/account").text), "form_key": "k"})
        assert sent.headers["Location"].startswith("/confirm?next="), path
        assert "5分钟" in Desk(own).read(sent.headers["Location"])


def test_the_password_opens_it_for_five_minutes_under_a_new_cookie(city: City, clock: FixedClock) -> None:
    own, place = desk(city, "qian.er"), "/people/p6/appoint"
    own.open(place)  # signing in is proof enough
    clock.set(clock.now() + 5 * MINUTE)
    ask = own.client.get(place).headers["Location"]
    thief = copied(city, own)
    assert "密码不对" in own.send(ask, 422, password="不是这个密码")
    assert own.send(ask, password=PASSWORD) == place
    assert not is_in(thief)  # the cookie from before is worth nothing
    own.open(place)
    clock.set(clock.now() + 5 * MINUTE - timedelta(seconds=1))
    own.open(place)
    clock.set(clock.now() + timedelta(seconds=1))
    own.open(place, 303)


def test_wrong_passwords_count_and_lock_like_those_at_the_door(city: City, clock: FixedClock) -> None:
    own = desk(city, "qian.er")
    said = [own.send("/confirm", 422, password=f"guess {n}") for n in range(5)]
    assert "15分钟" in said[4]
    own.send("/confirm", 422, password=PASSWORD)
    clock.set(clock.now() + 15 * MINUTE)
    own.send("/confirm", password=PASSWORD)


def test_it_makes_no_sign_in_last_longer(city: City, clock: FixedClock) -> None:
    own, start = desk(city, "qian.er"), clock.now()
    limits = city.app.extensions["caseflow"].limits
    step = limits.idle - MINUTE
    for n in range(limits.most // step):
        clock.set(start + step * (n + 1))
        own.send("/confirm", password=PASSWORD)
    clock.set(start + limits.most)
    assert not is_in(own)


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_it_leads_nowhere_else(city: City, target: str) -> None:
    own = desk(city, "qian.er")
    data = own.hidden("/confirm") | {"password": PASSWORD}
    assert own.client.post("/confirm", query_string={"next": target}, data=data).headers["Location"] == "/"
