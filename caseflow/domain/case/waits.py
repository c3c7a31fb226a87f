"""Limits for whoever's turn it is beside the states: to take a case over, to confirm, to give an opinion, to apply."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caseflow.domain.replacing import replace

ACCEPT_TRANSFER, TRANSFER = "accept_transfer", "transfer"
CONFIRM, OPINION, APPLY = "confirm_findings", "opinion", "apply"
RULES = {
    ACCEPT_TRANSFER: "transfer.limit",
    TRANSFER: "transfer.limit",
    CONFIRM: "findings.confirm",
    OPINION: "opinion.limit",
    APPLY: "application.limit",
}
"""The rule of each kind's limit."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Something waits since `on` and should be done by `by`."""

    kind: str
    on: date
    by: date


Waits = tuple[Wait, ...]


def begun(waits: Waits, kind: str, on: date, by: date | None) -> Waits:
    """With this kind waiting anew; only ended where there is no limit (events of older records)."""
    others = ended(waits, kind)
    return (*others, Wait(kind, on, by)) if by else others


def ended(waits: Waits, *kinds: str) -> Waits:
    """Without these kinds."""
    return tuple(wait for wait in waits if wait.kind not in kinds)


def by(waits: Iterable[Wait], kind: str) -> date | None:
    """The day by which this kind should be done; None where it does not wait or has no limit."""
    return next((wait.by for wait in waits if wait.kind == kind), None)


def put_off(waits: Waits, kind: str, end: date) -> Waits:
    """With this kind's limit on another day."""
    return tuple(replace(wait, by=end) if wait.kind == kind else wait for wait in waits)
