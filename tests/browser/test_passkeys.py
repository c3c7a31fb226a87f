"""Passkeys in a real browser with an authenticator of its own: made, approved, one case signed, several at once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from caseflow.proof.assertion import faults, from_base64
from caseflow.proof.leaf import decode
from caseflow.proof.statement import Statement, differences
from caseflow.services.streams import events_of
from caseflow.services.texts import read_texts
from caseflow.settings import Settings
from caseflow.store.log import EventRow
from caseflow.transaction import looking
from caseflow.web.app import create_app
from tests.services.staff import PASSWORD
from tests.web import lives
from tests.web.lives import live
from tests.web.office import City, Standing, found_city, open_city
from tests.web.test_resetting_pages import code_of

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def city(migrated_file: Path, tmp_path: Path) -> City:
    return open_city(found_city(tmp_path, migrated_file), tmp_path / "home")


@pytest.fixture
def address(city: City, serve: Callable[[Any], str]) -> str:
    """The city's pages on localhost, where browsers make passkeys; asked for before `page`, to outlive it."""
    pages: dict[str, Any] = {}
    port = serve(lambda environ, start: pages["app"](environ, start)).rpartition(":")[2]
    origin = f"http://localhost:{port}"
    home = city.app.extensions["caseflow"].settings.home
    settings = Settings.read(
        {
            "CASEFLOW_HOME": str(home),
            "CASEFLOW_DATABASE_URL": city.engine.url.render_as_string(False),
            "CASEFLOW_PASSKEY_ORIGIN": origin,
        }
    )
    pages["app"] = create_app(settings, Standing(), city.engine)
    return origin


def enter(page: Page, address: str, login: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{address}/enter")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")


def test_a_leader_makes_a_key_and_signs_and_everything_is_verified_offline(
    city: City, address: str, page: Page
) -> None:
    for number in ("T1", "T2", "T3"):
        live(city, number, lives.SIGNING)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable", {"enableUI": False})
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    enter(page, address, "party")
    page.goto(f"{address}/account/keys/enrol")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.click("[data-passkey=create]")
    page.wait_for_url(f"{address}/account")
    assert "待批准" in page.inner_text("main")

    enter(page, address, "qian.er")
    page.goto(f"{address}/people")
    page.click("text=核对后批准")
    page.goto(f"{address}/keys/{code_of('party')}-1/approve")
    page.click("main form button[type=submit]")
    page.wait_for_url(f"**/people/{code_of('party')}")
    assert "可以签字" in page.inner_text("main")

    enter(page, address, "party")
    sign(page, address, "T1")
    sign(page, address, "T2", "T3")
    for number in ("T1", "T2", "T3"):
        verified_offline(city, number)


def sign(page: Page, address: str, *numbers: str) -> None:
    page.goto(f"{address}/signing")
    for number in numbers:
        page.check(f"[name=case][value='SP2022/{number}']")
    page.click("text=准备签选中的")
    page.click("[data-passkey=get]")
    page.wait_for_url(f"{address}/signing")
    assert f"已签 {len(numbers)} 件：{'、'.join(numbers)}" in page.inner_text("main")


def verified_offline(city: City, number: str) -> None:
    """From the leaf, two texts and the public key on record: no server, no browser."""
    with looking(city.engine) as session:
        event = events_of(session, f"case/SP2022/{number}")[-1]
        key = next(e for e in events_of(session, f"person/{event.actor}") if e.type == "enrol_key")
        digests = [event.texts["statement"], event.texts["proof"], key.texts["key.1.public"]]
        found = read_texts(session, digests)
        leaf = decode(bytes(session.get_one(EventRow, event.seq).leaf))
    statement, proof, public = (found[digest] for digest in digests)
    assert event.data["means"] == "passkey"
    assert faults(statement.encode(), proof, from_base64(public)) == ()
    assert differences(Statement.parse(statement.encode()), leaf) == ()
