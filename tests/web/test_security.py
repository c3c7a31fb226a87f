"""What every answer holds to: the same headers, failures that tell nothing, a silent log, strange requests."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from structlog.testing import capture_logs
from werkzeug.test import TestResponse

from caseflow.web.headers import POLICY
from tests.makers import work_on
from tests.services.staff import PASSWORD
from tests.web.desk import Desk, desk, token_of
from tests.web.office import TODAY, City
from tests.web.reading import Tags, words

SAME_ON_ALL = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def broken(city: City) -> Any:
    """Makes the units' page fail with words that nobody may read."""

    def fail(**_: object) -> str:
        raise RuntimeError("SELECT secret FROM credential -- 王某某")

    city.app.view_functions["units.units"] = fail
    return fail


# headers


def answers(city: City) -> Iterator[tuple[str, TestResponse]]:
    """An answer of every kind."""
    broken(city)
    anonymous, system = city.app.test_client(), desk(city, "zhao.yi").client
    token = token_of(system.get("/account").text)
    yield "a page", anonymous.get("/enter", buffered=True)
    yield "a redirection", anonymous.get("/", buffered=True)
    yield "a file", anonymous.get("/static/caseflow.css", buffered=True)
    yield "no such file", anonymous.get("/static/../settings.py", buffered=True)
    yield "health", anonymous.get("/healthz", buffered=True)
    yield "no such page", system.get("/none", buffered=True)
    yield "another method", system.post("/rulebook", data={"csrf_token": token}, buffered=True)
    yield "no token", system.post("/units/add", buffered=True)
    yield "not permitted", system.get("/audit", buffered=True)
    yield "a wrong form", system.post("/units/add", data={"csrf_token": token}, buffered=True)
    yield "a failure", system.get("/units", buffered=True)
    yield "too large", _too_large(city, system, token)
    yield "options", anonymous.options("/enter", buffered=True)
    yield "head", anonymous.head("/enter", buffered=True)


def _too_large(city: City, client: FlaskClient, token: str) -> TestResponse:
    city.app.config["MAX_CONTENT_LENGTH"] = 2000
    sent = {"csrf_token": token, "file": (io.BytesIO(b"x" * 5000), "a.txt")}
    return client.post("/ledgers", data=sent, buffered=True)


def test_every_answer_carries_the_same_headers(city: City) -> None:
    assert SAME_ON_ALL["Content-Security-Policy"] == POLICY
    seen = {}
    for kind, answer in answers(city):
        seen[kind] = answer.status_code
        assert {name: answer.headers.get(name) for name in SAME_ON_ALL} == SAME_ON_ALL, kind
        cached = answer.headers["Cache-Control"]
        assert ("immutable" in cached) if kind == "a file" else (cached == "no-store"), kind
        assert "Server" not in answer.headers, kind
    assert seen == {
        "a page": 200,
        "a redirection": 303,
        "a file": 200,
        "no such file": 404,
        "health": 200,
        "no such page": 404,
        "another method": 405,
        "no token": 400,
        "not permitted": 403,
        "a wrong form": 422,
        "a failure": 500,
        "too large": 413,
        "options": 200,
        "head": 200,
    }


def test_health_is_open_and_says_nothing(stranger: Desk) -> None:
    answer = stranger.client.get("/healthz")
    assert answer.json == {"ok": True}
    assert "Set-Cookie" not in answer.headers


def test_no_page_has_anything_the_policy_would_refuse(calm: City) -> None:
    for path in (
        "/units",
        "/units/add",
        "/people",
        "/people/p6",
        "/calendar/publish",
        "/rulebook",
        "/account",
    ):
        for tag, attributes in Tags(desk(calm, "zhao.yi").open(path)).found:
            assert not [name for name in attributes if name == "style" or name.startswith("on")], (path, tag)
            assert tag != "style"
            assert tag != "script" or attributes.get("src"), path


# failures


