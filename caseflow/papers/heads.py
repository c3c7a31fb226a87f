"""The four faces of an official paper: with a red head, as a letter, as minutes, as a form; and its foot."""

from collections.abc import Iterator

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from caseflow.papers import measures as m
from caseflow.papers.box import at_the_foot
from caseflow.papers.imprint import Imprint, qr
from caseflow.papers.marks import element, font, indent, page_number, rule, widen
from caseflow.papers.sheet import Sheet, exact
from caseflow.papers.text import in_words, or_blank

NUMBER_TO_FILL = "〔　　　　〕　　号"
HEAD_SPACE = Mm(35)
"""From the text's upper edge to 发文机关标志 (7.2.4)."""
RULE_EIGHTHS = 18
"""版头分隔线, 2.25 pt: as thick as offices print it; the standard names its length and place alone."""
ROW, CHECKED = Pt(25), Mm(18)
"""Heights of a line of the foot, and of that with the code."""
SHORT = 20
"""Characters of a name that goes on one line with the date in 4号."""
QR_SIDE = Mm(16)
LETTER_RULE = Mm(170)
"""The red double lines of a letter (10.1)."""


def red_head(
    sheet: Sheet,
    imprint: Imprint,
    *,
    signed_by: str | None = None,
    above: Length = HEAD_SPACE,
    below: int = 2,
) -> None:
    """版头 of a document: the name 35 mm below the text's edge, number two lines below, the red line 4 mm further.

    `signed_by` names the signer at the right of the number (7.2.6); None for papers that go down.
    """
    sheet.line(pitch=above, text="作　废" if imprint.void else "", name=m.HEI, size=m.TWO, color=m.RED)
    _name(sheet, imprint.issuer)
    sheet.blank(below)
    number = imprint.number or NUMBER_TO_FILL
    if signed_by is None:
        sheet.line(number, align=ALIGN.CENTER)
    else:
        _number_and_signer(sheet, number, signed_by)
    rule(sheet.line(pitch=Mm(4)), "bottom", eighths=RULE_EIGHTHS, color=m.RED)
    sheet.numbered_pages()


def letter(sheet: Sheet, imprint: Imprint) -> None:
    """信函格式: name 30 mm from the page's edge, double lines below it and at the foot, page 1 not numbered (10.1)."""
    section = sheet.section
    section.header_distance, section.footer_distance = Mm(30), Mm(20)
    sheet.numbered_pages(first=False)
    over = (LETTER_RULE - m.BODY_WIDTH) // 2
    head, foot = section.first_page_header, section.first_page_footer
    for part in (head, foot, section.header, section.even_page_header):
        part.is_linked_to_previous = False
    name = head.paragraphs[0]
    _write_name(sheet, name, imprint.issuer)
    widen(name, Length(over + Mm(1)), Length(over - Mm(1)))
    rule(name, "bottom", style="thickThinSmallGap", eighths=24, color=m.RED, space=11)
    if imprint.code:
        checked(foot.paragraphs[0], imprint, Mm(11))
    last = foot.add_paragraph() if imprint.code else foot.paragraphs[0]
    exact(last, Pt(4))
    widen(last, Length(over + Mm(1)), Length(over - Mm(1)))
    rule(last, "bottom", style="thinThickSmallGap", eighths=24, color=m.RED)
    for part in (section.header, section.even_page_header):
        exact(part.paragraphs[0], Pt(1))
    number = sheet.line(imprint.number or NUMBER_TO_FILL, align=ALIGN.RIGHT)
    number.paragraph_format.space_before = Pt(14)  # 7/8 of a character of 3号
    if imprint.void:
        sheet.line("作　废", m.HEI, m.TWO, color=m.RED)


def minutes(sheet: Sheet, name: str, imprint: Imprint) -> None:
    """纪要格式: its mark in red, number below; issuer and day at the ends of one line over the red rule (10.3)."""
    sheet.line(pitch=Mm(20), text="作　废" if imprint.void else "", name=m.HEI, size=m.TWO, color=m.RED)
    sheet.line(name, m.TITLE, Pt(40), ALIGN.CENTER, pitch=Pt(52), color=m.RED)
    sheet.blank()
    sheet.line(imprint.number or NUMBER_TO_FILL, align=ALIGN.CENTER)
    sheet.blank()
    last = _left_and_right(sheet, imprint.issuer, in_words(imprint.on))
    rule(last, "bottom", eighths=RULE_EIGHTHS, color=m.RED, space=6)
    sheet.numbered_pages()


def form_head(sheet: Sheet, title: str, imprint: Imprint) -> None:
    """A form: its name in 2号小标宋, the office and the number on one line over the table."""
    sheet.narrow()
    if imprint.void:
        sheet.line("作　废", m.HEI, m.THREE, color=m.RED, pitch=Pt(20))
    sheet.line(title, m.TITLE, m.TWO, ALIGN.CENTER, pitch=Pt(34))
    number = f"编号：{imprint.number or '　　　　　　　'}"
    _spread(sheet, sheet.document.add_paragraph(), imprint.issuer, number, m.FIVE, Pt(20), sheet.width)
    _form_feet(sheet, imprint)


def foot(sheet: Sheet, imprint: Imprint) -> None:
    """版记 at the foot of the last page: code and QR, those who also receive it, who printed it and when (7.4)."""
    _foot(sheet, imprint, [*_copies(imprint), (imprint.issuer, f"{in_words(imprint.on)}印发")], imprint.code)


