"""Whole pages: they hold to the policy, join up within themselves, and say everything in the reader's language."""

import re
from gettext import NullTranslations

import pytest

from caseflow.places import folder
from tests.web.parts_sheet import DUE, STATIC, make_app, render_part
from tests.web.reading import Tags, words

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def page(address: str) -> str:
    answer = make_app().test_client().get(address)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("address", ["/?nav=7&wrong", "/error", "/?theme=dark", "/?theme=auto&lang=en"])
def test_a_page_holds_to_the_policy_and_asks_no_address_outside(address: str) -> None:
    found = Tags(page(address)).found
    for tag, attributes in found:
        assert not [name for name in attributes if name == "style" or name.startswith("on")], (
            tag,
            attributes,
        )
        assert tag != "style"
        for name in ("src", "href", "action"):
            assert re.match(r"[/#?]|$", attributes.get(name) or ""), (tag, attributes)
    assert all(attributes.get("src") for tag, attributes in found if tag == "script")


@pytest.mark.parametrize("address", ["/?nav=7&wrong", "/error"])
def test_every_reference_within_a_page_finds_its_place(address: str) -> None:
    found = Tags(page(address)).found
    places = [str(attributes["id"]) for _, attributes in found if "id" in attributes]
    assert len(places) == len(set(places))
    for _, attributes in found:
        for name in ("for", "aria-labelledby", "aria-describedby"):
            assert set((attributes.get(name) or "").split()) <= set(places)


def test_every_form_that_writes_carries_its_csrf_field() -> None:
    html = page("/?nav=7")
    assert html.count('method="post"') == html.count('name="csrf"') == 6


@pytest.mark.parametrize(
    ("theme", "media"),
    [("light", []), ("dark", ["screen"]), ("auto", ["screen and (prefers-color-scheme: dark)"])],
)
def test_the_theme_is_the_servers_choice_and_never_reaches_paper(theme: str, media: list[str]) -> None:
    found = Tags(page(f"/?theme={theme}")).found
    assert [
        attributes["media"] for _, attributes in found if "dark.css" in (attributes.get("href") or "")
    ] == media


class Marked(NullTranslations):
    """Puts every translated text in brackets, and leaves nothing Chinese in it."""

    def gettext(self, message: str) -> str:
        return f"‹{CHINESE.sub('x', message)}›"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        return self.gettext(msgid1)


def test_no_template_says_a_word_that_is_not_translated() -> None:
    named = {"中文", "English"}  # a language is called by its own name
    for file in folder("templates").rglob("*.html"):
        spoken = re.sub(r"\{#.*?#\}", "", file.read_text("utf-8"), flags=re.S)
        spoken = re.sub(r'\b(_|ngettext)\((?:"[^"]*"|\'[^\']*\')(?:, "[^"]*")?', "", spoken)
        assert set(re.findall(r"[\u4e00-\u9fff]+", spoken)) <= named, file.name


def test_a_part_speaks_the_language_of_the_reader() -> None:
    app = make_app(Marked())
    assert words(render_part(app, "marks", "light", "red")) == "‹xx xx›"
    assert not CHINESE.search(render_part(app, "days", "countdown", 7, DUE, "blue"))


def test_every_icon_that_is_asked_for_is_drawn() -> None:
    drawn = set(re.findall(r'symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text("utf-8")))
    html = page("/?nav=7&wrong")
    asked = set(re.findall(r"icons\.svg#([\w-]+)", html))
    assert asked == drawn


def test_a_failure_shows_before_anybody_is_signed_in() -> None:
    html = page("/error")
    assert "别人先改了" in words(html)
    assert "E-20231020-0417" in words(html)
