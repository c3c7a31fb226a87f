"""Makes the picture of README: the page of a case in the demonstration city. `make picture`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from caseflow.demo.making import make
from caseflow.demo.people import PASSWORD
from caseflow.settings import Settings
from caseflow.web.app import create_app
from tests.browser.conftest import ARGUMENTS, WIDE, served
from tests.demo import VISITED
from tests.machine import CHROMIUM

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "case.png"
PAGE = "cases/SP2022/SP2022-T09"


def main() -> None:
    """A city of its own is made, looked at, and thrown away."""
    with TemporaryDirectory() as home:
        settings = Settings.read({"CASEFLOW_HOME": home})
        make(settings, VISITED, reset=False)
        with served(create_app(settings)) as address:
            _take(address)


def _take(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=ARGUMENTS)
        page = browser.new_page(viewport=WIDE, locale="zh-CN")
        page.goto(f"{address}/enter")
        page.fill("[name=login]", "lead")
        page.fill("[name=password]", PASSWORD)
        page.click("main form button[type=submit]")
        page.goto(f"{address}/{PAGE}")
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
