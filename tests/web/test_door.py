"""The door: what a sign-in is worth and how it ends, five guesses, and where one is led afterwards."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from caseflow.clock import FixedClock
from caseflow.services.peopling import disable_person
from caseflow.settings import Settings
from caseflow.web.app import create_app
from caseflow.web.server import Server
from tests.services.staff import PASSWORD, SYSTEM, work_as
from tests.web.desk import Desk, desk, token_of
from tests.web.office import TODAY, City, Standing

ELSEWHERE = (
    "https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "/\t/evil.example", "/\n/evil.example", "/\r\n/evil.example", "https:evil.example", "javascript:alert(1)",
    "data:text/html,x",
    "%2f%2fevil.example", " //evil.example", "/ok\r\nSet-Cookie: a=b", "evil.example", "/\x00/evil.example",
)  # fmt: skip


def signed_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def test_the_session_cookie_is_for_this_server_and_no_script(stranger: Desk) -> None:
    answer = stranger.client.get("/enter")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Domain" not in cookie
    assert "Expires" not in cookie  # it ends with the browser


def settings_of(city: City, **other: Any) -> Settings:
    settings: Settings = city.app.extensions["caseflow"].settings
    return replace(settings, **other)


@pytest.mark.parametrize("tls", [True, False])
def test_where_pages_are_reached_over_tls_cookies_and_browsers_stay_there(calm: City, tls: bool) -> None:
    app = create_app(settings_of(calm, tls=tls), Standing(), calm.engine)
    for path in ("/enter", "/", "/none", "/static/caseflow.css"):
        answer = app.test_client().get(path, base_url="https://caseflow.example", buffered=True)
        assert ("Strict-Transport-Security" in answer.headers) is tls, path
        cookie = answer.headers.get("Set-Cookie")
        assert cookie is None or ("Secure" in cookie) is tls, path


def test_signing_in_begins_a_new_session(city: City, stranger: Desk) -> None:
    before = token_of(stranger.open("/enter"))
    with stranger.client.session_transaction() as kept:
        kept["planted"] = "by somebody else"
        kept["language"] = "en"
    stranger.send("/enter", login="lead", password=PASSWORD)
    with stranger.client.session_transaction() as kept:
        assert "planted" not in kept
        assert kept["language"] == "en"
    assert stranger.client.post("/theme", data={"csrf_token": before, "theme": "dark"}).status_code == 400


def test_a_session_cookie_made_elsewhere_opens_nothing(calm: City) -> None:
    for planted in ("eyJfdXNlcl9pZCI6InAxIn0.aaaa.bbbb", "p1", ""):
        client = calm.app.test_client()
        client.set_cookie("session", planted)
        assert not signed_in(client)
    for token in ("p1", "zhao.yi", "", "0" * 43, None):
        client = calm.app.test_client()
        with client.session_transaction() as kept:
            kept["_user_id"] = token
        assert not signed_in(client), token


def test_signing_out_ends_the_sign_in_on_the_server(city: City) -> None:
    own = desk(city, "lead").client
    stolen = own.get_cookie("session")
    assert stolen
    assert own.post("/leave", data={"csrf_token": token_of(own.get("/account").text)}).status_code == 303
    thief = city.app.test_client()
    thief.set_cookie("session", stolen.value)
    assert not signed_in(thief)


def test_signing_in_as_somebody_else_ends_the_sign_in_before(city: City) -> None:
    own = desk(city, "lead")
    copied = city.app.test_client()
    copied.set_cookie("session", _cookie(own))
    assert signed_in(copied)
    own.send("/enter", login="coordinator", password=PASSWORD)
    assert signed_in(own.client)
    assert not signed_in(copied)


def _cookie(own: Desk) -> str:
    own.open("/account")
    kept = own.client.get_cookie("session")
    assert kept
    return kept.value


def test_a_sign_in_ends_idle_and_at_the_latest(city: City, clock: FixedClock) -> None:
    limits = city.app.extensions["caseflow"].limits
    idle, busy = desk(city, "lead").client, desk(city, "coordinator").client
    start = clock.now()
    clock.set(start + limits.idle)
    assert not signed_in(idle)
    clock.set(start)
    step = limits.idle - timedelta(minutes=1)
    for n in range(limits.most // step):
        clock.set(start + step * (n + 1))
        assert signed_in(busy), n
    clock.set(start + limits.most)
    assert not signed_in(busy)


def test_somebody_disabled_is_out_at_once(city: City) -> None:
    own = desk(city, "lead").client
    assert signed_in(own)
    with work_as(city.engine, SYSTEM, TODAY) as work:
        disable_person(work, "p6", "调离")
    assert not signed_in(own)


def test_choosing_a_password_ends_every_sign_in(city: City) -> None:
    here, there = desk(city, "lead"), desk(city, "lead")
    new = "二龙湖的水今年又清了许多"
    assert here.send("/password", present=PASSWORD, new=new, again=new) == "/enter"
    assert not signed_in(here.client)
    assert not signed_in(there.client)
    own = Desk(city.app.test_client())
    own.send("/enter", 403, login="lead", password=PASSWORD)
    own.send("/enter", login="lead", password=new)


def test_choosing_a_password_asks_for_the_old_one_and_counts_wrong_ones(city: City) -> None:
    own = desk(city, "lead")
    for _ in range(4):
        own.send(
            "/password",
            422,
            present="wrong one",
            new="二龙湖的水今年又清了许多",
            again="二龙湖的水今年又清了许多",
        )
    said = own.send(
        "/password",
        422,
        present="wrong one",
        new="二龙湖的水今年又清了许多",
        again="二龙湖的水今年又清了许多",
    )
    assert "15分钟" in said
    own.send(
        "/password", 422, present=PASSWORD, new="二龙湖的水今年又清了许多", again="二龙湖的水今年又清了许多"
    )


def test_five_wrong_passwords_lock_the_login_for_a_quarter_of_an_hour(
    city: City, clock: FixedClock, stranger: Desk
) -> None:
    said = [stranger.send("/enter", 403, login="lead", password=f"guess {n}") for n in range(5)]
    unknown = [stranger.send("/enter", 403, login="nobody", password=f"guess {n}") for n in range(5)]
    assert said == unknown  # what is answered does not tell whether the login is somebody's
    assert "15分钟" in said[4]
    stranger.send("/enter", 403, login="lead", password=PASSWORD)
    stranger.send("/enter", 403, login=" LEAD ", password=PASSWORD)
    Desk(city.app.test_client()).send("/enter", login="coordinator", password=PASSWORD)  # others may
    clock.set(clock.now() + timedelta(minutes=15))
    stranger.send("/enter", login="lead", password=PASSWORD)


def test_an_address_that_a_visitor_claims_is_not_believed(city: City, stranger: Desk) -> None:
    for n in range(5):
        headers = {"X-Forwarded-For": f"10.1.1.{n}", "X-Real-IP": f"10.1.1.{n}"}
        data = stranger.hidden("/enter") | {"login": "lead", "password": "guess"}
        stranger.client.post("/enter", data=data, headers=headers)
    assert "127.0.0.1" in desk(city, "sun.san").read("/audit")
    assert "10.1.1." not in desk(city, "sun.san").read("/audit")


@pytest.mark.parametrize(
    ("claimed", "believed"),
    [("6.6.6.6, 10.9.9.9", "10.9.9.9"), ("10.9.9.8", "10.9.9.8"), (None, "127.0.0.1")],
)
def test_of_the_addresses_on_the_way_only_the_proxy_s_own_word_is_believed(
    city: City, claimed: str | None, believed: str
) -> None:
    visitor = Desk(create_app(settings_of(city, proxies=1), Standing(), city.engine).test_client())
    data = visitor.hidden("/enter") | {"login": "lead", "password": "guess"}
    visitor.client.post("/enter", data=data, headers={"X-Forwarded-For": claimed} if claimed else None)
    page = desk(city, "sun.san").read("/audit")
    assert believed in page
    assert "6.6.6.6" not in page


def test_the_server_itself_believes_no_forwarded_header(calm: City) -> None:
    assert list(Server(settings_of(calm), 8605, 1).cfg.forwarded_allow_ips) == []


# where a redirection leads


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_redirection_leads_elsewhere(calm: City, target: str) -> None:
    stranger = Desk(calm.app.test_client())
    data = stranger.hidden("/enter") | {"login": "lead", "password": PASSWORD}
    answer = stranger.client.post("/enter", query_string={"next": target}, data=data)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    token = token_of(stranger.open("/account"))
    answer = stranger.client.post("/theme", data={"csrf_token": token, "theme": "dark", "next": target})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_a_path_of_our_own_is_where_one_goes_on(stranger: Desk) -> None:
    asked = stranger.client.get("/rulebook/difference?old=siping/2023.1").headers["Location"]
    data = stranger.hidden("/enter") | {"login": "lead", "password": PASSWORD}
    answer = stranger.client.post(asked, data=data)
    assert answer.headers["Location"] == "/rulebook/difference?old=siping/2023.1"


def test_a_host_that_a_visitor_claims_is_in_no_address(stranger: Desk) -> None:
    for headers in ({"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example"}):
        for path in ("/", "/enter", "/none"):
            answer = stranger.client.get(path, headers=headers)
            assert "evil.example" not in answer.headers.get("Location", "") + answer.text
