"""One case: what is known of it (`Case`), and how its events make that (`apply`, `fold`)."""

from caseflow.domain.case import (
    clearing,
    closing,
    criticising,
    deciding,
    filing,
    handover,
    looking,
    months,
    outside,
    paper_signing,
    papers,
    reminding,
    scheduling,
    taking_over,
    waits,
    working,
)
from caseflow.domain.case.dossier import dossier_digest
from caseflow.domain.case.facts import Case
from caseflow.domain.case.fold import HANDLERS, apply, fold
from caseflow.domain.case.handover import has_duty

__all__ = [
    "HANDLERS",
    "Case",
    "apply",
    "clearing",
    "closing",
    "criticising",
    "deciding",
    "dossier_digest",
    "filing",
    "fold",
    "handover",
    "has_duty",
    "looking",
    "months",
    "outside",
    "paper_signing",
    "papers",
    "reminding",
    "scheduling",
    "taking_over",
    "waits",
    "working",
]
