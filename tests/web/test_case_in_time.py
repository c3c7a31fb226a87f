"""The page of a case in time: its limits day by day, its steps, its course, and how it stood on a day before."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.makers import told, work_on
from tests.web.lives import (
    ACCEPTING,
    MEASURES,
    PARTIES,
    PETITION,
    PUBLICIZED,
    WORDS,
    WORKING,
    live,
    proposed,
)
from tests.web.office import PLANNED, TODAY, City
from tests.web.reading import offered, panel, words

Read = Callable[..., str]


@pytest.fixture(scope="module")
def city(shared_city: City) -> City:
    """One city for all tests of this file; each has a case of its own in it."""
    return shared_city


def test_the_limit_is_counted_down_in_working_days_with_each_day_shown(
    city: City, number: str, read: Read
) -> None:
    live(city, number, WORKING)
    said = panel(read("lead"), "due")
    assert "还剩 132 个工作日" in said
    assert "2023年10月31日（周二）到期" in said
    assert "没有延期" in said
    assert "计入132天，周末和节假日62天不计。 依据文件 国办发明电〔2022〕16号" in said


def test_a_suspended_limit_says_since_when_and_a_resumed_one_says_what_it_was_moved_for(
    city: City, number: str, read: Read
) -> None:
    applied = (*ACCEPTING[:-1], ("apply_closure", ACCEPTING[-1][1] | {"limit": "2023-04-14"}))
    live(city, number, (*applied, ("suspend", {})), PLANNED)
    said = panel(read("lead"), "due")
    assert "中止计时，还剩 8 个工作日" in said
    assert "中止，中止前2023年4月14日（周五）到期" in said
    assert "2023年4月3日起中止计时" in words(read("acceptance"))
    with work_on(city.engine, PLANNED + timedelta(days=7)) as work:
        told(work, number, "resume", {"days": 7, "moved": [["state_accepting", "2023-04-21"]]})
    moved = "2023年4月3日至2023年4月10日中止计时，按中止时剩余的天数顺延：由2023年4月14日改为2023年4月21日。"
    assert moved in panel(read("lead"), "due")
    table = words(read("lead", "/days"))
    assert moved in table
    assert "中止计时，不计" in table
    assert "验收期限：2023年4月21日" in words(read("lead"))


def test_a_case_that_is_late_counts_up(city: City, number: str, read: Read) -> None:
    live(
        city,
        number,
        (("file", {"kind": "task", "due": "2023-04-10"} | PARTIES | MEASURES, WORDS), *WORKING[1:]),
    )
    html = read("lead")
    assert "红灯 超期" in html
    assert "超期 10 天" in panel(html, "due")


def test_an_extended_case_shows_its_first_date_for_ever(city: City, number: str, read: Read) -> None:
    granted = {"id": 1, "agrees": True}
    live(
        city,
        number,
        (
            *proposed("extension", WORKING, to_day="2023-12-29"),
            ("decide", granted | {"box": "government", "outcome": None}),
            ("extend", {"decision": 1, "due": "2023-12-29"}),
            ("decide", granted | {"box": "party", "outcome": "granted"}),
        ),
    )
    html = read("lead")
    assert "原时限 2023-10-31" in panel(html, "due")
    assert "延期申请 已批准 施工受阻" in panel(html, "decisions")


def test_a_petition_shows_its_two_limits_apart(city: City, number: str, read: Read) -> None:
    live(
        city,
        number,
        (("file", PETITION, {"title": "夜间噪声"}), ("assign", {"lead_unit": "zjj", "limit": "2023-04-27"})),
    )
    said = panel(read("lead"), "due")
    assert "反馈期限 2023年5月1日" in said
    assert "没有整改时限，不亮灯" in said


def test_the_page_of_days_gives_every_day_of_every_limit_its_reason(
    city: City, number: str, read: Read
) -> None:
    live(city, number, PUBLICIZED)
    said = words(city.visitor("lead").open(f"/cases/SP2022/{number}/days").html)
    assert "公示期 2023-04-03 至 2023-04-17" in said
    assert "2023-04-05 周三 — 清明节放假，不计" in said
    assert "2023-04-17 周一 10 工作日 到期" in said
    assert "邮寄异议等候期 2023-04-17 至 2023-04-19" in said


def test_the_steps_say_when_and_who_and_what_was_sent_back(city: City, number: str, read: Read) -> None:
    live(
        city,
        number,
        (
            *ACCEPTING,
            ("fail_acceptance", {"correct_by": "2023-05-10", "to": "rectifying"}, {"reason": "断面未达标"}),
        ),
    )
    html = read("lead")
    steps = words(re.search(r'<ol class="cf-steps".*?</ol>', html, re.S)[0])  # type: ignore[index]
    assert "已建档 （已办） 2023年4月3日" in steps
    assert "整改中 2023年4月3日起，第18天" in steps
    assert "2023年4月3日退回" in steps
    assert "理由：断面未达标" in panel(html, "course")


def test_the_course_comes_newest_first_twenty_at_a_time_and_can_be_narrowed(
    city: City, number: str, read: Read
) -> None:
    marks = tuple(("mark_measure", {"number": 1, "done": n % 2 == 0}) for n in range(25))
    live(city, number, (*WORKING, *marks))
    html = read("lead")
    assert html.count("<time datetime") == 20
    assert "共 28 条" in panel(html, "course")
    older = re.search(r'href="([^"]*before=\d+#course)">再看 8 条', html)
    assert older
    rest = city.visitor("lead").open(older[1].replace("&amp;", "&")).html
    assert rest.count("<time datetime") == 8
    states = panel(read("lead", "?show=states"), "course")
    assert "共 2 条" in states
    assert read("lead", "?print=1").count("<time datetime") == 28


def test_a_day_before_shows_the_case_as_it_then_stood_and_nothing_can_be_done(
    city: City, number: str, read: Read
) -> None:
    live(city, number, WORKING)
    with work_on(city.engine, TODAY) as work:
        told(work, number, "mark_measure", {"number": 1, "done": True})
    html = read("lead", f"?day={PLANNED}")
    assert "这是2023年4月3日（周一）结束时的样子" in words(html)
    assert offered(html) == set()
    assert "完成 0 条" in panel(html, "measures")
    assert "标记措施" not in panel(html, "course")
    assert "完成 1 条" in panel(read("lead"), "measures")


def test_the_future_is_not_shown_and_neither_is_a_day_before_filing(city: City, number: str) -> None:
    live(city, number, WORKING)
    lead = city.visitor("lead")
    path = f"/cases/SP2022/{number}?day="
    assert "晚于今天" in words(lead.open(f"{path}{TODAY + timedelta(days=1)}", 422).html)
    assert "尚未建档" in words(lead.open(f"{path}{PLANNED - timedelta(days=1)}", 404).html)
    lead.open(f"{path}gestern", 422)
    assert offered(lead.open(f"{path}{TODAY}").html)


def test_a_page_for_paper_opens_what_is_folded(city: City, number: str, read: Read) -> None:
    live(city, number, PUBLICIZED)
    folded = r"<details(?! class=\"cf-me)[^>]*>"
    assert all("open" in tag for tag in re.findall(folded, read("lead", "?print=1")))
    assert not all("open" in tag for tag in re.findall(folded, read("lead")))


def test_a_light_names_its_rulebook_and_what_would_turn_it_today_and_on_a_past_day(
    city: City, number: str, read: Read
) -> None:
    live(city, number, WORKING)
    lagging = {"month": "2023-04", "progress": "lagging", "unit": "zjj"}
    confirmed = {"month": "2023-04", "number": 1, "result": "accepted", "confirmed": "lagging"}
    live(city, number, (("report", lagging), ("review_report", confirmed)), TODAY)
    now, before = panel(read("lead"), "due"), panel(read("lead", f"?day={PLANNED}"), "due")
    assert (
        "黄灯 偏慢 按规则siping/2023.1判定 进度滞后。 确认进度不再是“滞后”即转：填报新进展，由整改办审核。"
        in now
    )
    assert "2023年10月24日起临近时限，没有申请验收的转黄。" in before
    assert "临近时限" not in now
    assert "亮黄灯的情形；月末冻结，每案每月至多记一次" in now
    assert "确认进度不再是“滞后”即转" in city.visitor("lead").open(f"/cases/SP2022/{number}/days").words
    assert "按规则siping/2023.1判定" in city.visitor("lead").open("/cases").html


def test_a_finding_from_outside_is_on_the_page_and_the_red_light_is_not_called_overdue(
    city: City, number: str, read: Read
) -> None:
    said = {"criticism.finder": "省电视台", "criticism.words": "河面发黑"}
    live(city, number, (*WORKING, ("record_criticism", {"kind": "media", "on": "2023-04-02"}, said)))
    html = read("lead")
    assert "媒体曝光 待处理 省电视台 河面发黑" in panel(html, "criticisms")
    assert "红灯 外部发现" in panel(html, "due")
    assert "红灯 超期" not in words(html)
    assert "整改办登记第1号外部发现处理完毕即转。" in panel(html, "due")
