"""The one door by which time comes in. Instants are aware and in UTC; office days are Asia/Shanghai dates."""

from datetime import UTC, date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """What a service is handed instead of the machine's time."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A time that stands still until set: for a demonstration city, `--at` and tests."""

    def __init__(self, instant: datetime) -> None:
        self.set(instant)

    def now(self) -> datetime:
        return self._instant

    def set(self, instant: datetime) -> None:
        """Moves to an instant of any zone; ValueError where it has none."""
        self._instant = _aware(instant).astimezone(UTC)


def office_day(instant: datetime) -> date:
    """The day it is in the office at this instant; ValueError for an instant without a zone."""
    return _aware(instant).astimezone(OFFICE_ZONE).date()


def start_of_office_day(day: date) -> datetime:
    """The first instant of the office day, in UTC."""
    return datetime.combine(day, time.min, OFFICE_ZONE).astimezone(UTC)


def end_of_office_day(day: date) -> datetime:
    """The last instant of the office day (a microsecond before the next), in UTC."""
    return datetime.combine(day, time.max, OFFICE_ZONE).astimezone(UTC)


def _aware(instant: datetime) -> datetime:
    # A naive datetime would silently be taken for the server's own zone.
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant
