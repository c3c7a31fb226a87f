"""The shipped State Council calendar against two libraries, a table written by hand, and the years nobody published."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseflow.domain.calendar import Calendar, CalendarYear
from caseflow.domain.errors import BadInput
from caseflow.rulebooks.calendars import HOLIDAYS, shipped_calendar, years_in
from caseflow.words.days import TERMS
from caseflow.words.say import say

CALENDAR = shipped_calendar()
EVERY_DAY = [date(2004, 1, 1) + timedelta(n) for n in range((date(2027, 1, 1) - date(2004, 1, 1)).days)]

# w worked weekday, . weekend, H holiday, M weekend day worked in exchange; one letter a day, from the 1st.
MONTHS = {
    "2005-12": "ww..wwwww..wwwww..wwwww..wwwwwM",
    "2012-01": "HHHwww..wwwww..wwwwwMHHHHHHHMww",
    "2015-09": "wwHHHMwwwww..wwwww..wwwww.Hwww",
    "2019-05": "HHHHMwwwww..wwwww..wwwww..wwwww",
    "2020-01": "Hww..wwwww..wwwww.MwwwwHHHHHHHH",
    "2020-02": "HHwwwww..wwwww..wwwww..wwwww.",
    "2022-10": "HHHHHHHMMwwwww..wwwww..wwwww..w",
    "2023-04": "..wwHww..wwwww..wwwww.MwwwwwHH",
    "2023-05": "HHHwwM.wwwww..wwwww..wwwww..www",
    "2023-09": "w..wwwww..wwwww..wwwww..wwwwHH",
    "2023-10": "HHHHHHMMwwwww..wwwww..wwwww..ww",
    "2024-02": "ww.MwwwwwHHHHHHHHMwwwww..wwww",
    "2024-05": "HHHHHwwwwwM.wwwww..wwwww..wwwww",
    "2025-01": "Hww..wwwww..wwwww..wwwww.MwHHHH",
    "2025-02": "HHHHwwwM.wwwww..wwwww..wwwww",
    "2025-09": "wwwww..wwwww..wwwww..wwwww.Mww",
    "2025-10": "HHHHHHHHwwM.wwwww..wwwww..wwwww",
    "2026-01": "HHHMwwwww..wwwww..wwwww..wwwww.",
    "2026-02": ".wwwww..wwwwwMHHHHHHHHHwwwwM",
}
LETTERS = {"days.weekday": "w", "days.weekend": ".", "days.holiday": "H", "days.make_up": "M"}


@pytest.mark.parametrize("month", MONTHS)
def test_every_day_of_a_month_is_what_the_notice_makes_it(month):
    first = date.fromisoformat(f"{month}-01")
    days = [first + timedelta(n) for n in range(len(MONTHS[month]))]

    assert "".join(LETTERS[CALENDAR.day(day).why] for day in days) == MONTHS[month]
    assert (days[-1] + timedelta(1)).day == 1


def test_every_day_since_2004_agrees_with_both_libraries_but_one():
    official = holidays.country_holidays("CN", years=range(2004, 2027))
    ours = {day: CALENDAR.day(day).working for day in EVERY_DAY}

    assert [day for day in EVERY_DAY if ours[day] != official.is_working_day(day)] == []
    # 国办发明电〔2005〕35号 has this Saturday worked for 2006-01-03; chinese_calendar keeps 2005 without it.
    assert [day for day in EVERY_DAY if ours[day] != chinese_calendar.is_workday(day)] == [date(2005, 12, 31)]


def test_a_holiday_of_a_day_off_is_the_one_the_libraries_name():
    code = {
        "New Year's Day": {"new_year"},
        "Spring Festival": {"spring_festival"},
        "Tomb-sweeping Day": {"qingming"},
        "Labour Day": {"labour_day"},
        "Dragon Boat Festival": {"dragon_boat"},
        "Mid-autumn Festival": {"mid_autumn", "national_day_mid_autumn"},
        "National Day": {"national_day", "national_day_mid_autumn"},
        "Anti-Fascist 70th Day": {"victory_day"},
    }
    for day in EVERY_DAY:
        if (name := CALENDAR.day(day).holiday) and day != date(2005, 12, 31):
            known = chinese_calendar.constants.holidays.get(day) or chinese_calendar.constants.workdays.get(
                day
            )
            assert known is None or name in code[known], day


def test_every_year_since_2004_cites_its_notice():
    assert sorted(CALENDAR.years) == list(range(2004, 2027))
    assert all("发明电〔" in year.notice for year in CALENDAR.years.values())
    assert CALENDAR.years[2020].notice == "国办发明电〔2019〕16号、国办发明电〔2020〕1号"
    assert CALENDAR.published_through == date(2026, 12, 31)


def test_every_holiday_has_a_word():
    assert {name for name in TERMS if name.startswith("holiday.")} == {f"holiday.{code}" for code in HOLIDAYS}


@settings(database=None)
@given(st.dates())
def test_any_date_there_is_gets_an_answer(day):
    kind = CALENDAR.day(day)
    assert kind.date == day
    assert kind.year_published == (2004 <= day.year <= 2026)
    if not kind.year_published:
        assert kind.working == (day.isoweekday() < 6)
        assert kind.why.endswith("_guessed")


def test_a_calendar_published_later_changes_only_what_it_speaks_of():
    known_in_2011 = Calendar(year for year in CALENDAR.years.values() if year.year <= 2011)
    new_years_eve = date(2011, 12, 31)

    assert not known_in_2011.day(new_years_eve).working
    assert not known_in_2011.day(date(2012, 1, 4)).year_published

    published = known_in_2011.with_year(CALENDAR.years[2012])
    assert published.day(new_years_eve).working
    assert published.day(date(2012, 1, 4)).year_published
    assert not known_in_2011.day(new_years_eve).working


def test_a_year_published_anew_replaces_what_it_said():
    first = CalendarYear(
        2020, "first", {date(2020, 1, 30): "spring_festival"}, {date(2020, 2, 1): "spring_festival"}
    )
    before = Calendar([first])

    assert before.day(date(2020, 2, 1)).working
    assert not before.with_year(CALENDAR.years[2020]).day(date(2020, 2, 1)).working


def test_no_calendar_at_all_still_knows_weekdays():
    assert Calendar([]).published_through is None
    assert Calendar([]).day(date(2023, 10, 2)).working


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[2027]\nnotices = ['x']\nqingming = { off = [2028-04-04] }", "calendar.other_year"),
        ("[2027]\nnotices = ['x']\nqingming = { off = [2026-11-30] }", "calendar.other_year"),
        (
            "[2027]\nnotices = ['x']\nqingming = { off = [2027-04-05], work = [2027-04-06] }",
            "calendar.worked_weekday",
        ),
        (
            "[2027]\nnotices = ['x']\nqingming = { off = [2027-04-04], work = [2027-04-04] }",
            "calendar.off_and_worked",
        ),
        ("[2027]\nnotices = ['x']\nhalloween = { off = [2027-10-29] }", "calendar.unknown_holiday"),
        ("[2027]\nqingming = { off = [2027-04-05] }", "calendar.unreadable"),
        ("[2027]\nnotices = ['x']\nqingming = { off = ['2027-04-05'] }", "calendar.unreadable"),
        ("[2027]\nnotices = ['x']\nqingming = { off = [2027-04-05T00:00:00] }", "calendar.unreadable"),
        ("[2027]\nnotices = ['x']\nqingming = { off = [] }", "calendar.unreadable"),
        ("[2027]\nnotices = ['x']\nqingming = { work = [2027-04-04] }", "calendar.unreadable"),
        ("[next]\nnotices = ['x']", "calendar.unreadable"),
        ("notices = ['x']", "calendar.unreadable"),
        ("[2027", "calendar.unreadable"),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(text, code):
    with pytest.raises(BadInput) as refusal:
        years_in(text)
    (reason,) = refusal.value.reasons
    assert reason.code == code
    assert say(code, reason.facts, "zh")


def test_a_calendar_for_2027_can_be_read_and_used():
    (year,) = years_in(
        "[2027]\nnotices = ['x']\nnew_year = { off = [2027-01-01, 2027-01-03], work = [2026-12-27] }"
    )
    published = CALENDAR.with_year(year)

    assert published.day(date(2027, 1, 1)).holiday == "new_year"
    assert published.day(date(2026, 12, 27)).working
    assert published.published_through == date(2027, 12, 31)
