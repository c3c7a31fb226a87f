"""Who gets in where: a row for every route and method, swept by everybody; no way from one unit to another's case."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from werkzeug.routing import Rule

from caseflow.domain.actions import Action
from caseflow.domain.actor import actor_on
from caseflow.domain.permissions import can
from caseflow.domain.terms import Office
from caseflow.services.evidencing import add_evidence
from caseflow.services.peopling import disable_person
from caseflow.web.acts import ACTS
from tests.makers import filed, told, work_on
from tests.services.staff import PASSWORD, SYSTEM, hire, work_as
from tests.web.desk import Desk, desk, token_of
from tests.web.office import PEOPLE, PLANNED, TODAY, City, open_city
from tests.web.reading import words
from tests.web.routes import CASE, EVERYBODY, NUMBER, OUTSIDE, ROUTES, STRANGERS, Row

TITLE = f"关于{NUMBER}"


@dataclass
class Swept:
    """The city that is swept, the person nobody else needs, and the code of its one file of evidence."""

    city: City
    spare: str
    evidence: str
    disabled: Desk

    def desk(self, login: str) -> Desk:
        """The browser of anybody in the table."""
        if login == "anonymous":
            return Desk(self.city.app.test_client())
        return self.disabled if login == "disabled" else desk(self.city, login)

    def address(self, row: Row) -> str:
        """The row's address with what only this city knows filled in."""
        return row.address.replace("SPARE", self.spare).replace("EVIDENCE", self.evidence)


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory, founded: Path) -> Iterator[Swept]:
    folder = tmp_path_factory.mktemp("swept")
    city = open_city(founded, folder / "home")
    spare = hire(city.engine, "备一", "spare", Office.OFFICER, "slj", PASSWORD)
    gone = hire(city.engine, "停一", "gone", Office.COORDINATOR, "zgb", PASSWORD)
    _file_the_case(city)
    disabled = desk(city, "gone")
    disabled.open("/account")
    with work_as(city.engine, SYSTEM, TODAY) as work:
        disable_person(work, gone, "调离")
    yield Swept(city, spare, city.case(NUMBER).evidence[0].digest[:8].upper(), disabled)
    city.engine.dispose()


def _file_the_case(city: City) -> None:
    """A1 in rectification, with one file of evidence, and a second case of other people."""
    parties = {"locality": "tiexi", "lead_unit": "zjj", "co_leads": ["cgj"], "responsible": ["tiexi"]}
    with work_on(city.engine, PLANNED) as work:
        filed(work, NUMBER, **parties, acceptance_unit="sthjj")
        filed(work, "B2", locality="tiedong", lead_unit="slj")
        told(work, NUMBER, "assign", {"lead_unit": "zjj", "limit": (PLANNED + timedelta(5)).isoformat()})
        told(work, NUMBER, "accept_assignment", {"to": "rectifying", "limit": None})
    with work_on(city.engine, TODAY) as work:
        lead = next(p for p in work.city.people.values() if any(a.unit == "zjj" for a in p.appointments))
        work.actor = actor_on(lead, TODAY)
        files = city.app.extensions["caseflow"].files
        add_evidence(work, files, f"SP2022/{NUMBER}", "整改情况".encode(), "情况.txt", "document")


def _methods(rule: Rule) -> set[str]:
    return set(rule.methods or ()) - {"HEAD", "OPTIONS"}


def test_every_route_has_its_row(swept: Swept) -> None:
    routes = {
        (rule.rule, method) for rule in swept.city.app.url_map.iter_rules() for method in _methods(rule)
    }
    assert routes == {(rule, method) for rule, row in ROUTES.items() for method in row}


@pytest.mark.parametrize("login", sorted(EVERYBODY))
def test_each_page_opens_to_whom_the_table_says_and_to_nobody_else(swept: Swept, login: str) -> None:
    own = swept.desk(login)
    token = token_of(own.open("/account"))
    wrong = {}
    for rule, rows in ROUTES.items():
        for method, row in rows.items():
            answer = own.send_to(swept.address(row), method, token)
            refused = {403} if login in row.seen_by else {404}
            if answer.status_code not in (row.answers if login in row.who else refused):
                wrong[method, rule] = answer.status_code
    assert wrong == {}


@pytest.mark.parametrize("login", sorted(OUTSIDE))
def test_who_is_not_signed_in_is_led_to_the_door(swept: Swept, login: str) -> None:
    own = swept.desk(login)
    token = token_of(own.open("/enter"))
    wrong = {}
    for rule, rows in ROUTES.items():
        for method, row in rows.items():
            answer = own.send_to(swept.address(row), method, token)
            led = (answer.status_code, answer.headers.get("Location", "").partition("?")[0]) == (
                303,
                "/enter",
            )
            if not (answer.status_code in row.answers if login in row.who else led):
                wrong[method, rule] = answer.status_code
    assert wrong == {}


def test_every_form_that_is_sent_without_its_token_is_refused(swept: Swept) -> None:
    own = swept.desk("zhao.yi")
    other = token_of(swept.desk("lead").open("/account"))
    wrong = {}
    for rule, rows in ROUTES.items():
        for token in (None, "", "x", other):
            if "POST" not in rows:
                continue
            answer = own.client.post(
                swept.address(rows["POST"]), data={} if token is None else {"csrf_token": token}
            )
            if answer.status_code != 400 or "form.expired" not in answer.text:
                wrong[rule, token] = answer.status_code
    assert wrong == {}


@pytest.mark.parametrize(
    "login", ["coordinator", "lead", "responsible", "inspector", "party", "stranger", "sun.san"]
)
def test_the_page_of_an_act_opens_as_the_permissions_say(swept: Swept, login: str) -> None:
    own, case = swept.desk(login), swept.city.case(NUMBER)
    with work_on(swept.city.engine, TODAY) as work:
        held = {
            **PEOPLE,
            "sun.san": (Office.AUDIT_ADMIN, "siping"),
        }[login]
        person = next(
            p
            for p in work.city.people.values()
            if p.enabled and held in {(a.office, a.unit) for a in p.appointments}
        )
        actor = actor_on(person, TODAY)
        allowed = {name: bool(can(actor, page.action, case, work.city, TODAY)) for name, page in ACTS.items()}
        sees = bool(can(actor, Action.VIEW, case, work.city, TODAY))
    wrong = {}
    for name, may in allowed.items():
        status = own.client.get(f"{CASE}/do/{name}").status_code
        expected = {200, 404, 409, 422} if may else {403} if sees else {404}
        if status not in expected:
            wrong[name] = status
    assert wrong == {}


@pytest.mark.parametrize("login", sorted(STRANGERS))
def test_a_case_of_others_and_none_at_all_are_answered_alike(swept: Swept, login: str) -> None:
    own = swept.desk(login)
    tails = [
        "",
        "/days",
        "/do/assign",
        "/do/nothing",
        f"/evidence/1/{swept.evidence}",
        "?day=2023-04-20",
        "?print=1",
    ]
    for tail in tails:
        there = own.client.get(f"{CASE}{tail}")
        nowhere = own.client.get(f"/cases/SP2022/A9{tail}")
        assert (there.status_code, nowhere.status_code) == (404, 404), tail
        assert _plain(there.text) == _plain(nowhere.text).replace("A9", NUMBER), tail


@pytest.mark.parametrize("login", sorted(STRANGERS))
def test_no_list_search_or_export_tells_of_a_case_of_others(swept: Swept, login: str) -> None:
    own = swept.desk(login)
    for path in (
        "/",
        "/cases",
        f"/cases?q={NUMBER}",
        f"/cases?q={TITLE}",
        "/cases?lead_unit=zjj",
        "/cases?sort=-number",
        "/cases/export/petitions.csv",
        f"/cases/export/petitions.csv?q={NUMBER}",
        "/cases/export/tasks.csv",
        "/rounds",
        "/rounds/2023-04",
    ):
        shown = (
            own.client.get(path)
            .get_data(as_text=True)
            .replace(f'value="{NUMBER}"', "")
            .replace(f'value="{TITLE}"', "")
        )
        assert f"{NUMBER}的问题" not in shown, path
        assert CASE not in shown, path


def test_whose_case_it_is_finds_it_in_list_and_export(swept: Swept) -> None:
    own = swept.desk("lead")
    assert CASE in own.open("/cases")
    assert f"{NUMBER}的问题" in own.client.get("/cases/export/petitions.csv", buffered=True).text


def test_evidence_opens_by_its_own_number_and_code_only(swept: Swept) -> None:
    own = swept.desk("lead")
    good = f"{CASE}/evidence/1/{swept.evidence}"
    answer = own.client.get(good, buffered=True)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    for tail in (
        "1/00000000",
        f"2/{swept.evidence}",
        f"0/{swept.evidence}",
        f"-1/{swept.evidence}",
        f"1/{swept.evidence[:4]}",
    ):
        own.open(f"{CASE}/evidence/{tail}", 404)
    own.open(f"/cases/SP2022/B2/evidence/1/{swept.evidence}", 404)


def _plain(html: str) -> str:
    """What is read, without the id of the request and the address one came to."""
    return re.sub(r"编号 [0-9a-f]{12}", "", words(html))
