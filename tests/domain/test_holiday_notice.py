"""A year's notice is read as it is published; where it contradicts itself, it is refused and says where.

The sentences are ours, in the wordings of the notices of 2004 to 2026; days and numbers are those published
(`caseflow/rulebooks/china/calendar.toml`).
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import groupby

import pytest

from caseflow.domain.calendar import CalendarYear
from caseflow.domain.holiday_notice import is_notice, read_notice
from caseflow.rulebooks.calendars import shipped_calendar

NAMES = {
    "元旦": "new_year",
    "春节": "spring_festival",
    "清明节": "qingming",
    "劳动节": "labour_day",
    "端午节": "dragon_boat",
    "中秋节": "mid_autumn",
    "国庆节": "national_day",
    "国庆节、中秋节": "national_day_mid_autumn",
    "抗战胜利纪念日": "victory_day",
}
YEARS = shipped_calendar().years
WEEK = "一二三四五六日"


def runs(days: Mapping[date, str], holiday: str) -> list[list[date]]:
    mine = sorted(day for day, name in days.items() if name == holiday)
    return [
        [day for _, day in run]
        for _, run in groupby(enumerate(mine), lambda pair: pair[1] - timedelta(days=pair[0]))
    ]


def modern(year: int, first: date, last: date) -> str:
    """2014 and later: 1月1日（周四）至3日（周六）放假调休，共3天。"""
    said = f"{last.day}日" if last.month == first.month else f"{last.month}月{last.day}日"
    year_before = f"{first.year}年" if first.year != year else ""
    if year_before:
        said = f"{last.year}年{last.month}月{last.day}日"
    to = f"至{said}（周{WEEK[last.weekday()]}）" if first != last else ""
    days = (last - first).days + 1
    return f"{year_before}{first.month}月{first.day}日（周{WEEK[first.weekday()]}）{to}放假调休，共{days}天。"


def older(year: int, first: date, last: date) -> str:
    """Until 2007: 1月22日～28日放假7天。 The months written again."""
    to = f"～{last.month}月{last.day}日" if first != last else ""
    beside = f"（农历某月初一，星期{WEEK[first.weekday()]}）"
    return f"{first.month}月{first.day}日{beside}{to}放假{(last - first).days + 1}天。"


def bare(year: int, first: date, last: date) -> str:
    """Joined to a weekend: 6月10日放假，与周末连休。"""
    to = f"至{last.month}月{last.day}日" if first != last else ""
    return f"{first.month}月{first.day}日{to}放假，与周末连休。"


def worked_modern(days: list[date]) -> str:
    listed = "、".join(f"{day.month}月{day.day}日（星期{WEEK[day.weekday()]}）" for day in days)
    return f"{listed}上班。" if days else ""


Style = Callable[[int, date, date], str]


def notice(year: CalendarYear, style: Style) -> str:
    """A whole notice in one wording, with head and tail."""
    codes = {code: name for name, code in NAMES.items()}
    parts = [f"各省、自治区、直辖市人民政府：\n经国务院批准，现将{year.year}年节假日安排通知如下。"]
    for n, holiday in enumerate(dict.fromkeys([*year.off.values(), *year.work.values()])):
        off = "".join(style(year.year, run[0], run[-1]) for run in runs(year.off, holiday))
        worked = sorted(day for day, name in year.work.items() if name == holiday)
        parts.append(f"{'一二三四五六七八'[n]}、{codes[holiday]}：{off}{worked_modern(worked)}")
    return "\n".join([*parts, f"节假日期间，各地区要妥善安排值班。\n国务院办公厅\n{year.year - 1}年11月4日"])


@pytest.mark.parametrize("year", sorted(YEARS))
@pytest.mark.parametrize("style", [modern, older, bare])
def test_the_days_of_every_published_year_are_read_in_each_wording(year: int, style: Style) -> None:
    text = notice(YEARS[year], style)
    reading = read_notice(year, text, NAMES)
    assert is_notice(text)
    assert reading.faults == []
    assert reading.days(worked=False) == YEARS[year].off
    assert reading.days(worked=True) == YEARS[year].work
    assert all(f"{one.first.day}日" in one.sentence for one in reading.stretches)


def test_a_long_sentence_that_says_which_rest_days_are_moved_is_not_taken_for_more_days() -> None:
    text = (
        "一、元旦：2007年12月30日—2008年1月1日放假，共3天。其中，1月1日（星期二）为法定节假日，12月30日（星期日）为公休日，"
        "12月29日（星期六）公休日调至12月31日（星期一），12月29日（星期六）上班。"
    )
    reading = read_notice(2008, text, NAMES)
    assert reading.faults == []
    assert sorted(map(str, reading.days(worked=False))) == ["2007-12-30", "2007-12-31", "2008-01-01"]
    assert list(map(str, reading.days(worked=True))) == ["2007-12-29"]


GOOD = "一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。"


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("（周四）", "（周五）", "calendar.wrong_weekday"),
        ("1月4日（周日）", "1月4日（周六）", "calendar.wrong_weekday"),
        ("共3天", "共4天", "calendar.wrong_count"),
        ("至3日（周六）", "至1月0日", "calendar.no_such_day"),
        ("1月1日（周四）至3日（周六）", "1月3日（周六）至1日（周四）", "calendar.wrong_way"),
        ("元旦", "元宵", "calendar.unknown_name"),
        (GOOD, "一、元旦：放假。", "calendar.no_days"),
    ],
)
def test_a_notice_that_contradicts_itself_is_refused_by_what_it_says(was: str, now: str, code: str) -> None:
    assert read_notice(2026, GOOD, NAMES).faults == []
    assert code in [fault.code for fault in read_notice(2026, GOOD.replace(was, now), NAMES).faults]


def test_lines_of_days_are_no_notice() -> None:
    assert not is_notice("元旦 2027-01-01\n春节 2027年2月10日至2027年2月17日 上班 2027-02-06")
