"""A closure form signed on paper (纸质签批): one clerk enters the scan, another compares it; then it is a signature."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SignedForm:
    """What a clerk entered: who signed which box, as what, on which day, over which dossier; `file` is the scan.

    `outcome` is None while a second clerk is awaited, else signed or dropped.
    """

    id: int
    box: str
    person: str
    office: str
    dossier: str
    on: date
    file: int
    by: str
    outcome: str | None = None
