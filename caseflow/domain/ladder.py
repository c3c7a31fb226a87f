"""The ladder (提醒→预警→督办→通报→约谈→专项督察): which paper the rulebook proposes today, and what it would skip.

Facts in, proposals with their reasons out; a person issues.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from caseflow.domain.calendar import Calendar
from caseflow.domain.case import Case
from caseflow.domain.case.monthly import Expected
from caseflow.domain.case.paper import OPEN, Paper
from caseflow.domain.days import limit_end
from caseflow.domain.light import judge
from caseflow.domain.overdue import is_listed_overdue, overdue_days, standing_application
from caseflow.domain.rulebook import Rulebook
from caseflow.domain.terms import DayUnit, Light, Progress, State

WAITING = frozenset({"proposed", "submitted"})
"""Statuses of a paper that has not left the office."""
BY_HAND, ESCALATED = "by_hand", "escalated"
"""Why a person proposes a paper without the rulebook; after the colon the how many-th paper that is raised."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a paper of a rung is proposed: the condition, its number in the rulebook, and what it is about."""

    rung: str
    condition: str
    about: str
    n: int

    @property
    def rule(self) -> str:
        """As events carry it; the same trouble has the same words on every day."""
        return f"{self.condition}:{self.about}"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a condition looks at. `rung` is the one it would lead to, `n` its number in the rulebook."""

    case: Case
    rules: Rulebook
    calendar: Calendar
    day: date
    rung: str
    n: int


def causes(case: Case, rules: Rulebook, calendar: Calendar, day: date) -> tuple[Cause, ...]:
    """Every condition of every rung that holds on this day, the lightest rung first.

    A unit that has not taken the case over yet is sent none, and none whose work lies with others.
    """
    if case.state is not State.RECTIFYING or case.parties.lead_unit is None:
        return ()
    found = []
    for rung in rules.codes("ladder.order"):
        for condition, n in rules.thresholds(f"ladder.{rung}.when").items():
            about = _CONDITIONS[condition](_Asked(case, rules, calendar, day, rung, n))
            if about:
                found.append(Cause(rung, condition, about, n))
    return tuple(found)


def was_judged(case: Case, cause: Cause) -> bool:
    """Whether this cause was put before the office already; what was void or fell with a closure does not count."""
    return any(
        (paper.rung, paper.rule) == (cause.rung, cause.rule)
        for paper in case.papers
        if paper.status != "void" and not (paper.why and paper.ordinal is None)
    )


def skipped(case: Case, rules: Rulebook, rung: str) -> tuple[str, ...]:
    """The rungs that should have come before this one and of which no paper was ever issued on the case."""
    order, asked, wanted = rules.codes("ladder.order"), [rung], set[str]()
    while asked and rung in order:
        below = set(rules.codes(f"ladder.{asked.pop()}.after")) - wanted
        wanted |= below
        asked += [one for one in below if one in order]
    issued = {paper.rung for paper in case.papers if paper.ordinal is not None and paper.status != "void"}
    return tuple(one for one in order if one in wanted - issued)


def open_below(case: Case, rules: Rulebook, rung: str) -> tuple[Paper, ...]:
    """Issued papers of lower rungs that still stand."""
    order = rules.codes("ladder.order")
    lower = order[: order.index(rung)] if rung in order else order
    return tuple(paper for paper in case.papers if paper.rung in lower and paper.status in OPEN)


def raised(case: Case, *rules: str) -> tuple[Paper, ...]:
    """The issued papers that these causes raise to a higher rung, where they still stand."""
    named = {
        about for rule in rules for condition, _, about in [rule.partition(":")] if condition in _RAISING
    }
    return tuple(paper for paper in case.papers if str(paper.ordinal) in named and paper.status in OPEN)


_RAISING = frozenset({ESCALATED, "unanswered_days"})


def _works(asked: _Asked) -> bool:
    return standing_application(asked.case) is None


def _near(asked: _Asked) -> str:
    due = asked.case.due.day
    near = due and due - timedelta(days=asked.n) <= asked.day <= due
    return due.isoformat() if due and near and _works(asked) else ""


def _lagging(asked: _Asked) -> str:
    lagging = [report.month for report in asked.case.reports if report.confirmed is Progress.LAGGING]
    months = list(dict.fromkeys(lagging))
    return months[-1] if len(months) >= asked.n and _works(asked) else ""


def _yellow(asked: _Asked) -> str:
    """Every n-th month whose frozen judgement was yellow."""
    months = sorted(one.month for one in asked.case.expected if one.light == Light.YELLOW)
    return months[len(months) // asked.n * asked.n - 1] if len(months) >= asked.n and _works(asked) else ""


def _red(asked: _Asked) -> str:
    """What lit the red light and the day it began, once it has been red for n days, that day included."""
    if not _works(asked) or judge(asked.case, asked.rules, asked.day).light is not Light.RED:
        return ""
    days = list(_red_since(asked.case, asked.day))
    since = min(days) if days else asked.day
    return since.isoformat() if (asked.day - since).days + 1 >= asked.n else ""


def _red_since(case: Case, day: date) -> Iterator[date]:
    if case.due.day and is_listed_overdue(case, day):
        yield case.due.day + timedelta(days=1)
    yield from (one.on for one in case.criticisms if one.settled_on is None and one.on <= day)
    if case.is_out_of_reach and case.out_of_reach:
        yield case.out_of_reach.on
    yield from (year.on for year in case.years if year.confirmed is False and year.on)


def _missed(asked: _Asked) -> list[tuple[Expected, bool]]:
    """The months whose day to report has passed, oldest first, and whether nothing was sent for them."""
    sent = {report.month for report in asked.case.reports if report.result != "returned"}
    over = sorted((one for one in asked.case.expected if one.due < asked.day), key=lambda one: one.month)
    return [(one, one.month not in sent) for one in over]


def _missed_days(asked: _Asked) -> str:
    return _missed_for(asked, DayUnit.DAY)


def _missed_workdays(asked: _Asked) -> str:
    return _missed_for(asked, DayUnit.WORKDAY)


def _missed_for(asked: _Asked, unit: DayUnit) -> str:
    """The last month, if its report is missing for n days after its last day."""
    over = _missed(asked)
    if not over or not over[-1][1]:
        return ""
    last = over[-1][0]
    from_ = limit_end(asked.calendar, last.due, asked.n, unit, after=True).end
    return last.month if asked.day >= from_ else ""


def _missed_in_row(asked: _Asked) -> str:
    over = _missed(asked)[-asked.n :]
    return over[-1][0].month if len(over) == asked.n and all(missing for _, missing in over) else ""


def _unanswered(asked: _Asked) -> str:
    """The how many-th paper of a rung that should come before this one, unanswered for n days after its limit."""
    if asked.case.suspended_on:
        return ""
    before = asked.rules.codes(f"ladder.{asked.rung}.after")
    for paper in reversed(asked.case.papers):
        waits = paper.rung in before and paper.status in ("issued", "acknowledged", "held")
        if waits and paper.reply_by and (asked.day - paper.reply_by).days >= asked.n:
            return str(paper.ordinal)
    return ""


def _overdue(asked: _Asked) -> str:
    late = _works(asked) and is_listed_overdue(asked.case, asked.day)
    due = asked.case.due.day
    return due.isoformat() if late and due and overdue_days(asked.case, asked.day) >= asked.n else ""


_CONDITIONS: Mapping[str, Callable[[_Asked], str]] = {
    "days_before_due": _near,
    "lagging_months": _lagging,
    "yellow_months": _yellow,
    "red_days": _red,
    "report_missed_days": _missed_days,
    "report_missed_workdays": _missed_workdays,
    "reports_missed_in_row": _missed_in_row,
    "unanswered_days": _unanswered,
    "overdue_days": _overdue,
}
"""Every condition a rulebook may name; its code says the unit of its number. Each answers what it is about, or ""."""
CONDITIONS = tuple(_CONDITIONS)
