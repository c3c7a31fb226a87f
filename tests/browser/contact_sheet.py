"""Every page of the demonstration as everybody sees it, for eyes: `make sheet FOLDER=/tmp/sheet`.

Each account walks from its home along the links; what it finds is taken wide, on a phone, dark, in English and on
paper, and laid out on one sheet per account and form. Pages wider than their screen are named.
"""

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import click
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright
from werkzeug.exceptions import HTTPException

from caseflow.demo.making import accounts, make
from caseflow.demo.people import PASSWORD
from caseflow.settings import Settings
from caseflow.web.app import create_app
from tests.browser.conftest import ARGUMENTS, WIDE, served
from tests.demo import VISITED
from tests.machine import CHROMIUM
from tests.web.reading import Tags

PHONE = 390
LOOKED_AT = 24
"""How many addresses of one kind are followed."""
ALIKE = {"after", "before", "sort"}
"""What is asked for without making another page of it."""
STYLE = """body { font: 12px sans-serif }
figure { display: inline-block; vertical-align: top; width: 330px; margin: 6px }
div { max-height: 500px; overflow: hidden; border: 1px solid #999 } img { width: 100% }"""


TOO_WIDE = """[document.documentElement, ...document.querySelectorAll(".card")].some(
  box => box.scrollWidth > box.clientWidth + 1)"""
"""Whether something sticks out of the page or of its panel."""


@dataclass(frozen=True)
class Form:
    """A way to see a page."""

    width: int = WIDE["width"]
    theme: str = "light"
    language: str = "zh"
    paper: bool = False


FORMS = {
    "wide": Form(),
    "phone": Form(width=PHONE),
    "dark": Form(theme="dark"),
    "english": Form(language="en"),
    "paper": Form(paper=True),
}


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--as-of", default=VISITED.isoformat(), help="The day of the city.")
@click.option("--home", type=click.Path(path_type=Path, exists=True), help="A demonstration that is there.")
@click.option("--who", multiple=True, help="Only these accounts.")
@click.option("--each", default=2, help="How many pages of one kind are taken.")
@click.option("--form", "forms", multiple=True, type=click.Choice(list(FORMS)), help="Only these forms.")
def main(
    folder: Path, as_of: str, home: Path | None, who: tuple[str, ...], each: int, forms: tuple[str, ...]
) -> None:
    """Takes the pages into a folder outside the repository."""
    with TemporaryDirectory() as made, sync_playwright() as playwright:
        settings = Settings.read({"CASEFLOW_HOME": str(home or made)})
        make(settings, date.fromisoformat(as_of), reset=False)
        app = create_app(settings)
        browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=ARGUMENTS)
        with served(app) as address:
            for login in who or [account["login"] for account in accounts()]:
                with _signed_in(browser, address, login) as page:
                    paths = list(_pages(app, page.context, address, each))
                    for name in forms or FORMS:
                        _take(page, address, paths, folder / login / name, FORMS[name])
        browser.close()


@contextmanager
def _signed_in(browser: Browser, address: str, login: str) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, locale="zh-CN", timezone_id="Asia/Shanghai")
    page = context.new_page()
    page.goto(f"{address}/enter")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    yield page
    context.close()


def _pages(app: Flask, context: BrowserContext, address: str, each: int) -> Iterator[str]:
    """The paths to take, of every kind of address that links lead to from home."""
    seen, taken, waiting = Counter[Any](), Counter[Any](), deque(["/"])
    known = {"/"}
    while waiting:
        path = waiting.popleft()
        kind = _kind(app, path)
        if not kind or seen[kind] == LOOKED_AT:
            continue
        seen[kind] += 1
        answer = context.request.get(address + path)
        if "text/html" not in answer.headers["content-type"]:
            continue
        if taken[kind] < each:
            taken[kind] += 1
            yield path
        for href in _links(answer.text(), path):
            if href not in known:
                known.add(href)
                waiting.append(href)


def _kind(app: Flask, path: str) -> Any:
    """What makes two addresses the same page with other content; None for what is no page."""
    parts = urlsplit(path)
    try:
        endpoint, values = app.url_map.bind("").match(parts.path)
    except HTTPException:
        return None
    if endpoint.startswith(("static", "evidence.")) or "export" in endpoint:
        return None
    return endpoint, values.get("name"), *sorted({name for name, _ in parse_qsl(parts.query)} - ALIKE)


def _links(html: str, path: str) -> Iterator[str]:
    for tag, attributes in Tags(html).found:
        href = str(attributes.get("href") or "").partition("#")[0]
        if tag == "a" and href and "download" not in attributes:
            yield urlsplit(path).path + href if href.startswith("?") else href


def _take(page: Page, address: str, paths: list[str], folder: Path, form: Form) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size(ViewportSize(width=form.width, height=WIDE["height"]))
    page.goto(address)
    for name, value in (("language", form.language), ("theme", form.theme)):
        page.locator(f".cf-foot button[name={name}][value={value}]").click()
    figures = []
    for number, path in enumerate(paths):
        page.goto(address + path)
        file = folder / f"{number:03}.png"
        if form.paper:
            _print(page, file)
        else:
            page.screenshot(path=file, full_page=True)
            if page.evaluate(TOO_WIDE):
                click.echo(f"too wide: {folder.parent.name} {folder.name} {file.name} {path}")
        sheets = sorted(folder.glob(f"{file.stem}*.png"))
        images = "".join(f"<div><img src='{one.name}'></div>" for one in sheets)
        figures.append(f"<figure><figcaption>{file.stem} {escape(path)}</figcaption>{images}</figure>")
    sheet = folder / "sheet.html"
    sheet.write_text(f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{''.join(figures)}", "utf-8")
    page.set_viewport_size(WIDE)
    page.goto(sheet.resolve().as_uri())
    page.screenshot(path=folder.parent / f"{folder.name}.png", full_page=True)


def _print(page: Page, file: Path) -> None:
    """The sheets of paper, one below the other."""
    page.pdf(path=file.with_suffix(".pdf"), prefer_css_page_size=True)
    run(["pdftoppm", "-r", "60", "-png", file.with_suffix(".pdf"), file.with_suffix("")], check=True)


if __name__ == "__main__":
    main()
