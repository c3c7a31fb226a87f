"""Commending a unit (通报表扬): the office proposes with the cases it is for, a group head issues."""

from collections.abc import Iterable

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.papers import PRAISE
from caseflow.domain.errors import BadInput, Reason
from caseflow.domain.ladder import BY_HAND
from caseflow.domain.terms import State
from caseflow.services.access import case_for, held_case
from caseflow.services.advance import require_state
from caseflow.services.inputs import said
from caseflow.services.listing import units_of
from caseflow.services.record import record
from caseflow.services.work import Work


def propose_commendation(
    work: Work, key: str, unit: str, reason: str, words: str, *, cases: Iterable[str] = ()
) -> Case:
    """Puts a commendation of a unit before the group's heads. `cases` are further ones it is for, by key.

    Raises BadInput for a unit that has no part in one of them.
    """
    case = case_for(work, key, Action.PROPOSE_COMMENDATION)
    require_state(case, Action.PROPOSE_COMMENDATION, *(state for state in State if state is not State.MERGED))
    named = [one for one in dict.fromkeys(cases) if one != key]
    for one in (key, *named):
        about = held_case(work, one)
        if about is None or unit not in units_of(about):
            raise BadInput(Reason("commendation.no_part", {"number": one.partition("/")[2]}))
    number = len(case.papers) + 1
    data = {"rung": PRAISE, "rule": f"{BY_HAND}:{number}", "unit": unit} | ({"cases": named} if named else {})
    record(work, case.stream, "propose_paper", data, texts={f"paper.{number}.why": said("reason", reason)})
    texts = {f"paper.{number}": said("words", words)}
    record(work, case.stream, "submit_paper", {"id": number}, texts=texts)
    return work.cases[key]
