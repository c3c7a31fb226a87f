"""The office's ledgers as spreadsheets: the month's table, closures and issued papers, of the cases one may see."""

import io
from itertools import count

import openpyxl
import pytest
from sqlalchemy import select

from caseflow.services.office_ledgers import CLOSURES, MONTH, PAPERS
from caseflow.services.record import record
from caseflow.store.accounts import ReadingRow
from caseflow.transaction import looking
from tests.makers import work_on
from tests.web.lives import CLOSED, OBJECTED, REPORTED, WORKING, Told, live
from tests.web.lives import PAPERS as LADDER
from tests.web.office import PLANNED, City

ISSUED: tuple[Told, ...] = (
    *LADDER["proposed"],
    (
        "issue_paper",
        {"id": 1, "reply_by": "2023-04-27", "number": "四环督整办警〔2023〕3号"},
        {"paper.1": "抓紧"},
    ),
    ("answer_paper", {"id": 1}, {"paper.1.answer": "已办"}),
)
REVIEWED = (
    *REPORTED[:-1],
    (
        "report",
        {"month": "2023-04", "progress": "normal", "unit": "zjj"},
        {"report.done": "清淤一公里", "report.problems": "征拆受阻", "report.next": "五月铺管"},
    ),
    ("review_report", {"month": "2023-04", "number": 1, "result": "accepted", "confirmed": "lagging"}),
)
_numbers = count(1)


@pytest.fixture(scope="module")
def city(shared_city: City) -> City:
    """One city for all tests of this file; each has cases of its own in it."""
    return shared_city


@pytest.fixture
def number() -> str:
    """The number of this test's case."""
    return f"SP2022-T{next(_numbers):02}"


def rows(city: City, path: str, who: str = "coordinator") -> list[dict[str, str]]:
    """The rows of a spreadsheet by heading."""
    answer = city.visitor(who).client.get(path)
    assert answer.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    head, *lines = sheet.iter_rows(values_only=True)
    return [
        dict(zip(map(str, head), ["" if cell is None else str(cell) for cell in line], strict=True))
        for line in lines
    ]


def of(found: list[dict[str, str]], column: str, number: str) -> dict[str, str]:
    return next(row for row in found if row[column].startswith(number))


def test_the_closure_ledger_follows_a_case_from_application_to_closing(city: City, number: str) -> None:
    live(city, number, CLOSED)
    row = of(rows(city, "/cases/export/closures.xlsx"), "任务/受理编号", number)
    assert tuple(row) == CLOSURES
    assert row["验收单位"] == "市生态环境局"
    assert (row["申请日期"], row["现场核查日期"], row["验收结论"]) == ("2023-04-03", "2023-04-03", "已通过")
    assert (row["公示起止"], row["异议数/办理"]) == ("2023-04-03至2023-04-17", "0")
    assert (row["销号日期"], row["备案文号"], row["回头看日期/结论"]) == ("2023-04-03", "", "")


def test_an_open_objection_is_counted_as_waiting(city: City, number: str) -> None:
    live(city, number, OBJECTED)
    assert (
        of(rows(city, "/cases/export/closures.xlsx"), "任务/受理编号", number)["异议数/办理"] == "1：待答复"
    )


def test_a_case_nobody_applied_for_is_in_no_closure_ledger(city: City, number: str) -> None:
    live(city, number, WORKING)
    assert all(row["任务/受理编号"] != number for row in rows(city, "/cases/export/closures.xlsx"))


def test_the_ledger_of_papers_says_why_to_whom_and_what_came_of_it(city: City, number: str) -> None:
    live(city, number, ISSUED)
    row = of(rows(city, "/cases/export/papers.xlsx"), "关联任务", number)
    assert tuple(row) == PAPERS
    assert (row["编号"], row["类型"], row["事由"]) == (
        "四环督整办警〔2023〕3号",
        "预警函",
        "至2023年4月确认滞后",
    )
    assert (row["对象单位"], row["发出日期"], row["反馈期限"]) == (
        "市住房和城乡建设局",
        "2023-04-03",
        "2023-04-27",
    )
    assert (row["反馈日期"], row["结果"]) == ("2023-04-03", "已答复")


def test_a_paper_that_was_only_proposed_is_in_no_ledger(city: City, number: str) -> None:
    live(city, number, LADDER["proposed"])
    assert all(row["关联任务"] != number for row in rows(city, "/cases/export/papers.xlsx"))


def test_a_ledger_holds_the_cases_its_reader_may_see_and_narrows_as_the_list_does(
    city: City, number: str
) -> None:
    live(city, number, CLOSED)
    assert rows(city, "/cases/export/closures.xlsx", "stranger") == []
    assert [row["任务/受理编号"] for row in rows(city, f"/cases/export/closures.xlsx?q={number}")] == [number]


def test_the_month_table_says_what_was_reported_and_how_it_was_judged(city: City, number: str) -> None:
    with work_on(city.engine, PLANNED) as work:
        record(work, "round/2023-04", "open_round", {"due": "2023-04-25"})
    live(city, number, REVIEWED)
    row = of(rows(city, "/rounds/2023-04/table.xlsx"), "整改任务", number)
    assert tuple(row) == MONTH
    assert (row["本月进展"], row["存在问题"], row["下步措施"]) == ("清淤一公里", "征拆受阻", "五月铺管")
    assert (row["进度判定"], row["程序状态"], row["累计完成措施/总措施"]) == ("滞后", "整改中", "0/2")
    assert (row["整改时限"], row["距时限（天）"], row["责任单位"]) == ("2023-10-31", "194", "铁西区")
    assert row["整改办审核"].startswith("已通过 2023-04-03")


def test_that_a_ledger_was_taken_out_is_noted(city: City, number: str) -> None:
    live(city, number, WORKING)
    rows(city, f"/cases/export/papers.xlsx?q={number}")
    with looking(city.engine) as session:
        assert f"papers.xlsx?q={number}" in session.scalars(select(ReadingRow.ref)).all()
