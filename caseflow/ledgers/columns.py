"""The columns a ledger may have: their codes, their headings and what else offices call them (domain.md §9 A and I)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from caseflow.ledgers.folding import fold_heading

Layout = Literal["tasks", "petitions"]
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
COLUMNS: Mapping[Layout, tuple[Column, ...]] = {"tasks": TASK_COLUMNS, "petitions": PETITION_COLUMNS}
_BY_CODE = {layout: {known.code: known for known in columns} for layout, columns in COLUMNS.items()}
IDENTITY: Mapping[Layout, str] = {"tasks": "ordinal", "petitions": "number"}

# Every group needs one of its columns, and in each row one of their cells.
MANDATORY: Mapping[Layout, Sequence[tuple[str, ...]]] = {
    "tasks": (("ordinal",), ("problem",), ("goal",), ("due",), ("lead", "responsible")),
    "petitions": (("number",), ("problem",), ("area",)),
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


KNOWN: Mapping[Layout, Mapping[str, tuple[Column, bool]]] = {
    layout: _by_heading(columns) for layout, columns in COLUMNS.items()
}


def is_known(heading: str) -> bool:
    """Whether any layout has a column of this heading."""
    return any(fold_heading(heading) in names for names in KNOWN.values())


def column(layout: Layout, code: str) -> Column:
    """The column of a code; the heading of an unknown one is its code without the mark."""
    if code.startswith(UNKNOWN):
        return Column(code, code.removeprefix(UNKNOWN), (), Holds.FREE_TEXT)
    return _BY_CODE[layout][code]


def missing(layout: Layout, codes: Collection[str]) -> list[tuple[str, ...]]:
    """The mandatory groups of which a sheet with these columns has none."""
    return [group for group in MANDATORY[layout] if not any(code in codes for code in group)]
