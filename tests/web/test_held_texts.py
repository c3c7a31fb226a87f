"""What may name somebody is found nowhere beyond the office until a second person of the office clears it."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from caseflow.domain.actor import CLOCK, actor_on
from caseflow.domain.permissions import can
from caseflow.services.opening import begin
from caseflow.transaction import looking
from caseflow.web.acts import ACTS
from tests.makers import morning, told, work_on
from tests.web import lives
from tests.web.lives import Told, live, proposed
from tests.web.office import PEOPLE, PLANNED, TODAY, City, act, open_city
from tests.web.routes import CASE, ROUTES

NAME, PHONE, IDENTITY = "张建国", "13912345678", "11010519491231002X"
SECRETS = (NAME, PHONE, IDENTITY)
WHO = f"举报人{NAME}，电话{PHONE}，身份证{IDENTITY}"
SENTENCE = "此段可能含个人信息，整改办核对后显示"
OFFICE = ("coordinator", "colleague", "inspector")
BEYOND = ("lead", "responsible", "acceptance", "party", "deputy", "group-party", "assessor")
AMENDED = {
    "content": {"measures": [{"number": 1, "unit": "tiexi"}]},
    "words": {"goal": "另一目标", "measure.1": "另一措施"},
}
RETURNED = {"month": "2023-04", "number": 1, "result": "returned"}
LIVES: dict[str, tuple[Told, ...]] = {
    "R1": lives.REPORTED,
    "R2": (*lives.REPORTED, ("review_report", RETURNED, {"reason": "重报"})),
    "P1": lives.PAPERS["issued"],
    "P2": lives.PAPERS["answered"],
    "D1": proposed("amendment", lives.WORKING, **AMENDED),
    "D2": (*proposed("amendment", lives.WORKING, **AMENDED), ("check_proposal", {"id": 1})),
    "D3": proposed("extension", lives.WORKING, to_day="2023-12-31"),
    "A1": (*lives.ACCEPTING, ("request_supplement", {"until": "2023-05-08"}, {"supplement.wanted": "补照片"})),
    "N1": lives.DRAFTED,
    "O1": lives.OBJECTED,
    "S1": lives.SIGNING,
    "C1": lives.FOUND["revocation"],
    "C2": proposed("revocation", lives.FOUND["revocation"], content={"finding": 1}),
    "F1": (
        ("file", lives.PETITION | {"acceptance_unit": "sthjj", "types": 1}, lives.WORDS | {"type.1": "大气"}),
        *lives.WORKING[1:],
        (
            "record_findings",
            {"verdict": "partly", "settlement": "staged", "due": "2023-08-31"},
            {"findings.facts": "查实", "findings.plan": "改造", "findings.investigator.1": "核查一"},
        ),
    ),
}  # fmt: skip
MATTERS = {
    "R1": ("report",),
    "R2": ("report",),
    "P1": ("acknowledge_paper", "answer_paper"),
    "P2": ("answer_paper",),
    "D1": ("propose_amendment", "amend"),
    "D2": ("amend",),
    "D3": ("extend",),
    "A1": ("supply_supplement", "begin_acceptance", "pass_acceptance", "withdraw"),
    "N1": ("exempt_notice", "recall"),
    "O1": ("recall",),
    "S1": ("sign", "refuse", "return_for_supplement"),
    "C1": ("enter_finding",),
    "C2": ("revoke_closure",),
    "F1": ("confirm_findings_as_leader", "record_findings"),
}
"""Acts that show what only this case has; every other act is looked at once."""
ELSEWHERE = {name for names in MATTERS.values() for name in names}
CELLS = {"cell.problem": "问题原文", "cell.other.1": "联系情况\t电话联系"}


def spoken(life: tuple[Told, ...]) -> Iterator[Told]:
    """The same life with the petitioner named in every text of it, and in the ledger's cells."""
    for type_, data, *texts in life:
        words = dict(texts[0]) if texts else {}
        words |= CELLS if type_ == "file" else {"note": "说明"}
        yield type_, data, {name: f"{text}，{WHO}" for name, text in words.items()}


