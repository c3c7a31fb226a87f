"""Who read which referral or clue: for the discipline office's own auditor alone. Looking is on record as well."""

from dataclasses import dataclass

from caseflow.domain.actions import Action
from caseflow.services.access import permit
from caseflow.services.apart import READING, note_reading_apart, told_of
from caseflow.services.vaulting import Vault
from caseflow.services.work import Work

READINGS = "readings"
"""What a look at this list is called on record."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One look: by whom, in which post, at what instant (ISO, UTC), at which stream or list."""

    at: str
    who: str
    office: str
    what: str


def readings_apart(work: Work, vault: Vault) -> list[Reading]:
    """Every reading of the discipline log, the newest first; that this list is read is on record before."""
    permit(work, Action.AUDIT_DISCIPLINE)
    note_reading_apart(work, vault, READINGS)
    events = [
        event for told in told_of(work.session, vault, READING).values() for event in told.events if event.at
    ]
    events.sort(key=lambda event: event.seq or 0, reverse=True)
    return [Reading(event.at or "", event.actor, event.office, event.data["what"]) for event in events]
