"""A row of the task list (整改任务清单) into facts."""

from collections.abc import Mapping
from functools import lru_cache

from caseflow.domain.errors import BadInput
from caseflow.domain.phrases import DuePhrase, due_phrase, read_ordinal
from caseflow.ledgers.folding import fold_identifier
from caseflow.ledgers.ledger import TaskFacts, Vocabulary
from caseflow.ledgers.measures import split_measures
from caseflow.ledgers.notes import Notes
from caseflow.ledgers.units import named_units, split_names

_due_phrase = lru_cache(maxsize=1 << 10)(due_phrase)  # a plan has few different ones


def read_number(text: str, _: Vocabulary, notes: Notes) -> str:
    """The task's number in digits (3 for 序号三); as written in half width, with a warning, where it is no number."""
    plain, changed = fold_identifier(text)
    if changed:
        notes.warn("number_folded", "ordinal", number=plain)
    ordinal = _ordinal(plain)
    if ordinal is None and plain:
        notes.warn("number_pattern", "ordinal", number=plain)
    return plain if ordinal is None else str(ordinal)


def read_task(number: str, cells: Mapping[str, str], _: Vocabulary, notes: Notes) -> TaskFacts | None:
    """The facts of a row; None, with the error noted, where its due phrase is not understood."""
    due = _due(cells.get("due", ""), notes)
    if due is None:
        return None
    leading, acting = named_units(cells.get("lead", "")), named_units(cells.get("responsible", ""))
    leads = leading.leads + leading.plain or acting.leads
    if len(leads) > 1:
        notes.warn(
            "co_lead",
            "lead" if cells.get("lead") else "responsible",
            lead=leads[0],
            others="、".join(leads[1:]),
        )
    cooperating = [
        *leading.cooperating,
        *acting.cooperating,
        *named_units(cells.get("cooperating", "")).plain,
    ]
    return TaskFacts(
        ordinal=_ordinal(number),
        due=due,
        measures=split_measures(cells.get("measures", "")),
        leads=leads,
        cooperating=tuple(dict.fromkeys(cooperating)),
        responsible=acting.leads + acting.plain,
        supervising=split_names(cells.get("supervising", "")),
        acceptance=split_names(cells.get("acceptance", "")),
        person=cells.get("person", ""),
        leader=cells.get("leader", ""),
    )


def _ordinal(text: str) -> int | None:
    try:
        return read_ordinal(text)
    except BadInput:
        return None


def _due(text: str, notes: Notes) -> DuePhrase | None:
    if not text:  # the empty cell is an error already
        return None
    try:
        return _due_phrase(text)
    except BadInput:
        notes.error("unreadable_phrase", "due", text=text)
        return None
