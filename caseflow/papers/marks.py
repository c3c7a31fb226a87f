"""What python-docx has no words for: fonts by script, indents in characters, rules, fields and fixed line heights."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from caseflow.papers.measures import LATIN

_AFTER_BORDER = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct",
                 "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid",
                 "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc",
                 "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle",
                 "w:rPr", "w:sectPr", "w:pPrChange")  # fmt: skip


def element(name: str, **attributes: object) -> Any:
    """An element of WordprocessingML with its attributes, `w:` before each name."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def font(run: Run, name: str, size: Length, *, color: str = "", spacing: int = 0, scale: int = 0) -> Run:
    """Sets a run in a Chinese font. `spacing` in twentieths of a point, `scale` the width of characters in percent."""
    properties = run._element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), LATIN)
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hint"), "eastAsia")
    run.font.size = size
    if color:
        properties.append(element("color", val=color))
    if spacing:
        _put(properties, element("spacing", val=spacing), ("w:w", "w:kern", "w:position", "w:sz", "w:szCs"))
    if scale:
        _put(properties, element("w", val=scale), ("w:kern", "w:position", "w:sz", "w:szCs"))
    return run


def indent(
    paragraph: Paragraph, *, first: float = 0, left: float = 0, right: float = 0, size: float = 16
) -> None:
    """Indents in characters of a size in points: Word counts characters, LibreOffice the length beside them."""
    found = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for name, characters in (("firstLine", first), ("left", left), ("right", right)):
        if characters:
            found.set(qn(f"w:{name}Chars"), str(round(characters * 100)))
            found.set(qn(f"w:{name}"), str(round(characters * size * 20)))


def widen(paragraph: Paragraph, left: Length, right: Length) -> None:
    """Lets a paragraph, and the rules round it, stand out over the margins."""
    found = paragraph._p.get_or_add_pPr().get_or_add_ind()
    found.set(qn("w:left"), str(-round(left.twips)))
    found.set(qn("w:right"), str(-round(right.twips)))


def rule(
    paragraph: Paragraph,
    side: str,
    *,
    style: str = "single",
    eighths: int = 8,
    color: str = "",
    space: int = 0,
) -> None:
    """A line along a paragraph's side; `eighths` of a point thick, `space` points away from the words."""
    properties = paragraph._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = element("pBdr")
        properties.insert_element_before(borders, *_AFTER_BORDER)
    borders.append(element(side, val=style, sz=eighths, space=space, color=color or "000000"))


def page_number(paragraph: Paragraph, name: str, size: Length) -> None:
    """`— 1 —`, the figure counted by whoever opens the document."""
    instruction, shown = element("instrText"), element("t")
    instruction.text, shown.text = "PAGE", "1"
    begin, middle, end = (element("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
    font(paragraph.add_run("— "), name, size)
    for part in (
        begin,
        instruction,
        middle,
        shown,
        end,
    ):  # a run each: LibreOffice sets the figure as its own run
        font(paragraph.add_run(), name, size)._element.append(part)
    font(paragraph.add_run(" —"), name, size)


def keep(paragraph: Paragraph, *, with_next: bool = True) -> None:
    """Holds a paragraph together, and with the next, on one page."""
    paragraph.paragraph_format.keep_together = True
    paragraph.paragraph_format.keep_with_next = with_next


def _put(properties: Any, made: Any, later: tuple[str, ...]) -> None:
    """Puts an element where the order of the schema has it."""
    properties.insert_element_before(made, *later)
