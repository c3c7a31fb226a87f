"""Signing by keys of another kind (CA, SM2): enrolled, approved, revoked and used up as passkeys are."""

import re
from hashlib import sha256

from caseflow.domain.actions import Action
from caseflow.domain.errors import BadInput, Reason
from caseflow.domain.signer_keys import CODE, PAPER, PASSKEY, PASSWORD, good_keys, too_many
from caseflow.proof.assertion import to_base64
from caseflow.proof.provider import Provider
from caseflow.services.access import permit
from caseflow.services.challenging import use_ceremony
from caseflow.services.enrolling import key_owner, public_part
from caseflow.services.peopling import rely_on_people
from caseflow.services.proving import Outcome, record_signatures
from caseflow.services.record import record
from caseflow.services.signing import Given
from caseflow.services.stating import SIGN
from caseflow.services.work import Work

TAKEN = frozenset({PASSKEY, CODE, PAPER, PASSWORD})


def possession(work: Work) -> bytes:
    """What a key signs when its owner enrols it, so that nobody enrols somebody else's."""
    person = key_owner(work)
    return f"caseflow-enrol/v1\n{work.city.log}\n{person.code}\n{len(person.keys) + 1}\n".encode()


def enrol_provided_key(work: Work, provider: Provider, public: bytes, proof: str) -> None:
    """Puts a key on record, where it waits for its approval. Raises BadInput for one that its owner does not hold."""
    permit(work, Action.ENROL_KEY)
    person = key_owner(work)
    if provider.id in TAKEN or not re.fullmatch(r"[a-z][a-z0-9_]{1,19}", provider.id):
        raise BadInput(Reason("provider.name", {"name": provider.id}))
    if reason := too_many(person):
        raise BadInput(reason)
    if provider.faults(possession(work), proof, public):
        raise BadInput(Reason("key.not_registered", {}))
    text, number = to_base64(public), len(person.keys) + 1
    digest = sha256(text.encode("ascii")).hexdigest()
    rely_on_people(work)
    if any(digest == key.credential for one in work.city.people.values() for key in one.keys):
        raise BadInput(Reason("key.known", {}))
    data = {"key": number, "means": provider.id, "alg": provider.id, "credential": digest, "digest": digest}
    record(work, f"person/{person.code}", "enrol_key", data, texts={f"key.{number}.public": text})


def sign_provided(work: Work, provider: Provider, browser: str, nonce: str, proofs: list[str]) -> Outcome:
    """Signs what a ceremony showed: one proof a statement, each over the statement's own bytes.

    The caller commits whatever comes of it. One statement that is not signed is none.
    """
    ceremony = use_ceremony(work, SIGN, browser, nonce)
    if isinstance(ceremony, Reason):
        return Outcome(reason=ceremony)
    key = next(reversed(good_keys(work.city.people.get(work.actor.code), provider.id)), None)
    if key is None:
        return Outcome(reason=Reason("signature.key_not_good", {}))
    statements, public = ceremony.asked["statements"], public_part(work, key)
    if len(proofs) != len(statements):
        return Outcome(reason=Reason("signature.not_verified", {}))
    for text, proof in zip(statements, proofs, strict=True):
        if provider.faults(text.encode("utf-8"), proof, public):
            return Outcome(reason=Reason("signature.not_verified", {}))
    return record_signatures(
        work, ceremony, lambda index, text: Given(provider.id, key.id, text, proofs[index])
    )
