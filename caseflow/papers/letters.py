"""Letters: 提醒函, 预警函, 约谈通知书 and 问题线索移送函, laid out as 信函格式."""

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK

from caseflow.papers import measures as m
from caseflow.papers.facts import Interview, Letter, Referral
from caseflow.papers.grid import Cell, Grid, label
from caseflow.papers.heads import letter, letter_foot
from caseflow.papers.sheet import Sheet
from caseflow.papers.text import in_words, or_blank


def letter_paper(facts: Letter) -> bytes:
    """提醒函, 预警函 or 通报表扬."""
    sheet = Sheet(f"{facts.word} {facts.imprint.number}", facts.imprint.issuer)
    letter(sheet, facts.imprint)
    sheet.title("关于", facts.matter.short, f"整改进展的{facts.word}", before=2)
    sheet.addressee(facts.to)
    due = f"，整改时限为{facts.matter.due}" if facts.matter.due else ""
    sheet.body(
        f"由你单位牵头的{facts.matter.inspection}{facts.matter.name}（编号{facts.matter.number}）{due}。"
    )
    sheet.labelled("事由：", or_blank(facts.cause))
    sheet.body(facts.words or or_blank(""))
    if facts.asks:  # a commendation asks for no answer
        items = f"，写明{facts.must_say}" if facts.must_say else ""
        sheet.body(f"请于{in_words(facts.reply_by)}前书面答复我办{items}。")
    sheet.body(f"联系人及电话：{or_blank(facts.contact)}")
    sheet.signed(in_words(facts.imprint.on), facts.imprint.issuer)
    letter_foot(sheet, facts.imprint)
    return sheet.bytes()


def interview_notice(facts: Interview) -> bytes:
    """约谈通知书."""
    sheet = Sheet(f"约谈通知书 {facts.imprint.number}", facts.imprint.issuer)
    letter(sheet, facts.imprint)
    sheet.title("约谈通知书")
    sheet.addressee(facts.to)
    sheet.body(
        f"因{facts.matter.inspection}{facts.matter.name}（编号{facts.matter.number}）整改工作，决定对你单位进行约谈。现将有关事项通知如下："
    )
    for heading, text in (
        ("一、约谈时间：", facts.when),
        ("二、约谈地点：", facts.where),
        ("三、约谈对象：", facts.whom),
        ("四、约谈事由：", facts.cause),
        ("五、需带材料：", facts.bring),
    ):
        sheet.labelled(heading, or_blank(text))
    sheet.body("请按时参加。确因特殊情况不能参加的，须提前书面说明并经我办同意。")
    sheet.body(f"联系人及电话：{or_blank(facts.contact)}")
    sheet.signed(in_words(facts.imprint.on), facts.imprint.issuer)
    letter_foot(sheet, facts.imprint)
    return sheet.bytes()


def referral_letter(facts: Referral) -> bytes:
    """问题线索移送函 with 线索清单, 证据目录 and 回执, each on pages of its own."""
    sheet = Sheet(f"问题线索移送函 {facts.imprint.number}", facts.imprint.issuer)
    letter(sheet, facts.imprint)
    sheet.title("问题线索移送函")
    sheet.addressee(facts.to)
    sheet.body(
        f"我办在生态环境保护督察整改工作中发现{or_blank(facts.units)}涉嫌{or_blank(facts.category)}问题线索（线索编号{or_blank(facts.clue)}），现移送你单位依规依纪依法处理。"
    )
    sheet.body("处置方式和处理结果请函告我办。收到本函后，请将回执加盖公章退回。")
    sheet.body(f"联系人及电话：{or_blank(facts.contact)}")
    sheet.attachments(("问题线索清单", "证据目录", "回执"))
    sheet.signed(in_words(facts.imprint.on), facts.imprint.issuer)
    _clue_list(sheet, facts)
    _evidence(sheet, facts)
    _receipt(sheet, facts)
    letter_foot(sheet, facts.imprint)
    return sheet.bytes()


def _annex(sheet: Sheet, n: int, title: str) -> None:
    """附件 on a new page: 附件 and its number in 黑体 at the left of the first line (7.3.7)."""
    sheet.document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    sheet.line(f"附件{n}", m.HEI)
    sheet.title(title, before=1)


def _clue_list(sheet: Sheet, facts: Referral) -> None:
    _annex(sheet, 1, "问题线索清单")
    grid = Grid(sheet, (36, 120))
    for name, text in (
        ("线索编号", facts.clue),
        ("线索来源", facts.origin),
        ("问题类别", facts.category),
        ("涉及单位、人员", facts.units),
        ("人员级别", facts.level),
        ("问题描述", facts.problem),
        ("移送单位", facts.imprint.issuer),
        ("接收单位", facts.to),
        ("移送日期", in_words(facts.imprint.on)),
    ):
        grid.row(label(name), Cell(text), height=12)
    sheet.line(pitch=m.FOUR)


def _evidence(sheet: Sheet, facts: Referral) -> None:
    _annex(sheet, 2, "证据目录")
    grid = Grid(sheet, (14, 62, 44, 36))
    grid.row(
        *(label(name) for name in ("序号", "证据名称", "文件摘要（SHA-256 前16位）", "形成日期")), heads=True
    )
    for n, piece in enumerate(facts.evidence, 1):
        day = in_words(piece.on) if piece.on else ""
        grid.row(
            Cell(str(n), centred=True),
            Cell(piece.name),
            Cell(piece.number, centred=True),
            Cell(day, centred=True),
        )
    if not facts.evidence:
        grid.row(Cell(), Cell(), Cell(), Cell())
    sheet.line(pitch=m.FOUR)


def _receipt(sheet: Sheet, facts: Referral) -> None:
    _annex(sheet, 3, "回　执")
    sheet.addressee(facts.imprint.issuer)
    sheet.body(
        f"你办{or_blank(facts.imprint.number)}《问题线索移送函》及所附问题线索（编号{or_blank(facts.clue)}）已收到。"
    )
    sheet.body("签收人：＿＿＿＿＿＿＿＿\n签收时间：　　　　年　　月　　日")
    sheet.blank(2)
    sheet.line("（接收单位盖章）　　　　", align=ALIGN.RIGHT)
    sheet.line("年　　月　　日　　　　", align=ALIGN.RIGHT)
