"""The header is found where offices put it, under the names they give it."""

import io

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from caseflow.domain.errors import BadInput
from tests.ledgers.makers import (
    DATA,
    PETITION_HEADINGS,
    TASK_HEADINGS,
    ods,
    ods_row,
    petition,
    petitions,
    said,
    separated,
    task,
    tasks,
    xlsx,
)


@pytest.mark.parametrize("above", [0, 1, 14, 19])
def test_the_header_is_found_in_any_of_the_first_twenty_rows(above: int) -> None:
    ledger = tasks(xlsx([*[["说明"]] * above, TASK_HEADINGS, task(1)]))
    assert (ledger.header_row, len(ledger.rows)) == (above + 1, 1)


def test_a_header_in_row_21_is_not_looked_for() -> None:
    with pytest.raises(BadInput, match="ledger_no_header"):
        tasks(xlsx([*[["说明"]] * 20, TASK_HEADINGS, task(1)]))


def test_aliases_remarks_in_brackets_widths_and_white_space_do_not_hide_a_heading() -> None:
    headings = [
        "序 号",
        "整改问题（原文）",
        "目标任务",
        "完成\n时限",
        "牵头单位",
        "重点措施(逐条编号)",
        "整改实施主体",
    ]
    ledger = tasks(xlsx([headings, task(1, "1.甲。", "铁东区人民政府")]))
    assert list(ledger.columns) == ["ordinal", "problem", "goal", "due", "lead", "measures", "responsible"]
    assert ledger.columns["due"] == "完成\n时限"
    assert ledger.warnings == ()


def test_a_heading_of_its_own_wins_over_an_alias_and_the_left_column_over_the_right() -> None:
    headings = ["整改任务", *TASK_HEADINGS, "牵头部门"]
    ledger = tasks(xlsx([headings, ["甲", *task(1), "乙"]]))
    (row,) = ledger.rows
    assert (row.cells["problem"], row.cells["lead"]) == ("问题1", "市生态环境局")
    assert (row.cells["~整改任务"], row.cells["~牵头部门"]) == ("甲", "乙")


def test_an_unknown_column_is_kept_as_a_remark_with_one_warning() -> None:
    ledger = tasks(xlsx([[*TASK_HEADINGS, "完成情况"], task(1, "已完成"), task(2)]))
    assert [row.cells["~完成情况"] for row in ledger.rows] == ["已完成", ""]
    assert said(ledger.warnings) == [(None, "完成情况", "unknown_column")]


def test_text_below_no_heading_is_kept_under_the_letter_of_its_column() -> None:
    ledger = tasks(xlsx([TASK_HEADINGS, task(1), task(2, "", "旁注")]))
    assert ledger.rows[1].cells["~G"] == "旁注"
    assert said(ledger.warnings) == [(None, "G", "unknown_column")]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_header_over_two_rows_is_read_as_one(kind: str) -> None:
    upper = ["序号", "反馈问题", "整改目标", "整改时限", "责任落实", "", "交办", ""]
    lower = ["", "", "", "", "牵头部门", "责任单位", "来文", "备注"]
    rows = [upper, lower, task(1, "铁东区人民政府", "文", "注意")]

    def merged(page: Worksheet) -> None:
        for column in range(4):
            page.merge_range(0, column, 1, column, upper[column])
        page.merge_range(0, 4, 0, 5, "责任落实")
        page.merge_range(0, 6, 0, 7, "交办")

    ledger = tasks(xlsx(rows, merged) if kind == "xlsx" else separated(rows))
    assert list(ledger.columns) == [
        "ordinal",
        "problem",
        "goal",
        "due",
        "lead",
        "responsible",
        "~来文",
        "remark",
    ]
    assert (ledger.header_row, [row.row for row in ledger.rows], ledger.skipped) == (1, [3], 0)


def test_a_heading_may_be_said_in_two_halves() -> None:
    rows = [
        [*PETITION_HEADINGS, "交办", ""],
        ["", "", "", "日期", "单位"],
        petition("SPD20220926001", "2022-09-27", "甲"),
    ]
    ledger = petitions(xlsx(rows, lambda page: page.merge_range(0, 3, 0, 4, "交办")))
    assert ledger.rows[0].cells["handed_over"] == "2022-09-27"


