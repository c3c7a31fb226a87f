"""Dates within the due date (the measures' own, the internal one) come forward with it, whatever brought it forward."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from caseflow.domain.case.facts import Case
from caseflow.domain.case.moves import Move


def brought_forward(before: Case | None, case: Case, on: date) -> Case:
    """The case with no such date after a due date that lies earlier than before; each move kept with its reason.

    What a plan itself sets beyond its own due date stays as the plan has it until then.
    """
    was, now = before.due.day if before else None, case.due.day
    if now is None or (was is not None and now >= was) or before is None:
        return case
    moves = tuple(Move(name, day, now, "within", on) for name, day in _later(case, now))
    if not moves:
        return case
    measures = tuple(
        replace(one, due=now) if one.is_open and one.due and one.due > now else one for one in case.measures
    )
    internal = now if case.internal_due and case.internal_due > now else case.internal_due
    return replace(case, measures=measures, internal_due=internal, moves=(*case.moves, *moves))


def _later(case: Case, due: date) -> Iterator[tuple[str, date]]:
    if case.internal_due and case.internal_due > due:
        yield "internal", case.internal_due
    for one in case.measures:
        if one.is_open and one.due and one.due > due:
            yield f"measure.{one.number}", one.due
