"""What only a browser can tell of a case's page: files sent as downloads are drawn, and a phone shows it all."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.contact_sheet import TOO_WIDE
from tests.samples import png
from tests.services.staff import PASSWORD
from tests.web.lives import WORKING, live
from tests.web.office import City, act, found_city, open_city

NUMBER = "SP2022-T01"
PHONE = ViewportSize(width=390, height=844)


@pytest.fixture
def city(migrated_file: Path, tmp_path: Path) -> City:
    """A city with a case that shows a photograph."""
    city = open_city(found_city(tmp_path, migrated_file), tmp_path / "home")
    live(city, NUMBER, WORKING)
    visitor = city.visitor("responsible")
    page = visitor.open(act(NUMBER, "add_evidence"))
    form = page.filled({"kind": "after_photo", "measure": "1"}).to_dict() | {
        "photo": (BytesIO(png()), "后.png")
    }
    assert visitor.client.post(page.action, data=form).status_code == 303
    return city


@pytest.fixture
def opened(city: City, page: Page, serve: Callable[[Any], str]) -> Page:
    """The case's page before a person of the lead unit, who came in by the front door."""
    root = serve(city.app)
    page.goto(f"{root}/enter")
    page.fill("[name=login]", "lead")
    page.fill("[name=password]", PASSWORD)
    page.click("main [type=submit]")
    page.goto(f"{root}/cases/SP2022/{NUMBER}")
    return page


def test_a_photograph_sent_as_a_download_is_drawn_on_the_page(opened: Page) -> None:
    picture = opened.locator(".cf-pair img")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 2


def test_a_phone_shows_the_whole_page_without_scrolling_sideways(opened: Page) -> None:
    opened.set_viewport_size(PHONE)
    for query in ("", "?print=1", "?show=states"):
        opened.goto(opened.url.partition("?")[0] + query)
        assert opened.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    opened.goto(opened.url.partition("?")[0] + "/days")
    assert opened.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_at_no_width_does_a_table_stick_out_of_the_page_in_either_language(opened: Page) -> None:
    for language in ("zh", "en"):
        opened.locator(f".cf-foot [name=language][value={language}]").click()
        for path in ("/", "/cases"):
            opened.evaluate("path => location.assign(path)", path)
            opened.wait_for_url(f"**{path}")
            for width in (1440, 1366, 1180, 1024, 390):
                opened.set_viewport_size(ViewportSize(width=width, height=800))
                assert not opened.evaluate(TOO_WIDE), (language, path, width)
