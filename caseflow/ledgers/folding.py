"""Texts made comparable and identifiers made plain. What people wrote is kept; only copies are folded."""

import re
from functools import lru_cache

from caseflow.domain.numerals import folded as _folded

_BRACKETED = re.compile(r"\([^()]*\)$")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SHOWS_NOTHING = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_WORTH_KEEPING = 64  # characters; longer texts are not names
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


_folded_once = lru_cache(maxsize=1 << 12)(_folded)  # units, areas and verdicts come again on every row


def fold(text: str) -> str:
    """Half width, without white space: what headings, units, areas, types and verdicts are compared by."""
    return _folded_once(text) if len(text) <= _WORTH_KEEPING else _folded(text)


def fold_heading(text: str) -> str:
    """A heading without the remark in brackets behind it: 反馈问题（原文） is 反馈问题."""
    return _BRACKETED.sub("", fold(text)) or fold(text)


def fold_name(text: str, city_names: tuple[str, ...] = ()) -> str:
    """A unit's or area's name as it is compared: 四平市铁东区 is 铁东区 where the city is 四平市.

    The city's own name, the longest that fits, is taken off the front unless it is the whole name.
    """
    name, cities = fold(text), set(map(fold, city_names))
    prefixes = () if name in cities else sorted((city for city in cities if name.startswith(city)), key=len)
    return name.removeprefix(prefixes[-1]) if prefixes else name


def plain_text(text: str) -> str:
    """A cell's text as it is kept: line ends are \\n, no control characters, no white space around it."""
    if not text.isprintable():
        text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.strip()


def fold_identifier(text: str) -> tuple[str, bool]:
    """An identifier in half width without white space and zero-width characters.

    The second value says whether more than white space was changed.
    """
    squeezed = "".join(text.split())
    plain = _SHOWS_NOTHING.sub("", squeezed.translate(_HALF_WIDTH))
    return plain, plain != squeezed