def test_a_header_merged_downwards_leaves_no_row_behind() -> None:
    def merged(page: Worksheet) -> None:
        for column, heading in enumerate(TASK_HEADINGS):
            page.merge_range(0, column, 1, column, heading)

    ledger = tasks(xlsx([TASK_HEADINGS, [], task(1)], merged))
    assert (len(ledger.rows), ledger.skipped) == (1, 0)


def test_a_cell_that_happens_to_say_a_heading_does_not_make_its_row_a_header() -> None:
    ledger = tasks(xlsx([[*TASK_HEADINGS, "类别"], task(1, "备注"), task(2)]))
    assert [row.number for row in ledger.rows] == ["1", "2"]


@pytest.mark.parametrize("left_out", range(4))
def test_a_missing_mandatory_column_refuses_the_file(left_out: int) -> None:
    rows = [[cell for place, cell in enumerate(row) if place != left_out] for row in (TASK_HEADINGS, task(1))]
    ledger = tasks(xlsx(rows))
    assert said(ledger.errors) == [(None, TASK_HEADINGS[left_out], "missing_column")]
    assert (ledger.rows, ledger.skipped) == ((), 0)


def test_a_lead_unit_or_a_responsible_unit_is_enough() -> None:
    rows = [["序号", "反馈问题", "整改目标", "整改时限", "责任单位"], task(1)]
    assert tasks(xlsx(rows)).errors == ()
    assert said(tasks(xlsx([row[:4] for row in rows])).errors) == [
        (None, "牵头部门 / 责任单位", "missing_column")
    ]


def test_the_first_visible_sheet_with_a_header_is_read_and_the_others_are_named() -> None:
    data = (DATA / "petitions.xls").read_bytes()
    assert petitions(data).sheet == "信访案件台账"
    with pytest.raises(BadInput, match="ledger_hidden_sheet"):
        petitions(data, sheet="底稿")
    with pytest.raises(BadInput, match="ledger_unknown_sheet"):
        petitions(data, sheet="没有")
    with pytest.raises(BadInput, match="ledger_no_header"):
        petitions(data, sheet="底稿", include_hidden=True)


def test_a_cover_sheet_with_some_known_headings_does_not_hide_the_ledger() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet("填表说明").write_row(0, 0, ["序号", "备注"])
        page = book.add_worksheet("清单")
        page.write_row(0, 0, TASK_HEADINGS)
        page.write_row(1, 0, task(1))
    assert tasks(target.getvalue()).sheet == "清单"
    assert tasks(target.getvalue(), sheet="填表说明").errors


def test_a_sheet_is_chosen_by_name_and_the_rest_is_named() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        for name, number in (("甲&乙 <1>", 1), ("丙", 2)):
            page = book.add_worksheet(name)
            page.write_row(0, 0, TASK_HEADINGS)
            page.write_row(1, 0, task(number))
    ledger = tasks(target.getvalue())
    assert (ledger.sheet, ledger.rows[0].number) == ("甲&乙 <1>", "1")
    assert [(message.code, message.facts["sheet"]) for message in ledger.warnings] == [("other_sheet", "丙")]
    assert tasks(target.getvalue(), sheet="丙").rows[0].number == "2"


def test_an_ods_hides_sheets_rows_and_columns_too() -> None:
    columns = '<table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>'
    rows = [
        [*PETITION_HEADINGS, "内部意见"],
        petition("SPD20220926001", "甲"),
        petition("SPD20220926002", "乙"),
    ]
    body = columns + ods_row(rows[0]) + ods_row(rows[1], 'table:visibility="filter"') + ods_row(rows[2])
    ledger = petitions(ods(body))
    assert [row.number for row in ledger.rows] == ["SPD20220926002"]
    assert said(ledger.warnings) == [(None, "内部意见", "hidden_column"), (2, None, "hidden_row")]
    assert [row.cells["~内部意见"] for row in petitions(ods(body), include_hidden=True).rows] == ["甲", "乙"]
