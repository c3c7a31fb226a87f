"""The signer's one page: every dossier in full, what was ticked signed by passkey, each statement shown whole."""

import json
import re
from base64 import b32decode
from html import unescape

import pytest

from caseflow.domain.one_time_code import code_at, step_at
from caseflow.domain.terms import Office
from caseflow.proof.assertion import faults, from_base64
from caseflow.proof.statement import Statement
from caseflow.services.streams import events_of
from caseflow.services.texts import read_texts
from caseflow.transaction import looking
from tests.authenticator import Passkey
from tests.makers import morning
from tests.services.staff import PASSWORD, hire
from tests.signing import enrolled
from tests.web import lives
from tests.web.desk import Desk, desk
from tests.web.lives import live
from tests.web.office import TODAY, City
from tests.web.reading import words
from tests.web.test_acts_signing import change
from tests.web.test_key_pages import BEGIN, hidden, site  # noqa: F401  a fixture
from tests.web.test_resetting_pages import code_of

DESK, PREPARE, SIGN = "/signing", "/signing/prepare", "/signing/sign"
KEYS = [f"SP2022/T{n}" for n in (1, 2, 3)]


@pytest.fixture
def key(site: City) -> Passkey:  # noqa: F811
    for key in KEYS:
        live(site, key.partition("/")[2], lives.SIGNING)
    return enrolled(site.engine, code_of("party"))


def prepare(own: Desk, *cases: str, status: int = 200) -> str:
    answer = own.client.post(PREPARE, data=hidden(own.open(DESK)) | {"case": list(cases)})
    assert answer.status_code == status, words(answer.text)
    return answer.text


def signed(html: str, key: Passkey) -> dict[str, str]:
    """What the page's script sends."""
    options = json.loads(unescape(re.search(r'data-options="([^"]*)"', html)[1]))  # type: ignore[index]
    assert options["allowCredentials"] == [{"type": "public-key", "id": _known(key)}]
    return hidden(html) | {"answer": key.answer(from_base64(options["challenge"]))}


def _known(key: Passkey) -> str:
    return str(json.loads(key.answer(b""))["rawId"])


def test_a_leader_reads_ticks_and_signs_several_cases_at_once(site: City, key: Passkey) -> None:  # noqa: F811
    own = desk(site, "party")
    page = own.read(DESK)
    assert page.count("清淤三公里") == 3  # each dossier in full
    assert "3 件等您签字" in page
    html = prepare(own, *KEYS[:2])
    shown = words(html)
    assert "您要签这 2 件" in shown
    assert "以铁西区党委主要负责同志职务，在“党委”一栏签字，同意T1销号" in shown
    sent = signed(html, key)
    for _ in range(2):  # a double click signs once
        assert own.client.post(SIGN, data=sent).status_code == 303
    assert "已签 2 件：T1、T2" in own.read(DESK)
    texts = {}
    for number in ("T1", "T2"):
        with looking(site.engine) as session:
            event = events_of(session, f"case/SP2022/{number}")[-1]
            found = read_texts(session, event.texts.values())
        assert event.data["means"] == "passkey"
        texts[number] = found[event.texts["statement"]]
        assert faults(texts[number].encode(), found[event.texts["proof"]], key.public) == ()
        assert texts[number] in unescape(html)  # the exact bytes were shown
        assert Statement.parse(texts[number].encode()).case == f"SP2022/{number}"
    assert "sign" not in site.events("T3")
    assert "签字，通行密钥" in own.read("/cases/SP2022/T1")


def test_what_changed_meanwhile_is_left_out_and_said(site: City, key: Passkey) -> None:  # noqa: F811
    own = desk(site, "party")
    html = prepare(own, *KEYS[:2])
    change_of(site, "T1")
    assert own.client.post(SIGN, data=signed(html, key)).status_code == 303
    page = own.read(DESK)
    assert "已签 1 件：T2" in page
    assert "T1没有签：您审阅后案卷有变动" in page
    assert "送签以来有 1 处变动" in page

    html = prepare(own, KEYS[2])
    site_change = signed(html, key)
    change_of(site, "T3")
    answer = own.client.post(SIGN, data=site_change)
    assert answer.status_code == 409
    assert "T3没有签" in words(answer.text)


def change_of(city: City, number: str) -> None:
    if number == "T1":
        change(city)
        return
    live(
        city,
        number,
        (("add_evidence", {"digest": "e" * 64, "kind": "document"}, {"evidence.4.name": "补.pdf"}),),
    )


def test_a_page_that_grew_old_prepares_nothing(site: City, key: Passkey) -> None:  # noqa: F811
    own = desk(site, "party")
    fields = hidden(own.open(DESK)) | {"case": [KEYS[0]]}
    change(site)
    answer = own.client.post(PREPARE, data=fields)
    assert answer.status_code == 409
    assert "T1没有签：页面打开后，本件有新的记录" in words(answer.text)


def test_nothing_ticked_nothing_signed_and_without_a_key_neither(site: City, key: Passkey) -> None:  # noqa: F811
    assert "没有选要签的案件" in words(prepare(desk(site, "party"), status=409))
    other = desk(site, "government")
    page = other.read(DESK)
    assert "您没有可以签字的密钥" in page
    assert "输密码签这一件" in page
    assert "签名密钥" in words(prepare(other, KEYS[0], status=409))


def test_anothers_answer_or_another_sign_in_signs_nothing(site: City, key: Passkey) -> None:  # noqa: F811
    own = desk(site, "party")
    sent = signed(prepare(own, KEYS[0]), key)
    elsewhere = desk(site, "party")
    token = hidden(elsewhere.open(DESK))["csrf_token"]
    answer = elsewhere.client.post(SIGN, data=sent | {"csrf_token": token})
    assert answer.status_code == 409
    assert "不是在这个登录里做的" in words(answer.text)
    acting = hire(site.engine, "钱临时", "acting-head", Office.PARTY_HEAD, "tiexi")
    assert acting
    assert "sign" not in site.events("T1")


def test_where_there_are_no_passkeys_password_and_code_sign_and_are_called_what_they_are(city: City) -> None:
    live(city, "T1", lives.SIGNING)
    own, security = desk(city, "party"), desk(city, "qian.er")
    html = own.client.post(BEGIN, data=own.hidden(BEGIN) | {"password": PASSWORD}).text
    assert "<svg" in html.partition("<main")[2]
    secret = b32decode(re.search(r"((?:[A-Z2-7]{4}-){7}[A-Z2-7]{4})", html)[1].replace("-", ""))  # type: ignore[index]
    at = morning(TODAY).timestamp()
    first, second = code_at(secret, step_at(at) - 1), code_at(secret, step_at(at))
    wrong = own.client.post("/account/keys/code", data=hidden(html) | {"code": "000000"})
    assert wrong.status_code == 409
    assert "一次性验证码不对" in words(wrong.text)
    sent = hidden(wrong.text) | {"code": first}
    assert own.client.post("/account/keys/code", data=sent).status_code == 303
    security.send(f"/keys/{code_of('party')}-1/approve")
    html = prepare(own, KEYS[0])
    assert "普通电子签名" in words(html)
    refused = own.client.post(
        "/signing/code", data=hidden(html) | {"password": "错了错了错了错了", "code": second}
    )
    assert "密码不对" in words(refused.text)
    signing = hidden(html) | {"password": PASSWORD, "code": second}
    assert own.client.post("/signing/code", data=signing).status_code == 303
    assert "已签 1 件：T1" in own.read(DESK)
    assert "签字，密码加一次性验证码（普通电子签名）" in own.read("/cases/SP2022/T1")
