"""Keys people sign with: who enrols one, who approves it, who revokes it. Never one person alone."""

from caseflow.domain.actor import Actor
from caseflow.domain.city import Person, SignerKey
from caseflow.domain.errors import Reason

PASSKEY = "passkey"
CODE = "code"
PAPER = "paper"
PASSWORD = "password"  # noqa: S105  a means of signing, no password
MOST_KEYS = 5
"""Keys of one person that are not revoked (assumed): two authenticators, a spare one, and room to change."""
LONGEST_CREDENTIAL = 120
"""Characters of base64url: a leaf's code holds no more. Resident keys are known by at most 64 bytes (CTAP 2)."""


def unapprovable(actor: Actor, person: Person, key: SignerKey) -> Reason | None:
    """Why this administrator does not approve this key now: never one's own, nor one that does not wait."""
    if actor.code == person.code:
        return Reason("key.approve_own", {})
    return None if key.waits else Reason("key.nothing_waits", {"key": key.id})


def too_many(person: Person) -> Reason | None:
    """Why a person enrols no further key, None where they may."""
    living = [key for key in person.keys if key.revoked_by is None]
    return Reason("key.too_many", {"most": MOST_KEYS}) if len(living) >= MOST_KEYS else None


def good_keys(person: Person | None, means: str) -> tuple[SignerKey, ...]:
    """The keys of a kind with which a person signs now."""
    return tuple(key for key in person.keys if key.is_good and key.means == means) if person else ()
