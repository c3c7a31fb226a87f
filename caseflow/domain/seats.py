"""How posts and offices are named where something waits for them: in turns, guards and obligations."""

from caseflow.domain.terms import Office

COORDINATOR = Office.COORDINATOR.value
GROUP = "group_head"
BOXES = {"party": Office.PARTY_HEAD, "government": Office.GOVERNMENT_HEAD}


def head(office: Office, unit: str) -> str:
    """The post whose holder signs, as a code: `party_head/tiexi`."""
    return f"{office.value}/{unit}"
