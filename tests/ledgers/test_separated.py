"""CSV in the encodings and with the separators offices use."""

import pytest

from caseflow.domain.errors import BadInput
from tests.ledgers.makers import TASK_HEADINGS, said, separated, task, tasks

ROWS = [("四平市整改任务清单",), TASK_HEADINGS, task(1), task(2)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_separator_is_told_by_content(encoding: str, delimiter: str) -> None:
    ledger = tasks(separated(ROWS, encoding, delimiter))
    assert [row.cells["problem"] for row in ledger.rows] == ["问题1", "问题2"]
    assert (ledger.sheet, ledger.header_row) == (None, 2)


def test_big_endian_utf_16_is_read() -> None:
    assert len(tasks(b"\xfe\xff" + separated(ROWS, "utf-16-be")).rows) == 2


def test_a_rare_character_of_gb18030_2022_is_kept() -> None:
    data = separated([TASK_HEADINGS, [*task(1)[:4], "𠮷㐂䶮市"]], "gb18030")
    assert tasks(data).rows[0].cells["lead"] == "𠮷㐂䶮市"


def test_quotes_separators_and_line_ends_inside_a_cell_stay_in_it() -> None:
    odd = '一、"甲",乙;\r\n二、丙\t'
    ledger = tasks(separated([TASK_HEADINGS, [1, odd, "目标", "2023-10-31", "甲局"], task(2)]))
    assert ledger.rows[0].cells["problem"] == '一、"甲",乙;\n二、丙'
    assert [row.row for row in ledger.rows] == [2, 3]


def test_the_separator_is_the_one_that_finds_the_header_even_where_texts_are_full_of_commas() -> None:
    rows = [
        ("a,b,c,d,e,f,g,h,i,j",),
        TASK_HEADINGS,
        [1, "甲,乙,丙,丁,戊,己,庚", "目标", "2023-10-31", "甲局"],
    ]
    assert tasks(separated(rows, delimiter=";")).rows[0].cells["problem"] == "甲,乙,丙,丁,戊,己,庚"


def test_an_apostrophe_is_taken_off_only_where_an_export_puts_one() -> None:
    texts = ["'=1+1", "''quoted", "'plain", "'-3"]
    ledger = tasks(
        separated(
            [TASK_HEADINGS, *([n, text, "目标", "2023-10-31", "甲局"] for n, text in enumerate(texts, 1))]
        )
    )
    assert [row.cells["problem"] for row in ledger.rows] == ["=1+1", "'quoted", "'plain", "-3"]


def test_a_long_cell_is_an_error_of_that_cell() -> None:
    ledger = tasks(
        separated(
            [
                TASK_HEADINGS,
                [1, "长" * 32_767, "目标", "2023-10-31", "甲局"],
                [2, "长" * 32_768, *task(2)[2:]],
            ]
        )
    )
    assert said(ledger.errors) == [(3, "反馈问题", "cell_too_long")]
    assert [row.facts is None for row in ledger.rows] == [False, True]


@pytest.mark.parametrize("data", [b'"a"b,c\n', b"\xff\xfe\x00", b"abc\x00def", "序号".encode("utf-16-le")])
def test_bytes_that_are_no_proper_text_are_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        tasks(data)


def test_two_million_empty_lines_are_refused_before_they_are_kept() -> None:
    with pytest.raises(BadInput, match="ledger_too_many_rows"):
        tasks(separated(ROWS) + b"\n" * 2_000_000 + b"x")
