"""Pages of keys: made after the password, compared and approved by a second person, revoked for a reason."""

import json
import re
from dataclasses import replace
from html import unescape

import pytest

from caseflow.proof.assertion import from_base64
from tests.authenticator import ORIGIN, Passkey
from tests.services.staff import PASSWORD
from tests.web.desk import Desk, desk
from tests.web.office import City
from tests.web.reading import words
from tests.web.test_resetting_pages import code_of

BEGIN, ADD = "/account/keys/enrol", "/account/keys/add"


@pytest.fixture
def site(city: City) -> City:
    """The city, reached where browsers make passkeys."""
    installation = city.app.extensions["caseflow"]
    settings = replace(installation.settings, passkey_origin=ORIGIN)
    city.app.extensions["caseflow"] = replace(installation, settings=settings)
    return city


def begin(own: Desk, password: str = PASSWORD, status: int = 200) -> str:
    """The page on which the browser makes the key."""
    answer = own.client.post(BEGIN, data=own.hidden(BEGIN) | {"password": password})
    assert answer.status_code == status, words(answer.text)
    return answer.text


def hidden(html: str) -> dict[str, str]:
    main = html.partition("<main")[2]
    return {
        name: value
        for tag in re.findall(r'<input [^>]*type="hidden"[^>]*>', main)
        for name, value in [
            (re.search(r'name="([^"]*)"', tag)[1], (re.search(r'value="([^"]*)"', tag) or ["", ""])[1])  # type: ignore[index]
        ]
    }


def made(html: str, key: Passkey) -> dict[str, str]:
    """What the page's script sends."""
    options = json.loads(unescape(re.search(r'data-options="([^"]*)"', html)[1]))  # type: ignore[index]
    return hidden(html) | {"answer": key.register(from_base64(options["challenge"]))}


def test_a_key_passes_through_two_hands_and_both_see_the_same_short_code(site: City) -> None:
    own, security = desk(site, "party"), desk(site, "qian.er")
    sent = made(begin(own), Passkey())
    for _ in range(2):  # a double click makes one key
        assert own.client.post(ADD, data=sent).status_code == 303
    page, place = own.read("/account"), f"/keys/{code_of('party')}-1"
    assert "第1号 通行密钥" in page
    assert "待批准" in page
    short = re.search(r"\b(?:[0-9A-F]{4}-){3}[0-9A-F]{4}\b", page)
    assert short

    assert "签名密钥待批准" in security.read("/people")
    assert short[0] in security.read(f"/people/{code_of('party')}")
    assert short[0] in security.read(f"{place}/approve")
    own.open(f"{place}/approve", 403)
    security.send(f"{place}/approve")
    assert "2023-04-20 钱二" in own.read("/account")
    assert "可以签字" in own.read("/account")

    desk(site, "government").open(f"{place}/revoke", 200)  # the page shows; the service refuses
    desk(site, "government").send(f"{place}/revoke", 403, reason="不是我的")
    own.send(f"{place}/revoke", reason="钥匙遗失")
    assert (
        own.client.get("/account").status_code == 303
    )  # whoever found the key may be signed in: all are out
    assert "已注销" in security.read(f"/people/{code_of('party')}")


def test_a_wrong_password_begins_nothing(site: City) -> None:
    assert "密码不对" in words(begin(desk(site, "party"), "不是这个密码", 422))


def test_what_the_browser_did_not_make_is_refused_in_words(site: City) -> None:
    own = desk(site, "party")
    html = begin(own)
    answer = own.client.post(ADD, data=hidden(html) | {"answer": "{}"})
    assert answer.status_code == 422
    assert "没有做成通行密钥" in words(answer.text)


def test_where_browsers_make_none_the_page_says_so_and_offers_codes(city: City) -> None:
    own = desk(city, "party")
    assert "现在登记不了通行密钥" in own.read(BEGIN)
    assert "普通电子签名" in words(begin(own))  # one-time codes instead
