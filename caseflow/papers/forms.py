"""Forms: 延期审批表, 验收意见表, 整改销号申请表, and 一案一档 with its cover and catalogue."""

from collections.abc import Iterable

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt

from caseflow.papers import measures as m
from caseflow.papers.facts import (
    Acceptance,
    Box,
    CaseFile,
    Closure,
    Criterion,
    Extension,
    Matter,
    MeasureLine,
    Opinion,
    Period,
    SiteCheck,
)
from caseflow.papers.grid import Cell, Grid, label
from caseflow.papers.heads import checked_line, form_head
from caseflow.papers.sheet import Sheet
from caseflow.papers.text import in_words

WIDTHS = (28.0, 56.0, 28.0, 56.0)
DATE_BLANK = "　　　　年　　月　　日"
BOX_TITLES = ("党委主要负责同志", "政府主要负责同志")


def extension_form(facts: Extension) -> bytes:
    """延期审批表."""
    sheet = Sheet("延期审批表", facts.imprint.issuer)
    form_head(sheet, "整改时限延期审批表", facts.imprint)
    grid = Grid(sheet, WIDTHS, m.FIVE)
    _matter(grid, facts.matter)
    grid.row(
        label("原整改时限"), Cell(in_words(facts.original)), label("现行时限"), Cell(in_words(facts.present))
    )
    grid.row(
        label("申请延至"), Cell(in_words(facts.wanted)), label("第几次延期"), Cell(str(facts.times or ""))
    )
    grid.row(label("目前进度"), Cell(facts.progress, 3), height=14)
    grid.row(label("延期理由"), Cell(facts.reason, 3), height=34)
    grid.row(label("申请单位"), Cell(_opinion(Opinion(facts.asked_by, "", "", facts.asked_on)), 3), height=20)
    grid.row(label("整改办\n审核意见"), Cell(_below(facts.checked), 3), height=24)
    _box_rows(
        grid,
        facts.boxes,
        ("领导小组组长意见\n（党委主要负责同志）", "领导小组组长意见\n（政府主要负责同志）"),
    )
    outcome = f"{facts.outcome}　{in_words(facts.decided_on)}" if facts.outcome else ""
    grid.row(label("审批结果"), Cell(outcome, 3), height=10)
    return sheet.bytes()


def acceptance_form(facts: Acceptance) -> bytes:
    """验收意见表."""
    sheet = Sheet("验收意见表", facts.imprint.issuer)
    form_head(sheet, "督察整改验收意见表", facts.imprint)
    grid = Grid(sheet, WIDTHS, m.FIVE)
    _matter(grid, facts.matter)
    grid.row(label("问题"), Cell(facts.matter.problem, 3), height=14)
    grid.row(label("整改目标"), Cell(facts.matter.goal, 3), height=10)
    grid.row(label("措施\n完成情况"), Cell(_measures(facts.measures), 3), height=14)
    grid.row(label("申请验收"), Cell(_opinion(facts.application), 3), height=10)
    grid.row(label("验收标准\n逐条核对"), Cell(_criteria(facts.criteria), 3), height=20)
    _site(grid, facts.site)
    return sheet.bytes()


def closure_form(facts: Closure) -> bytes:
    """整改销号申请表: two equal boxes, Party at the left."""
    sheet = Sheet("整改销号申请表", facts.imprint.issuer)
    form_head(sheet, "整改销号申请表", facts.imprint)
    grid = Grid(sheet, WIDTHS, m.FIVE)
    _matter(grid, facts.matter)
    grid.row(label("问题"), Cell(facts.matter.problem, 3))
    grid.row(label("整改目标"), Cell(facts.matter.goal), label("整改时限"), Cell(facts.matter.due))
    grid.row(label("措施\n完成情况"), Cell(_measures(facts.measures), 3))
    grid.row(label("销号标准"), Cell(_criteria(facts.criteria), 3))
    grid.row(
        label("责任单位\n自查意见"),
        Cell("\n".join(map(_opinion, facts.self_checks)) or _opinion(Opinion("")), 3),
    )
    grid.row(label("牵头部门意见"), Cell(_opinion(facts.application), 3))
    grid.row(label("验收单位意见"), Cell(_site_in_words(facts.site), 3))
    grid.row(label("公示情况"), Cell(_period(facts.period), 3))
    if facts.dossier:
        grid.row(label("案卷校验码"), Cell(facts.dossier, 3))
    _box_rows(grid, facts.boxes, tuple(f"{title}签字" for title in BOX_TITLES), height=30)
    grid.row(label("整改办备案\n意见、编号"), Cell(_opinion(facts.filed), 3), height=12)
    return sheet.bytes()


