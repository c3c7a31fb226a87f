"""Reads the table of dates: files of rows, and the days that a row writes out."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

FOLDER = Path(__file__).parent
LIMITS = ("notices", "by_hand", "agreed")
"""Files of limits that a calendar alone ends."""
OF_CASES = ("phrases", "extensions", "suspensions", "published")
"""Files of dates that a phrase, a decision, a suspension or a new calendar makes."""

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The rows of a file; each ends in a source, or the file is broken."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def on(row: Row, column: str = "from") -> date:
    return date.fromisoformat(row[column])


def written_out(row: Row) -> list[date]:
    """The days of the row's `days`, `09-28 10-07..10-13`, each the next such day from the row's start on."""
    days = []
    day = on(row)
    for stretch in row["days"].split():
        first, _, last = stretch.partition("..")
        day = _next(day, first)
        days += list(_through(day, _next(day, last or first)))
        day = days[-1]
    return days


def _next(day: date, written: str) -> date:
    year = day.year + (written < f"{day:%m-%d}")
    return date.fromisoformat(f"{year}-{written}")


def _through(first: date, last: date) -> Iterator[date]:
    yield from (first + timedelta(days=n) for n in range((last - first).days + 1))
