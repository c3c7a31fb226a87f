"""What is data and what is not, where data end, and what merges, formulas and hiding do to them."""

from collections.abc import Callable

import pytest
from xlsxwriter.worksheet import Worksheet

from tests.ledgers.makers import (
    PETITION_HEADINGS,
    TASK_HEADINGS,
    altered,
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

SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("make", [xlsx, separated])
def test_repeated_headers_totals_foot_notes_and_empty_rows_are_skipped_and_counted(
    make: Callable[[object], bytes],
) -> None:
    rows = [
        TASK_HEADINGS,
        task(1),
        [],
        TASK_HEADINGS,
        task(2),
        ["小 计", "2项"],
        ["", "合计", "", "2项"],
        ["第一类小计：", "2"],
        task(3),
        ["总计", 3],
        ["注：以原文为准。"],
        ["备注：无", "另见附件"],
        ["填表人：甲", "", "审核人：乙"],
        ["审核人：乙"],
        ["填报日期：2023年4月3日"],
        [],
        [],
    ]
    ledger = tasks(make(rows))
    assert [(row.row, row.number) for row in ledger.rows] == [(2, "1"), (5, "2"), (9, "3")]
    assert (ledger.skipped, ledger.errors) == (11, ())


def test_a_row_is_not_a_foot_note_for_what_stands_further_right() -> None:
    ledger = tasks(xlsx([TASK_HEADINGS, ["", "注册企业未按要求整改", "目标", "2023-10-31", "甲局"]]))
    assert said(ledger.errors) == [(2, "序号", "empty_cell")]


def test_both_rows_of_a_repeated_header_are_skipped() -> None:
    upper, lower = (
        ["序号", "反馈问题", "整改目标", "整改时限", "责任", ""],
        ["", "", "", "", "牵头部门", "责任单位"],
    )
    ledger = tasks(separated([upper, lower, task(1, "甲"), upper, lower, task(2, "乙")]))
    assert ([row.number for row in ledger.rows], ledger.skipped) == (["1", "2"], 2)


def test_a_group_row_is_one_that_is_merged_across_all_columns() -> None:
    rows = [TASK_HEADINGS, ["一、大气污染"], task(1), ["二、水污染"], task(2)]

    def merged(page: Worksheet) -> None:
        page.merge_range(1, 0, 1, 4, "一、大气污染")
        page.merge_range(3, 0, 3, 5, "二、水污染")

    assert tasks(xlsx(rows, merged)).skipped == 2
    assert len(tasks(xlsx(rows)).rows) == 4


def test_in_csv_a_lone_text_that_is_no_number_is_a_group_row() -> None:
    ledger = tasks(separated([TASK_HEADINGS, ["一、大气污染"], task(1), [2], ["三"]]))
    assert ledger.skipped == 1
    assert [row.number for row in ledger.rows if row.facts is None] == ["2", "3"]


def test_a_merged_cell_gives_its_value_to_every_row_it_covers_and_to_no_other_column() -> None:
    rows = [[*TASK_HEADINGS, "督察来源", "备注"], task(1, "甲"), task(2), task(3), task(4)]

    def merged(page: Worksheet) -> None:
        page.merge_range(1, 5, 3, 6, "省级督察")

    ledger = tasks(xlsx(rows, merged))
    assert [row.cells["source"] for row in ledger.rows] == ["省级督察"] * 3 + [""]
    assert [row.cells["remark"] for row in ledger.rows] == [""] * 4


def test_a_merge_makes_no_row_of_an_empty_one_and_reaches_past_hidden_ones() -> None:
    rows = [[*TASK_HEADINGS, "督察来源"], task(1), [], task(2), []]

    def merged(page: Worksheet) -> None:
        page.merge_range(1, 5, 4, 5, "省级督察")
        page.set_row(1, None, None, {"hidden": True})

    ledger = tasks(xlsx(rows, merged))
    assert [(row.row, row.cells["source"]) for row in ledger.rows] == [(4, "省级督察")]
    assert ledger.skipped == 2


def test_an_ods_merges_and_repeats_as_well() -> None:
    area = (
        '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>铁东区</text:p>'
    )
    area += "</table:table-cell>"
    body = ods_row(PETITION_HEADINGS) + ods_row([*petition("SPD20220926001")[:2], area])
    body += ods_row([*petition("SPD20220926002")[:2], "<table:covered-table-cell/>"])
    body += '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    body += ods_row(petition("SPD20220926003"))
    body += '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    ledger = petitions(ods(body))
    assert [(row.row, row.cells["area"]) for row in ledger.rows] == [
        (2, "铁东区"),
        (3, "铁东区"),
        (6, "铁东区"),
    ]
    assert ledger.skipped == 2


def test_hidden_rows_and_columns_are_left_out_and_named_unless_they_are_asked_for() -> None:
    def hidden(page: Worksheet) -> None:
        page.set_row(2, None, None, {"hidden": True})
        page.set_row(9, None, None, {"hidden": True})
        page.set_column(5, 5, None, None, {"hidden": True})

    data = xlsx([[*TASK_HEADINGS, "备注"], task(1, "甲"), task(2, "乙"), task(3, "丙")], hidden)
    ledger = tasks(data)
    assert [row.number for row in ledger.rows] == ["1", "3"]
    assert ("remark" in ledger.rows[0].cells, ledger.skipped) == (False, 1)
    assert said(ledger.warnings) == [(None, "备注", "hidden_column"), (3, None, "hidden_row")]
    whole = tasks(data, include_hidden=True)
    assert ([row.cells["remark"] for row in whole.rows], whole.skipped, whole.warnings) == (
        ["甲", "乙", "丙"],
        0,
        (),
    )


def test_hiding_every_unused_column_is_no_news() -> None:
    data = xlsx(
        [TASK_HEADINGS, task(1)], lambda page: page.set_column(5, 16_383, None, None, {"hidden": True})
    )
    assert tasks(data).warnings == ()


def test_a_message_repeats_only_the_beginning_of_a_long_cell() -> None:
    ledger = tasks(xlsx([TASK_HEADINGS, task(1, due="尽快" * 100)]))
    assert ledger.errors[0].facts == {"text": "尽快" * 30 + "…"}


def test_a_hidden_mandatory_column_is_a_missing_one() -> None:
    data = xlsx([TASK_HEADINGS, task(1)], lambda page: page.set_column(2, 2, None, None, {"hidden": True}))
    assert said(tasks(data).errors) == [(None, "整改目标", "missing_column")]
    assert tasks(data, include_hidden=True).errors == ()


def _with_formula(xml: bytes) -> bytes:
    """A task whose goal is a cell of this XML."""
    data = xlsx([TASK_HEADINGS, task(1)], lambda page: page.write_number(1, 2, 77))
    replaced = b'<c r="C2"><v>77</v></c>'
    return altered(data, lambda members: members.update({SHEET: members[SHEET].replace(replaced, xml)}))


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (b'<c r="C2"><f>6*7</f><v>42</v></c>', "42"),
        (b'<c r="C2" t="str"><f>A1</f><v>x</v></c>', "x"),
        (b'<c r="C2" t="str"><f>[1]a!A1</f><v>y</v></c>', "y"),
    ],
)
def test_a_formula_is_read_by_its_result_with_a_warning_on_the_row(xml: bytes, text: str) -> None:
    ledger = tasks(_with_formula(xml))
    assert ledger.rows[0].cells["goal"] == text
    assert (said(ledger.warnings), ledger.errors) == ([(2, None, "formula")], ())


