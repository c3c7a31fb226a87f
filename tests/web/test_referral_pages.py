"""Referrals and clues as pages: the whole life by its forms, and two cities nobody else can tell apart."""

import io
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, select

from caseflow.cli import main
from caseflow.domain.actor import actor_on
from caseflow.domain.terms import Office
from caseflow.services.evidencing import add_evidence
from caseflow.services.streams import all_events
from caseflow.services.vaulting import DISCIPLINE, Vault
from caseflow.services.verifying import verify
from caseflow.store.accounts import SignInRow
from caseflow.store.database import reading, writing
from caseflow.store.log import StreamHead
from tests.makers import filed, told, work_on
from tests.papers.conftest import words_on
from tests.services.staff import PASSWORD, hire
from tests.web.desk import Desk, desk
from tests.web.office import PLANNED, TODAY, City, open_city
from tests.web.routes import ROUTES

CASE, NUMBER = "SP2022/A1", "A1"
NAMED = "𠮷田幸子"
TYPED = {
    "case": CASE,
    "origin": "case",
    "note": "来源密",
    "category": "虚假整改",
    "units": ["slj"],
    "people": f"县处级，{NAMED}，市水利局副局长",
    "problem": "报称已清运的垃圾仍在原处密",
    "files": ["1"],
    "contact": "",
}
SECRETS = (NAMED, "副局长", "仍在原处密", "来源密", "线索移送密", "四环督整办移〔2023〕", "谈话密")
REFERRAL = "/referrals/2023-1"


@dataclass
class Two:
    """Two cities of one history; only in `one` something was referred and a clue kept. `desks` by login."""

    one: City
    other: City
    code: str


def _city(founded: Path, home: Path) -> City:
    city = open_city(founded, home)
    hire(city.engine, "周九", "second", Office.INSPECTOR, "jwjw", PASSWORD)
    parties = {"locality": "tiexi", "lead_unit": "zjj", "responsible": ["tiexi"], "acceptance_unit": "sthjj"}
    with work_on(city.engine, PLANNED) as work:
        filed(work, NUMBER, **parties)
        told(work, NUMBER, "assign", {"lead_unit": "zjj", "limit": "2023-04-10"})
        told(work, NUMBER, "accept_assignment", {"to": "rectifying", "limit": None})
    with work_on(city.engine, TODAY) as work:
        lead = next(p for p in work.city.people.values() if any(a.unit == "zjj" for a in p.appointments))
        work.actor = actor_on(lead, TODAY)
        files = city.app.extensions["caseflow"].files
        add_evidence(work, files, CASE, "整改情况".encode(), "现场记录.txt", "document")
    return city


def _copy(base: Path, home: Path) -> City:
    """The same city once more: the same salts, so the same digests and codes."""
    city = open_city(base / "caseflow.sqlite3", home)
    shutil.copytree(base / "files", home / "files", dirs_exist_ok=True)
    return city


def _refer(city: City) -> str:
    """A referral from the proposal to the result, and a clue; answers the letter's code."""
    coordinator, head, inspector = (desk(city, login) for login in ("coordinator", "head", "inspector"))
    coordinator.send("/referrals/propose", **TYPED)
    head.send(f"{REFERRAL}/send-back", reason="补充来源")
    coordinator.send(f"{REFERRAL}/revise", **TYPED)
    head.send(f"{REFERRAL}/issue")
    inspector.send(f"{REFERRAL}/receive")
    inspector.send(f"{REFERRAL}/dispose", way="talk", plan="谈话密")
    inspector.send("/clues/keep", title="线索移送密", words="先记下", cases=[CASE])
    inspector.send("/clues/1/dispose", way="hold", plan="再看看")
    found = re.search(r'href="/verify/([^"]+)"', coordinator.open(REFERRAL))
    assert found
    return found[1]


