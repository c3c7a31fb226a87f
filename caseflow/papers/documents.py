"""Papers with a head: 督办单, 通报, 约谈纪要 and 整改完成情况公示."""

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt

from caseflow.domain.numerals import numeral
from caseflow.papers import measures as m
from caseflow.papers.facts import Circular, InterviewMinutes, Order, PublicNotice
from caseflow.papers.grid import Cell, Grid, label
from caseflow.papers.heads import checked_line, foot, minutes, red_head
from caseflow.papers.sheet import Sheet
from caseflow.papers.text import in_words, or_blank


def order_paper(facts: Order) -> bytes:
    """督办单: one number for one matter (一件一号)."""
    sheet = Sheet(f"{facts.word} {facts.imprint.number}", facts.imprint.issuer)
    red_head(sheet, facts.imprint, signed_by=facts.signed_by, above=Mm(6), below=1)
    sheet.title(facts.word, before=1)
    grid = Grid(sheet, (32, 124))
    matter = facts.matter
    finish = (facts.finish_by and in_words(facts.finish_by)) or matter.due
    rows = (
        ("督办事项", f"{matter.inspection}{matter.name}（编号{matter.number}）"),
        ("承办单位", facts.to),
        ("督办依据", facts.basis),
        ("存在问题", facts.problem),
        ("督办要求", facts.demand),
        ("办结时限", finish),
        ("反馈时限", in_words(facts.reply_by)),
        ("签收人及时间", f"{or_blank(facts.received_by)}　　{in_words(facts.received_on)}"),
    )
    for name, text in rows:
        grid.row(label(name), Cell(text), height=9)
    answered = (
        f"\n{in_words(facts.answered_on)}"
        if facts.answered_on
        else "\n（承办单位盖章）　　　　年　　月　　日"
    )
    grid.row(label("办理情况反馈"), Cell(f"{facts.answer}{answered}"), height=24)
    foot(sheet, facts.imprint)
    return sheet.bytes()


def circular_paper(facts: Circular) -> bytes:
    """通报: headings counted 一、二、…, the table behind the text, signed by the office."""
    sheet = Sheet(facts.title, facts.imprint.issuer)
    red_head(sheet, facts.imprint)
    sheet.title(facts.title + ("（代拟稿）" if facts.draft else ""))
    sheet.addressee(facts.to)
    sheet.body(facts.opening)
    for n, section in enumerate(facts.sections, 1):
        sheet.level(f"{numeral(n)}、{section.heading}")
        for paragraph in section.paragraphs:
            sheet.body(paragraph)
    sheet.attachments((facts.table_title,) if facts.headings else ())
    sheet.signed(in_words(facts.imprint.on), facts.imprint.issuer)
    if facts.headings:
        _table(sheet, facts)
    foot(sheet, facts.imprint)
    return sheet.bytes()


def minutes_paper(facts: InterviewMinutes) -> bytes:
    """约谈纪要: cause, what the unit said, what was demanded by when, what it promised, and who was there."""
    sheet = Sheet(f"约谈纪要 {facts.imprint.number}", facts.imprint.issuer)
    minutes(sheet, "约 谈 纪 要", facts.imprint)
    sheet.title(f"关于{facts.matter.short}", f"约谈{facts.unit}的纪要", before=1)
    sheet.body(
        f"{or_blank(facts.when)}，{or_blank(facts.chair)}在{or_blank(facts.where)}就{facts.matter.inspection}{facts.matter.name}（编号{facts.matter.number}）整改工作约谈{facts.unit}。纪要如下："
    )
    for n, (heading, text) in enumerate(
        (
            ("约谈事由和存在问题", facts.stated),
            ("被约谈方说明", facts.answered),
            ("整改要求和时限", facts.demanded),
            ("被约谈方表态", facts.promised),
        ),
        1,
    ):
        sheet.level(f"{numeral(n)}、{heading}")
        sheet.body(or_blank(text))
    sheet.body(f"{facts.unit}须于{in_words(facts.report_by)}前书面报送落实情况。")
    sheet.blank()
    for name, people in (("出席：", facts.present), ("请假：", facts.absent)):
        if people or name == "出席：":
            sheet.labelled(name, "　".join(people) or or_blank(""))
    foot(sheet, facts.imprint)
    return sheet.bytes()