@pytest.fixture(scope="module")
def named(founded: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    city = open_city(founded, tmp_path_factory.mktemp("named") / "home")
    for number, life in LIVES.items():
        live(city, number, tuple(spoken(life)))
    yield city
    city.engine.dispose()


def addresses(city: City, login: str) -> Iterator[str]:
    """Every address that opens to somebody: the routes, each case now and on a past day, each act where it matters."""
    for rows in ROUTES.values():
        row = rows.get("GET")
        if row and login in row.who and not row.address.startswith(CASE):
            yield row.address
    for number in LIVES:
        yield from (f"/cases/SP2022/{number}?print=1", f"/cases/SP2022/{number}/evidence/1/{'A' * 8}")
        yield from (act(number, name) for name in MATTERS.get(number, ()) if may(city, login, number, name))
    yield from (act("R1", name) for name in ACTS if name not in ELSEWHERE and may(city, login, "R1", name))
    yield from (
        f"/cases/SP2022/O1?day={PLANNED}",
        "/cases/SP2022/O1/days",
        "/cases/SP2022/O1",
        "/rounds/2023-04",
    )
    yield from (f"/cases?q={NAME}", f"/cases?q={PHONE}", "/cases?q=O1", "/cases/export/tasks.csv")
    yield from ("/cases/export/tasks.xlsx", "/cases/export/petitions.xlsx")


def may(city: City, login: str, number: str, name: str) -> bool:
    """Whether the page of an act opens to somebody; where not, it says no word of the case."""
    office, unit = PEOPLE[login]
    with looking(city.engine) as session:
        work = begin(session, CLOCK, morning(TODAY), TODAY)
        actor = actor_on(work.city.holders(office, unit, TODAY)[0], TODAY)
        return bool(can(actor, ACTS[name].action, city.case(number), work.city, TODAY))


def read(city: City, login: str, address: str) -> str:
    """All that comes, also what is packed, without what was asked for in the address."""
    answer = city.visitor(login).client.get(address, buffered=True)
    assert answer.status_code < 500, address
    head = str(answer.headers)
    if answer.mimetype.endswith("sheet"):
        with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
            return head + "".join(packed.read(name).decode() for name in packed.namelist())
    text = answer.data.decode("utf-8", "replace")
    return head + re.sub(rf'value="({"|".join(SECRETS)})"|q=[^"&]*', "", text)


def secrets_on(city: City, login: str, address: str) -> list[str]:
    """What is told of the petitioner there, but for the reader's own search for it."""
    text = re.sub(r"“[^”]*”的案件", "", read(city, login, address))
    return [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize("login", BEYOND)
def test_nobody_beyond_the_office_finds_a_petitioner_on_any_page(named: City, login: str) -> None:
    told_on = {
        address: found for address in addresses(named, login) if (found := secrets_on(named, login, address))
    }
    assert told_on == {}


def test_the_office_and_the_inspector_read_every_word(named: City) -> None:
    for login in OFFICE:
        for number in LIVES:
            text = read(named, login, f"/cases/SP2022/{number}?print=1")
            assert all(secret in text for secret in SECRETS), (login, number)
            assert SENTENCE not in text
    assert NAME in read(named, "coordinator", "/cases/export/tasks.csv")
    assert "/cases/SP2022/O1" in read(named, "coordinator", f"/cases?q={NAME}")


def test_a_case_is_not_found_by_words_its_reader_may_not_read(named: City) -> None:
    for login, found in (("coordinator", True), ("lead", False)):
        assert ("/cases/SP2022/O1" in read(named, login, f"/cases?q={NAME}")) is found
        assert "/cases/SP2022/O1" in read(named, login, "/cases?q=O1")


def test_a_reader_beyond_the_office_sees_that_something_is_held_back(named: City) -> None:
    assert SENTENCE in read(named, "lead", "/cases/SP2022/O1")
    assert "联系情况" in read(named, "lead", "/cases/SP2022/O1")  # a column's heading names nobody
    assert SENTENCE in read(named, "lead", "/cases/export/tasks.csv")


def clear(city: City, who: str, number: str, answer: str, status: int = 303) -> str:
    """Decides every text that waits alike."""
    visitor = city.visitor(who)
    page = visitor.open(act(number, "clear_text"))
    boxes = dict.fromkeys(re.findall(r'name="(texts-[0-9a-f]{64})"', page.html), answer)
    return visitor.send(page, status, reason="为单位公开电话", **boxes).words


def one_told_by(city: City, number: str, who: str, text: str) -> None:
    """A case whose problem somebody of the office or a unit typed."""
    live(city, number, lives.WORKING)
    with work_on(city.engine, TODAY) as work:
        office, unit = PEOPLE[who]
        holders = work.city.holders(office, unit, TODAY)
        person = next(p for p in holders if who != "colleague" or p is not holders[0])
        work.actor, work.office = actor_on(person, TODAY), f"{office.value}/{unit}"
        told(work, number, "describe", {}, problem=text)


def test_what_a_unit_typed_it_goes_on_seeing_and_nobody_else_does(office_city: City) -> None:
    one_told_by(office_city, "T1", "lead", WHO)
    page = "/cases/SP2022/T1"
    assert NAME in read(office_city, "lead", page)
    assert NAME not in read(office_city, "responsible", page)
    assert NAME not in read(office_city, "party", page)


def test_a_second_person_of_the_office_clears_and_the_first_cannot(office_city: City) -> None:
    one_told_by(office_city, "T1", "coordinator", f"为单位电话{PHONE}")
    page = "/cases/SP2022/T1"
    assert PHONE not in read(office_city, "lead", page)
    first = office_city.visitor("coordinator").open(act("T1", "clear_text"))
    assert "由整改办另一人核对" in first.words
    assert 'value="yes"' not in first.html
    assert f"<mark>{PHONE}" in first.html
    assert "由整改办另一人核对" in clear(office_city, "coordinator", "T1", "yes", 403)
    assert PHONE not in read(office_city, "lead", page)
    clear(office_city, "colleague", "T1", "yes")
    assert PHONE in read(office_city, "lead", page)
    clear(office_city, "coordinator", "T1", "no")  # who thinks better of it takes it back alone
    assert PHONE not in read(office_city, "lead", page)
