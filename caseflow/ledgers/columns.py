"""The columns a ledger may have: their codes, headings and what else offices call them (domain.md §9 A, I, J and K)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from caseflow.ledgers.folding import fold_heading

Layout = Literal["tasks", "petitions"]
"""A ledger of cases."""
AnyLayout = Layout | Literal["closures", "month"]
"""The same, or a ledger of the steps that cases have taken: 销号台账 and 月调度表."""
UNKNOWN = "~"  # before the heading of a column nobody knows; its cells are kept as remarks


class Holds(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    FREE_TEXT = "free_text"  # written by hand, so it may name people
    DAY = "day"
    PHRASE = "phrase"  # a due phrase, or a day


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its code, its heading in exports, its other names, and what its cells hold."""

    code: str
    heading: str
    aliases: tuple[str, ...] = ()
    holds: Holds = Holds.TEXT


TASK_COLUMNS = (
    Column("ordinal", "序号"),
    Column("source", "督察来源"),
    Column("problem", "反馈问题", ("问题", "整改问题", "整改任务"), Holds.FREE_TEXT),
    Column("goal", "整改目标", ("目标任务",), Holds.FREE_TEXT),
    Column("measures", "整改措施", ("重点措施",), Holds.FREE_TEXT),
    Column("due", "整改时限", ("完成时限", "整改期限"), Holds.PHRASE),
    Column("lead", "牵头部门", ("牵头单位",)),
    Column("cooperating", "配合部门", ("配合单位",)),
    Column("responsible", "责任单位", ("整改实施主体", "整改责任单位")),
    Column("person", "责任人"),
    Column("leader", "包保市领导"),
    Column("supervising", "督导单位"),
    Column("acceptance", "验收单位"),
    Column("remark", "备注", (), Holds.FREE_TEXT),
)
PETITION_COLUMNS = (
    Column("serial", "序号"),
    Column("number", "受理编号"),
    Column("problem", "交办问题基本情况", (), Holds.FREE_TEXT),
    Column("area", "行政区域"),
    Column("types", "污染类型"),
    Column("findings", "调查核实情况", (), Holds.FREE_TEXT),
    Column("verdict", "是否属实"),
    Column("handling", "处理和整改情况", (), Holds.FREE_TEXT),
    Column("accountability", "责任人被处理情况", (), Holds.FREE_TEXT),
    Column("batch", "批次"),
    Column("handed_over", "交办日期", (), Holds.DAY),
    Column("channel", "来源（来电/来信）", ("来源",)),
    Column("key", "是否重点"),
    Column("repeat", "是否重复"),
    Column("earlier", "前案编号"),
    Column("lead", "承办单位"),
    Column("feedback_due", "反馈期限", (), Holds.DAY),
    Column("settlement", "是否办结"),
    Column("ordered", "责令整改"),
    Column("penalized", "立案处罚"),
    Column("fine", "罚款金额（元）", ("罚款金额",)),
    Column("interviewed", "约谈"),
    Column("held_accountable", "问责"),
    Column("revisit", "回访结果", (), Holds.FREE_TEXT),
    Column("attachments", "附件数"),
)
STEP_COLUMNS = (
    Column("lead", "牵头部门", ("牵头单位",)),
    Column("acceptance", "验收单位"),
    Column("progress", "进度判定", ("进度", "整改进度", "完成进度")),
    Column("state", "程序状态", ("办理状态", "整改状态", "案件状态")),
    Column("assigned", "交办日期", ("交办时间",), Holds.DAY),
    Column("accepted", "签收日期", ("签收时间",), Holds.DAY),
    Column("applied", "申请日期", ("申请验收日期", "验收申请日期", "申请销号日期", "申请时间"), Holds.DAY),
    Column("site", "现场核查日期", ("现场验收日期", "现场核查时间", "验收日期", "验收时间"), Holds.DAY),
    Column("verdict", "验收结论", ("验收意见", "验收结果")),
    Column("notice", "公示起止", ("公示时间", "公示期", "公示日期", "公示起止日期")),
    Column("objections", "异议数/办理", ("异议情况", "异议数"), Holds.FREE_TEXT),
    Column("party", "党委签字人/日期", ("党委签字", "党委签字日期", "党委主要负责同志签字"), Holds.FREE_TEXT),
    Column(
        "government", "政府签字人/日期", ("政府签字", "政府签字日期", "政府主要负责同志签字"), Holds.FREE_TEXT
    ),
    Column("closed", "销号日期", ("销号时间",), Holds.DAY),
    Column("filed_up", "备案文号", ("备案编号", "备案号")),
    Column("look_back", "回头看日期/结论", ("回头看", "回头看情况"), Holds.FREE_TEXT),
    Column("file", "档案号", ("档案编号",)),
    Column("done", "本月进展", ("整改进展", "进展情况", "工作进展"), Holds.FREE_TEXT),
    Column("counted", "累计完成措施/总措施", ("措施完成情况",)),
    Column("problems", "存在问题", (), Holds.FREE_TEXT),
    Column("next", "下步措施", ("下一步措施", "下步打算"), Holds.FREE_TEXT),
    Column("proofs", "佐证附件"),
    Column("reporter", "填报人/时间", (), Holds.FREE_TEXT),
    Column("checked", "牵头部门审核"),
    Column("reviewed", "整改办审核"),
)
"""What ledgers tell of steps done before the record began, beside the columns of cases or in a ledger of their own."""
_STEPS = {known.code: known for known in STEP_COLUMNS}
_OF_CLOSURES = (
    "lead", "acceptance", "progress", "state", "accepted", "applied", "site", "verdict", "notice", "objections",
    "party", "government", "closed", "filed_up", "look_back", "file",
)  # fmt: skip
_OF_MONTH = (
    "progress",
    "state",
    "done",
    "counted",
    "problems",
    "next",
    "proofs",
    "reporter",
    "checked",
    "reviewed",
)
CLOSURE_COLUMNS = (
    Column("serial", "序号"),
    Column("number", "任务/受理编号", ("任务编号", "受理编号", "案件编号", "编号")),
    *(_STEPS[code] for code in _OF_CLOSURES),
)
MONTH_COLUMNS = (
    Column("serial", "序号"),
    Column("task", "整改任务", ("反馈问题", "整改问题"), Holds.FREE_TEXT),
    Column("responsible", "责任单位"),
    Column("due", "整改时限", (), Holds.PHRASE),
    Column("left", "距时限（天）"),
    *(_STEPS[code] for code in _OF_MONTH),
)
COLUMNS: Mapping[Layout, tuple[Column, ...]] = {"tasks": TASK_COLUMNS, "petitions": PETITION_COLUMNS}
_EVERY: Mapping[AnyLayout, tuple[Column, ...]] = {
    "tasks": TASK_COLUMNS,
    "petitions": PETITION_COLUMNS,
    "closures": CLOSURE_COLUMNS,
    "month": MONTH_COLUMNS,
}
_BY_CODE = {layout: {known.code: known for known in columns} for layout, columns in _EVERY.items()}
IDENTITY: Mapping[AnyLayout, str] = {
    "tasks": "ordinal",
    "petitions": "number",
    "closures": "number",
    "month": "task",
}