def notice_paper(facts: PublicNotice) -> bytes:
    """整改完成情况公示, as the places write it whose notices were published (research/domain.md §9 E, F, G)."""
    sheet = Sheet(f"{facts.matter.name}整改完成情况公示", facts.imprint.issuer)
    sheet.numbered_pages()
    if facts.imprint.void:
        sheet.line("作　废", m.HEI, m.TWO, color=m.RED)
    sheet.title(f"关于{facts.matter.inspection}", facts.matter.short, "整改完成情况的公示", before=1)
    _LAYOUTS[facts.layout](sheet, facts)
    sheet.signed(in_words(facts.imprint.on), *(facts.signed or (facts.imprint.issuer,)))
    checked_line(sheet, facts.imprint)
    return sheet.bytes()


def _table(sheet: Sheet, facts: Circular) -> None:
    sheet.document.paragraphs[-1].paragraph_format.keep_with_next = False
    head = sheet.line("附件", m.HEI)
    head.paragraph_format.page_break_before = True
    sheet.line(facts.table_title, m.TITLE, m.TWO, ALIGN.CENTER, pitch=Pt(40))
    first, rest = 32.0, 124.0 / max(1, len(facts.headings) - 1)
    grid = Grid(sheet, (first, *(rest for _ in facts.headings[1:])), m.FIVE, side=0.5)
    grid.row(*(label(heading) for heading in facts.headings), heads=True, splits=False)
    for row in facts.rows:
        grid.row(Cell(row[0]), *(Cell(cell, centred=True) for cell in row[1:]), splits=False, height=7)
    if facts.note:
        sheet.line(facts.note, m.BODY, m.SMALL_FOUR, pitch=Pt(20))


def _jilin(sheet: Sheet, facts: PublicNotice) -> None:
    """E: Siping's own notices of 2019 to 2022."""
    plan = f"《{facts.matter.inspection}整改方案》" if facts.matter.inspection else "督察整改方案"
    sheet.body(
        f"按照{plan}要求，{facts.matter.name}（编号{facts.matter.number}）已完成整改，现将整改完成情况公示如下："
    )
    for heading, text in (
        ("整改任务", facts.problem),
        ("整改目标", facts.goal),
        ("整改措施", facts.measures),
        ("整改完成情况", facts.result),
    ):
        sheet.labelled(f"{heading}：", "" if "\n" in text else or_blank(text))
        if "\n" in text:
            sheet.body(text)
    sheet.body("特此公示！")
    sheet.labelled("公示时间：", f"{in_words(facts.first)}至{in_words(facts.last)}，{facts.days}")
    sheet.labelled("异议联系单位：", or_blank(facts.office))
    sheet.labelled("联系电话：", or_blank(facts.phone))
    sheet.labelled("联系地址：", or_blank(facts.address))


def _heilongjiang(sheet: Sheet, facts: PublicNotice) -> None:
    """F: eight numbered parts and the sentence of the postmark."""
    parts = (
        ("整改问题", facts.problem),
        ("整改目标", facts.goal),
        ("整改措施", facts.measures),
        ("整改主要工作及成效", facts.result),
        ("公示时间", f"{in_words(facts.first)}至{in_words(facts.last)}，{facts.days}"),
        ("受理部门", facts.office),
        ("受理电话", facts.phone),
        ("受理地址", facts.address),
    )
    for n, (heading, text) in enumerate(parts, 1):
        sheet.level(f"{numeral(n)}、{heading}")
        sheet.body(or_blank(text))
    sheet.body(
        "公示期内如有异议，可以书面或电话方式向受理部门反映。邮寄的以邮戳日期为准，直接送达的以送达日期为准。"
    )


def _anhui(sheet: Sheet, facts: PublicNotice) -> None:
    """G: six numbered parts, the objection in a sentence."""
    parts = (
        ("整改问题", facts.problem),
        ("整改实施主体", facts.matter.responsible or facts.matter.lead),
        ("重点措施", facts.measures),
        ("目标任务", facts.goal),
        ("完成时限", facts.matter.due),
        ("整改完成情况", facts.result),
    )
    for n, (heading, text) in enumerate(parts, 1):
        sheet.level(f"{numeral(n)}、{heading}")
        sheet.body(or_blank(text))
    sheet.body(
        f"现予以公示，公示时间为{in_words(facts.first)}至{in_words(facts.last)}（{facts.days}）。如有异议，请在公示期内向{or_blank(facts.office)}反映，地址：{or_blank(facts.address)}。"
    )
    sheet.body(f"监督电话：{or_blank(facts.phone)}")


_LAYOUTS = {"jilin": _jilin, "heilongjiang": _heilongjiang, "anhui": _anhui}
LAYOUTS = tuple(_LAYOUTS)
"""The layouts of a public notice."""
