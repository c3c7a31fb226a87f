"""One paper being written: pages, lines and page numbers as the standard has them, and the ways to write a line."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.section import Section, _Footer
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from caseflow.papers import measures as m
from caseflow.papers.marks import element, font, indent, keep, page_number
from caseflow.papers.text import broken, clean

ZERO = Pt(0)
TITLE_CHARACTERS = 20
"""Of 22 pt in 156 mm."""
DAY_INDENT = 4.0
FOOT = Mm(23)
"""From the page's lower edge to the foot of the number: the number then stands 7 mm below the text (7.5)."""
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class Sheet:
    """A Word document of A4 pages. Every text is freed of what a Word file cannot hold before it is set."""

    def __init__(self, title: str, author: str) -> None:
        self.document = docx.Document()
        self.section: Section = self.document.sections[0]
        self.width = m.BODY_WIDTH
        self._set_page()
        self._set_style()
        properties = self.document.core_properties
        properties.title, properties.author, properties.language = clean(title), clean(author), "zh-CN"
        properties.comments, properties.created, properties.modified = "", _EPOCH, _EPOCH
        _name_fallbacks(self.document)

    def bytes(self) -> bytes:
        """The finished .docx."""
        target = io.BytesIO()
        self.document.save(target)
        return target.getvalue()

    def line(
        self,
        text: str = "",
        name: str = m.BODY,
        size: Length = m.THREE,
        align: ALIGN = ALIGN.LEFT,
        *,
        pitch: Length = m.PITCH,
        color: str = "",
        scale: int = 0,
    ) -> Paragraph:
        """A paragraph of one font, on its own line or lines of a fixed height."""
        return self.written(
            self.document.add_paragraph(), text, name, size, align, pitch=pitch, color=color, scale=scale
        )

    def written(
        self,
        paragraph: Paragraph,
        text: str,
        name: str = m.BODY,
        size: Length = m.THREE,
        align: ALIGN = ALIGN.LEFT,
        *,
        pitch: Length = m.PITCH,
        color: str = "",
        scale: int = 0,
    ) -> Paragraph:
        """The same for a paragraph that is there already, in a cell or a foot."""
        paragraph.alignment = align
        exact(paragraph, pitch)
        spacing = m.CONDENSED if size == m.THREE and name != m.TITLE else 0
        font(paragraph.add_run(clean(text)), name, size, color=color, spacing=spacing, scale=scale)
        return paragraph

    def blank(self, lines: int = 1, pitch: Length = m.PITCH) -> None:
        """Empty lines."""
        for _ in range(lines):
            self.line(pitch=pitch)

    def narrow(self) -> None:
        """The narrower margins of a form, which is to fit one page; the standard fixes those of documents alone."""
        section = self.section
        section.top_margin, section.bottom_margin = Mm(18), Mm(24)
        section.left_margin, section.right_margin, section.footer_distance = Mm(24), Mm(18), Mm(7)
        self.width = m.FORM_WIDTH

    def title(self, *parts: str, before: int = 2, after: int = 1) -> None:
        """标题: 2号小标宋, centred, two empty lines above, one below; broken between its parts (7.3.1)."""
        self.blank(before)
        for part in broken([clean(part) for part in parts], TITLE_CHARACTERS):
            keep(self.line(part, m.TITLE, m.TWO, ALIGN.CENTER, pitch=Pt(36)))
        self.blank(after)

    def addressee(self, to: str) -> None:
        """主送机关: flush left, a full-width colon behind (7.3.2)."""
        self.line(f"{to}：")

    def body(self, text: str) -> None:
        """正文: each line of a text a paragraph of its own, indented by two characters (7.3.3)."""
        for part in filter(None, (piece.strip() for piece in text.splitlines())):
            paragraph = self.line(part, align=ALIGN.JUSTIFY)
            indent(paragraph, first=2)

    def level(self, text: str, depth: int = 1) -> None:
        """A heading of the text: 一、黑体; （一）楷体; deeper ones as the text itself."""
        paragraph = self.line(text, {1: m.HEI, 2: m.KAI}.get(depth, m.BODY), align=ALIGN.JUSTIFY)
        indent(paragraph, first=2)
        keep(paragraph)

    def labelled(self, label: str, text: str) -> None:
        """A paragraph that begins with a word in 黑体."""
        paragraph = self.line("", align=ALIGN.JUSTIFY)
        indent(paragraph, first=2)
        font(paragraph.add_run(clean(label)), m.HEI, m.THREE, spacing=m.CONDENSED)
        font(paragraph.add_run(clean(text)), m.BODY, m.THREE, spacing=m.CONDENSED)

    def attachments(self, names: Sequence[str]) -> None:
        """附件说明: one empty line below the text, numbered where there are several (7.3.4)."""
        if not names:
            return
        self.blank()
        for n, name in enumerate(names, 1):
            head = "附件：" if n == 1 else "　　　"
            indent(self.line(f"{head}{n}. {name}" if len(names) > 1 else f"{head}{name}"), first=2)

    def signed(self, day: str, *offices: str) -> None:
        """署名 and 成文日期: the day four characters from the right, the office centred over it (7.3.5); never parted.

        A name so long that it would stand out over the margin ends there, and the day is centred under it.
        """
        self.blank()
        for paragraph in self.document.paragraphs[-2:]:  # the page that is signed holds words of the text
            keep(paragraph)
        beside = (max(map(len, offices)) - _width(day)) / 2
        for office in offices:
            line = self.line(office, align=ALIGN.RIGHT)
            indent(line, right=max(0.0, DAY_INDENT - (len(office) - _width(day)) / 2))
            keep(line)
        last = self.line(day, align=ALIGN.RIGHT)
        indent(last, right=max(DAY_INDENT, beside))
        keep(last)

    def numbered_pages(self, *, first: bool = True) -> None:
        """Page numbers right on odd pages, left on even ones (7.5); none on the first page of a letter."""
        self.section.different_first_page_header_footer = not first
        for foot, align in ((self.section.footer, ALIGN.RIGHT), (self.section.even_page_footer, ALIGN.LEFT)):
            paragraph = _only(foot)
            paragraph.alignment = align
            exact(paragraph, Pt(16))
            page_number(paragraph, m.SONG, m.FOUR)
            side = {"right": 1.0} if align is ALIGN.RIGHT else {"left": 1.0}
            indent(paragraph, size=14, **side)

    def _set_page(self) -> None:
        section = self.section
        section.page_width, section.page_height = m.PAGE
        section.top_margin, section.bottom_margin = m.TOP, m.BOTTOM
        section.left_margin, section.right_margin = m.LEFT, m.RIGHT
        section.header_distance, section.footer_distance = Mm(15), FOOT
        grid = section._sectPr.find(qn("w:docGrid"))
        if grid is None:
            grid = element("docGrid")
            section._sectPr.append(grid)
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), str(round(m.PITCH.twips)))
        self.document.settings.odd_and_even_pages_header_footer = True

    def _set_style(self) -> None:
        normal = self.document.styles["Normal"]
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{script}"), None)
        for script, family in (("ascii", m.LATIN), ("hAnsi", m.LATIN), ("eastAsia", m.BODY), ("cs", m.LATIN)):
            fonts.set(qn(f"w:{script}"), family)
        normal.font.size = m.THREE
        form = normal.paragraph_format
        form.space_before = form.space_after = ZERO
        form.widow_control = False  # 22 lines a page, whatever begins or ends there
        properties = normal.element.get_or_add_pPr()
        for name in ("overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid"):
            properties.insert_element_before(
                element(name, val=0),
                "w:bidi",
                "w:adjustRightInd",
                "w:snapToGrid",
                "w:spacing",
                "w:ind",
                "w:jc",
                "w:rPr",
            )


def _width(text: str) -> float:
    """How many characters wide a text is; figures are half as wide."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def exact(paragraph: Paragraph, pitch: Length) -> None:
    """Lines of a fixed height, whatever stands in them."""
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = pitch


def _only(foot: _Footer) -> Paragraph:
    """The one paragraph of a foot that is the section's own."""
    foot.is_linked_to_previous = False
    found: Paragraph = foot.paragraphs[0]
    return found


def _name_fallbacks(document: Any) -> None:
    """Names, in the document's font table, what may stand in for a font that is not there."""
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in m.FALLBACKS.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    table = f'{head}<w:fonts xmlns:w="{space}">{rows}</w:fonts>'
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = table.encode()
