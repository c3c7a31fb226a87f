"""Reading a page in a test: its tags, and its words."""

import re
from html.parser import HTMLParser

Attributes = dict[str, str | None]


class Tags(HTMLParser):
    """Every start tag of a page with its attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, Attributes]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def words(html: str) -> str:
    """What is read: without tags, white space single."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())
