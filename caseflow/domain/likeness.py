"""How much two texts have in common, numbers left out: copied reports (雷同) change the figures and nothing else."""

import re
import unicodedata
from collections.abc import Set
from decimal import ROUND_DOWN, Decimal
from difflib import SequenceMatcher

_NUMBERS = re.compile(r"[0-9〇零一二三四五六七八九十百千万两]+(?:[.,][0-9]+)*")
_NOT_WORDS = re.compile(r"[^\w#]+|_+")
_HUNDREDTH = Decimal("0.01")
WIDTH = 3
"""Characters compared at a time."""
MOST = 2000
"""Characters of each text that are held side by side: more takes the square of their number, and stays unmarked."""

Shape = Set[str]
Pieces = list[tuple[str, bool]]
"""A text from left to right; True where the other has the same."""


def masked(text: str) -> str:
    """The text as it is compared: one form of each character, numbers as `#`, no space and no punctuation."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return _NOT_WORDS.sub("", _NUMBERS.sub("#", plain))


def shape(text: str) -> Shape:
    """Every run of `WIDTH` characters of the masked text; a shorter text is one run, an empty one none."""
    plain = masked(text)
    if len(plain) <= WIDTH:
        return frozenset({plain} - {""})
    return frozenset(plain[start : start + WIDTH] for start in range(len(plain) - WIDTH + 1))


def likeness(one: Shape, other: Shape) -> Decimal:
    """What two shapes share of all they have (Jaccard), cut to hundredths: 1 only for the same, 0 for empty ones."""
    if not one or not other:
        return Decimal(0)
    common = len(one & other)
    return (Decimal(common) / (len(one) + len(other) - common)).quantize(_HUNDREDTH, ROUND_DOWN)


def side_by_side(one: str, other: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces, marked where they are the same for `WIDTH` characters or more."""
    found = SequenceMatcher(None, one[:MOST], other[:MOST], autojunk=False).get_matching_blocks()
    same = [block for block in found if block.size >= WIDTH]
    return (
        _pieces(one, [(block.a, block.size) for block in same]),
        _pieces(other, [(block.b, block.size) for block in same]),
    )


def _pieces(text: str, same: list[tuple[int, int]]) -> Pieces:
    pieces, at = [], 0
    for start, size in same:
        pieces += [(text[at:start], False), (text[start : start + size], True)]
        at = start + size
    return [piece for piece in (*pieces, (text[at:], False)) if piece[0]]
