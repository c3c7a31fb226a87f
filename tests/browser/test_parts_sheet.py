"""The parts in a real browser: silent under the strict policy, accessible, never too wide, whole without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from tests.web.parts_sheet import make_app

Serve = Callable[[Any], str]
DESK = ViewportSize(width=1366, height=768)
PHONE = ViewportSize(width=390, height=844)
WHITE = "rgb(255, 255, 255)"
GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def sheet(serve: Serve) -> str:
    """The address of the sheet. Asked for before `page`, so that the server outlives the page's last request."""
    return serve(make_app())


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("address", ["/?nav=7&wrong", "/?nav=7&theme=dark", "/error"])
def test_axe_finds_nothing(sheet: str, page: Page, address: str, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    page.goto(sheet + address)
    assert [
        (found["id"], found["nodes"][0]["html"]) for found in Axe().run(page).response["violations"]
    ] == []


@pytest.mark.parametrize("width", [1440, 1366, 1180, 1024, 861, 860, 390, 320])
@pytest.mark.parametrize("address", ["/?nav=7&wrong", "/?nav=7&lang=en"])
def test_no_page_is_wider_than_the_screen(sheet: str, page: Page, address: str, width: int) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=800))
    page.goto(sheet + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_pressed_on_a_phone_is_large_enough(sheet: str, page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto(sheet + "/?nav=7&wrong")
    for pressed in page.locator(".btn:visible, .cf-nav a:visible, .cf-me summary, input[type=text]").all():
        box = pressed.bounding_box()
        assert box is not None
        assert box["height"] >= 40, pressed.inner_text()


def test_what_does_not_fit_the_thumb_is_in_the_menu(sheet: str, page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto(sheet + "/?nav=7")
    assert page.locator(".cf-nav a:visible").count() == 5
    page.locator(".cf-me summary").click()
    assert page.locator(".cf-menu-more a:visible").all_inner_texts() == ["预警督办", "统计"]
    page.keyboard.press("Escape")
    assert not page.locator(".cf-menu").is_visible()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(sheet: str, page: Page) -> None:
    page.goto(sheet)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_system_decides_where_the_reader_left_it_to_it(sheet: str, page: Page) -> None:
    page.goto(sheet + "/?theme=auto")
    day = page.evaluate(GROUND)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(GROUND) != day


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_reader_decides_against_the_system(sheet: str, page: Page, theme: Any) -> None:
    page.goto(f"{sheet}/?theme={theme}")
    grounds = []
    for system in ("light", "dark"):
        page.emulate_media(color_scheme=system)
        grounds.append(page.evaluate(GROUND))
    assert grounds[0] == grounds[1]


def test_paper_is_white_and_without_what_is_pressed(sheet: str, page: Page) -> None:
    page.goto(sheet + "/?theme=dark&wrong")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(GROUND) == WHITE
    assert page.locator(".btn:visible, .cf-nav:visible, .cf-foot:visible").count() == 0
    assert page.locator(".cf-printhead").is_visible()


def test_an_act_that_is_not_open_goes_nowhere_but_can_be_reached(sheet: str, page: Page) -> None:
    page.goto(sheet)
    act = page.get_by_role("button", name="申请验收")
    act.focus()
    page.keyboard.press("Enter")
    assert act.evaluate("button => button === document.activeElement")
    assert page.url == sheet + "/"


def test_a_form_goes_out_once(sheet: str, page: Page) -> None:
    page.goto(sheet)
    submit = "() => form.dispatchEvent(new Event('submit', {bubbles: true, cancelable: true}))"
    form = page.locator("form[enctype]")
    assert form.evaluate(f"form => [1, 2].map({submit})") == [True, False]
    assert form.get_by_role("button", name="验收通过").get_attribute("aria-busy") == "true"


def test_what_is_wrong_is_reached_at_once(sheet: str, page: Page) -> None:
    page.goto(sheet + "/?wrong")
    assert page.evaluate("document.activeElement.matches('[data-errors]')")
    page.get_by_role("link", name="写验收日期，不能晚于今天").click()
    assert page.evaluate("document.activeElement.id") == "day"


def test_without_scripts_the_page_is_whole(browser: Browser, sheet: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sheet + "/?wrong")
    assert page.locator("[data-errors]").is_visible()
    assert not page.locator("[data-print]").is_visible()
    page.locator(".cf-me summary").click()
    page.locator(".cf-menu").get_by_role("button", name="深色").click()
    assert page.url == sheet + "/post"
    context.close()