def test_a_failure_shows_no_trace_and_quotes_the_id_of_the_log(city: City) -> None:
    broken(city)
    own = desk(city, "zhao.yi")
    with capture_logs() as lines:
        html = own.open("/units", 500)
    for told in ("Traceback", "RuntimeError", "SELECT", "王某某", "credential", ".py"):
        assert told not in html
    failed, asked = lines
    assert failed["id"] == asked["id"]
    assert failed["id"] in words(html)
    assert failed["kind"] == "RuntimeError"
    assert "王某某" not in str(lines)


def test_a_request_that_is_too_large_is_refused_with_its_own_page(city: City) -> None:
    own = desk(city, "coordinator").client
    answer = _too_large(city, own, token_of(own.get("/account").text))
    assert answer.status_code == 413
    assert "文件太大" in words(answer.text)


# the log


def test_no_login_password_name_or_query_reaches_the_log(city: City) -> None:
    stranger = Desk(city.app.test_client())
    with capture_logs() as lines:
        stranger.send("/enter", 403, login="canary-login", password="canary-password")
        stranger.send("/enter", login="zhao.yi", password=PASSWORD)
        stranger.client.get(
            "/cases?q=canary-query", headers={"User-Agent": "canary-agent", "Referer": "/canary"}
        )
        stranger.send("/units/add", 422, name="canary-name")
        stranger.client.get("/canary-path/%0a%7b%22event%22%3a%22forged%22%7d")
        stranger.client.get("/people/canary-code", headers={"X-Forwarded-For": "canary-address"})
    told = str(lines)
    assert not [word for word in ("canary", PASSWORD, "zhao.yi", "forged") if word in told]
    kept = {"id", "method", "page", "status", "ms", "who", "event", "log_level"}
    assert [set(line) for line in lines] == [kept] * 9


# what is asked


def test_a_value_given_twice_is_the_first_one_and_never_a_failure(calm: City) -> None:
    own = desk(calm, "lead").client
    for path in (
        "/cases?sort=number&sort=due",
        "/cases?q=a&q=b",
        "/rulebook/difference?old=siping/2023.1&old=x",
        "/cases?after=x&after=y",
        "/cases?kind=task&kind=%00&batch=-1&batch=x&page=9999999999999999999",
    ):
        assert own.get(path, buffered=True).status_code in (200, 404, 422), path


def test_of_a_field_sent_twice_the_first_value_is_the_one_that_must_not_be_empty(city: City) -> None:
    own = desk(city, "qian.er")
    own.send("/people/p6/end", 422, number=["", "1"], end="2023-04-20")


def test_fields_nobody_asked_for_change_nothing(city: City) -> None:
    system = desk(city, "zhao.yi")
    planted = {"enabled": "0", "code": "p1", "office": "security_admin", "actor": "p2", "kind": "city"}
    system.send("/people/p6/rename", name="新名", **planted)
    with work_on(city.engine, TODAY) as work:
        person = work.city.people["p6"]
    assert person.enabled
    assert [a.office.value for a in person.appointments] == ["officer"]


STRANGE = (
    "/cases/SP2022/..%2f..%2fetc%2fpasswd", "/cases/SP2022/%00", "/units/%00", "/people/%ff", "/cases/SP2022/D1'--",
    "/static/..%2f..%2fsecret.key", "/static/bootstrap5/../../../secret.key", "/static//etc/passwd", "/units/{{7*7}}",
    "/rulebook/force/../../../secret", "/rulebook/siping/%2e%2e%2fsecret", "/calendar/99999999999999999999",
)  # fmt: skip


@pytest.mark.parametrize("login", ["zhao.yi", "qian.er", "lead"])
def test_a_strange_address_is_a_page_that_is_not_there(calm: City, login: str) -> None:
    own = desk(calm, login).client
    for path in STRANGE:
        answer = own.get(path, buffered=True)
        assert answer.status_code in (308, 403, 404), path
        assert "root:" not in answer.text
        assert ">49<" not in answer.text
