"""The browser works here, shows Chinese, tells what the console says and reaches nothing outside."""

from collections.abc import Callable, Iterable
from typing import Any

from playwright.sync_api import Page

PAGE = """<!doctype html><html lang="zh-CN"><title>督察整改</title><link rel="icon" href="data:,">
<p>双签字</p><script>if (location.search) fetch("http://outside.example/").catch(() => 0)</script></html>"""


def _app(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    return [PAGE.encode()]


def test_a_page_is_opened_and_read(page: Page, serve: Callable[[Any], str]) -> None:
    page.goto(serve(_app))
    assert page.title() == "督察整改"
    assert page.get_by_text("双签字").is_visible()


def test_the_browser_reaches_nothing_outside_and_the_console_says_so(
    page: Page, serve: Callable[[Any], str], console: list[str]
) -> None:
    page.goto(f"{serve(_app)}/?outside", wait_until="networkidle")
    assert "ERR_NAME_NOT_RESOLVED" in console.pop()
