"""Every act on a case that has a page, by the name that ends its address (`ACTS`)."""

from caseflow.web.acts import (
    accepting,
    after_closure,
    amending,
    assigning,
    clearing,
    contributing,
    deciding,
    evidence,
    filing,
    findings,
    following,
    noticing,
    objecting,
    rectifying,
    reporting,
    signing,
    warning,
)
from caseflow.web.acts.base import ACTS, ActPage

__all__ = [
    "ACTS",
    "ActPage",
    "accepting",
    "after_closure",
    "amending",
    "assigning",
    "clearing",
    "contributing",
    "deciding",
    "evidence",
    "filing",
    "findings",
    "following",
    "noticing",
    "objecting",
    "rectifying",
    "reporting",
    "signing",
    "warning",
]
