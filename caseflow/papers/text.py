"""Words as official papers write them: what a Word file can hold, days, and blanks to fill in by hand."""

from collections.abc import Sequence
from datetime import date

BLANK = "＿＿＿＿＿＿"
"""To be filled in by hand: what is not on record is never made up."""


def clean(text: str) -> str:
    """The text without characters that XML cannot hold, and without line ends."""
    return "".join(
        c for c in text.replace("\r\n", "\n").replace("\n", " ") if c == "\t" or (c >= " " and not _barred(c))
    )


def _barred(character: str) -> bool:
    return "\ud800" <= character <= "\udfff" or character in "\x7f￾￿"


def in_words(day: date | None) -> str:
    """成文日期 in Arabic figures, without leading zeros; a blank with its signs where there is none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "　　　　年　　月　　日"


def or_blank(text: str) -> str:
    """The text, or a blank line to fill in by hand."""
    return text.strip() or BLANK


_CLOSING, _OPENING = "），。、；：！？”》〕)", "（“《〔("


def broken(parts: Sequence[str], most: int) -> list[str]:
    """A heading in lines of at most so many characters: between its parts where that can be, of about one length."""
    whole = "".join(parts)
    if len(whole) <= most:
        return [whole]
    halves = [("".join(parts[:n]), "".join(parts[n:])) for n in range(1, len(parts))]
    fitting = [half for half in halves if max(map(len, half)) <= most]
    if fitting:
        first, second = min(fitting, key=lambda half: abs(len(half[0]) - len(half[1])))
        return [first, second]
    return _cut(whole, most)


def _cut(text: str, most: int) -> list[str]:
    lines = -(-len(text) // most)
    if lines < 2:
        return [text]
    even = -(-len(text) // lines)
    place = min(range(1, min(most, len(text) - 1) + 1), key=lambda n: abs(n - even) + _harm(text, n))
    return [text[:place], *_cut(text[place:], most)]


def _harm(text: str, place: int) -> int:
    """How bad a break before this place would be."""
    before, after = text[place - 1], text[place]
    if after in _CLOSING or before in _OPENING or (before.isascii() and after.isascii()):
        return 100
    return -2 * (before in "的”）")
