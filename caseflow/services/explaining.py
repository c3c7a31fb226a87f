"""The limits that run, or ran, on a case, and every day of each: counted or skipped, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from caseflow.domain.calendar import Calendar
from caseflow.domain.case import Case
from caseflow.domain.days import CountedDay, count, workdays_between
from caseflow.domain.errors import Fact, Reason
from caseflow.domain.overdue import is_listed_overdue, standing_application
from caseflow.domain.rulebook import Rule
from caseflow.domain.terms import DayUnit, State
from caseflow.services.limits import LIMIT_OF
from caseflow.services.picturing import Picture

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Running:
    """A limit of a case: what for (a term `limit.<code>`), from which day to which, and the rule that set its length.

    Under `after` the start is listed but not counted. `rule` is None where no rule of ours did: a plan's own date.
    """

    code: str
    start: date
    end: date
    unit: DayUnit = DayUnit.WORKDAY
    after: bool = True
    rule: str | None = None


def limits_of(case: Case, day: date) -> tuple[Running, ...]:
    """Every limit that can be shown on a day, the one that presses most first."""
    return (*_of_state(case, day), *_of_due(case, day), *_of_feedback(case))


def days_of(calendar: Calendar, running: Running) -> tuple[CountedDay, ...]:
    """Every day from the start to the end of a limit, once and in order."""
    n = _counted(calendar, running)
    # One more than there are, so that days behind the last counted one are listed too.
    span = count(calendar, running.start, n + 1, running.unit, after=running.after)
    return tuple(counted for counted in span.days if counted.date <= running.end)


def left(calendar: Calendar, running: Running, day: date) -> int:
    """How many units of the limit still lie after the day; 0 on its last day."""
    if running.unit is DayUnit.DAY:
        return (running.end - day).days
    return workdays_between(calendar, day, running.end)


def is_provisional(calendar: Calendar, running: Running) -> bool:
    """Whether working days are counted in a year whose calendar is not published."""
    years = range(running.start.year, running.end.year + 1)
    return running.unit is DayUnit.WORKDAY and any(year not in calendar.years for year in years)


def why_due(picture: Picture) -> Iterator[tuple[Reason, Rule | None]]:
    """Why the rectification date is this one, each reason with the rule it rests on; None for the plan itself."""
    case, rules = picture.case, picture.rules
    due = case.due
    if due.day:
        yield Reason(_origin(picture), _facts(picture)), _origin_rule(picture)
    if due.standing:
        months = "、".join(str(month) for month in rules.numbers("standing.months"))
        yield Reason("why.standing", {"months": months}), rules.rules["standing.months"]
    if due.extensions and due.first:
        facts: dict[str, Fact] = {"times": due.extensions, "first": due.first.isoformat()}
        yield Reason("why.extended", facts), rules.rules["extension.times"]
    elif due.day:
        yield Reason("why.not_extended"), None
    if case.suspended_on:
        yield Reason("why.suspended", {"since": case.suspended_on.isoformat()}), None


def _origin(picture: Picture) -> str:
    if picture.case.due.at_once:
        return "why.at_once"
    return "why.phrase" if picture.text("due_phrase") else "why.staged"


def _facts(picture: Picture) -> dict[str, Fact]:
    first = picture.case.due.first or picture.case.due.day
    return {
        "phrase": picture.text("due_phrase"),
        "due": first.isoformat() if first else None,
        "days": picture.rules.number("at_once.days"),
    }


def _origin_rule(picture: Picture) -> Rule | None:
    return picture.rules.rules["at_once.days"] if picture.case.due.at_once else None


def _of_due(case: Case, day: date) -> Iterator[Running]:
    if case.due.day is None or case.state in (State.CLOSED, State.MERGED) or standing_application(case):
        return
    if is_listed_overdue(case, day):
        yield Running("overdue", case.due.day, day, DayUnit.DAY)
    else:
        yield Running("rectify", day, case.due.day)


def _of_feedback(case: Case) -> Iterator[Running]:
    if case.feedback_due and case.fed_back_on is None:
        start = case.handed_over or case.filed_on
        yield Running("feedback", min(start, case.feedback_due), case.feedback_due, DayUnit.DAY)


def _of_state(case: Case, day: date) -> Iterator[Running]:
    assigned, notice = case.assignment, case.notice
    if case.state is State.FILED and assigned and assigned.open:
        yield Running("accept_assignment", assigned.on, assigned.limit, rule="assignment.limit")
    if case.state is State.PUBLICIZED and notice and notice.first_day and notice.last_day:
        period = Running("notice", notice.first_day, notice.last_day, after=False, rule="notice.period")
        post = Running(
            "post", notice.last_day, (notice.opens_on or notice.last_day) - ONE_DAY, rule="notice.post"
        )
        yield from (period, post) if day <= notice.last_day else (post, period)
    supplement = case.supplement
    if case.state is State.ACCEPTING and supplement and supplement.supplied_on is None:
        yield Running("supplement", day, max(supplement.until, day), rule="supplement.limit")
    if case.limit and case.state in LIMIT_OF and (case.closure is None or case.closure.filed_up_on is None):
        yield Running(f"state_{case.state}", case.since, case.limit, rule=LIMIT_OF[case.state])


def _counted(calendar: Calendar, running: Running) -> int:
    """How many days of the limit count."""
    if running.unit is DayUnit.DAY:
        return (running.end - running.start).days + (not running.after)
    first = not running.after and calendar.day(running.start).working
    return workdays_between(calendar, running.start, running.end) + first
