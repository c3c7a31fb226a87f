"""The light: blue on time, yellow slow, red missed; derived for a day, always with its reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from caseflow.domain.case import Case
from caseflow.domain.errors import Reason
from caseflow.domain.overdue import is_listed_overdue, overdue_days, standing_application
from caseflow.domain.rulebook import Rulebook
from caseflow.domain.terms import Light, Progress, State


@dataclass(frozen=True, slots=True)
class Judgement:
    """A light and what lit it; `light` is None where there is nothing to judge (closed, merged, no date)."""

    light: Light | None
    reasons: tuple[Reason, ...]


def judge(case: Case, rules: Rulebook, day: date) -> Judgement:
    """The light on this office day. Red before yellow before blue; which conditions count is the rulebook's."""
    if case.state in (State.CLOSED, State.MERGED):
        return Judgement(None, (Reason(f"light.{case.state}"),))
    for light, key in ((Light.RED, "light.red"), (Light.YELLOW, "light.yellow")):
        wanted = rules.codes(key)
        reasons = tuple(reason for reason in _conditions(case, rules, day) if _name(reason) in wanted)
        if reasons:
            return Judgement(light, reasons)
    if case.due.day is None:
        return Judgement(None, (Reason("light.no_date"),))
    return Judgement(Light.BLUE, (Reason("light.on_time", {"due": case.due.day.isoformat()}),))


def _conditions(case: Case, rules: Rulebook, day: date) -> Iterator[Reason]:
    due, applied = case.due.day, standing_application(case)
    if due and is_listed_overdue(case, day):
        yield Reason("light.overdue", {"due": due.isoformat(), "days": overdue_days(case, day)})
    if case.criticised_on:
        yield Reason("light.criticised", {"on": case.criticised_on.isoformat()})
    for year in case.years:
        if year.confirmed is False:
            yield Reason("light.year_refused", {"year": year.year})
    if applied is None:
        yield from _slow(case, rules, day)
    if case.open_decision("extension"):
        yield Reason("light.extension_pending", {})


def _slow(case: Case, rules: Rulebook, day: date) -> Iterator[Reason]:
    due = case.due.day
    if due and due - timedelta(days=rules.number("light.near")) <= day <= due:
        yield Reason("light.near", {"due": due.isoformat(), "days": (due - day).days})
    if case.confirmed_progress is Progress.LAGGING:
        yield Reason("light.lagging", {})
    for measure in case.measures:
        missed = measure.due is not None and measure.due < day and measure.done_on is None
        if missed and not measure.withdrawn:
            yield Reason("light.measure_missed", {"number": measure.number, "due": str(measure.due)})


def _name(reason: Reason) -> str:
    return reason.code.removeprefix("light.")
