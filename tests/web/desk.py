"""An administrator's browser in tests: opens a page, fills in its form, sends it."""

import re
from dataclasses import dataclass

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.office import City
from tests.web.reading import words

_HIDDEN = re.compile(r'<input [^>]*type="hidden"[^>]*>')
Typed = str | list[str]


@dataclass
class Desk:
    """A signed-in browser that is told what to type, and keeps the hidden fields of the page."""

    client: FlaskClient

    def open(self, path: str, status: int = 200) -> str:
        """The page's HTML."""
        answer = self.client.get(path)
        assert answer.status_code == status, (path, answer.status_code, words(answer.text)[-400:])
        return answer.text

    def read(self, path: str, status: int = 200) -> str:
        """The page's words."""
        return words(self.open(path, status))

    def hidden(self, path: str) -> dict[str, str]:
        """The hidden fields of the page's own form; those of the frame come after it and are left out."""
        main = self.open(path).partition("<main")[2].partition("</main>")[0]
        return dict(map(_field, _HIDDEN.findall(main)))

    def send(self, path: str, status: int = 303, **typed: Typed) -> str:
        """Sends the form at a path with this typed in, and answers the words of what comes back, or where it leads."""
        answer = self.client.post(path, data=self.hidden(path) | typed)
        assert answer.status_code == status, (path, answer.status_code, words(answer.text)[-400:])
        return answer.headers.get("Location") or words(answer.text)

    def send_to(self, path: str, method: str, token: str) -> TestResponse:
        """What a request without anything typed is answered; its body is read, so that no file stays open."""
        data = {"csrf_token": token, "form_key": "k"} if method == "POST" else None
        return self.client.open(path, method=method, data=data, buffered=True)


def desk(city: City, login: str) -> Desk:
    """A browser of its own for somebody who signs in anew."""
    city.visitors.pop(login, None)
    return Desk(city.visitor(login).client)


def token_of(html: str) -> str:
    """The CSRF token of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', html)
    assert found
    return found[1]


def _field(tag: str) -> tuple[str, str]:
    name, value = (re.search(rf'{what}="([^"]*)"', tag) for what in ("name", "value"))
    return (name[1] if name else "", value[1] if value else "")