# Every group needs one of its columns, and in each row one of their cells.
MANDATORY: Mapping[AnyLayout, Sequence[tuple[str, ...]]] = {
    "tasks": (("ordinal",), ("problem",), ("goal",), ("due",), ("lead", "responsible")),
    "petitions": (("number",), ("problem",), ("area",)),
    "closures": (("number",), ("applied", "site", "notice", "party", "government", "closed", "state")),
    "month": (("task",), ("state", "progress")),
}


def _by_heading(columns: tuple[Column, ...]) -> Mapping[str, tuple[Column, bool]]:
    """Each column by every folded name, and whether that name is its own rather than an alias."""
    known: dict[str, tuple[Column, bool]] = {}
    for column in columns:
        for name in column.aliases:
            known[fold_heading(name)] = column, False
    for column in columns:
        known[fold_heading(column.heading)] = column, True
    return known


KNOWN: Mapping[AnyLayout, Mapping[str, tuple[Column, bool]]] = {
    layout: _by_heading(columns) for layout, columns in _EVERY.items()
}
_BY_STEP_HEADING = _by_heading(STEP_COLUMNS)


def step_column(code: str) -> Column | None:
    """The column of a step that stands under the heading of a column nobody knows; None for any other."""
    if not code.startswith(UNKNOWN):
        return None
    return _BY_STEP_HEADING.get(fold_heading(code.removeprefix(UNKNOWN)), (None, False))[0]


def is_known(heading: str) -> bool:
    """Whether any layout has a column of this heading."""
    return any(fold_heading(heading) in names for names in KNOWN.values())


def step_heading(code: str) -> str:
    """The usual heading of a column that tells of a step."""
    return _STEPS[code].heading


def is_step(code: str) -> bool:
    """Whether a column of a ledger of steps tells of a step, or is one nobody knows; the others only name its case."""
    return code in _STEPS or code.startswith(UNKNOWN)


def column(layout: AnyLayout, code: str) -> Column:
    """The column of a code; the heading of an unknown one is its code without the mark."""
    if code.startswith(UNKNOWN):
        return Column(code, code.removeprefix(UNKNOWN), (), Holds.FREE_TEXT)
    return _BY_CODE[layout][code]


def missing(layout: AnyLayout, codes: Collection[str]) -> list[tuple[str, ...]]:
    """The mandatory groups of which a sheet with these columns has none."""
    return [group for group in MANDATORY[layout] if not any(code in codes for code in group)]
