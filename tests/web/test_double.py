"""A form handed in by two, four, eight and sixteen hands at once takes effect once, on both databases.

The same form (a double click, a page sent again) is answered to everybody with the same page; other forms of the
same act, filled in on the case as it then stood, are answered with 409 and what has changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caseflow.demo.people import PASSWORD
from caseflow.domain.actor import Actor
from caseflow.services.peopling import set_password
from caseflow.services.streams import events_of
from caseflow.settings import Settings, make_secrets
from caseflow.transaction import looking
from caseflow.web.app import create_app
from tests.makers import filed, told, work_on
from tests.model.town import OPENED, Town, town
from tests.services.writing import is_verified
from tests.web.reading import Tags

HANDS = (2, 4, 8, 16)
PARTIES: dict[str, Any] = {
    "locality": "tiexi",
    "lead_unit": "zjj",
    "responsible": ["tiexi"],
    "acceptance_unit": "sthjj",
}
AT_WORK = (
    ("assign", {"lead_unit": "zjj", "limit": "2023-04-17"}),
    ("accept_assignment", {"to": "rectifying"}),
)
AT_SIGNING = (*AT_WORK, ("apply_closure", {"order": ["signatures"], "to": "signing"}))
COMMAND_LINE = Actor("command_line/test")


@dataclass(frozen=True, slots=True)
class Office:
    """The pages of a peopled city."""

    town: Town
    app: Flask

    def enter(self, login: str) -> str:
        """Signs in; the cookie that a browser then holds."""
        client = self.app.test_client()
        form = fields(client, "/enter")
        client.post("/enter", data=form | {"login": login, "password": PASSWORD})
        client.get("/password")  # a page with a form: from here on the cookie holds the token of its forms
        cookie = client.get_cookie("session")
        assert cookie
        return cookie.value

    def browser(self, cookie: str) -> FlaskClient:
        """One more window of whoever holds the cookie."""
        client = self.app.test_client()
        client.set_cookie("session", cookie)
        return client

    def happened(self, number: str, type_: str) -> int:
        """How often this is on the record of a case."""
        with looking(self.town.engine) as session:
            return sum(event.type == type_ for event in events_of(session, f"case/SP2022/{number}"))


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    """Two cases at work, one that waits for signatures, and people with a known password."""
    with town(database_url) as opened:
        with work_on(opened.engine, OPENED, COMMAND_LINE) as work:
            for login in ("coordinator", "tiexi-party"):
                set_password(work, opened.codes[login], PASSWORD)
            for number, steps in (("1", AT_WORK), ("2", AT_WORK), ("3", AT_SIGNING)):
                filed(work, number, **PARTIES)
                for type_, data in steps:
                    told(work, number, type_, data)
        make_secrets(tmp_path)
        settings = Settings.read({"CASEFLOW_HOME": str(tmp_path), "CASEFLOW_DATABASE_URL": database_url})
        yield Office(opened, create_app(settings, engine=opened.engine))
        assert is_verified(opened.engine)


def fields(client: FlaskClient, address: str) -> dict[str, str]:
    """What the form at an address hides: its key, what it answers, and the token that it is ours."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    inputs = [tag for name, tag in Tags(answer.text).found if name == "input"]
    return {str(tag["name"]): str(tag.get("value") or "") for tag in inputs if tag.get("type") == "hidden"}


def at_once(posts: list[tuple[FlaskClient, str, dict[str, str]]]) -> list[TestResponse]:
    """Everybody hands in at the same moment; the answers."""
    start, answers = Barrier(len(posts)), list[TestResponse]()

    def post(client: FlaskClient, address: str, form: dict[str, str]) -> None:
        start.wait()
        answers.append(client.post(address, data=form))

    threads = [Thread(target=post, args=one) for one in posts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == len(posts)
    return answers


def test_one_form_in_many_hands_acts_once_and_shows_everybody_the_same(office: Office) -> None:
    cookie, address = office.enter("coordinator"), "/cases/SP2022/1/do/offer_transfer"
    for n, hands in enumerate(HANDS, 1):
        form = fields(office.browser(cookie), address) | {"unit": "slj", "reason": f"第{n}次"}
        answers = at_once([(office.browser(cookie), address, form) for _ in range(hands)])
        assert {(answer.status_code, answer.location) for answer in answers} == {(303, "/cases/SP2022/1")}
        assert office.happened("1", "offer_transfer") == n


def test_of_many_forms_of_one_act_one_lands_and_the_others_are_told_what_changed(office: Office) -> None:
    cookie, address = office.enter("coordinator"), "/cases/SP2022/2/do/offer_transfer"
    for n, hands in enumerate(HANDS, 1):
        forms = [
            fields(office.browser(cookie), address) | {"unit": "slj", "reason": "移交"} for _ in range(hands)
        ]
        answers = at_once([(office.browser(cookie), address, form) for form in forms])
        assert sorted(answer.status_code for answer in answers) == [303, *[409] * (hands - 1)]
        assert office.happened("2", "offer_transfer") == n


def test_a_signature_sent_four_times_is_given_once(office: Office) -> None:
    cookie, address = office.enter("tiexi-party"), "/cases/SP2022/3/do/sign"
    form = fields(office.browser(cookie), address) | {"password": PASSWORD}
    answers = at_once([(office.browser(cookie), address, form) for _ in range(4)])
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    assert office.happened("3", "sign") == 1
