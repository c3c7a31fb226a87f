"""What a look-back (回头看) found on a closed case: it holds, the problem is back, or it was never rectified."""

from datetime import date

from caseflow.domain.case.facts import Case
from caseflow.domain.case.fold import on
from caseflow.domain.case.parts import LookedBack
from caseflow.domain.event import Event
from caseflow.domain.replacing import replace


@on("look_back")
def _look_back(case: Case, event: Event) -> Case:
    """Raises ValueError for a draw that has its result already."""
    data = event.data
    if any(one.draw == data["draw"] for one in case.looked_back):
        raise ValueError("this draw has its result")
    found = LookedBack(
        len(case.looked_back) + 1,
        data["draw"],
        data["result"],
        date.fromisoformat(data["on"]),
        event.day,
        event.actor,
        data["people"],
    )
    return replace(case, looked_back=(*case.looked_back, found))
