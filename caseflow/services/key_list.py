"""The keys of people as pages list them: what they are, who approved them, and since when until when they sign."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from caseflow.domain.actions import Action
from caseflow.domain.city import Person, SignerKey
from caseflow.domain.permissions import may_ever
from caseflow.domain.signer_keys import unapprovable
from caseflow.proof.assertion import from_base64
from caseflow.services.enrolling import short_code
from caseflow.services.texts import read_texts
from caseflow.services.work import Work


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One key; `code` names it in addresses, `short` is what owner and approver compare; `state` a term code.

    `approves` and `revokes`: whether the reader may.
    """

    code: str
    number: int
    means: str
    short: str
    state: str
    enrolled_on: date
    approved_by: str | None
    approved_on: date | None
    revoked_by: str | None
    revoked_on: date | None
    approves: bool
    revokes: bool


def keys_of(work: Work, person: Person) -> list[KeyLine]:
    """A person's keys, the newest first."""
    texts = read_texts(work.session, [key.public for key in person.keys if key.public])
    return [_line(work, person, key, texts.get(key.public, "")) for key in reversed(person.keys)]


def waiting_keys(work: Work) -> Iterator[tuple[Person, SignerKey]]:
    """The keys that wait for their approval, with their owners."""
    for person in work.city.people.values():
        for key in person.keys:
            if key.waits and person.enabled:
                yield person, key


def _line(work: Work, person: Person, key: SignerKey, public: str) -> KeyLine:
    own = person.code == work.actor.code
    approves = may_ever(work.actor, Action.APPROVE_KEY, work.city) and not unapprovable(
        work.actor, person, key
    )
    may_revoke = own or may_ever(work.actor, Action.REVOKE_KEY, work.city)
    return KeyLine(
        code=f"{person.code}-{key.id}",
        number=key.id,
        means=f"means.{key.means}",
        short=short_code(from_base64(public) if public else key.credential.encode("ascii")),
        state="key_state." + ("revoked" if key.revoked_by else "good" if key.is_good else "waits"),
        enrolled_on=key.enrolled_on,
        approved_by=key.approved_by,
        approved_on=key.approved_on,
        revoked_by=key.revoked_by,
        revoked_on=key.revoked_on,
        approves=bool(approves),
        revokes=key.revoked_by is None and bool(may_revoke),
    )
