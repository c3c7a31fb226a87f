"""What goes out comes in again cell for cell, and computes nothing on the way."""

import csv
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseflow.domain.errors import BadInput
from caseflow.ledgers.columns import Layout
from caseflow.ledgers.folding import plain_text
from caseflow.ledgers.ledger import Ledger, PetitionFacts, TaskFacts
from caseflow.ledgers.writer import ledger_table, write_csv, write_xlsx
from tests.ledgers.makers import DATA, TASK_HEADINGS, petitions, task, tasks, xlsx

NASTY = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="=+-@'\"\t\r\n,;、\u200b\u3000 _x0041𠀀𪚥é甲1", max_size=12),
    st.sampled_from(
        ["=1+1", "+86", "-", "@a", "'=1", "''", "_x000D_", "甲\n\n乙", "\u200b甲", "1.0", "TRUE", "45230"]
    ),
).map(plain_text)
ROWS = st.lists(
    st.fixed_dictionaries(dict.fromkeys(("goal", "measures", "lead", "remark", "~情况"), NASTY)),
    max_size=4,
)


def _written(cells: list[dict[str, str]], kind: Layout, form: str) -> bytes:
    table = ledger_table(kind, cells)
    if form == "xlsx":
        target = io.BytesIO()
        write_xlsx(target, table, "台账")
        return target.getvalue()
    text = io.StringIO(newline="")
    write_csv(text, table)
    return text.getvalue().encode("utf-8-sig")


def _again(
    ledger: Ledger[TaskFacts] | Ledger[PetitionFacts], kind: Layout, form: str
) -> list[dict[str, str]]:
    data = _written([dict(row.cells) for row in ledger.rows], kind, form)
    again = tasks(data) if kind == "tasks" else petitions(data)
    assert again.errors == ()
    return [{code: text for code, text in row.cells.items() if text} for row in again.rows]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@settings(deadline=None, max_examples=150)
@given(rows=ROWS)
def test_any_text_comes_back_as_it_went(form: str, rows: list[dict[str, str]]) -> None:
    full = [
        {
            **cells,
            "ordinal": str(n),
            "problem": "=问题",
            "goal": cells["goal"] or "目标",
            "due": "长期坚持",
            "responsible": "甲局",
        }
        for n, cells in enumerate(rows, 1)
    ]
    ledger = tasks(_written(full, "tasks", form))
    assert [{code: text for code, text in row.cells.items() if text} for row in ledger.rows] == [
        {code: text for code, text in cells.items() if text} for cells in full
    ]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize(
    "name", ["siping-2023-tasks.xlsx", "siping-2022-petitions.xlsx", "siping-2022-batch19-published.xlsx"]
)
def test_the_demonstration_ledgers_come_back_unchanged(name: str, form: str) -> None:
    data = (DATA / name).read_bytes()
    kind: Layout = "tasks" if "tasks" in name else "petitions"
    ledger = tasks(data) if kind == "tasks" else petitions(data)
    assert _again(ledger, kind, form) == [
        {code: text for code, text in row.cells.items() if text} for row in ledger.rows
    ]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_columns_of_one_name_and_of_none_come_back_apart(form: str) -> None:
    ledger = tasks(xlsx([[*TASK_HEADINGS, "情况", "情况", "牵头部门"], task(1, "甲", "乙", "丙", "丁")]))
    cells = {code: text for code, text in ledger.rows[0].cells.items() if code.startswith("~")}
    assert cells == {"~情况": "甲", "~情况 (G)": "乙", "~牵头部门": "丙", "~I": "丁"}
    (again,) = _again(ledger, "tasks", form)
    assert {code: text for code, text in again.items() if code.startswith("~")} == cells


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_longest_text_a_cell_can_hold_comes_back_and_a_longer_one_is_refused(form: str) -> None:
    cells = {"ordinal": "1", "problem": "长" * 32_767, "goal": "目标", "due": "长期坚持", "lead": "甲局"}
    assert tasks(_written([cells], "tasks", form)).rows[0].cells["problem"] == cells["problem"]
    with pytest.raises(BadInput, match="cell_too_long"):
        _written([{**cells, "problem": "长" * 32_768}], "tasks", form)


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)"])
def test_nothing_that_goes_out_computes(text: str) -> None:
    cells = [{"ordinal": "1", "problem": text}]
    with zipfile.ZipFile(io.BytesIO(_written(cells, "tasks", "xlsx"))) as parts:
        sheet, styles = (parts.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    assert "<f>" not in sheet
    assert 'quotePrefix="1"' in styles
    lines = list(csv.reader(io.StringIO(_written(cells, "tasks", "csv").decode("utf-8-sig"))))
    assert lines[1][2] == f"'{text}"


def test_addresses_do_not_become_links() -> None:
    with zipfile.ZipFile(
        io.BytesIO(_written([{"remark": "https://example.invalid"}], "tasks", "xlsx"))
    ) as parts:
        assert not any("_rels/sheet" in name for name in parts.namelist())
