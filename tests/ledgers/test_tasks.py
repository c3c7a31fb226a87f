"""A row of the task list: its number, its due phrase, its units and its measures."""

import datetime as dt

import pytest

from caseflow.domain.phrases import DuePhrase
from caseflow.ledgers.ledger import TaskFacts
from caseflow.ledgers.measures import split_measures
from caseflow.ledgers.units import named_units, split_names
from tests.ledgers.makers import DATA, TASK_HEADINGS, said, task, tasks, xlsx


def _facts(**cells: object) -> TaskFacts:
    headings = {
        "measures": "整改措施",
        "cooperating": "配合部门",
        "responsible": "责任单位",
        "lead": "牵头部门",
    }
    rows = [[*TASK_HEADINGS[:4], *map(headings.__getitem__, cells)], [*task(1)[:4], *cells.values()]]
    facts = tasks(xlsx(rows)).rows[0].facts
    assert facts
    return facts


def test_the_demonstration_ledger_is_read_whole() -> None:
    ledger = tasks((DATA / "siping-2023-tasks.xlsx").read_bytes())
    facts = [row.facts for row in ledger.rows if row.facts]
    assert (ledger.sheet, ledger.header_row, ledger.skipped) == ("整改任务清单", 3, 0)
    assert (ledger.warnings, ledger.errors) == ((), ())
    assert [fact.ordinal for fact in facts] == list(range(1, 31))
    assert sum(fact.due == DuePhrase(dt.date(2023, 10, 31)) for fact in facts) == 17
    assert [fact.ordinal for fact in facts if fact.due.standing] == [1, 23, 24]
    assert all(fact.leads and fact.responsible and fact.measures for fact in facts)
    assert [len(fact.measures) for fact in facts[:5]] == [3, 2, 4, 3, 4]


@pytest.mark.parametrize("written", [3, "3", "3.0", "３", "三", "序号三", "第三项", " 3 \u200b"])
def test_a_task_is_known_by_its_number_however_it_is_written(written: object) -> None:
    (row,) = tasks(xlsx([TASK_HEADINGS, task(written)])).rows
    assert (row.number, row.facts and row.facts.ordinal) == ("3", 3)


def test_a_number_that_is_none_is_kept_with_a_warning() -> None:
    ledger = tasks(xlsx([TASK_HEADINGS, task("３-1")]))
    assert ledger.rows[0].number == "3-1"
    assert said(ledger.warnings) == [(2, "序号", "number_folded"), (2, "序号", "number_pattern")]
    assert ledger.rows[0].facts
    assert ledger.rows[0].facts.ordinal is None


def test_a_due_phrase_that_is_not_understood_is_an_error_on_its_cell() -> None:
    rows = [TASK_HEADINGS, task(1, due="尽快"), task(2, due=2023), task(3, due="立行立改，长期坚持")]
    ledger = tasks(xlsx(rows))
    assert said(ledger.errors) == [(2, "整改时限", "unreadable_phrase"), (3, "整改时限", "unreadable_phrase")]
    assert ledger.rows[2].facts
    assert ledger.rows[2].facts.due == DuePhrase(at_once=True, standing=True)


def test_the_first_lead_unit_leads_and_further_ones_are_told() -> None:
    ledger = tasks(xlsx([TASK_HEADINGS, [*task(1)[:4], "市住建局、市水利局;市生态环境局"]]))
    assert ledger.rows[0].facts
    assert ledger.rows[0].facts.leads == ("市住建局", "市水利局", "市生态环境局")
    (warning,) = ledger.warnings
    assert (warning.code, warning.facts["lead"], warning.facts["others"]) == (
        "co_lead",
        "市住建局",
        "市水利局、市生态环境局",
    )


def test_who_leads_and_who_cooperates_is_read_from_one_cell() -> None:
    facts = _facts(
        lead="市住建局牵头，市水利局、市公安局配合",
        cooperating="市财政局、市公安局",
        responsible="铁东区人民政府",
    )
    assert facts.leads == ("市住建局",)
    assert facts.cooperating == ("市水利局", "市公安局", "市财政局")
    assert facts.responsible == ("铁东区人民政府",)


def test_a_responsible_unit_said_to_lead_does_so_where_no_lead_unit_is_named() -> None:
    facts = _facts(responsible="铁东区人民政府牵头，市水利局配合")
    assert (facts.leads, facts.responsible, facts.cooperating) == (
        ("铁东区人民政府",),
        ("铁东区人民政府",),
        ("市水利局",),
    )


@pytest.mark.parametrize("separator", ["、", "，", ",", "；", ";", "/", "／", "\n", " 、\n"])
def test_units_are_parted_by_every_separator(separator: str) -> None:
    assert split_names(f"甲局{separator}乙局") == ("甲局", "乙局")


def test_what_stands_in_brackets_is_never_parted() -> None:
    assert split_names("各县（市、区）人民政府、甲局(乙、丙）") == ("各县（市、区）人民政府", "甲局(乙、丙）")


@pytest.mark.parametrize(
    ("text", "leads", "cooperating", "plain"),
    [
        ("甲局", (), (), ("甲局",)),
        ("由甲局牵头,乙局,丙局配合。", ("甲局",), ("乙局", "丙局"), ()),
        ("甲局、乙局牵头；丙局协助", ("甲局", "乙局"), ("丙局",), ()),
        ("牵头单位：甲局；配合单位：乙局、丙局", ("甲局",), ("乙局", "丙局"), ()),
        ("甲局牵头负责，各相关部门", ("甲局",), (), ("各相关部门",)),
        ("", (), (), ()),
    ],
)
def test_roles_are_understood_where_they_are_said(
    text: str, leads: tuple[str, ...], cooperating: tuple[str, ...], plain: tuple[str, ...]
) -> None:
    units = named_units(text)
    assert (units.leads, units.cooperating, units.plain) == (leads, cooperating, plain)


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("", ()),
        ("一并整改", ("一并整改",)),
        ("1.甲。\n2.乙。\n3.丙。", ("甲。", "乙。", "丙。")),
        ("1、甲；2、乙", ("甲；", "乙")),
        ("（1）甲。（2）乙。", ("甲。", "乙。")),
        ("(一)甲：1.子项；2.子项。\n(二)乙", ("甲：1.子项；2.子项。", "乙")),
        ("①甲；②乙", ("甲；", "乙")),
        ("一、甲\n二、乙", ("甲", "乙")),
        ("主要措施：\n1.甲\n2.乙", ("主要措施：\n甲", "乙")),
        ("1.投资1.5亿元，建2.0版平台。\n2.乙", ("投资1.5亿元，建2.0版平台。", "乙")),
        ("1.甲。\n2.2023年底前完成乙。", ("甲。", "2023年底前完成乙。")),
        ("1.甲。\n2.2028亿元", ("甲。\n2.2028亿元",)),
        ("1.甲。\n3.丙。", ("甲。\n3.丙。",)),
        ("2023年完成。1.甲。2.乙。", ("2023年完成。\n甲。", "乙。")),
        ("2.乙\n1.甲", ("2.乙\n甲",)),
        ("甲。\n乙。", ("甲。\n乙。",)),
    ],
)
def test_measures_are_split_only_where_numbers_run_without_a_gap(
    text: str, measures: tuple[str, ...]
) -> None:
    assert split_measures(text) == measures
