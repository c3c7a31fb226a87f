"""Limits, explained day by day and counted as a second calculator counts them; `test_dates.py` holds the table."""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseflow.domain.calendar import Calendar
from caseflow.domain.days import (
    MOST,
    count,
    limit_end,
    listed,
    next_workday,
    recounted,
    resumed,
    workdays_between,
)
from caseflow.domain.errors import BadInput
from caseflow.domain.terms import DayUnit
from caseflow.rulebooks.calendars import shipped_calendar

CALENDAR = shipped_calendar()
DAY, WORKDAY = DayUnit.DAY, DayUnit.WORKDAY

# The second calculator: a plain list of the days worked, made from a library's table and nothing of ours.
WORKED = [
    day
    for day in (date(2004, 1, 1) + timedelta(n) for n in range((date(2027, 1, 1) - date(2004, 1, 1)).days))
    if chinese_calendar.is_workday(day) or day == date(2005, 12, 31)
]


def test_a_span_lists_every_day_once_and_numbers_those_that_count():
    span = count(CALENDAR, date(2025, 12, 29), 10, WORKDAY)

    assert [day.date for day in span.days] == [date(2025, 12, 29) + timedelta(n) for n in range(15)]
    assert [day.number for day in span.days if day.counted] == list(range(1, 11))
    assert span.end == span.days[-1].date == date(2026, 1, 12)
    assert not span.provisional
    skipped = {day.date.day: day.why for day in span.days if not day.counted}
    assert skipped == {
        1: "days.holiday",
        2: "days.holiday",
        3: "days.holiday",
        10: "days.weekend",
        11: "days.weekend",
    }
    assert span.days[6].why == "days.make_up"
    assert span.days[6].facts["holiday"] == "holiday.new_year"


@pytest.mark.parametrize("unit", DayUnit)
def test_after_lists_the_starting_day_without_counting_it(unit):
    first, second, *_ = count(CALENDAR, date(2023, 10, 9), 3, unit, after=True).days

    assert (first.date, first.counted, first.number, first.why) == (
        date(2023, 10, 9),
        False,
        None,
        "days.start_excluded",
    )
    assert (second.date, second.counted, second.number) == (date(2023, 10, 10), True, 1)


def test_working_days_beyond_the_published_years_are_provisional():
    into_2027 = count(CALENDAR, date(2026, 12, 28), 10, WORKDAY)

    assert into_2027.provisional
    assert into_2027.end == date(2027, 1, 8)
    assert into_2027.days[4].why == "days.weekday_guessed"
    assert limit_end(CALENDAR, date(2026, 12, 28), 10, WORKDAY) == (into_2027.end, True)


def test_calendar_days_and_days_already_published_are_never_provisional():
    assert not count(CALENDAR, date(2026, 12, 28), 10, DAY).provisional
    assert not count(CALENDAR, date(2026, 12, 28), 4, WORKDAY).provisional
    assert not count(CALENDAR, date(2003, 12, 31), 1, WORKDAY, after=True).provisional


def test_a_provisional_date_moves_when_its_year_is_published():
    known = Calendar(year for year in CALENDAR.years.values() if year.year < 2026)
    before = count(known, date(2025, 12, 29), 10, WORKDAY)
    after = count(known.with_year(CALENDAR.years[2026]), date(2025, 12, 29), 10, WORKDAY)

    assert (before.end, before.provisional) == (date(2026, 1, 9), True)
    assert (after.end, after.provisional) == (date(2026, 1, 12), False)


@pytest.mark.parametrize(
    ("start", "n", "code"),
    [
        (date(2023, 1, 1), 0, "days.n_below_one"),
        (date(2023, 1, 1), -5, "days.n_below_one"),
        (date(2023, 1, 1), MOST + 1, "days.n_too_large"),
        (date(2023, 1, 1), 10**18, "days.n_too_large"),
        (date(9999, 12, 30), 5, "days.beyond_dates"),
        (date.max, 2, "days.beyond_dates"),
    ],
)
@pytest.mark.parametrize("unit", DayUnit)
@pytest.mark.parametrize("counted", [count, limit_end])
def test_what_cannot_be_counted_is_refused_with_its_reason(start, n, code, unit, counted):
    with pytest.raises(BadInput) as refusal:
        counted(CALENDAR, start, n, unit)
    assert refusal.value.reasons[0].code == code


def test_the_longest_limit_is_counted():
    assert count(CALENDAR, date(2023, 1, 1), MOST, WORKDAY).days[-1].number == MOST


