"""The limits that run, or ran, on a case, and every day of each: counted or skipped, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from caseflow.domain.calendar import Calendar
from caseflow.domain.case import Case
from caseflow.domain.case.clocks import NOTICE, ONE_DAY, POST, Clock, clocks
from caseflow.domain.case.moves import RECTIFY, Move
from caseflow.domain.case.within import last_use
from caseflow.domain.days import CountedDay, is_provisional, listed, workdays_between
from caseflow.domain.errors import Fact, Reason
from caseflow.domain.overdue import is_listed_overdue, standing_application
from caseflow.domain.rulebook import Rule, Rulebook
from caseflow.domain.terms import DayUnit, State
from caseflow.services.limits import unit_of
from caseflow.services.picturing import Picture

FIRST = ("accept_assignment", NOTICE, POST, "supplement", "state_")
"""Limits of the state itself: they press before the case's own date, every other procedural one stands behind it."""

AT_ONCE = "at_once.days"


@dataclass(frozen=True, slots=True)
class Running:
    """A limit of a case: what for (a term `limit.<code>`), from which day to which, and the rule that set its length.

    Under `after` the start is listed but not counted. `rule` is None where no rule of ours did: a plan's own date.
    `ref` tells two of a kind apart. `stood` are pairs of days between which it stood still, `stopped_on` the day
    since which it does; `moves` is how it came to its end. `counted` is False where somebody named the last day.
    `last_use` is the day after which meeting it comes too late.
    """

    code: str
    start: date
    end: date
    unit: DayUnit = DayUnit.WORKDAY
    after: bool = True
    rule: str | None = None
    ref: str = ""
    stood: tuple[tuple[date, date], ...] = ()
    stopped_on: date | None = None
    moves: tuple[Move, ...] = ()
    counted: bool = True
    last_use: date | None = None

    @property
    def name(self) -> str:
        """How pages call it: `state_accepting`, `objection.2`."""
        return f"{self.code}.{self.ref}" if self.ref else self.code


def limits_of(case: Case, rules: Rulebook, day: date) -> tuple[Running, ...]:
    """Every limit that can be shown on a day, the one that presses most first."""
    found = [of_clock(case, rules, clock) for clock in clocks(case)]
    if case.notice and case.notice.last_day and day > case.notice.last_day:
        found.sort(
            key=lambda one: one.code == NOTICE
        )  # the public's days are over, those of the post are not
    of_state = [one for one in found if one.code.startswith(FIRST)]
    others = [one for one in found if one not in of_state]
    return (*of_state, *_of_due(case, day), *_of_feedback(case), *others, *_of_years(case))


def of_clock(case: Case, rules: Rulebook, clock: Clock) -> Running:
    """A procedural limit as it is explained; the first day of a notice counts, of every other limit the day after."""
    public = clock.kind == NOTICE
    stopped = case.suspended_on if clock.stops and case.suspended_on else None
    return Running(
        clock.kind,
        clock.start + ONE_DAY if public else clock.start,
        clock.end,
        unit_of(rules, clock.rule),
        after=not public,
        rule=clock.rule if clock.rule in rules.rules else None,
        ref=clock.ref,
        stood=tuple((stop.on, stop.until) for stop in case.stops if clock.stops),
        stopped_on=max(stopped, clock.start) if stopped and clock.end >= stopped else None,
        moves=tuple(move for move in case.moves if move.name == clock.name and move.on >= clock.start),
        counted=clock.counted,
        last_use=last_use(case, clock.name),
    )


def days_of(calendar: Calendar, running: Running) -> tuple[CountedDay, ...]:
    """Every day from the start to the end of a limit, once and in order."""
    stopped = ((running.stopped_on, date.max),) if running.stopped_on else ()
    return listed(
        calendar,
        running.start,
        running.end,
        running.unit,
        (*running.stood, *stopped),
        after=running.after,
    )


def left(calendar: Calendar, running: Running, day: date) -> int:
    """How many units of the limit still lie after the day, or after the one it was stopped on; 0 on its last day."""
    day = running.stopped_on or day
    if running.unit is DayUnit.DAY:
        return (running.end - day).days
    return workdays_between(calendar, day, running.end)


def provisional(calendar: Calendar, running: Running) -> bool:
    """Whether the last day was counted in a year whose calendar is not published."""
    return running.counted and is_provisional(calendar, running.start, running.end, running.unit)


def why_moved(running: Running) -> Iterator[Reason]:
    """Why a limit ends on another day than the one first counted, one reason per move, and since when it stands."""
    for move in running.moves:
        stood = next((stop for stop in running.stood if stop[1] == move.on), (move.on, move.on))
        facts: dict[str, Fact] = {"was": move.was.isoformat(), "now": move.now.isoformat()}
        facts |= {"since": stood[0].isoformat(), "on": move.on.isoformat()}
        yield Reason(f"why.moved_by_{move.why}", facts)
    if running.last_use and running.end == running.last_use:
        yield Reason("why.decide_within", {"due": running.last_use.isoformat()})
    if running.stopped_on:
        yield Reason("why.stopped", {"since": running.stopped_on.isoformat(), "was": running.end.isoformat()})


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
    for move in case.moves:
        if move.name == RECTIFY:
            facts = {"was": move.was.isoformat(), "now": move.now.isoformat(), "on": move.on.isoformat()}
            yield Reason(f"why.moved_by_{move.why}", facts), None
    if case.suspended_on:
        yield Reason("why.suspended", {"since": case.suspended_on.isoformat()}), None


def counted_at_once(picture: Picture) -> date | None:
    """The day from which 立行立改 made the date: the plan's, else the filing's; None where a day was written."""
    case, inspection = picture.case, picture.city.inspections.get(picture.case.inspection)
    if not case.due.at_once or case.due.first is None:
        return None
    start = case.due.first - timedelta(days=picture.rules.number(AT_ONCE))
    return start if start in (inspection and inspection.plan_date, case.filed_on) else None


def _origin(picture: Picture) -> str:
    if counted_at_once(picture):
        return "why.at_once"
    return "why.phrase" if picture.text("due_phrase") else "why.staged"


def _facts(picture: Picture) -> dict[str, Fact]:
    first = picture.case.due.first or picture.case.due.day
    return {
        "phrase": picture.text("due_phrase"),
        "due": first.isoformat() if first else None,
        "days": picture.rules.number(AT_ONCE),
    }


def _origin_rule(picture: Picture) -> Rule | None:
    return picture.rules.rules[AT_ONCE] if counted_at_once(picture) else None


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


def _of_years(case: Case) -> Iterator[Running]:
    """A year that is asked for and not reported."""
    for year in case.years:
        if year.expected_on and year.report_by and year.reported_on is None:
            rule, ref = "confirm_year.report_day", str(year.year)
            yield Running("report_year", year.expected_on, year.report_by, DayUnit.DAY, rule=rule, ref=ref)
