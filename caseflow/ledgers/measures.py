"""Splits a cell of measures at its numbering, and only where the numbers run 1, 2, 3 without a gap. No text is lost."""

import re

from caseflow.domain.numerals import number

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MARK = re.compile(
    r"(?:\A|[。；;！\n])[^\S\n]*"  # a number counts at the beginning, after a sentence or on a new line
    r"(?P<mark>"
    r"(?P<opening>[（(]?)(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
    r"(?P<closing>[)）]、?|[.．](?![0-9])|[.．](?=20[0-9]{2}年)|、)"  # 2.5 is a quantity; 2.2023年 begins with a year
    rf"|(?P<circled>[{_CIRCLED}])"
    r")"
)
_ALIKE = str.maketrans({"）": ")", "．": ".", "（": "(", "、": ""})


def split_measures(text: str) -> tuple[str, ...]:
    """The measures of a cell without their numbers; the whole text as one where no numbering is plain to see."""
    marks = _run(text)
    if not marks:
        return (text,) if text else ()
    ends = [mark.start("mark") for mark in marks[1:]] + [len(text)]
    pieces = [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    before = text[: marks[0].start("mark")].strip()
    if before:
        pieces[0] = f"{before}\n{pieces[0]}"
    return tuple(piece for piece in pieces if piece)


def _run(text: str) -> list[re.Match[str]]:
    """The marks 1, 2, 3 … of the style in which the first 1 stands; inner numbering of another style is text."""
    marks: list[re.Match[str]] = []
    chosen = None
    for found in _MARK.finditer(text):
        style, value = _style(found)
        if value == len(marks) + 1 and chosen in (None, style):
            chosen = style
            marks.append(found)
    return marks


def _style(found: re.Match[str]) -> tuple[str, int]:
    """How a number is written, and the number."""
    if found["circled"]:
        return "circled", _CIRCLED.index(found["circled"]) + 1
    written = "digits" if found["n"].isascii() else "numeral"
    return f"{found['opening']}{written}{found['closing']}".translate(_ALIKE), number(found["n"])