@pytest.mark.parametrize(
    "xml",
    [
        b'<c r="C2"><f>6*7</f></c>',
        b'<c r="C2"><f>6*7</f><v/></c>',
        b'<c r="C2"><f>6*7</f><v></v></c>',
        b'<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        b'<c r="C2" t="e"><v>#REF!</v></c>',
    ],
)
def test_a_formula_without_a_result_is_an_error_on_its_cell(xml: bytes) -> None:
    ledger = tasks(_with_formula(xml))
    assert said(ledger.errors) == [(2, "整改目标", "formula_without_value")]
    assert ledger.warnings == ()


def test_a_formula_that_gives_an_empty_text_leaves_an_empty_cell() -> None:
    ledger = tasks(_with_formula(b'<c r="C2" t="str"><f>IF(A2,"","")</f><v></v></c>'))
    assert said(ledger.errors) == [(2, "整改目标", "empty_cell")]


def test_formulas_that_only_colour_cells_belong_to_no_cell() -> None:
    rules = b'<extLst><ext><x14:cfRule xmlns:x14="urn:x"><xm:f xmlns:xm="urn:y">$A$1</xm:f></x14:cfRule></ext></extLst>'
    data = altered(
        xlsx([TASK_HEADINGS, task(1)]),
        lambda members: members.update(
            {SHEET: members[SHEET].replace(b"</worksheet>", rules + b"</worksheet>")}
        ),
    )
    assert (tasks(data).errors, tasks(data).warnings) == ((), ())


def test_an_ods_tells_its_formulas() -> None:
    computed = '<table:table-cell table:formula="of:=1" office:value-type="float" office:value="1"/>'
    failed = '<table:table-cell table:formula="of:=1/0"/>'
    body = (
        ods_row(PETITION_HEADINGS)
        + ods_row([computed, "噪声", "铁东区"])
        + ods_row(["SPD20220926002", failed, "铁东区"])
    )
    ledger = petitions(ods(body))
    assert said(ledger.errors) == [(3, "交办问题基本情况", "formula_without_value")]
    assert (2, None, "formula") in said(ledger.warnings)


def test_formulas_in_rows_that_are_no_data_are_nobodys_concern() -> None:
    rows = [TASK_HEADINGS, task(1), ["合计"]]
    assert tasks(xlsx(rows, lambda page: page.write_formula(2, 1, "=SUM(A2:A2)"))).warnings == ()


def test_an_empty_mandatory_cell_is_an_error_on_that_cell() -> None:
    ledger = tasks(xlsx([TASK_HEADINGS, task(1), [2, "问题", " \u3000", "2023-10-31", ""]]))
    assert said(ledger.errors) == [(3, "整改目标", "empty_cell"), (3, "牵头部门", "empty_cell")]
    assert [row.facts is None for row in ledger.rows] == [False, True]


def test_the_second_row_of_a_number_is_an_error_that_names_the_first() -> None:
    ledger = tasks(xlsx([TASK_HEADINGS, task(1), task(3), task("序号三"), task("第３项")]))
    assert said(ledger.errors) == [(4, "序号", "duplicate_number"), (5, "序号", "duplicate_number")]
    assert {(message.facts["number"], message.facts["first"]) for message in ledger.errors} == {("3", 3)}
