"""Pages of acts in a real browser: silent, accessible, never too wide, and the dossier on one sheet of paper."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from tests.services.staff import PASSWORD
from tests.web import lives
from tests.web.lives import live
from tests.web.office import City, act, found_city, open_city

Serve = Callable[[Any], str]
DESK = ViewportSize(width=1366, height=768)
PHONE = ViewportSize(width=390, height=844)
PAGES = (
    ("party", "S1", "sign"),
    ("acceptance", "S2", "pass_acceptance"),
    ("lead", "S3", "propose_amendment"),
)


@pytest.fixture(scope="module")
def city(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> City:
    file = found_city(tmp_path_factory.mktemp("founded"), migrated_file)
    city = open_city(file, tmp_path_factory.mktemp("acts") / "home")
    for number, life in (
        ("S1", lives.SIGNING),
        ("S2", lives.ACCEPTING),
        ("S3", lives.WORKING),
        ("S4", lives.RELEASED),
    ):
        live(city, number, life)
    return city


@pytest.fixture
def address(serve: Serve, city: City) -> str:
    """Where the city is served. Asked for before `page`, so that the server outlives the page's last request."""
    return serve(city.app)


def enter(page: Page, address: str, login: str) -> None:
    page.goto(f"{address}/enter")
    page.locator("#login").fill(login)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


@pytest.mark.parametrize(("who", "number", "name"), PAGES, ids=[row[2] for row in PAGES])
def test_a_page_of_an_act_is_accessible_and_fits(
    address: str, page: Page, who: str, number: str, name: str
) -> None:
    enter(page, address, who)
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        page.goto(address + act(number, name))
        found = [(v["id"], v["nodes"][0]["html"]) for v in Axe().run(page).response["violations"]]
        assert found == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_the_dossier_prints_on_one_sheet(address: str, page: Page) -> None:
    enter(page, address, "party")
    page.goto(address + act("S1", "sign"))
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.emulate_media(media="print")
    assert page.locator("input[type=password]:visible, .btn:visible").count() == 0
    assert page.locator(".cf-box:visible").count() == 2


def test_another_first_day_is_counted_without_a_script_and_taken_over(address: str, page: Page) -> None:
    enter(page, address, "coordinator")
    page.goto(address + act("S4", "publish_notice"))
    page.locator("#first_day").fill("2023-04-27")
    page.get_by_role("button", name="先试算，不提交").click()
    assert page.locator("#first_day").input_value() == "2023-04-27"
    assert page.locator(".cf-days li.is-end .dt").inner_text() == "12"
