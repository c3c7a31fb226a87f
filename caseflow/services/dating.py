"""Dating: every date that stands on a case, by the name pages call it, as a limit that can be told day by day.

What no longer waits is told as it last stood: the record keeps how each limit came, moved and ended.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from caseflow.domain.case import Case, apply
from caseflow.domain.case.moves import RECTIFY, Move
from caseflow.domain.case.papers import known_name
from caseflow.domain.case.ran import Ran, Watch
from caseflow.domain.days import limit_end
from caseflow.domain.event import Event
from caseflow.domain.overdue import is_overdue, standing_application
from caseflow.domain.rulebook import Rulebook
from caseflow.domain.terms import DayUnit
from caseflow.services.explaining import AT_ONCE, Running, counted_at_once, of_clock
from caseflow.services.limits import unit_of
from caseflow.services.opening import rulebook_on
from caseflow.services.picturing import Picture
from caseflow.services.streams import events_of
from caseflow.services.work import Work

EARLIER = "~"
"""Between a date's name and which one it was, where a later one of that name followed."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and what made it: `rules` is the rulebook that set it, `ended_on` the day since which it waits no more."""

    running: Running
    rules: Rulebook
    ended_on: date | None = None


def dates_of(work: Work, picture: Picture) -> dict[str, Dated]:
    """Every date that stands or stood on the case by the picture's day, by name; `review.2023-04.1`, `state_signing`.

    The last of a name bears it alone, those before it with their number: `state_signing~1`.
    """
    own = {one.running.name: one for one in _of_case(picture)}
    past = [event for event in events_of(work.session, picture.case.stream) if event.day <= picture.day]
    for seen in _clocks(past):
        rules = rulebook_on(work.session, picture.city, seen.set_on) or picture.rules
        dated = Dated(of_clock(seen.case, rules, seen.clock), rules, seen.ended_on)
        name = known_name(seen.case, seen.clock.name)
        if name in own:
            own[f"{name}{EARLIER}{sum(one.startswith(name + EARLIER) for one in own) + 1}"] = own[name]
        own[name] = dated
    return own


def _clocks(events: Iterable[Event]) -> list[Ran]:
    """Every limit of the procedure that ever ran, in the order in which they began."""
    watch, case = Watch(), None
    for event in events:
        case = apply(case, event)
        watch.see(case, event.day)
    return watch.found


def _of_case(picture: Picture) -> Iterator[Dated]:
    """The dates that are no clock of the procedure."""
    yield from _rectify(picture)
    yield from _feedback(picture)
    case, rules = picture.case, picture.rules
    for measure in case.measures:
        if measure.due and not measure.withdrawn:
            start = min(case.filed_on, measure.due)
            moves = _moves(case, f"measure.{measure.number}", measure.due)
            running = Running(
                "measure", start, measure.due, ref=str(measure.number), moves=moves, counted=False
            )
            yield Dated(running, rules, measure.done_on)
    if case.internal_due:
        start = min(case.filed_on, case.internal_due)
        moves = _moves(case, "internal", case.internal_due)
        running = Running("internal", start, case.internal_due, moves=moves, counted=False)
        yield Dated(running, rules, standing_application(case))
    yield from _of_months(case, rules)
    for day, limit in {(one.on, one.check_by) for one in case.held if one.check_by}:
        unchecked = [one for one in case.held if (one.on, one.checked_on) == (day, None)]
        checked = max((one.checked_on for one in case.held if one.on == day and one.checked_on), default=None)
        rule = "text.clear"
        running = Running("clear", day, limit, unit_of(rules, rule), rule=rule, ref=day.isoformat())
        yield Dated(running, rules, None if unchecked else checked)


def _moves(case: Case, name: str, due: date) -> tuple[Move, ...]:
    """How a date within the due date came to be the one it is; none where it was set anew since."""
    last = next((move for move in reversed(case.moves) if move.name == name), None)
    return (last,) if last and last.now == due else ()


def _rectify(picture: Picture) -> Iterator[Dated]:
    """The rectification date from the plan on, and once it is missed the days it is late."""
    case, due = picture.case, picture.case.due
    if due.day is None:
        return
    moves = tuple(move for move in case.moves if move.name == RECTIFY)
    applied, start = standing_application(case), counted_at_once(picture)
    rule, unit = (AT_ONCE, DayUnit.DAY) if start else (None, DayUnit.WORKDAY)
    begin, counted = min(start or case.filed_on, due.day), bool(start) or due.provisional
    yield Dated(
        Running(RECTIFY, begin, due.day, unit, rule=rule, moves=moves, counted=counted),
        picture.rules,
        applied,
    )
    if is_overdue(case, picture.day):
        running = Running("overdue", due.day, applied or picture.day, DayUnit.DAY, counted=False)
        yield Dated(running, picture.rules, applied)


def _feedback(picture: Picture) -> Iterator[Dated]:
    """The rulebook's limit from the hand-over, or the day the ledger names."""
    case, rules = picture.case, picture.rules
    if case.feedback_due is None:
        return
    start, rule = case.handed_over or case.filed_on, "feedback.limit"
    limit = rules.limit(rule)
    ours = limit_end(picture.calendar, start, limit.n, limit.unit, after=True).end == case.feedback_due
    running = Running(
        "feedback",
        min(start, case.feedback_due),
        case.feedback_due,
        limit.unit,
        rule=rule if ours else None,
        counted=ours,
    )
    yield Dated(running, rules, case.fed_back_on)


def _of_months(case: Case, rules: Rulebook) -> Iterator[Dated]:
    """The months' reports, and those of the years."""
    for one in case.expected:
        sent = next((r.on for r in case.reports if r.month == one.month and r.result != "returned"), None)
        first = min(date.fromisoformat(f"{one.month}-01"), one.due)
        rule = "report.due_day"
        running = Running("report", first, one.due, DayUnit.DAY, False, rule, one.month, counted=False)
        yield Dated(running, rules, sent)
    for year in case.years:
        if year.report_by:
            first, rule = min(year.expected_on or year.report_by, year.report_by), "confirm_year.report_day"
            running = Running(
                "report_year",
                first,
                year.report_by,
                DayUnit.DAY,
                rule=rule,
                ref=str(year.year),
                counted=False,
            )
            yield Dated(running, rules, year.reported_on)
