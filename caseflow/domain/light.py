"""The light: blue on time, yellow slow, red missed; derived for a day, always with its reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from caseflow.domain.case import Case
from caseflow.domain.errors import Reason
from caseflow.domain.overdue import is_listed_overdue, overdue_days, standing_application
from caseflow.domain.rulebook import Rulebook
from caseflow.domain.terms import Light, Progress, State

INTERNAL = "internal_missed"
"""The condition that the office's own date has passed."""
MEASURES = {"near": "light.near"}
"""The rule that gives a condition its number, by the condition."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason of a light. `rules` are the rulebook's: that which counts it, and that which gives its number.

    `turns` says what would turn it; None where nothing is to be done about it.
    """

    reason: Reason
    rules: tuple[str, ...] = ()
    turns: Reason | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A light and what lit it, by the rulebook of this name; `light` is None where there is nothing to judge."""

    light: Light | None
    causes: tuple[Cause, ...]
    rulebook: str

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why, without the rules."""
        return tuple(cause.reason for cause in self.causes)


def judge(case: Case, rules: Rulebook, day: date) -> Judgement:
    """The light on this office day. Red before yellow before blue; which conditions count is the rulebook's."""
    if case.state in (State.CLOSED, State.MERGED):
        return Judgement(None, (Cause(Reason(f"light.{case.state}")),), rules.id)
    found = tuple(_conditions(case, rules, day))
    for light, key in ((Light.RED, "light.red"), (Light.YELLOW, "light.yellow")):
        wanted = rules.codes(key)
        causes = tuple(_cause(reason, key) for reason in found if _name(reason) in wanted)
        if causes:
            return Judgement(light, causes, rules.id)
    if case.due.day is None:
        return Judgement(None, (Cause(Reason("light.no_date")),), rules.id)
    return Judgement(Light.BLUE, (_on_time(case, rules, case.due.day),), rules.id)


def _cause(reason: Reason, key: str) -> Cause:
    name = _name(reason)
    rules = (key, MEASURES[name]) if name in MEASURES else (key,)
    return Cause(reason, rules, Reason(f"turns.{name}", reason.facts))


def _on_time(case: Case, rules: Rulebook, due: date) -> Cause:
    """Blue turns by itself as the date comes near, unless acceptance has been applied for."""
    reason = Reason("light.on_time", {"due": due.isoformat()})
    if standing_application(case) or "near" not in rules.codes("light.yellow"):
        return Cause(reason)
    turns_on = due - timedelta(days=rules.number("light.near"))
    return Cause(
        reason, ("light.yellow", "light.near"), Reason("turns.on_time", {"on": turns_on.isoformat()})
    )


def kept(judged: Judgement) -> Light | None:
    """The light as a closing month keeps it: one that only the office's internal date lit is charged to nobody."""
    if judged.light is Light.YELLOW and {_name(reason) for reason in judged.reasons} == {INTERNAL}:
        return Light.BLUE
    return judged.light


def _conditions(case: Case, rules: Rulebook, day: date) -> Iterator[Reason]:
    due, applied = case.due.day, standing_application(case)
    if due and is_listed_overdue(case, day):
        yield Reason("light.overdue", {"due": due.isoformat(), "days": overdue_days(case, day)})
    for found in case.criticisms:
        if found.settled_on is None and found.on <= day:
            yield Reason(
                "light.criticised", {"id": found.id, "on": found.on.isoformat(), "kind": found.kind.value}
            )
    for year in case.years:
        if year.confirmed is False:
            yield Reason("light.year_refused", {"year": year.year})
    if applied is None:
        yield from _slow(case, rules, day)
    if case.open_decision("extension"):
        yield Reason("light.extension_pending", {})


def _slow(case: Case, rules: Rulebook, day: date) -> Iterator[Reason]:
    due = case.due.day
    if due and case.is_out_of_reach:
        yield Reason("light.out_of_reach", {"due": due.isoformat()})
    if due and due - timedelta(days=rules.number("light.near")) <= day <= due:
        yield Reason("light.near", {"due": due.isoformat(), "days": (due - day).days})
    if case.confirmed_progress is Progress.LAGGING:
        yield Reason("light.lagging", {})
    if case.internal_due and case.internal_due < day:
        yield Reason("light.internal_missed", {"due": case.internal_due.isoformat()})
    for measure in case.measures:
        missed = measure.due is not None and measure.due < day and measure.done_on is None
        if missed and not measure.withdrawn:
            yield Reason("light.measure_missed", {"number": measure.number, "due": str(measure.due)})


def _name(reason: Reason) -> str:
    return reason.code.removeprefix("light.")
