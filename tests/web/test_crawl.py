"""Everybody opens every act of cases in every state and sends what nobody should: no failure, no effect of a refusal.

`make crawl` sends more; `CRAWL_SEED=7` sends something else.
"""

import os
from dataclasses import dataclass, field
from random import Random

import pytest
from structlog.testing import capture_logs

from caseflow.web.acts import ACTS
from tests.web import lives
from tests.web.desk import token_of
from tests.web.hostile import ODD, PAYLOADS
from tests.web.lives import live, proposed
from tests.web.office import ADMINISTRATORS, PEOPLE, City, act
from tests.web.visiting import Form

SENT = int(os.environ.get("CRAWL", "120"))
SEED = int(os.environ.get("CRAWL_SEED", "1"))
CASES = {
    "C1": lives.BARE,
    "C2": lives.ASSIGNED,
    "C3": lives.REPORTED,
    "C4": lives.CHECKED,
    "C5": lives.ACCEPTING,
    "C6": lives.RELEASED,
    "C7": lives.OBJECTED,
    "C8": lives.SIGNING,
    "C9": lives.FOUND["rebound"],
    "C10": proposed("extension", lives.WORKING, to_day="2023-12-31"),
    "C11": lives.PAPERS["issued"],
}
HIDDEN = ("csrf_token", "form_key", "seen")
DAYS = ("2023-04-19", "2023-04-20", "2023-05-20")


class Filled(Form):
    """A form that also knows what each of its fields can be given."""

    def __init__(self, html: str) -> None:
        self.offered: dict[str, list[str]] = {}
        super().__init__(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        told = {name: value or "" for name, value in attrs}
        name = self._select if tag == "option" else told.get("name", "")
        if not (self._inside and name):
            return
        offered = self.offered.setdefault(name, [])
        if tag == "option" or told.get("type") in ("radio", "checkbox"):
            offered.append(told.get("value", ""))
        elif told.get("type") == "date":
            offered.extend(DAYS)

    def typed(self, random: Random) -> dict[str, list[str]]:
        """What a diligent person would send, but for one field, where there is one to spoil."""
        sent = {name: [self._sensible(name, random)] for name in self.offered if name not in HIDDEN}
        if sent:
            spoilt = random.choice(sorted(sent))
            sent[spoilt] = random.choices((*ODD, *PAYLOADS), k=random.choice((1, 1, 2)))
        return {name: self.fields.getlist(name) for name in HIDDEN} | sent

    def _sensible(self, name: str, random: Random) -> str:
        return random.choice(self.offered[name] or [self.fields.get(name) or "情况属实"])


@dataclass
class Crawl:
    """What was asked and answered, and what was wrong with it."""

    city: City
    random: Random
    wrong: list[str] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    tokens: dict[str, str] = field(default_factory=dict)

    def visit(self, login: str, number: str, name: str) -> None:
        """Opens an act and sends it; what is not opened is sent all the same."""
        client, path = self.city.visitor(login).client, act(number, name)
        opened = client.get(path)
        form = Filled(opened.text)
        refused = opened.status_code in (403, 404)
        nothing = (
            refused or "csrf_token" not in form.offered
        )  # a page on which nothing is left to do has no form
        body = {"csrf_token": self._token(login)} if nothing else form.typed(self.random)
        before = self.city.events(number)
        with capture_logs() as lines:
            answer = client.post(path, data=body, buffered=True)
        self.statuses.add(answer.status_code)
        failed = next((f"{line['kind']} {line['place']}" for line in lines if line["event"] == "failed"), "")
        told = f"{login} {path} {answer.status_code} {failed} {str(body)[:300]}"
        if answer.status_code not in ((opened.status_code,) if refused else (303, 409, 413, 422)):
            self.wrong.append(told)
        if answer.status_code >= 400 and self.city.events(number) != before:
            self.wrong.append(f"took effect: {told}")

    def _token(self, login: str) -> str:
        if login not in self.tokens:
            self.tokens[login] = token_of(self.city.visitor(login).client.get("/account").text)
        return self.tokens[login]


@pytest.fixture
def busy(city: City) -> City:
    """A city with a case in every state."""
    for number, life in CASES.items():
        live(city, number, life)
    return city


def test_whatever_anybody_sends_nothing_fails_and_what_is_refused_has_no_effect(busy: City) -> None:
    crawl = Crawl(busy, Random(SEED))  # noqa: S311  nothing is kept secret by it
    everybody = (*PEOPLE, *ADMINISTRATORS)
    for turn in range(SENT):
        login = "coordinator" if turn % 3 == 0 else crawl.random.choice(everybody)
        crawl.visit(login, crawl.random.choice(list(CASES)), crawl.random.choice(sorted(ACTS)))
    assert crawl.wrong == []
    assert {403, 404, 422} <= crawl.statuses
