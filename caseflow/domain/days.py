"""Counting limits: the n-th day of a span, day by day with reasons."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from caseflow.domain.calendar import Calendar, DayKind
from caseflow.domain.errors import BadInput, Fact, Reason
from caseflow.domain.terms import DayUnit

MOST = 10_000  # days one limit may count: far beyond any limit in use, and quickly walked
_ONE_DAY = dt.timedelta(days=1)


Stood = Sequence[tuple[dt.date, dt.date]]


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of a span: its number in the count, or None where it does not count, and why."""

    date: dt.date
    counted: bool
    number: int | None
    why: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Span:
    """A limit of `n` units from `start` to `end`: `start` is day 1 if it counts, under `after` the next day is.

    Provisional: working days were counted in a year without a published calendar.
    """

    start: dt.date
    n: int
    unit: DayUnit
    after: bool
    end: dt.date
    provisional: bool
    days: tuple[CountedDay, ...]


class Limit(NamedTuple):
    """What a span comes to: its last day, in time, and whether it is provisional."""

    end: dt.date
    provisional: bool


def count(calendar: Calendar, start: dt.date, n: int, unit: DayUnit, *, after: bool = False) -> Span:
    """The span with every day from `start` to its end once, in order; under `after` the start is listed, not counted.

    Raises BadInput where n is below 1 or above `MOST`, or the end lies beyond the last date there is.
    """
    walked = list(_walk(calendar, start, n, unit, after))
    end, provisional = _limit(walked, unit)
    days = tuple(_explain(kind, number, unit) for kind, number in walked)
    if after:
        days = (CountedDay(start, False, None, "days.start_excluded", {}), *days)
    return Span(start, n, unit, after, end, provisional, days)


def limit_end(calendar: Calendar, start: dt.date, n: int, unit: DayUnit, *, after: bool = False) -> Limit:
    """What `count` comes to, without the explanation; raises the same."""
    return _limit(list(_walk(calendar, start, n, unit, after)), unit)


def next_workday(calendar: Calendar, day: dt.date) -> dt.date:
    """The day itself if it is worked, else the first working day after it."""
    return limit_end(calendar, day, 1, DayUnit.WORKDAY).end


def workdays_between(calendar: Calendar, a: dt.date, b: dt.date) -> int:
    """Working days after `a` up to and including `b`; negative where `b` comes first."""
    if b < a:
        return -workdays_between(calendar, b, a)
    whole_years = sum(len(calendar.workdays(year)) for year in range(a.year, b.year))
    return whole_years + calendar.workdays_through(b) - calendar.workdays_through(a)


def resumed(calendar: Calendar, stopped: dt.date, end: dt.date, running: dt.date, unit: DayUnit) -> dt.date:
    """The day on which a limit ends that stood still after the day `stopped` until the end of the day `running`.

    As many of its units remain after the one as after the other; it never ends earlier, and one that had passed
    stays passed.
    """
    if end < stopped or running <= stopped:
        return end
    if unit is DayUnit.DAY:
        return end + (running - stopped)
    left = workdays_between(calendar, stopped, end)
    again = limit_end(calendar, running, left, unit, after=True).end if left else running
    return max(end, again)


def recounted(
    before: Calendar, after: Calendar, start: dt.date, end: dt.date, anew: dt.date | None = None
) -> dt.date:
    """The day by which `after` counts as many working days as `before` counted after `start` through `end`.

    The new count begins after `anew` where that is another day. The end stays where both count alike.
    """
    begin = anew or start
    if begin == start and all(_alike(before, after, day) for day in _through(start, end)):
        return end
    left = workdays_between(before, start, end)
    return limit_end(after, begin, left, DayUnit.WORKDAY, after=True).end if left > 0 else max(end, begin)


def is_provisional(calendar: Calendar, start: dt.date, end: dt.date, unit: DayUnit) -> bool:
    """Whether working days are counted in a year whose calendar is not published."""
    years = range(start.year, end.year + 1)
    return unit is DayUnit.WORKDAY and any(year not in calendar.years for year in years)


def listed(
    calendar: Calendar, start: dt.date, end: dt.date, unit: DayUnit, stood: Stood = (), *, after: bool = True
) -> tuple[CountedDay, ...]:
    """Every day from the start to the end of a limit, numbered where it counts.

    `stood` are the pairs of days after the first of which, and through the second, it stood still.
    """
    days: list[CountedDay] = []
    number = 0
    for day in (start, *_through(start, end)):
        if after and day == start:
            days.append(CountedDay(day, False, None, "days.start_excluded", {}))
            continue
        if any(first < day <= last for first, last in stood):
            days.append(CountedDay(day, False, None, "days.suspended", {}))
            continue
        kind = calendar.day(day)
        counts = kind.working or unit is DayUnit.DAY
        number += counts
        days.append(_explain(kind, number if counts else None, unit))
    return tuple(days)


def _through(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    """The days after the start up to and including the end."""
    yield from (start + _ONE_DAY * n for n in range(1, (end - start).days + 1))


def _alike(one: Calendar, other: Calendar, day: dt.date) -> bool:
    return one.day(day).working == other.day(day).working


def _walk(
    calendar: Calendar, start: dt.date, n: int, unit: DayUnit, after: bool
) -> Iterator[tuple[DayKind, int | None]]:
    """Each day looked at, with its number if it counts, up to the n-th that does."""
    _check(n)
    number = 0
    for day in _days_from(start, after, n):
        kind = calendar.day(day)
        counts = kind.working or unit is DayUnit.DAY
        number += counts
        yield kind, number if counts else None
        if number == n:
            return


def _limit(walked: Sequence[tuple[DayKind, int | None]], unit: DayUnit) -> Limit:
    guessed = unit is DayUnit.WORKDAY and not all(kind.year_published for kind, _ in walked)
    return Limit(walked[-1][0].date, guessed)


def _check(n: int) -> None:
    if n < 1:
        raise BadInput(Reason("days.n_below_one", {"n": n}))
    if n > MOST:
        raise BadInput(Reason("days.n_too_large", {"n": n, "most": MOST}))


def _days_from(start: dt.date, after: bool, n: int) -> Iterator[dt.date]:
    """Day after day without end; raises BadInput behind the last date there is."""
    day = start
    if not after:
        yield day
    while day < dt.date.max:
        day += _ONE_DAY
        yield day
    raise BadInput(Reason("days.beyond_dates", {"from": start.isoformat(), "n": n}))


def _explain(kind: DayKind, number: int | None, unit: DayUnit) -> CountedDay:
    if unit is DayUnit.DAY:
        return CountedDay(kind.date, True, number, "days.calendar_day", {})
    return CountedDay(kind.date, kind.working, number, kind.why, kind.facts)


def month_end(day: dt.date) -> dt.date:
    """The last day of the month this day lies in."""
    return (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1) - _ONE_DAY
