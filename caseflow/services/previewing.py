"""Previewing: what an act would do to the dates and the light of a case, by the very fold that would take it in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from caseflow.domain.case import Case, apply
from caseflow.domain.case.clocks import clocks
from caseflow.domain.case.moves import RECTIFY
from caseflow.domain.case.parts import Decision
from caseflow.domain.date_names import date_name
from caseflow.domain.event import Event
from caseflow.domain.light import Judgement, judge
from caseflow.domain.obligations import obligations
from caseflow.services.deciding import is_late
from caseflow.services.limits import after_suspension, written
from caseflow.services.work import Work

Act = tuple[str, Mapping[str, Any]]
"""The type and the data of an event that is not on record."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A date by name, before and after an act; `now` None while a suspension has stopped it."""

    name: str
    was: date
    now: date | None


@dataclass(frozen=True, slots=True)
class Effect:
    """The case as it would be, which dates would move, which would not, and its light on that day."""

    after: Case
    moved: tuple[Shift, ...]
    kept: tuple[Shift, ...]
    light: Judgement


def if_proposed(work: Work, case: Case, to_day: date) -> Effect:
    """The case while an extension to this day waits for the heads."""
    return _if(work, case, ("propose", {"matter": "extension", "to_day": to_day.isoformat()}))


def if_granted(work: Work, case: Case, decision: Decision) -> Effect:
    """The case if both heads granted this extension today; a late approval moves nothing."""
    late = is_late(case, decision, work.day)
    decided = {"id": decision.id, "box": "party", "agrees": True, "outcome": "late" if late else "granted"}
    extended = [] if late or not decision.to_day else [("extend", {"due": decision.to_day.isoformat()})]
    return _if(work, case, *extended, ("decide", decided))


def if_suspended(work: Work, case: Case) -> Effect:
    """The case if its clocks stopped today."""
    return _if(work, case, ("suspend", {}))


def if_resumed(work: Work, case: Case, on: date) -> Effect:
    """The case if its clocks stopped today, unless they stand already, and ran again after this day."""
    stopped = case if case.suspended_on else if_suspended(work, case).after
    data = {"days": 0, "moved": written(after_suspension(work, stopped, on))}
    return _between(work, case, _applied(work, stopped, ("resume", data), on), on)


def _if(work: Work, case: Case, *acts: Act) -> Effect:
    after = case
    for act in acts:
        after = _applied(work, after, act, work.day)
    return _between(work, case, after, work.day)


def _applied(work: Work, case: Case, act: Act, day: date) -> Case:
    type_, data = act
    return apply(case, Event(case.stream, case.events, type_, work.actor.code, work.office, day, data))


def _between(work: Work, case: Case, after: Case, day: date) -> Effect:
    before, later = _dates(replace(case, suspended_on=None)), _dates(after)
    shifts = [Shift(name, was, later[name]) for name, was in before.items() if was and name in later]
    return Effect(
        after,
        tuple(shift for shift in shifts if shift.now != shift.was),
        tuple(shift for shift in shifts if shift.now == shift.was),
        judge(after, work.book, day),
    )


def _dates(case: Case) -> dict[str, date | None]:
    """Every date that still waits, by name; None where it stands still."""
    found: dict[str, date | None] = {}
    for clock in clocks(case):
        stopped = clock.stops and case.suspended_on is not None and clock.end >= case.suspended_on
        found[clock.name] = None if stopped else clock.end
    for owed in obligations(case):
        name = date_name(case, owed.kind, owed.ref)
        if owed.met_on is None and name not in found and owed.due:
            found[name] = owed.due
    if case.due.day:
        found[RECTIFY] = case.due.day
    if case.internal_due:
        found["internal"] = case.internal_due
    return found | {f"measure.{m.number}": m.due for m in case.measures if m.is_open and m.due}
