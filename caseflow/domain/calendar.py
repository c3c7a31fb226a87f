"""Which days are worked: the yearly State Council calendars, and weekdays where none is published."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from caseflow.domain.errors import BadInput, Fact, Reason

_ONE_DAY = dt.timedelta(days=1)
_SATURDAY = 6  # ISO weekday


def is_weekend(day: dt.date) -> bool:
    """Saturday or Sunday, whatever any calendar says."""
    return day.isoweekday() >= _SATURDAY


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """What one year's notice says: holidays off and weekend days worked in exchange, each with its holiday's name.

    A notice may reach back into the December before. `notice` is its document number, changes included; `text` the
    notice's own, None where its days were typed.
    Raises BadInput where the days contradict one another.
    """

    year: int
    notice: str
    off: Mapping[dt.date, str]
    work: Mapping[dt.date, str]
    text: str | None = None

    def __post_init__(self) -> None:
        reasons = [Reason(code, {"year": self.year, "date": day.isoformat()}) for code, day in self._faults()]
        if reasons:
            raise BadInput(*reasons)

    def _faults(self) -> Iterable[tuple[str, dt.date]]:
        for day in sorted({*self.off, *self.work}):
            if day.year != self.year and (day.year, day.month) != (self.year - 1, 12):
                yield "calendar.other_year", day
        for day in sorted(self.work):
            if day in self.off:
                yield "calendar.off_and_worked", day
            elif not is_weekend(day):
                yield "calendar.worked_weekday", day


@dataclass(frozen=True, slots=True)
class DayKind:
    """What a day is and why; without a published calendar a guess by the weekday (`year_published` False)."""

    date: dt.date
    working: bool
    why: str
    holiday: str | None
    year_published: bool

    @property
    def facts(self) -> Mapping[str, Fact]:
        """What the sentence of `why` names."""
        return {"year": self.date.year, "holiday": f"holiday.{self.holiday}" if self.holiday else None}


class Calendar:
    """The years known, each as last given; it answers for every date and never raises.

    A calendar as of some past day is one made from the years known then.
    """

    def __init__(self, years: Iterable[CalendarYear]) -> None:
        self.years: Mapping[int, CalendarYear] = {year.year: year for year in years}
        self._named: dict[dt.date, tuple[bool, str]] = {}  # worked or off, and for which holiday
        for _, year in sorted(self.years.items()):
            self._named |= {day: (False, holiday) for day, holiday in year.off.items()}
            self._named |= {day: (True, holiday) for day, holiday in year.work.items()}
        self._days: dict[dt.date, DayKind] = {}
        self._workdays: dict[int, tuple[dt.date, ...]] = {}

    def with_year(self, year: CalendarYear) -> "Calendar":
        """This calendar with a year published, or published anew."""
        return Calendar([*self.years.values(), year])

    @property
    def published_through(self) -> dt.date | None:
        """The last day of the last year known; None where no year is."""
        return dt.date(max(self.years), 12, 31) if self.years else None

    def told_by(self, date: dt.date) -> CalendarYear | None:
        """The year whose notice says what this day is; None where none is published. January's may name December."""
        naming = self.years.get(date.year + 1)
        if naming and (date in naming.off or date in naming.work):
            return naming
        return self.years.get(date.year)

    def day(self, date: dt.date) -> DayKind:
        """What this day is, and why."""
        if date not in self._days:
            self._days[date] = self._judge(date)
        return self._days[date]

    def _judge(self, date: dt.date) -> DayKind:
        published = date.year in self.years
        if date in self._named:
            working, holiday = self._named[date]
            return DayKind(date, working, "days.make_up" if working else "days.holiday", holiday, published)
        why = "days.weekend" if is_weekend(date) else "days.weekday"
        return DayKind(date, not is_weekend(date), why if published else f"{why}_guessed", None, published)

    def workdays(self, year: int) -> tuple[dt.date, ...]:
        """The working days of a year, in order."""
        if year not in self._workdays:
            first = dt.date(year, 1, 1)
            days = (first + _ONE_DAY * n for n in range((dt.date(year, 12, 31) - first).days + 1))
            self._workdays[year] = tuple(day for day in days if self.day(day).working)
        return self._workdays[year]

    def workdays_through(self, date: dt.date) -> int:
        """How many working days of its year have come by the end of this day."""
        return bisect_right(self.workdays(date.year), date)