@pytest.fixture(scope="module")
def two(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    folder = tmp_path_factory.mktemp("two")
    base = _city(founded, folder / "base")
    base.engine.dispose()
    connection = sqlite3.connect(folder / "base" / "caseflow.sqlite3")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    one, other = (_copy(folder / "base", folder / name) for name in ("one", "other"))
    yield Two(one, other, _refer(one))
    one.engine.dispose()
    other.engine.dispose()


def test_each_side_reads_its_half_and_the_home_reminds_the_inspector_alone(two: Two) -> None:
    coordinator, inspector = desk(two.one, "coordinator"), desk(two.one, "inspector")
    office, discipline = coordinator.read(REFERRAL), inspector.read(REFERRAL)
    for page in (office, discipline):
        for word in (
            NAMED,
            "市水利局副局长",
            "仍在原处密",
            "现场记录.txt",
            "四环督整办移〔2023〕1号",
            "虚假整改",
        ):
            assert word in page
    assert "退回修改" in office
    assert "谈话函询" not in office
    assert "谈话密" not in office
    assert "谈话函询" in discipline
    assert "补充来源" not in discipline
    assert "办结 2023-1" in inspector.read("/")
    assert "移送和线索" not in coordinator.read("/").partition("要我办的")[2]


def test_the_letter_is_a_word_file_with_the_number_and_the_evidence(two: Two) -> None:
    answer = desk(two.one, "inspector").client.get(f"{REFERRAL}/letter.docx")
    body = zipfile.ZipFile(io.BytesIO(answer.data)).read("word/document.xml").decode()
    text = re.sub(r"<[^>]+>", "", body)
    for word in (
        "四环督整办移〔2023〕1号",
        NAMED,
        "县处级",
        "现场记录.txt",
        "回　执",
        "仍在原处密",
        "虚假整改",
        "2023-1",
    ):
        assert word in text


def test_the_letter_is_rendered_with_what_it_says(two: Two, rendering: None, tmp_path: Path) -> None:
    answer = desk(two.one, "coordinator").client.get(f"{REFERRAL}/letter.pdf")
    assert answer.status_code == 200
    file = tmp_path / "letter.pdf"
    file.write_bytes(answer.data)
    said = re.sub(r"\s", "", words_on(file))
    for word in (
        "四环督整办移〔2023〕1号",
        "问题线索清单",
        "县处级",
        "现场记录.txt",
        "回执",
        "虚假整改",
        two.code,
    ):
        assert word in said


def test_the_code_of_a_letter_is_known_to_its_readers_and_to_nobody_else(two: Two) -> None:
    assert "四环督整办移〔2023〕1号" in desk(two.one, "inspector").read(f"/verify/{two.code}")
    for login in ("colleague", "lead", "sun.san", ""):
        own, there = (_client(city, login) for city in (two.one, two.other))
        answers = [one.get(f"/verify/{two.code}") for one in (own, there)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert _masked(answers[0].text) == _masked(answers[1].text)


def test_another_inspector_and_a_colleague_get_the_answer_for_what_never_was(two: Two) -> None:
    for login, paths in (
        ("second", (REFERRAL, f"{REFERRAL}/letter.docx", f"{REFERRAL}/receive")),
        ("colleague", (REFERRAL, f"{REFERRAL}/letter.docx", f"{REFERRAL}/revise")),
    ):
        own = desk(two.one, login)
        allowed = login == "second"  # of the same discipline office: the letter is addressed to it
        for path in paths:
            assert own.client.get(path).status_code == (200 if allowed else 404), path
    assert desk(two.one, "second").client.get("/clues/1").status_code == 404


def test_the_auditor_of_the_discipline_office_sees_who_read_and_the_other_audit_nothing(two: Two) -> None:
    desk(two.one, "inspector").open("/clues/1")
    page = desk(two.one, "listener").read("/discipline-readings")
    assert "线索（内部号 1）" in page
    assert "移送 2023-1" in page
    assert not [secret for secret in SECRETS if secret in page]


def _client(city: City, login: str):  # type: ignore[no-untyped-def]
    return desk(city, login).client if login else city.app.test_client()


MASKS = (
    (r'name="csrf_token" value="[^"]*"', "csrf"),
    (r'name="form_key"[^>]* value="[^"]*"', "key"),
    (r"\b[0-9a-f]{12}\b", "id"),
    (r'content="[^"]{60,}"', "token"),
)


def _masked(text: str) -> str:
    for pattern, instead in MASKS:
        text = re.sub(pattern, instead, text)
    return text


NOBODY = ("colleague", "lead", "assessor", "zhao.yi", "qian.er", "sun.san", "")
"""Those to whom nothing was addressed; "" has not signed in."""
ALWAYS = (REFERRAL, "/clues/1", "/clues", "/referrals/2023-2", "/cases?words=𠮷田", "/discipline-readings")


def _open_to(login: str) -> list[str]:
    """The addresses that are open to somebody, and those they might try."""
    found = [
        row for rows in ROUTES.values() if (row := rows.get("GET")) and (login or "anonymous") in row.who
    ]
    asked = [row.address.replace("SPARE", "p1").replace("EVIDENCE", "00000000") for row in found]
    return [*dict.fromkeys((*asked, *ALWAYS))]


@pytest.mark.parametrize("login", NOBODY)
def test_nobody_else_can_tell_the_two_cities_apart(two: Two, login: str) -> None:
    for city in (two.one, two.other):  # one's own page lists one's own sign-ins, of which one city had more
        with writing(city.engine) as session:
            session.execute(delete(SignInRow))
            session.commit()
    own, there = _client(two.one, login), _client(two.other, login)
    different = {}
    for address in _open_to(login):
        if address.startswith(("/healthz", "/static")):
            continue
        one, other = own.get(address), there.get(address)
        ours, theirs = _told(one), _told(other)
        if (one.status_code, ours) != (other.status_code, theirs) or any(s in ours for s in SECRETS):
            different[address] = [
                a for a, b in zip(ours.split("\n"), theirs.split("\n"), strict=False) if a != b
            ][:3]
    assert different == {}


def _told(answer) -> str:  # type: ignore[no-untyped-def]
    """What an answer says, headers and all; a packed file by its parts, as zip keeps the time."""
    kept = {
        name: value
        for name, value in answer.headers.items()
        if name not in ("Set-Cookie", "Date", "Content-Length", "Content-Security-Policy")
    }
    if answer.data[:2] == b"PK":
        packed = zipfile.ZipFile(io.BytesIO(answer.data))
        body = "".join(f"{name}{packed.read(name)!r}" for name in packed.namelist() if "docProps" not in name)
    else:
        body = _masked(answer.text)
    return f"{kept}{body}"


def test_the_records_of_the_two_are_the_same_to_the_last_head(two: Two) -> None:
    found = []
    for city in (two.one, two.other):
        with reading(city.engine) as session:
            heads = sorted((head.name, head.size, head.head) for head in session.scalars(select(StreamHead)))
            found.append((list(all_events(session)), heads))
            vault = Vault.at(city.app.extensions["caseflow"].settings.home, DISCIPLINE)
            assert verify(session, apart=vault).faults == ()
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "command", ["verify", "show A1", "cases", "stats", "show A1 --at 2023-04-10", "tick"]
)
def test_the_command_line_says_the_same_of_both(
    two: Two, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    said = []
    for city in (two.one, two.other):
        settings = city.app.extensions["caseflow"].settings
        monkeypatch.setenv("CASEFLOW_HOME", str(settings.home))
        monkeypatch.setenv("CASEFLOW_DATABASE_URL", settings.database_url)
        outcome = CliRunner().invoke(main, [*command.split(), "--json"])
        said.append((outcome.exit_code, outcome.stdout))
    assert said[0] == said[1]
    assert said[0][0] == 0
    assert not [secret for secret in SECRETS if secret in said[0][1]]


def test_a_person_line_that_cannot_be_read_is_said_and_nothing_is_proposed(two: Two) -> None:
    own = Desk(desk(two.one, "colleague").client)
    page = own.send("/referrals/propose", 422, **TYPED | {"people": "某人"})
    assert "没有读懂" in page
    assert "没有与您有关的移送" in own.read("/referrals")
