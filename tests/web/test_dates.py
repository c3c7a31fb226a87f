"""Every date of a case explains itself on a page of its own, which prints as an annex."""

import re
from collections.abc import Callable

import pytest

from tests.web.lives import (
    ACCEPTING,
    ASSIGNED,
    FILED,
    MEASURES,
    OBJECTED,
    PAPERS,
    PARTIES,
    PUBLICIZED,
    REPORTED,
    SIGNING,
    WORDS,
    live,
    proposed,
)
from tests.web.office import City
from tests.web.reading import panel, words

Read = Callable[..., str]


@pytest.fixture(scope="module")
def city(shared_city: City) -> City:
    """One city for all tests of this file; each has a case of its own in it."""
    return shared_city


def test_a_date_shows_each_day_its_notice_its_rule_with_version_and_the_sum(
    city: City, number: str, read: Read
) -> None:
    live(city, number, PUBLICIZED)
    html = read("lead", "/days/notice")
    said = panel(html, "sum")
    assert "到期 2023年4月17日" in said
    assert "起算 2023年4月3日，当日计入" in said
    assert "计入 10个工作日：平常工作日10天" in said
    assert "不计 5日：节假日放假1天、周末4天" in said
    assert "10个工作日 参照公开" in said
    assert "规则手册 siping/2023.1" in said
    assert "国务院办公厅关于2023年部分节假日安排的通知 国办发明电〔2022〕16号" in panel(html, "basis")
    assert "2023-04-05 周三 — 清明节放假，不计 国办发明电〔2022〕16号" in panel(html, "each")
    assert "2023-04-17 周一 10 工作日 到期" in panel(html, "each")


def test_the_annex_has_the_same_and_nothing_to_press(city: City, number: str, read: Read) -> None:
    live(city, number, PUBLICIZED)
    page, annex = read("lead", "/days/notice"), read("lead", "/days/notice?print=1")
    assert "<h1>计算附页</h1>" in annex
    assert number in words(annex)
    assert [panel(annex, part) for part in ("basis", "each")] == [
        panel(page, part) for part in ("basis", "each")
    ]
    assert "breadcrumb" in page
    assert "breadcrumb" not in annex


def test_what_no_longer_waits_is_still_explained_and_an_earlier_round_by_its_number(
    city: City, number: str, read: Read
) -> None:
    applied = (*ACCEPTING[:-1], ("apply_closure", ACCEPTING[-1][1] | {"limit": "2023-04-28"}))
    again = (*applied, ("fail_acceptance", {"correct_by": "2023-05-10", "to": "rectifying"}), applied[-1])
    live(city, number, again)
    assert "不再等办" in panel(read("lead", "/days/state_accepting~1"), "sum")
    assert "不再等办" not in panel(read("lead", "/days/state_accepting"), "sum")
    assert "改正期限" in words(read("lead", "/days/correct"))
    assert (
        "没有这样一个日期"
        in city.visitor("lead").open(f"/cases/SP2022/{number}/days/state_signing", 404).words
    )


def test_a_year_without_a_notice_is_marked_and_its_days_are_guesses(
    city: City, number: str, read: Read
) -> None:
    live(city, number, (*FILED, ("assign", {"lead_unit": "zjj", "limit": "2027-01-05"})))
    html = read("lead", "/days/accept_assignment")
    assert "2027 暂定 未公布" in panel(html, "basis")
    assert "国务院办公厅关于2026年部分节假日安排的通知" in panel(html, "basis")
    assert "2027年放假安排未公布，暂按工作日计" in panel(html, "each")
    assert "暂按工作日3天" in panel(html, "sum")


def test_an_extended_date_keeps_the_first_and_tells_each_move(city: City, number: str, read: Read) -> None:
    granted = {"id": 1, "agrees": True}
    votes = (
        ("decide", granted | {"box": "government", "outcome": None}),
        ("extend", {"decision": 1, "due": "2023-12-29"}),
        ("decide", granted | {"box": "party", "outcome": "granted"}),
    )
    live(city, number, (*proposed("extension", FILED, to_day="2023-12-29"), *votes))
    said = panel(read("lead", "/days/rectify"), "sum")
    assert "到期 2023年12月29日" in said
    assert "原时限 2023年10月31日" in said
    assert "2023年4月3日经领导小组两位组长批准延期：由2023年10月31日改为2023年12月29日。" in said


def test_rectify_at_once_is_counted_from_the_plan_in_calendar_days_and_a_written_day_is_not(
    city: City, number: str, read: Read
) -> None:
    at_once = {"kind": "task", "at_once": True} | PARTIES | MEASURES
    live(city, number, (("file", at_once | {"due": "2023-05-03"}, WORDS),))
    html = read("lead", "/days/rectify")
    assert "计入 30日" in panel(html, "sum")
    assert "自方案印发之日起30日" in panel(html, "sum")
    assert "按日历日计，周末和节假日不扣除" in panel(html, "basis")
    other = f"{number}X"
    live(city, other, (("file", at_once | {"due": "2023-10-31"}, WORDS),))
    written = panel(city.visitor("lead").open(f"/cases/SP2022/{other}/days/rectify").html, "sum")
    assert "立行立改，自方案" not in written


@pytest.mark.parametrize(
    ("life", "names"),
    [
        (REPORTED, {"rectify", "measure.2"}),
        (PAPERS["issued"], {"answer.1"}),
        (OBJECTED, {"notice", "objection.1"}),
        (SIGNING, {"state_signing", "rectify"}),
        (ASSIGNED, {"accept_assignment"}),
    ],
    ids=["reported", "paper", "objected", "signing", "assigned"],
)
def test_every_date_on_the_page_of_a_case_is_one_click_from_its_page(
    city: City, number: str, read: Read, life: tuple[tuple[str, dict[str, object]], ...], names: set[str]
) -> None:
    live(city, number, life)
    linked = set(
        re.findall(rf'href="(/cases/SP2022/{number}/days/[^"?]+)', read("lead", "") + read("lead", "/days"))
    )
    assert names <= {address.rpartition("/")[2] for address in linked}
    for address in linked:
        assert "每一天" in city.visitor("lead").open(address).words


def test_the_inbox_the_round_and_the_list_lead_there_too(city: City, number: str) -> None:
    live(city, number, PAPERS["issued"])
    home = city.visitor("lead").open("/").html
    assert f'href="/cases/SP2022/{number}/days/answer.1"' in home
    cases = city.visitor("lead").open(f"/cases?words={number}").html
    assert f'href="/cases/SP2022/{number}/days/rectify"' in cases
