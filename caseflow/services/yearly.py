"""The yearly word on what stands for good (长期坚持): the clock asks for it, a unit reports, another confirms.

The case acts themselves are in `following`.
"""

from datetime import date, timedelta

from caseflow.domain.case import Case
from caseflow.domain.days import month_end
from caseflow.domain.terms import State
from caseflow.services.limits import ends
from caseflow.services.record import record
from caseflow.services.work import Work


def asking(work: Work) -> int | None:
    """The year that is asked for on the work's day: the last one, from the month's first day to the report's last."""
    first = work.day.replace(month=work.book.number("confirm_year.month"), day=1)
    year = work.day.year - 1
    return year if first <= work.day <= report_by(work, year) else None


def report_by(work: Work, year: int) -> date:
    """By which day a year is reported: a day of the rulebook's month in the year after it."""
    return date(year + 1, work.book.number("confirm_year.month"), work.book.number("confirm_year.report_day"))


def confirm_by(work: Work, year: int) -> date:
    """By which day a year reported today is confirmed: the month's end, or a limit of its own after a late report."""
    if work.day > report_by(work, year):
        return ends(work, "confirm_year.limit")
    return month_end(report_by(work, year))


def expects_year(work: Work, case: Case, year: int) -> bool:
    """Whether a case owes its word on a year: only what stands for good, and the dated half only once it is closed.

    Not a year at whose end it had stood for less than the age from which months are reported, nor one before the plan.
    """
    if not case.due.standing or case.links.parts or any(y.year == year for y in case.years):
        return False
    if case.counts_as_closed and case.closure:
        stood = case.closure.on
    elif case.state is State.RECTIFYING and case.due.day is None:
        stood = case.filed_on
    else:
        return False
    planned = work.city.inspections[case.inspection].plan_date
    old_enough = stood + timedelta(days=work.book.number("report.minimum_age")) <= date(year, 12, 31)
    return old_enough and planned is not None and planned.year <= year


def expect_year(work: Work, case: Case, year: int) -> None:
    """Puts on record that a year's report is expected of a case."""
    work.office = work.actor.code
    data = {"year": year, "due": report_by(work, year).isoformat()}
    record(work, case.stream, "expect_year", data)
