"""Taking over (接管台账结论): a ledger's verdict on a settled petition is put on record as confirmed findings.

For a city that begins with what was settled before it kept a record; the command line asks for it by name.
"""

from collections.abc import Mapping

from caseflow.domain.terms import Settlement, Verdict
from caseflow.ledgers.ledger import PetitionFacts
from caseflow.ledgers.notes import Notes
from caseflow.services.record import record
from caseflow.services.work import Work


def settled_verdict(facts: PetitionFacts, notes: Notes) -> Verdict | None:
    """The verdict to take over; None, noted, where it is missing, or where the case is staged and so lacks its date."""
    if facts.settlement == Settlement.STAGED:
        notes.warn("takeover_no_due", "settlement")
    elif facts.settlement == Settlement.SETTLED:
        if facts.verdict:
            return Verdict(facts.verdict)
        notes.warn("takeover_no_verdict", "settlement")
    return None


def take_over(work: Work, key: str, verdict: Verdict, texts: Mapping[str, str]) -> None:
    """Records the findings as proposed and confirmed twice, though the case is only filed."""
    stream = f"case/{key}"
    data = {"verdict": verdict.value, "settlement": Settlement.SETTLED.value, "due": None}
    record(work, stream, "record_findings", data, texts={"findings.facts": texts.get("cell.findings", "")})
    for who in ("leader", "coordinator"):
        record(work, stream, "confirm_findings", {"by": who})