def case_file(facts: CaseFile) -> bytes:
    """一案一档: a cover, and from the second page the catalogue of what lies in it."""
    sheet = Sheet(f"案卷 {facts.matter.number}", facts.imprint.issuer)
    sheet.numbered_pages(first=False)
    sheet.section.first_page_footer.is_linked_to_previous = False
    sheet.blank(2)
    sheet.line("生态环境保护督察整改档案", m.TITLE, Pt(30), ALIGN.CENTER, pitch=Pt(44))
    sheet.line("（一案一档）", m.KAI, m.TWO, ALIGN.CENTER, pitch=Pt(36))
    sheet.blank(2)
    grid = Grid(sheet, (40, 116), m.FOUR)
    for name, text in (
        ("档案号", facts.matter.number),
        ("督察轮次", facts.matter.inspection),
        (facts.matter.kind, facts.matter.name),
        ("责任主体", facts.matter.locality),
        ("牵头部门", facts.matter.lead),
        ("责任单位", facts.matter.responsible),
        ("验收单位", facts.matter.acceptance),
        ("整改时限", facts.matter.due),
        ("办理状态", facts.state),
        ("建档日期", in_words(facts.opened_on)),
        ("销号日期", in_words(facts.closed_on)),
        ("立卷单位", facts.imprint.issuer),
        ("保管期限", ""),
        ("页　　数", ""),
    ):
        grid.row(label(name), Cell(text), height=9.2)
    checked_line(sheet, facts.imprint)
    _catalogue(sheet, facts)
    return sheet.bytes()


def _catalogue(sheet: Sheet, facts: CaseFile) -> None:
    head = sheet.line("卷内文件目录", m.TITLE, m.TWO, ALIGN.CENTER, pitch=Pt(40))
    head.paragraph_format.page_break_before = True
    grid = Grid(sheet, (12, 56, 30, 26, 22, 10), m.FIVE)
    grid.row(
        *(label(name) for name in ("序号", "文件名称", "文号、编号", "责任者", "日期", "页次")),
        heads=True,
        splits=False,
    )
    for n, piece in enumerate(facts.pieces, 1):
        name = f"{piece.name}（{piece.note}）" if piece.note else piece.name
        day = f"{piece.on:%Y%m%d}" if piece.on else ""
        cells = (Cell(name), Cell(piece.number), Cell(piece.author), Cell(day, centred=True), Cell())
        grid.row(Cell(str(n), centred=True), *cells, splits=False, height=7)


def _matter(grid: Grid, matter: Matter) -> None:
    place = f"第{matter.ordinal}项　{matter.number}" if matter.ordinal else matter.number
    source = "　".join(filter(None, (matter.inspection, matter.batch)))
    grid.row(label("任务序号、\n受理编号"), Cell(place), label("督察来源、\n批次"), Cell(source))
    grid.row(label(matter.kind), Cell(matter.name, 3))
    grid.row(label("责任主体"), Cell(matter.locality), label("牵头部门"), Cell(matter.lead))
    grid.row(label("责任单位"), Cell(matter.responsible), label("验收单位"), Cell(matter.acceptance))


