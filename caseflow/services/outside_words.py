"""What a ledger claims was done before the record began (系统外办理), in words, marked wherever it is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from caseflow.domain.case import Case
from caseflow.ledgers.columns import STEP_COLUMNS, UNKNOWN
from caseflow.services.taking_over import OUTSIDE, held_steps
from caseflow.words.say import say, term

DIGEST = 8
"""Figures of a ledger's digest that are shown."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """One cell of the ledger under its heading."""

    term: str
    value: str


def state_in_words(case: Case) -> str:
    """The state of a case; a closure outside says so."""
    outside = case.closure is not None and case.closure.outside
    return term("outside.closure" if outside else f"state.{case.state}")


def claimed(case: Case, text: Callable[[str], str]) -> list[Claimed]:
    """What was claimed, in the order of the ledgers' columns; `text` gives the words under a name of the case."""
    if case.outside is None:
        return []
    cells = held_steps({name: text(name) for name in case.texts if name.startswith(OUTSIDE)})
    known = [column.code for column in STEP_COLUMNS]
    order = sorted(cells, key=lambda code: known.index(code) if code in known else len(known))
    return [Claimed(_heading(code), cells[code]) for code in order if cells[code]]


def signed_claim(case: Case, box: str, text: Callable[[str], str]) -> str:
    """Who signed in a box, and when, as the ledger has it; "" where it claims none for this round or it fell."""
    claims = case.outside
    if claims is None or claims.round != case.round or claims.fallen or box not in dict(claims.signed):
        return ""
    return text(OUTSIDE + box) or say("outside.signed_on", {"on": dict(claims.signed)[box]})


def brought(case: Case, who: str) -> str:
    """When the claims came on record, by whom, from which file."""
    claims = case.outside
    if claims is None:
        return ""
    return say("outside.brought", {"on": claims.on, "who": who, "file": claims.file[:DIGEST].upper()})


def outside_mark(is_outside: bool) -> str:
    """The mark beside a fact that was not done here."""
    return say("outside.mark") if is_outside else ""


def claimed_days(case: Case) -> dict[str, date]:
    """The day claimed for each signature of this round that has not fallen."""
    claims = case.outside
    stands = claims is not None and claims.round == case.round and not claims.fallen
    return dict(claims.signed) if claims and stands else {}


def _heading(code: str) -> str:
    own = f"outside.{code}"
    said = term(own)
    return code.removeprefix(UNKNOWN) if said == own else said
