"""A real browser, a real server, and a console that must stay silent."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, sync_playwright
from werkzeug.serving import make_server

from tests.machine import CHINESE_FONT, CHROMIUM, LATIN_FONT, missing

WIDE = ViewportSize(width=1440, height=900)
ARGUMENTS = (
    "--no-sandbox",  # root cannot have one, and only our own pages are opened
    # the network is closed to the browser too; passkeys want a host's name
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium, one for all tests of a worker."""
    if line := missing(CHROMIUM, CHINESE_FONT, LATIN_FONT):
        pytest.skip(f"the browser or its fonts are not on this machine: {line}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def console() -> list[str]:
    """What the page said to the console. A test that provokes a message takes it out again, or it fails."""
    return []


@pytest.fixture
def page(browser: Browser, console: list[str]) -> Iterator[Page]:
    """A page of its own context, in Chinese, on a desk; for a phone `page.set_viewport_size`."""
    context = browser.new_context(viewport=WIDE, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(10_000)  # milliseconds
    page = context.new_page()
    page.on("console", lambda message: console.append(_said(message)))
    page.on("pageerror", lambda error: console.append(str(error)))
    yield page
    context.close()
    assert not console, "the console is not silent"


def _said(message: ConsoleMessage) -> str:
    return f"{message.type}: {message.text}"


@pytest.fixture
def serve() -> Iterator[Callable[[Any], str]]:
    """Serves a WSGI application on this machine until the test ends, and answers its address."""
    with ExitStack() as servers:
        yield lambda app: servers.enter_context(served(app))


@contextmanager
def served(app: Any) -> Iterator[str]:
    """A WSGI application on this machine, at the address answered, until left."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
