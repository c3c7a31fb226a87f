"""Contributing (分报): responsible units tell the lead unit their part of a month, and its report gathers them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.monthly import Contribution
from caseflow.domain.errors import BadInput, NotPermitted, Reason
from caseflow.domain.terms import State
from caseflow.services.inputs import said
from caseflow.services.record import record
from caseflow.services.rectifying import mark_measure
from caseflow.services.reporting import open_month
from caseflow.services.withholding import is_sentence_instead, seen_texts
from caseflow.services.work import Work

MARKED_IN = frozenset({State.RECTIFYING})
DONE, PROBLEMS = "contribution.done", "contribution.problems"


@dataclass(frozen=True, slots=True)
class Told:
    """A unit's last contribution of a month, in words as the reader may see them."""

    part: Contribution
    done: str
    problems: str


def contribute(
    work: Work,
    key: str,
    month: str,
    done: str = "",
    *,
    problems: str = "",
    measures: Sequence[int] = (),
    unchanged: bool = False,
) -> Case:
    """What a responsible unit did in an open month; `measures` are its own that are now done, and marked so.

    It may tell again until the month closes. `unchanged` says that there is nothing new, and needs no words.
    """
    case = open_month(work, key, month, Action.CONTRIBUTE)
    unit = contributor(work, case)
    if unchanged and (done.strip() or problems.strip() or measures):
        raise BadInput(Reason("contribution.changed_after_all", {}))
    if not set(measures) <= {number for number, _ in markable(case, unit)}:
        raise BadInput(Reason("contribution.not_own_measure", {}))
    texts = {DONE: "" if unchanged else said("contribution", done), PROBLEMS: problems.strip()}
    for number in measures:
        mark_measure(work, key, number, done=True)
    case = open_month(work, key, month, Action.CONTRIBUTE)
    data = {"month": month, "unit": unit, "measures": sorted(measures)}
    record(work, case.stream, "contribute", data | ({"unchanged": True} if unchanged else {}), texts=texts)
    return work.cases[key]


def contributor(work: Work, case: Case) -> str:
    """For which responsible unit the actor tells. Raises BadInput for the lead unit: its part stands in the report."""
    own = {code for post in work.actor.posts for code in work.city.written_as(post.unit)}
    units = [unit for unit in case.checkers if unit in own]
    if not units:
        facts = {"action": "action.contribute", "who": "role.responsible_unit"}
        raise NotPermitted(Reason("denied.other_case", facts))
    told = [unit for unit in units if unit != case.parties.lead_unit]
    if not told:
        raise BadInput(Reason("contribution.by_lead", {}))
    return told[0]


def markable(case: Case, unit: str) -> list[tuple[int, str]]:
    """The measures still open that a unit may mark done with its contribution: number, and the text's name."""
    if case.state not in MARKED_IN:
        return []
    return [(m.number, f"measure.{m.number}") for m in case.measures if m.is_open and m.unit in (unit, None)]


def told_in(work: Work, case: Case, month: str) -> list[Told]:
    """The last word of every unit that contributed to a month, in the order in which they first did."""
    last = {case.now(part.unit): part for part in case.contributions if part.month == month}
    words = seen_texts(work, (digest for part in last.values() for digest in part.words.values()))
    return [
        Told(part, words.get(part.words.get(DONE, ""), ""), words.get(part.words.get(PROBLEMS, ""), ""))
        for part in last.values()
    ]


def gathered(names: Iterable[tuple[str, str]], before: str) -> str:
    """What units said, each (name, words), under what the lead unit has written; what stands there is not doubled."""
    lines = [f"{name}：{words}" for name, words in names if words and not is_sentence_instead(words)]
    return "\n".join(filter(None, (before.strip(), *(line for line in lines if line not in before))))
