"""A month's round: who has reported, what waits, what is late or missing, and the way to do something about it."""

import re
from datetime import date

import pytest

from caseflow.services.reporting import open_round
from tests.makers import told, work_on
from tests.web import lives
from tests.web.lives import live
from tests.web.office import PLANNED, ROUND, TODAY, City, act

EXPECTED = (*lives.WORKING, ("expect_report", {"month": "2023-04", "due": "2023-04-25"}))
PASSED = (
    *lives.REPORTED,
    ("review_report", {"month": "2023-04", "number": 1, "result": "accepted", "confirmed": "normal"}),
)
RETURNED = (
    *lives.REPORTED,
    ("review_report", {"month": "2023-04", "number": 1, "result": "returned"}, {"reason": "不具体"}),
)


@pytest.fixture
def month(office_city: City) -> City:
    """April with a report in every standing."""
    with work_on(office_city.engine, PLANNED) as work:
        open_round(work, date(2023, 4, 1))
    for number, life in (("T1", EXPECTED), ("T2", lives.REPORTED), ("T3", PASSED), ("T4", RETURNED)):
        live(office_city, number, life)
    live(office_city, "T5", lives.WORKING)
    return office_city


def test_the_coordinator_sees_every_standing_and_begins_with_the_first_that_waits(month: City) -> None:
    page = month.visitor("coordinator").open("/rounds/2023-04")
    assert "应报 4 件 ，截止 2023年4月25日（周二）。还剩 4 个工作日 。" in page.words
    assert "待审 1 退回未补 1 未报 1 已通过 1" in page.words
    assert page.html.count(f'href="{act("T2", "review_report")}?month=2023-04"') == 2  # above, and on the row
    assert "T5" not in page.words


def test_a_month_is_narrowed_to_one_standing(month: City) -> None:
    page = month.visitor("coordinator").open("/rounds/2023-04?standing=returned").words
    assert "T4" in page
    assert "T2" not in page


def test_what_stands_out_in_a_month_is_told_apart_on_the_page(month: City) -> None:
    asked = {
        "month": "2023-04",
        "due": "2023-04-25",
        "contributors": ["tiexi"],
        "contribute_by": "2023-04-20",
    }
    like = {"like": "0.93", "like_to": ["SP2022/T2", "2023-04"]}
    for number, more in (("T6", {"unchanged": True}), ("T7", like)):
        sent = {"month": "2023-04", "progress": "normal", "unit": "zjj"} | more
        live(month, number, (*lives.WORKING, ("expect_report", asked), ("report", sent)))
    html = month.visitor("coordinator").open("/rounds/2023-04").html
    marks = {
        number: re.findall(r'badge (?:badge-amber)?">([^<]+)<', _row(html, number))
        for number in ("T2", "T4", "T6", "T7")
    }
    assert marks == {
        "T2": [],
        "T4": [],
        "T6": ["本月无变化", "缺分报1家"],
        "T7": ["雷同93%", "缺分报1家"],
    }


def _row(html: str, number: str) -> str:
    return next(row for row in html.split("<tr>") if f'/{number}">' in row)


def test_a_unit_sees_its_own_cases_and_reports_from_there(month: City) -> None:
    lead = month.visitor("lead").open("/rounds/2023-04").html
    assert f'href="{act("T1", "report")}?month=2023-04"' in lead
    assert f'href="{act("T4", "report")}?month=2023-04"' in lead
    assert "review_report" not in lead
    stranger = month.visitor("stranger").open("/rounds/2023-04").words
    assert "这个月没有要您的单位填报的案件" in stranger
    assert "T1" not in stranger


def test_after_the_day_what_is_not_sent_is_late(month: City) -> None:
    month.move_to(date(2023, 4, 26))
    page = month.visitor("coordinator").open("/rounds/2023-04").words
    assert "截止日已过，月底前仍可补报，计为迟报。" in page
    assert "T1 城区黑臭水体整治不彻底 未 到期未报" in page


def test_a_row_shows_what_became_of_the_months_before(month: City) -> None:
    with work_on(month.engine, date(2023, 4, 27)) as work:
        report = {"month": "2023-04", "progress": "normal", "unit": "zjj"}
        told(work, "T4", "report", report, **{"report.done": "清淤两公里"})
    with work_on(month.engine, date(2023, 5, 1)) as work:
        open_round(work, date(2023, 5, 1))
        for number in ("T1", "T4"):
            told(work, number, "freeze_light", {"month": "2023-04", "light": "yellow"})
            told(work, number, "expect_report", {"month": "2023-05", "due": "2023-05-25"})
    month.move_to(date(2023, 5, 4))
    page = month.visitor("coordinator").open("/rounds/2023-05")
    assert "T1 城区黑臭水体整治不彻底 缺 未 未报" in page.words
    assert "T4 城区黑臭水体整治不彻底 审 未 未报" in page.words
    assert "退回1次" in page.html


def test_one_click_on_a_hole_reminds_and_the_cell_then_says_so(month: City) -> None:
    coordinator = month.visitor("coordinator")
    page = coordinator.open("/rounds/2023-04")
    hole = f'value="{ROUND}/T1"'
    assert hole in page.html
    form = page.html.partition('<form id="remind"')[2].partition("</form>")[0]
    sent = dict(re.findall(r'name="(\w+)"[^>]* value="([^"]+)"', form)) | {"cases": f"{ROUND}/T1"}
    for _ in range(2):  # a double click
        assert coordinator.client.post("/rounds/2023-04/remind", data=sent).location == "/rounds/2023-04"
    assert month.events("T1").count("send_reminder") == 1
    assert "已提醒 1 次，最近2023年4月20日" in coordinator.open("/rounds/2023-04").html
    assert hole not in month.visitor("lead").open("/rounds/2023-04").html


def test_all_who_have_not_sent_are_reminded_at_once_and_those_left_out_are_named(month: City) -> None:
    live(
        month,
        "T6",
        (*EXPECTED, ("send_reminder", {"kind": "report", "ref": "2023-04", "unit": "zjj"})),
        TODAY,
    )
    page = month.visitor("coordinator").open("/rounds/2023-04/remind").words
    assert "T1 城区黑臭水体整治不彻底 市住房和城乡建设局 调度填报" in page
    assert "今天已为此提醒过，明天可以再提醒。" in page
    month.visitor("lead").open("/rounds/2023-04/remind", 403)


def test_the_newest_month_opens_first_and_an_unknown_one_is_not_found(month: City) -> None:
    visitor = month.visitor("coordinator")
    assert visitor.open("/rounds", 302).location == "/rounds/2023-04"
    visitor.open("/rounds/1999-01", 404)


def test_before_the_first_month_the_page_says_when_it_begins(office_city: City) -> None:
    assert "整改方案印发后的次月开始" in office_city.visitor("coordinator").open("/rounds").words
