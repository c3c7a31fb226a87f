"""Rehearsing an import: all is done in memory and nothing recorded, so that a person sees it before it counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from caseflow.domain.case import Case
from caseflow.domain.terms import State
from caseflow.ledgers.columns import Layout
from caseflow.ledgers.report import Outcome
from caseflow.services.importing import import_ledger
from caseflow.services.matching import matching
from caseflow.services.naming import Names
from caseflow.services.texts import unsealed
from caseflow.services.work import Work


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would become of every row, and the first cases as they would be filed, with their titles and names.

    `taken` counts by state those that would stand where a ledger says they had come to.
    """

    outcome: Outcome
    first: Sequence[Case]
    titles: dict[str, str]
    names: Names
    taken: Mapping[State, int]


def rehearse(work: Work, data: bytes, layout: Layout, shown: int, **options: Any) -> Rehearsal:
    """Imports into a work that is then thrown away: the caller never seals it. Raises as `import_ledger` does."""
    outcome = import_ledger(work, data, layout, **options)
    streams = [draft.event.stream for draft in work.drafts if draft.event.type == "file"][:shown]
    first = [work.cases[stream.removeprefix("case/")] for stream in streams]
    words = unsealed(work, set(streams))
    titles = {case.key: words.get(case.texts.get("title", ""), "") for case in first}
    over = {draft.event.stream for draft in work.drafts if draft.event.type == "take_over"}
    taken = Counter(work.cases[stream.removeprefix("case/")].state for stream in sorted(over))
    rehearsed = replace(outcome, dry_run=True, committed=False)
    return Rehearsal(rehearsed, first, titles, matching(work).names, taken)
