"""Writes agreed.csv: limits that two calendar packages end on the same day. Knows nothing of our own code.

`python -m tests.domain.dates.make` writes it anew. A limit the two end differently is left out: chinese_calendar has
no 2005-12-31, which 国办发明电〔2005〕35号 made a working Saturday.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import chinese_calendar
import holidays

FILE = Path(__file__).with_name("agreed.csv")
FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)  # what both packages know
ONE_DAY = timedelta(days=1)
LENGTHS = (1, 2, 3, 5, 7, 10, 15, 20, 30, 60, 4, 8, 90)
SPREAD, STEP = 240, 977  # how many limits over all the years, and how many days one starts after another
HOW = f"chinesecalendar {version('chinesecalendar')} and holidays {version('holidays')} agree"
SOURCE = "State Council notices as both packages hold them"
COLUMNS = ("from", "n", "unit", "first", "end", "provisional", "how", "source")
_CHINA = holidays.country_holidays("CN", years=range(FIRST.year, LAST.year + 1))

Worked = Callable[[date], bool]
one: Worked = cache(chinese_calendar.is_workday)
other: Worked = cache(_CHINA.is_working_day)


def end(worked: Worked, start: date, n: int, *, after: bool) -> date | None:
    """The n-th working day; the start is day 1 if it is worked, under `after` never. None beyond the last year."""
    day = start + ONE_DAY if after else start
    while day <= LAST:
        n -= worked(day)
        if not n:
            return day
        day += ONE_DAY
    return None


def agreed_end(start: date, n: int, *, after: bool) -> date | None:
    """The day on which both packages end the limit; None where they do not agree or do not know."""
    ends = {end(worked, start, n, after=after) for worked in (one, other)}
    return ends.pop() if len(ends) == 1 else None


def starts() -> Iterator[date]:
    """Days from a week before every weekend day worked in exchange, then days spread over all the years."""
    days = [FIRST + ONE_DAY * n for n in range((LAST - FIRST).days + 1)]
    exchanged = [day for day in days if day.weekday() > 4 and one(day) and other(day)]
    near = (day - ONE_DAY * (n % 7) for n, day in enumerate(exchanged))
    return chain(near, (days[n * STEP % len(days)] for n in range(SPREAD)))


def rows() -> Iterator[tuple[str, ...]]:
    """The rows of the file, in its order."""
    for number, start in enumerate(starts()):
        n, after = LENGTHS[number % len(LENGTHS)], number % 3 == 0
        last = agreed_end(start, n, after=after) if start >= FIRST else None
        if last:
            counts = "after" if after else "counts"
            yield start.isoformat(), str(n), "workday", counts, last.isoformat(), "no", HOW, SOURCE


def write(lines: Iterable[tuple[str, ...]]) -> None:
    """The file, anew."""
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(lines)


if __name__ == "__main__":
    write(rows())
