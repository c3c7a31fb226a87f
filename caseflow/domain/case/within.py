"""Dates within the due date (the measures' own, the internal one, the limit to decide an extension of it) come forward
with it, whatever brought it forward."""

from collections.abc import Iterator
from datetime import date

from caseflow.domain.case.facts import Case
from caseflow.domain.case.moves import RECTIFY, Move
from caseflow.domain.case.parts import Decision
from caseflow.domain.replacing import replace


def brought_forward(before: Case | None, case: Case, on: date) -> Case:
    """The case with no such date after a due date that lies earlier than before; each move kept with its reason.

    What a plan itself sets beyond its own due date stays as the plan has it until then.
    """
    was, now = before.due.day if before else None, case.due.day
    if now is None or before is None:
        return case
    late = list(_later(case, now)) if was is None or now < was else list(_reopened(before, case, now))
    moves = tuple(Move(name, day, now, "within", on) for name, day in late)
    if not moves:
        return case
    names = {name for name, _ in late}
    measures = tuple(
        replace(one, due=now) if f"measure.{one.number}" in names else one for one in case.measures
    )
    decisions = tuple(
        replace(one, decide_by=now) if f"decide.{one.id}" in names else one for one in case.decisions
    )
    internal = now if "internal" in names else case.internal_due
    moved = (*case.moves, *moves)
    return replace(case, measures=measures, decisions=decisions, internal_due=internal, moves=moved)


def last_use(case: Case, name: str) -> date | None:
    """The day after which meeting this limit comes too late: for the decision on an extension, the date in force."""
    asked = any(name == f"decide.{one.id}" and one.matter == "extension" for one in case.decisions)
    return case.due.day if asked else None


def _waits(decision: Decision) -> bool:
    return decision.matter == "extension" and decision.outcome is None


def _reopened(before: Case, case: Case, due: date) -> Iterator[tuple[str, date]]:
    """A measure that was done while the due date came forward, and is open again."""
    if not any(move.name == RECTIFY and move.now < move.was for move in case.moves):
        return
    done = {one.number for one in before.measures if one.done_on}
    for one in case.measures:
        if one.number in done and one.is_open and one.due and one.due > due:
            yield f"measure.{one.number}", one.due


def _later(case: Case, due: date) -> Iterator[tuple[str, date]]:
    if case.internal_due and case.internal_due > due:
        yield "internal", case.internal_due
    for one in case.measures:
        if one.is_open and one.due and one.due > due:
            yield f"measure.{one.number}", one.due
    for matter in case.decisions:
        if _waits(matter) and matter.decide_by and matter.decide_by > due:
            yield f"decide.{matter.id}", matter.decide_by
