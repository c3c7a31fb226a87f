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


def panel(html: str, id_: str) -> str:
    """The words of one panel of a page, "" where it is not there."""
    found = re.search(rf'<section class="card" aria-labelledby="{id_}">.*?</section>', html, re.S)
    return words(found[0]) if found else ""


def offered(html: str) -> set[str]:
    """The acts that are links on a page, by name."""
    return set(re.findall(r'href="[^"]*/do/(\w+)', html))


def locked(html: str) -> str:
    """The words of every act that is not open yet, with what stands in the way."""
    return words("".join(re.findall(r'aria-disabled="true".*?</ul>', html, re.S)))
