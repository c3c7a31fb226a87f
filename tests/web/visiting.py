"""Somebody at a browser without scripts: opens pages, fills in what stands there, sends it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.web.reading import words

Typed = str | list[str]


@dataclass
class Visitor:
    """A signed-in browser."""

    client: FlaskClient
    keys: dict[str, Any] = field(default_factory=dict)

    def open(self, path: str, status: int = 200) -> "Page":
        """The page at a path, which must answer with this status."""
        return Page.of(self.client.get(path), status)

    def send(self, page: "Page", status: int = 303, **typed: Typed) -> "Page":
        """Sends the page's form as it stands with this typed in; `verdicts__x` stands for `verdicts-x`."""
        return Page.of(self.client.post(page.action, data=page.filled(typed)), status)


@dataclass(frozen=True)
class Page:
    """A page as it came, with the fields of its form as a browser would send them."""

    html: str
    location: str
    action: str
    fields: MultiDict[str, str]

    @classmethod
    def of(cls, response: TestResponse, status: int) -> "Page":
        """Reads a response; fails where it has another status."""
        assert response.status_code == status, f"{response.status_code}: {_said(response.text)}"
        form = Form(response.text)
        return cls(response.text, response.headers.get("Location", ""), form.action, form.fields)

    def filled(self, typed: dict[str, Typed]) -> MultiDict[str, str]:
        """The fields with what was typed in."""
        data = MultiDict(self.fields)
        for name, value in typed.items():
            data.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
        return data

    @property
    def words(self) -> str:
        """What is read."""
        return words(self.html)


def _said(html: str) -> str:
    """The main part of a page, for whoever must see why it is not what was expected."""
    return words(html.partition("<main")[2].partition("</main>")[0])[:900]


class Form(HTMLParser):
    """The POST form in the main part of a page, and what it would send untouched."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action, self.fields = "", MultiDict[str, str]()
        self._inside, self._select, self._text = False, "", ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "form":
            # The forms of the frame (language, theme, way out) act elsewhere.
            self._inside = told.get("method") == "post" and "/do/" in str(told.get("action"))
            self.action = str(told["action"]) if self._inside else self.action
        elif self._inside and tag == "input":
            self._input(told)
        elif self._inside and tag == "textarea":
            self._text = str(told["name"])
            self.fields[self._text] = ""
        elif self._inside and tag == "select":
            self._select = str(told["name"])
        elif self._select and tag == "option" and ("selected" in told or self._select not in self.fields):
            self.fields[self._select] = str(told.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._text:
            self.fields[self._text] += data.lstrip("\r\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._inside = False

    def _input(self, told: dict[str, str | None]) -> None:
        ticks = told.get("type") in ("checkbox", "radio")
        if told.get("name") and (not ticks or "checked" in told):
            self.fields.add(str(told["name"]), told.get("value") or "")