def letter_foot(sheet: Sheet, imprint: Imprint) -> None:
    """版记 of a letter, which has no line of who printed it (10.1); its code stands on the first page."""
    _foot(sheet, imprint, list(_copies(imprint)), "")


def _copies(imprint: Imprint) -> Iterator[tuple[str, str]]:
    if imprint.copies:
        yield f"抄送：{'，'.join(imprint.copies)}。", ""


def _foot(sheet: Sheet, imprint: Imprint, rows: list[tuple[str, str]], code: str) -> None:
    """A box at the foot, and in the text as much room as it takes: what does not fit above goes over with it."""
    if not rows and not code:
        return
    height = Length((ROW + Pt(2)) * len(rows) + (CHECKED if code else 0))
    room = sheet.line(pitch=height)
    lines = []
    if code:
        lines.append(sheet.document.add_paragraph())
        checked(lines[-1], imprint)
    for n, (left, right) in enumerate(rows):
        lines.append(sheet.document.add_paragraph())
        size = m.FOUR if len(left) < SHORT or not right else m.SMALL_FOUR
        _spread(sheet, lines[-1], f"　{left}", right and f"{right}　", size, ROW)
        rule(lines[-1], "top", eighths=6 if n else 8)
        if n == len(rows) - 1:
            rule(lines[-1], "bottom", eighths=8)
    at_the_foot(room, lines, m.BODY_WIDTH, height)


def checked(paragraph: Paragraph, imprint: Imprint, side: Length = QR_SIDE) -> None:
    """The short code with its QR, at the right."""
    paragraph.alignment = ALIGN.RIGHT
    paragraph.add_run().add_picture(qr(imprint.address or imprint.code), width=side)
    font(paragraph.add_run(f"　核验码 {imprint.code}"), m.BODY, m.FIVE)


def checked_line(sheet: Sheet, imprint: Imprint) -> None:
    """The same at the end of a notice."""
    if imprint.code:
        line = sheet.document.add_paragraph()
        line.paragraph_format.space_before = Pt(4)
        checked(line, imprint)


def _form_feet(sheet: Sheet, imprint: Imprint) -> None:
    """Number and code at the foot of every page of a form, so that each sheet can be checked."""
    for foot in (sheet.section.footer, sheet.section.even_page_footer):
        foot.is_linked_to_previous = False
        paragraph = foot.paragraphs[0]
        paragraph.style = "Normal"  # the style of feet has stops of its own
        _tab_right(paragraph, sheet.width)
        page_number(paragraph, m.SONG, m.SMALL_FOUR)
        paragraph.add_run("\t")
        if imprint.code:
            checked(paragraph, imprint, Mm(13))
        paragraph.alignment = ALIGN.LEFT


def _name(sheet: Sheet, issuer: str) -> None:
    _write_name(sheet, sheet.document.add_paragraph(), issuer)


def _write_name(sheet: Sheet, paragraph: Paragraph, issuer: str) -> None:
    """发文机关标志 on one line: smaller, then narrower characters the longer it is (7.2.4)."""
    width = m.BODY_WIDTH.pt - 4
    size = min(44.0, max(28.0, width / max(1, len(issuer))))
    scale = min(100, int(100 * width / (size * max(1, len(issuer)))))
    sheet.written(
        paragraph, issuer, m.TITLE, Pt(round(size * 2) / 2), ALIGN.CENTER,
        pitch=Pt(size * 1.3), color=m.RED, scale=0 if scale == 100 else scale,
    )  # fmt: skip


def _number_and_signer(sheet: Sheet, number: str, signed_by: str) -> Paragraph:
    line = sheet.line(number)
    indent(line, left=1, right=1)
    _tab_right(line, m.BODY_WIDTH - Pt(16))
    font(line.add_run("\t签发人："), m.BODY, m.THREE)
    font(line.add_run(or_blank(signed_by)), m.KAI, m.THREE)
    return line


def _left_and_right(sheet: Sheet, left: str, right: str, size: Length = m.THREE) -> Paragraph:
    line = sheet.document.add_paragraph()
    _spread(sheet, line, left, right, size, m.PITCH)
    return line


def _spread(
    sheet: Sheet,
    paragraph: Paragraph,
    left: str,
    right: str,
    size: Length,
    pitch: Length,
    width: Length = m.BODY_WIDTH,
) -> None:
    """Two texts at the ends of one line; the left one is narrowed where both are too long for it."""
    room = width.pt - sum(size.pt * (0.55 if c.isascii() else 1) for c in right) - size.pt
    scale = min(100, int(100 * room / (size.pt * max(1, len(left))))) if right else 100
    sheet.written(paragraph, left, m.BODY, size, pitch=pitch, scale=0 if scale == 100 else scale)
    if right:
        _tab_right(paragraph, width)
        font(paragraph.add_run(f"\t{right}"), m.BODY, size)


def _tab_right(paragraph: Paragraph, place: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    tabs = element("tabs")
    tabs.append(element("tab", val="right", pos=round(Length(place).twips)))
    properties.insert_element_before(
        tabs,
        "w:suppressAutoHyphens",
        "w:kinsoku",
        "w:wordWrap",
        "w:overflowPunct",
        "w:autoSpaceDE",
        "w:autoSpaceDN",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:rPr",
    )