def _site(grid: Grid, site: SiteCheck) -> None:
    leader, members = (site.people[0], "、".join(site.people[1:])) if site.people else ("", "")
    grid.row(label("现场核查时间"), Cell(in_words(site.day)), label("现场地点"), Cell(site.place))
    grid.row(label("验收组组长"), Cell(leader), label("验收组成员"), Cell(members), height=10)
    grid.row(label("验收结论"), Cell(_verdict(site), 3), height=10)
    grid.row(label("补正、退回\n要求及期限"), Cell(site.supplement, 3), height=10)
    if site.province:
        grid.row(label("省级意见"), Cell(site.province, 3), height=10)
    signed = f"{site.opinion}\n\n{site.unit}（盖章）　　验收组组长签字：　　　　　　{in_words(site.on)}"
    grid.row(label("验收单位意见"), Cell(signed, 3, foot=True), height=30, splits=False)


def _verdict(site: SiteCheck) -> str:
    marks = (
        site.passed is True,
        site.passed is False and not site.correct_by,
        bool(site.supplement) and site.passed is None,
    )
    words = ("通过", "不通过", "限期补正")
    if site.passed is False:
        marks = (False, True, False)
    return "　　".join(f"{'☑' if mark else '☐'}{word}" for mark, word in zip(marks, words, strict=True))


def _site_in_words(site: SiteCheck) -> str:
    people = "、".join(site.people)
    leader = f"组长、成员：{people or '　　　　　　　　'}"
    where = f"现场核查：{in_words(site.day)}　{site.place}"
    lines = [f"结论：{_verdict(site)}", f"{where}　{leader}"]
    if site.supplement:
        lines.append(site.supplement)
    lines.append(_opinion(Opinion(site.unit, site.opinion, site.people[0] if site.people else "", site.on)))
    return "\n".join(lines)


def _period(period: Period) -> str:
    if period.exempt:
        return f"经批准不公示：{period.exempt}"
    days = f"{in_words(period.first)}至{in_words(period.last)}"
    return f"公示起止：{days}　媒体：{period.medium}　{period.where}\n异议情况：{period.objections}"


def _measures(measures: Iterable[MeasureLine]) -> str:
    lines = []
    for one in measures:
        done = f"{in_words(one.done_on)}完成" if one.done_on else "未完成"
        node = f"节点{in_words(one.due)}，" if one.due else ""
        unit = f"{one.unit}，" if one.unit else ""
        lines.append(f"{one.number}. {one.words}（{unit}{node}{done}）")
    return "\n".join(lines)


def _criteria(criteria: Iterable[Criterion]) -> str:
    lines = []
    for n, one in enumerate(criteria, 1):
        yes, no = ("☑" if one.met is True else "☐"), ("☑" if one.met is False else "☐")
        lines.append(f"{n}. {one.words}　{yes}符合 {no}不符合")
    return "\n".join(lines)


def _opinion(opinion: Opinion) -> str:
    """What a unit says, and below it who signed, or where to."""
    name = f"负责人：{opinion.name}" if opinion.name else "负责人签字：　　　　　　"
    day = in_words(opinion.on) if opinion.on else DATE_BLANK
    signed = f"{opinion.unit or '　　　　　　　　'}　{name}　{day}"
    return f"{opinion.words}\n{signed}" if opinion.words else signed


def _below(words: str) -> str:
    return f"{words}\n负责人签字：　　　　　　　　{DATE_BLANK}"


def _box_rows(grid: Grid, pair: tuple[Box, Box], titles: tuple[str, ...], height: float = 34) -> None:
    """Two boxes of one size; what was signed here says so and over which dossier, and leaves room for the seal."""
    grid.row(*(label(title, 2) for title in titles), splits=False)
    grid.row(*(Cell(_box(box), 2, foot=True) for box in pair), height=height, splits=False)


def _box(box: Box) -> str:
    lines = [box.opinion] if box.opinion else []
    if box.digest:
        lines.append(f"已在系统签字，案卷摘要 {box.digest}")
    if box.means:
        lines.append(f"签字方式：{box.means}")
    name = box.name or "　　　　　　"
    day = in_words(box.on) if box.on else DATE_BLANK
    return "\n".join([*lines, f"姓名：{name}（盖章）", f"职务：{box.post}", f"日期：{day}"])