@settings(max_examples=3000, deadline=None, database=None)
@given(
    st.dates(date(2004, 1, 1), date(2025, 6, 1)), st.integers(1, 300), st.sampled_from(DayUnit), st.booleans()
)
def test_the_second_calculator_agrees(start, n, unit, after):
    first = start + timedelta(after)
    expected = first + timedelta(n - 1) if unit is DAY else WORKED[bisect_left(WORKED, first) + n - 1]
    span = count(CALENDAR, start, n, unit, after=after)

    assert (
        (span.end, span.provisional) == limit_end(CALENDAR, start, n, unit, after=after) == (expected, False)
    )
    assert [day.date for day in span.days] == [
        start + timedelta(i) for i in range((expected - start).days + 1)
    ]
    assert [day.number for day in span.days if day.counted] == list(range(1, n + 1))


@settings(max_examples=2000, deadline=None, database=None)
@given(st.dates(date(2004, 1, 1), date(2026, 12, 31)), st.dates(date(2004, 1, 1), date(2026, 12, 31)))
def test_working_days_between_two_dates_are_those_after_the_first(a, b):
    assert workdays_between(CALENDAR, a, b) == bisect_right(WORKED, b) - bisect_right(WORKED, a)
    assert workdays_between(CALENDAR, b, a) == -workdays_between(CALENDAR, a, b)


@settings(max_examples=500, deadline=None, database=None)
@given(st.dates(date(2004, 1, 1), date(2026, 12, 1)))
def test_the_next_working_day_may_be_the_day_itself(day):
    assert next_workday(CALENDAR, day) == WORKED[bisect_left(WORKED, day)]


def test_all_of_time_can_be_counted_between():
    assert workdays_between(Calendar([]), date(9999, 12, 20), date.max) == 9
    assert workdays_between(Calendar([]), date.min, date(1, 1, 5)) == 4


STOPS = st.dates(date(2020, 1, 1), date(2026, 9, 30))
SPANS = st.integers(0, 40)
YEARS = CALENDAR.years
UNPUBLISHED = Calendar(year for number, year in YEARS.items() if number < 2024)


@pytest.mark.parametrize("calendar", [CALENDAR, UNPUBLISHED], ids=["published", "2024 unpublished"])
@given(stopped=STOPS, left=SPANS, stood=SPANS)
@settings(max_examples=300)
def test_as_many_working_days_remain_after_a_suspension_as_before_it_and_no_limit_ends_earlier(
    calendar, stopped, left, stood
):
    end, running = stopped + timedelta(left), stopped + timedelta(stood)
    again = resumed(calendar, stopped, end, running, WORKDAY)
    assert again >= end
    assert workdays_between(calendar, running, again) == workdays_between(calendar, stopped, end) or not stood
    assert resumed(calendar, stopped, end, running, DAY) == end + timedelta(stood)


@pytest.mark.parametrize(
    ("stopped", "end", "running", "again"),
    [
        ("2023-09-25", "2023-09-28", "2023-10-06", "2023-10-09"),  # three left; 7 and 8 October are worked
        ("2024-02-01", "2024-02-05", "2024-02-08", "2024-02-19"),  # three left; 4 February was worked
        ("2023-12-27", "2024-01-03", "2024-01-10", "2024-01-16"),  # four left, over a new year
        ("2023-05-04", "2023-05-04", "2023-05-14", "2023-05-14"),  # the last day itself
        ("2023-05-05", "2023-05-04", "2023-05-14", "2023-05-04"),  # passed before, and stays so
    ],
)
def test_a_limit_that_stood_still_over_a_holiday_is_counted_by_its_working_days(stopped, end, running, again):
    given_days = [date.fromisoformat(day) for day in (stopped, end, running)]
    assert resumed(CALENDAR, *given_days, WORKDAY).isoformat() == again


@given(start=st.dates(date(2023, 11, 1), date(2024, 12, 1)), n=st.integers(1, 40))
@settings(max_examples=200)
def test_a_limit_counted_without_a_calendar_is_counted_anew_as_if_it_had_been_there(start, n):
    guessed = limit_end(UNPUBLISHED, start, n, WORKDAY, after=True).end
    assert (
        recounted(UNPUBLISHED, CALENDAR, start, guessed)
        == limit_end(CALENDAR, start, n, WORKDAY, after=True).end
    )
    assert recounted(CALENDAR, CALENDAR, start, guessed) == guessed


def test_the_days_a_limit_stood_still_are_listed_and_not_counted():
    stood = [(date(2023, 5, 8), date(2023, 5, 10))]
    days = listed(CALENDAR, date(2023, 5, 4), date(2023, 5, 12), WORKDAY, stood)
    assert [(day.date.day, day.number, day.why) for day in days if day.date.day > 7] == [
        (8, 3, "days.weekday"),
        (9, None, "days.suspended"),
        (10, None, "days.suspended"),
        (11, 4, "days.weekday"),
        (12, 5, "days.weekday"),
    ]
