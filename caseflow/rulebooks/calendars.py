"""The State Council calendar as shipped, read from `china/calendar.toml` (whose head says what it means)."""

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from caseflow.domain.calendar import Calendar, CalendarYear
from caseflow.domain.errors import BadInput, Reason

HOLIDAYS = frozenset(
    {
        "new_year",
        "spring_festival",
        "qingming",
        "labour_day",
        "dragon_boat",
        "mid_autumn",
        "national_day",
        "national_day_mid_autumn",
        "victory_day",
    }
)


@cache
def shipped_calendar() -> Calendar:
    """The calendar this release knows; the same object every time, so that what it worked out is kept."""
    text = files("caseflow.rulebooks").joinpath("china", "calendar.toml").read_text(encoding="utf-8")
    return Calendar(years_in(text))


def years_in(text: str) -> tuple[CalendarYear, ...]:
    """The years written in a calendar file. Raises BadInput where it cannot be read or contradicts itself."""
    try:
        return tuple(_year(int(year), table) for year, table in tomllib.loads(text).items())
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise BadInput(Reason("calendar.unreadable", {"fault": str(fault)})) from fault


def _year(year: int, table: Mapping[str, Any]) -> CalendarYear:
    holidays = {name: days for name, days in table.items() if name != "notices"}
    for name in holidays.keys() - HOLIDAYS:
        raise BadInput(Reason("calendar.unknown_holiday", {"year": year, "name": name}))
    off = {day: name for name, days in holidays.items() for day in _through(_dates(days["off"]))}
    work = {day: name for name, days in holidays.items() for day in _dates(days.get("work", []))}
    return CalendarYear(year, "、".join(table["notices"]), off, work)


def _dates(values: Any) -> list[dt.date]:
    """The values, if all of them are plain dates (TOML has times too)."""
    if not all(type(value) is dt.date for value in values):
        raise TypeError(f"not dates: {values}")
    return list(values)


def _through(ends: list[dt.date]) -> Iterator[dt.date]:
    """Every day from the first of one or two dates to the last."""
    first, *last = ends
    for number in range((last[0] - first).days + 1 if last else 1):
        yield first + dt.timedelta(days=number)
