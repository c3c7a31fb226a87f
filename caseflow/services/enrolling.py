"""Keys people sign with (签名密钥): enrolled by their owner, approved by a second person, revoked for a reason."""

from dataclasses import dataclass
from hashlib import sha256

from caseflow.domain.actions import Action
from caseflow.domain.city import Person, SignerKey
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Reason
from caseflow.domain.signer_keys import LONGEST_CREDENTIAL, PASSKEY, too_many, unapprovable
from caseflow.proof.assertion import from_base64, to_base64
from caseflow.services.access import permit, rely_on_actor
from caseflow.services.challenging import begin_ceremony, new_nonce, use_ceremony
from caseflow.services.inputs import said
from caseflow.services.passkeys import Site, registered, registration
from caseflow.services.peopling import end_sign_ins, known_person, login_of, rely_on_people
from caseflow.services.record import record
from caseflow.services.texts import read_texts
from caseflow.services.work import Work

ENROL = "enrol"


@dataclass(frozen=True, slots=True)
class Asked:
    """A ceremony that began: by which nonce it is answered, and what the browser is asked, as JSON."""

    nonce: str
    options: str


def begin_enrolment(work: Work, site: Site | None, browser: str) -> Asked:
    """Asks the actor's browser for a new passkey; the edge has asked for their password again."""
    permit(work, Action.ENROL_KEY)
    person = key_owner(work)
    if site is None:
        raise NotYet(Reason("key.no_site", {}))
    if reason := too_many(person):
        raise NotYet(reason)
    nonce = new_nonce()
    ceremony = begin_ceremony(work, ENROL, browser, {"site": site.origin}, nonce)
    known = [key.credential for key in person.keys if key.means == PASSKEY and key.revoked_by is None]
    login = login_of(work, person.code)
    return Asked(
        ceremony.nonce, registration(site, login, person.code, _challenge(work, ceremony.nonce), known)
    )


def enrol_key(work: Work, site: Site | None, browser: str, nonce: str, answer: str) -> SignerKey | Reason:
    """Puts a new passkey on record, where it waits for a second person. Why not, where the ceremony is over.

    Raises BadInput for an answer that is none, for a key that somebody has already, or one too long to be on record.
    """
    permit(work, Action.ENROL_KEY)
    person = key_owner(work)
    ceremony = use_ceremony(work, ENROL, browser, nonce)
    if isinstance(ceremony, Reason):
        return ceremony
    if site is None or ceremony.asked != {"site": site.origin}:
        return Reason("key.no_site", {})
    new = registered(site, _challenge(work, nonce), answer)
    if len(new.credential) > LONGEST_CREDENTIAL:
        raise BadInput(Reason("key.credential_too_long", {}))
    rely_on_people(work)  # two people who enrol one key at once: one of them is stale
    if any(new.credential == key.credential for one in work.city.people.values() for key in one.keys):
        raise BadInput(Reason("key.known", {}))
    public, number = to_base64(new.public), len(person.keys) + 1
    data = {
        "key": number,
        "means": PASSKEY,
        "alg": new.alg,
        "credential": new.credential,
        "digest": sha256(public.encode("ascii")).hexdigest(),
    }
    record(work, f"person/{person.code}", "enrol_key", data, texts={f"key.{number}.public": public})
    return work.city.people[person.code].keys[-1]


def approve_key(work: Work, person: str, number: int) -> None:
    """A second person lets a key sign, who has compared its short code with its owner. Raises NotPermitted, NotYet."""
    permit(work, Action.APPROVE_KEY)
    found, key = known_person(work, person), _key(work, person, number)
    if reason := unapprovable(work.actor, found, key):
        raise NotPermitted(reason) if reason.code == "key.approve_own" else NotYet(reason)
    record(work, f"person/{person}", "approve_key", {"key": number})


def revoke_key(work: Work, person: str, number: int, reason: str) -> None:
    """A key signs no more: its owner or the security administrator says why. What it signed stays signed."""
    if person == work.actor.code:
        rely_on_actor(work)
    else:
        permit(work, Action.REVOKE_KEY)
    key = _key(work, person, number)
    if key.revoked_by:
        raise NotYet(Reason("key.revoked", {"key": number}))
    record(work, f"person/{person}", "revoke_key", {"key": number}, texts={"reason": said("reason", reason)})
    end_sign_ins(work, person)  # a lost key may have been used beside them


def public_part(work: Work, key: SignerKey) -> bytes:
    """The public key of a key on record, as COSE writes it. Raises NotYet where its text is gone."""
    text = read_texts(work.session, [key.public]).get(key.public)
    if text is None:
        raise NotYet(Reason("key.unreadable", {}))
    return from_base64(text)


def short_code(public: bytes) -> str:
    """What a key's owner and its approver compare: sixty-four bits of its SHA-256, in capitals."""
    return sha256(public).hexdigest()[:16].upper()


def key_owner(work: Work) -> Person:
    """The actor as a person. Raises NotPermitted for the command line and the clock."""
    if work.actor.code not in work.city.people:
        raise NotPermitted(Reason("key.people_only", {}))
    return work.city.people[work.actor.code]


def _key(work: Work, person: str, number: int) -> SignerKey:
    keys = known_person(work, person).keys
    if not 1 <= number <= len(keys):
        raise BadInput(Reason("key.unknown", {}))
    return keys[number - 1]


def _challenge(work: Work, nonce: str) -> bytes:
    """What the authenticator answers when a key is made: the log, the person and the nonce, in one digest."""
    return sha256(f"caseflow-enrol/v1\n{work.city.log}\n{work.actor.code}\n{nonce}\n".encode()).digest()
