"""Instants are UTC, days are the office's: Asia/Shanghai, whatever the server's zone."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from caseflow.clock import FixedClock, SystemClock, end_of_office_day, office_day, start_of_office_day


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2023, 2, 28, 15, 59, 59, 999999, UTC), date(2023, 2, 28)),
        (datetime(2023, 2, 28, 16, 0, tzinfo=UTC), date(2023, 3, 1)),
        (datetime(2023, 2, 28, 17, 0, tzinfo=UTC), date(2023, 3, 1)),
        (datetime(2024, 2, 28, 17, 0, tzinfo=UTC), date(2024, 2, 29)),
        (datetime(2023, 12, 31, 11, 0, tzinfo=timezone(timedelta(hours=-5))), date(2024, 1, 1)),
    ],
)
def test_the_office_day_turns_at_midnight_in_shanghai(instant: datetime, day: date) -> None:
    assert office_day(instant) == day


def test_an_office_day_starts_at_16_utc_the_day_before_and_ends_a_microsecond_before_the_next() -> None:
    day = date(2023, 3, 1)
    assert start_of_office_day(day) == datetime(2023, 2, 28, 16, tzinfo=UTC)
    assert end_of_office_day(day) + timedelta(microseconds=1) == start_of_office_day(day + timedelta(days=1))
    assert office_day(start_of_office_day(day)) == office_day(end_of_office_day(day)) == day


def test_the_last_day_there_is_ends_without_an_error() -> None:
    assert office_day(end_of_office_day(date.max)) == date.max


def test_the_systems_clock_answers_in_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_a_fixed_clock_stands_still_until_it_is_set() -> None:
    clock = FixedClock(datetime(2023, 10, 20, 9, 0, tzinfo=timezone(timedelta(hours=8))))
    assert clock.now() == clock.now() == datetime(2023, 10, 20, 1, 0, tzinfo=UTC)
    assert clock.now().tzinfo is UTC
    clock.set(datetime(2023, 10, 21, 1, 0, tzinfo=UTC))
    assert office_day(clock.now()) == date(2023, 10, 21)


def test_an_instant_without_a_zone_is_refused_everywhere() -> None:
    naive = datetime(2023, 10, 20)  # noqa: DTZ001
    for use in (office_day, FixedClock, FixedClock(datetime(2023, 1, 1, tzinfo=UTC)).set):
        with pytest.raises(ValueError, match="zone"):
            use(naive)
