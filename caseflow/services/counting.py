"""Counts what the inspection handed over, as a city publishes it (整改情况的总数)."""

from collections import Counter
from typing import Any

from caseflow.domain.terms import Kind, Progress, Settlement
from caseflow.services.viewing import View, handed_over, known_inspection

DONE = frozenset({Progress.BASICALLY_COMPLETED, Progress.COMPLETED})


def headline(view: View, inspection: str | None = None) -> dict[str, Any]:
    """The published totals of a day, of one inspection or of all. Raises Unknown for an inspection not opened.

    A merged petition still counts as one; a rebounded case counts as staged, and its new case only under rebounds.
    """
    cases = handed_over(view, known_inspection(view, inspection))
    tasks = [case for case in cases if case.kind is Kind.TASK]
    petitions = [case for case in cases if case.kind is Kind.PETITION]
    settled = Counter(case.settlement for case in petitions)
    return {
        "as_of": view.day.isoformat(),
        "tasks": {
            "total": len(tasks),
            "completed_or_basically": sum(case.confirmed_progress in DONE for case in tasks),
            "closed": sum(case.counts_as_closed for case in tasks),
        },
        "petitions": {
            "total": len(petitions),
            **{settlement.value: settled[settlement] for settlement in Settlement},
            "closed": sum(case.counts_as_closed for case in petitions),
        },
        "rebounds": sum(
            case.links.rebound_of is not None and case.links.part_of is None
            for case in view.cases.values()
            if inspection in (None, case.inspection)
        ),
    }
