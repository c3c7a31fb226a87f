"""The working days on which people of the demonstration act."""

from datetime import date, timedelta

from caseflow.domain.days import limit_end, next_workday
from caseflow.domain.terms import DayUnit
from caseflow.rulebooks.calendars import shipped_calendar


def workday(day: date) -> date:
    """The day itself, or the next working day."""
    return next_workday(shipped_calendar(), day)


def workdays_after(day: date, days: int) -> date:
    """The so many-th working day after a day."""
    return limit_end(shipped_calendar(), day + timedelta(days=1), days, DayUnit.WORKDAY).end
