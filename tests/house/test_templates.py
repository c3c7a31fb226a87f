"""A page trusts no text, and asks no address outside the server."""

import re

import pytest

from tests.house.source import ROOT, files

EVENTS = (
    r"(?:click|dblclick|change|submit|load|error|input|focus|blur|toggle|paste|copy|cut|drop|scroll|wheel|reset|select"
    r"|invalid|(?:key|mouse|touch|pointer|drag|before|after|animation|transition)\w*)"
)
FORBIDDEN = {
    "unescaped text": re.compile(r"\|\s*safe\b|autoescape\s+false"),
    "an inline handler": re.compile(rf"\son{EVENTS}\s*=|javascript:", re.I),
    "an inline style": re.compile(r"\sstyle\s*=\s*[\"']|<style\b", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.I),
    "an outside address": re.compile(r"(?:https?:)?//[\w-]+[.][\w.-]+", re.I),
}
NAMESPACE = "http://www.w3.org/2000/svg"


def faults(text: str) -> list[str]:
    text = text.replace(NAMESPACE, "")
    return [fault for fault, pattern in FORBIDDEN.items() if pattern.search(text)]


def test_templates_and_static_files_keep_to_the_content_security_policy() -> None:
    found = {}
    for path in files():
        place = str(path.relative_to(ROOT))
        if place.startswith("templates/"):
            found[place] = faults(path.read_text())
        elif place.startswith("caseflow/static/") and path.suffix in {".css", ".js", ".svg"}:
            found[place] = [fault for fault in faults(path.read_text()) if fault == "an outside address"]
    assert {place: fault for place, fault in found.items() if fault} == {}


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ("{{ text | safe }}", "unescaped text"),
        ("{% autoescape false %}", "unescaped text"),
        ('<a onclick="x()">', "an inline handler"),
        ('<a href="javascript:x()">', "an inline handler"),
        ('<p style="color: red">', "an inline style"),
        ("<style>p {}</style>", "an inline style"),
        ("<script>x()</script>", "an inline script"),
        ('<img src="//cdn.example/x.png">', "an outside address"),
        ('<a href="https://a.example">', "an outside address"),
    ],
)
def test_each_fault_is_seen(planted: str, fault: str) -> None:
    assert fault in faults(planted)


def test_ordinary_markup_has_no_fault() -> None:
    page = f'{{% set once = 1 %}}<script src="{{{{ x }}}}" defer></script><svg xmlns="{NAMESPACE}"></svg>{{# a // b #}}'
    assert faults(page) == []
