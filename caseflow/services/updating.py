"""Updating (更新台账内容): a ledger's newer words put in the place of descriptive ones, and of nothing else."""

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any

from caseflow.domain.case import Case
from caseflow.domain.terms import State
from caseflow.ledgers.columns import UNKNOWN, step_column
from caseflow.ledgers.ledger import PetitionFacts, TaskFacts
from caseflow.services.entering import earlier_cases, heading, title_of
from caseflow.services.filing import describe
from caseflow.services.rereading import Difference
from caseflow.services.showing import CELL, OTHER
from caseflow.services.work import Work

GUARDED = frozenset(
    {"goal", "measures", "due", "lead", "cooperating", "responsible", "acceptance", "supervising", "leader"}
    | {"area", "batch", "handed_over", "feedback_due", "verdict", "settlement"}
)
"""Columns that only a procedure changes: findings, transfer, amendment, extension (ledgers.md, Identity)."""


def may_update(case: Case, column: str) -> bool:
    """Whether a ledger may put this cell in: never a guarded one, none of a case being signed or closed.

    Nor one that was taken over as a claim: it would say something else beside the claim.
    """
    claimed = case.outside is not None and step_column(column) is not None
    signing = case.state in (State.SIGNING, State.CLOSED) or case.live_signatures
    return column not in GUARDED and not signing and not claimed


def update_case(
    work: Work,
    key: str,
    facts: TaskFacts | PetitionFacts,
    texts: Mapping[str, str],
    differences: Iterable[Difference],
) -> None:
    """Applies what may be applied of a row's differences, in one event; `texts` are the case's words by name."""
    case = work.cases[key]
    new = {one.column: one.new for one in differences if may_update(case, one.column)}
    described: dict[str, Any] = {}
    types: dict[str, str] = {}
    if isinstance(facts, PetitionFacts):
        described = _facts(case, new, facts)
        types = {f"type.{n}": word for n, word in enumerate(facts.types, 1) if "types" in new}
    if new:
        describe(work, key, _texts(new, texts) | types, described)


def _texts(new: Mapping[str, str], old: Mapping[str, str]) -> dict[str, str]:
    texts = {CELL + code: text for code, text in new.items() if not code.startswith(UNKNOWN)}
    texts |= _others({heading(code): text for code, text in new.items() if code.startswith(UNKNOWN)}, old)
    if "problem" in new:
        texts |= {"problem": new["problem"], "title": title_of(new["problem"])}
    return texts


def _others(new: Mapping[str, str], old: Mapping[str, str]) -> dict[str, str]:
    """Cells of columns nobody knows, by heading, under the names they have or the next free ones."""
    kept = {text.partition("\t")[0]: name for name, text in old.items() if name.startswith(OTHER)}
    free = count(1 + max((int(name.removeprefix(OTHER)) for name in kept.values()), default=0))
    return {kept.get(head) or f"{OTHER}{next(free)}": f"{head}\t{text}" for head, text in new.items()}


def _facts(case: Case, new: Mapping[str, str], facts: PetitionFacts) -> dict[str, Any]:
    found = {
        "types": ("types", len(facts.types)),
        "channel": ("channel", facts.channel),
        "key": ("key_case", facts.key),
        "earlier": ("repeat_of", list(earlier_cases(case.inspection, facts.earlier))),
    }
    return dict(found[column] for column in new if column in found)
