"""What the date is called by which something is owed: duties, obligations and clocks each have a word for it."""

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.moves import RECTIFY
from caseflow.domain.case.waits import RULES

OF_OBLIGATION = {
    "accept": "state_accepting",
    "notice": "state_awaiting_notice",
    "sign": "state_signing",
    "file_up": "state_closed",
    "publicized": "post",
    Action.CHECK_AMENDMENT.value: "decide",
    Action.SELF_CHECK.value: RECTIFY,
}
"""The date by which something is owed, where it is called otherwise than the duty."""
ALONE = frozenset(
    {*OF_OBLIGATION.values(), *RULES, RECTIFY, "feedback", "accept_assignment", "supplement", "correct"}
) - {"decide"}
"""Dates of which a case has one of a kind at a time."""


def date_name(case: Case, word: str, ref: str = "") -> str:
    """What the date is called by which something is owed; `word` names it as a duty or an obligation does."""
    kind = word.rpartition(".")[2]
    name = OF_OBLIGATION.get(kind, kind)
    if name in ALONE or not ref:
        return name
    if name in ("report_year", "measure"):
        ref = ref.partition(".")[0]
    if name == "name_successor":
        ref = next((one.unit for one in case.successions if str(one.id) == ref), ref)
    return f"{name}.{ref}"
