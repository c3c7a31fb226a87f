"""Values as text, folding, and days by either epoch."""

import datetime as dt

import pytest

from caseflow.ledgers.cells import as_text, day_text
from caseflow.ledgers.folding import fold, fold_heading, fold_identifier, fold_name, plain_text
from caseflow.ledgers.ledger import Ledger, PetitionFacts
from caseflow.ledgers.sheet import Value
from tests.ledgers.makers import (
    PETITION_HEADINGS,
    TASK_HEADINGS,
    altered,
    petition,
    petitions,
    said,
    separated,
    task,
    tasks,
    xlsx,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", ""),
        (6.0, "6"),
        (1, "1"),
        (2.30, "2.3"),
        (0.1 + 0.2, "0.3"),
        (123456789012345.0, "123456789012345"),
        (13800138000.0, "13800138000"),
        (1e300, "1e+300"),
        (True, "TRUE"),
        (dt.date(2023, 10, 31), "2023-10-31"),
        (dt.datetime(2023, 10, 31), "2023-10-31"),  # noqa: DTZ001  a spreadsheet knows no zone
        (dt.datetime(2023, 10, 31, 8, 30), "2023-10-31 08:30:00"),  # noqa: DTZ001
        (dt.time(8, 30), "08:30:00"),
        (dt.timedelta(hours=30), "1 day, 6:00:00"),
        (" 甲\r\n乙\r丙\x07\u3000", "甲\n乙\n丙"),
    ],
)
def test_a_value_becomes_the_text_people_see(value: Value, text: str) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("text", "from_1904", "day"),
    [
        ("45230", False, "2023-10-31"),
        ("45230.0", False, "2023-10-31"),
        ("４５２３０", False, "2023-10-31"),
        ("43768", True, "2023-10-31"),
        ("36526", False, "2000-01-01"),
        ("73050", False, "2099-12-31"),
    ],
)
def test_a_serial_number_is_a_day_from_2000_to_2099(text: str, from_1904: bool, day: str) -> None:
    assert day_text(text, from_1904) == day


@pytest.mark.parametrize("text", ["60", "36525", "73051", "2023", "45230.5", "20231031", "2023-10-31", ""])
def test_any_other_number_is_left_to_be_refused(text: str) -> None:
    assert day_text(text, from_1904=False) == text


@pytest.mark.parametrize(
    "written",
    [
        "2022-09-27",
        "2022.9.27",
        "2022/9/27",
        "2022年9月27日",
        "２０２２年９月２７日",
        "2022 年 9 月 27 日",
        "44831",
        44831,
        "二〇二二年九月二十七日",
    ],
)
def test_a_day_is_read_in_every_form(written: object) -> None:
    ledger = petitions(xlsx([[*PETITION_HEADINGS, "交办日期"], petition("SPD20220926001", written)]))
    (row,) = ledger.rows
    assert row.facts
    assert row.facts.handed_over == dt.date(2022, 9, 27)


@pytest.mark.parametrize(
    "written", ["60", 60, "九月", "2022-13-01", "2022-02-30", "1999-12-31", 2022, 20220927, "近期"]
)
def test_a_day_that_is_not_understood_is_an_error_and_never_a_guess(written: object) -> None:
    ledger = petitions(xlsx([[*PETITION_HEADINGS, "交办日期"], petition("SPD20220926001", written)]))
    assert said(ledger.errors) == [(2, "交办日期", "unreadable_date")]
    assert ledger.rows[0].facts is None


@pytest.mark.parametrize("from_1904", [False, True])
def test_a_date_cell_is_a_day_in_both_epochs(from_1904: bool) -> None:
    assert _dated(dt.date(2022, 9, 27), from_1904).rows[0].cells["handed_over"] == "2022-09-27"


def test_a_date_cell_of_the_day_that_never_was_is_an_error() -> None:
    assert said(_dated(dt.date(1900, 2, 28), serial=b"60").errors) == [(2, "交办日期", "unreadable_date")]


def _dated(day: dt.date, from_1904: bool = False, serial: bytes = b"") -> Ledger[PetitionFacts]:
    """A petition whose hand-over day is a date cell, its number replaced where another is given."""
    rows = [[*PETITION_HEADINGS, "交办日期"], petition("SPD20220926001")]
    options = {"default_date_format": "yyyy-mm-dd", "date_1904": from_1904}
    data = xlsx(rows, lambda page: page.write_datetime(1, 3, day), **options)
    name = "xl/worksheets/sheet1.xml"
    if serial:
        data = altered(
            data, lambda members: members.update({name: members[name].replace(b">59<", b">" + serial + b"<")})
        )
    return petitions(data)


def test_a_bare_number_is_a_day_only_in_a_date_column() -> None:
    (row,) = tasks(separated([[*TASK_HEADINGS, "备注"], task(1, "45230", due="45230")])).rows
    assert (row.cells["due"], row.cells["remark"]) == ("2023-10-31", "45230")


def test_names_are_compared_in_half_width_without_white_space_and_without_the_city() -> None:
    assert fold(" 县（市、 区）\u3000\u200b") == "县(市、区)"
    assert fold_name("四平市 铁东区", ("四平市", "四平")) == "铁东区"
    assert fold_name("四平市", ("四平市", "四平")) == "四平市"
    assert fold_name("长春市", ("四平市",)) == "长春市"
    assert fold_heading("罚款金额(元)") == fold_heading("罚款 金额（元）") == "罚款金额"


def test_an_identifier_is_half_width_without_anything_invisible() -> None:
    assert fold_identifier("ＳＰＤ2022 0926\u200b001") == ("SPD20220926001", True)
    assert fold_identifier(" SPD2022\n0926001 ") == ("SPD20220926001", False)


def test_plain_text_is_its_own_plain_text() -> None:
    odd = "\ufeff 甲\x0b\r\n\ud800乙 \u200b\x85"
    assert plain_text(plain_text(odd)) == plain_text(odd)
