"""A month's round: who has reported, what waits, what is late or missing, and the way to do something about it."""

from datetime import date

import pytest

from caseflow.services.reporting import open_round
from tests.makers import work_on
from tests.web import lives
from tests.web.lives import live
from tests.web.office import PLANNED, City, act

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
    assert "T1 城区黑臭水体整治不彻底 到期未报" in page


def test_the_newest_month_opens_first_and_an_unknown_one_is_not_found(month: City) -> None:
    visitor = month.visitor("coordinator")
    assert visitor.open("/rounds", 302).location == "/rounds/2023-04"
    visitor.open("/rounds/1999-01", 404)


def test_before_the_first_month_the_page_says_when_it_begins(office_city: City) -> None:
    assert "整改方案印发后的次月开始" in office_city.visitor("coordinator").open("/rounds").words
