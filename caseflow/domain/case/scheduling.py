"""Folds dates that are set within the due date: the measures' own, and the office's internal one."""

from caseflow.domain.case.facts import Case
from caseflow.domain.case.fold import on
from caseflow.domain.event import Event, day_of
from caseflow.domain.replacing import replace


@on("schedule_measure")
def _schedule(case: Case, event: Event) -> Case:
    """A date that had passed stays on file as missed."""
    number, due = event.data["number"], day_of(event.data, "due")
    return replace(
        case,
        measures=tuple(
            replace(m, due=due, missed=(*m.missed, m.due) if m.due and m.due < event.day else m.missed)
            if m.number == number
            else m
            for m in case.measures
        ),
    )


@on("set_internal_due")
def _internal(case: Case, event: Event) -> Case:
    return replace(case, internal_due=day_of(event.data, "due"))
