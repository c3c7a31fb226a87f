"""Signing with password and one-time code (普通电子签名), where a site has no address for passkeys.

A secret lies nowhere: it is derived from the key file and the number on record when it is wanted. So whoever reads
the database has no code, and whoever holds the key file has all of them: the server's word, called so everywhere.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import insert, select

from caseflow.domain.actions import Action
from caseflow.domain.city import SignerKey
from caseflow.domain.errors import NotYet, Reason
from caseflow.domain.one_time_code import address, step_of, written
from caseflow.domain.signer_keys import CODE, good_keys, too_many
from caseflow.proof.assertion import canonical
from caseflow.services.access import permit
from caseflow.services.challenging import (
    begin_ceremony,
    kept_token,
    new_nonce,
    pending_ceremony,
    use_ceremony,
)
from caseflow.services.enrolling import key_owner
from caseflow.services.passkeys import Site
from caseflow.services.peopling import login_of
from caseflow.services.proving import Outcome, record_signatures
from caseflow.services.record import record
from caseflow.services.signing import Given
from caseflow.services.signing_in import FAILURES, LOCKED_FOR
from caseflow.services.stating import SIGN
from caseflow.services.work import Work
from caseflow.settings import Secret, read_secret
from caseflow.store.accounts import count_try, forget_tries
from caseflow.store.ceremony import CeremonyRow

ENROL, STEP, SUBJECT = "enrol_code", "step", "code/"
SECRET_BYTES = 20


@dataclass(frozen=True, slots=True, repr=False)
class Codes:
    """The installation's key, from which every secret is derived; no `repr`, so that no log shows it."""

    key: bytes

    @classmethod
    def at(cls, home: Path) -> "Codes":
        """Those of an installation. Raises BadInput where its key file cannot be used."""
        return cls(read_secret(home, Secret.VAULT))

    def secret(self, log: str, person: str, nonce: str) -> bytes:
        """The secret of one enrolment."""
        info = f"caseflow/code/v1\n{log}\n{person}\n{nonce}\n".encode()
        return HKDF(SHA256(), length=SECRET_BYTES, salt=None, info=info).derive(self.key)


@dataclass(frozen=True, slots=True)
class NewSecret:
    """What its owner puts into an app, once: by QR, or by hand."""

    nonce: str
    address: str
    written: str


def begin_code(work: Work, codes: Codes, site: Site | None, browser: str) -> NewSecret:
    """A secret for the actor's app; the edge has asked for their password again. Raises NotYet where passkeys work."""
    permit(work, Action.ENROL_KEY)
    person = key_owner(work)
    _refuse_beside_passkeys(site)
    if reason := too_many(person):
        raise NotYet(reason)
    nonce = new_nonce()
    begin_ceremony(work, ENROL, browser, {}, nonce)
    secret = codes.secret(work.city.log, person.code, nonce)
    return NewSecret(nonce, address(secret, login_of(work, person.code), work.city.log), written(secret))


def enrol_code(
    work: Work, codes: Codes, site: Site | None, browser: str, nonce: str, code: str
) -> Reason | None:
    """Puts it on record once the app has shown a right code; it waits for a second person. Why not, otherwise."""
    permit(work, Action.ENROL_KEY)
    person = key_owner(work)
    _refuse_beside_passkeys(site)
    if pending_ceremony(work, ENROL, browser, nonce) is None:
        return Reason("ceremony.unknown", {})
    if wrong := _check(work, codes.secret(work.city.log, person.code, nonce), f"enrol/{nonce}", code):
        return wrong
    use_ceremony(work, ENROL, browser, nonce)
    data = {"key": len(person.keys) + 1, "means": CODE, "alg": "totp", "credential": nonce}
    record(work, f"person/{person.code}", "enrol_key", data)
    return None


def sign_with_code(
    work: Work, codes: Codes, site: Site | None, browser: str, nonce: str, code: str
) -> Outcome:
    """Signs what a ceremony showed; the edge has just confirmed the password, and commits whatever comes of it."""
    key = code_key(work)
    if site is not None or key is None:
        return Outcome(reason=Reason("signature.key_not_good", {}))
    secret = codes.secret(work.city.log, work.actor.code, key.credential)
    if pending_ceremony(work, SIGN, browser, nonce) is None:
        return Outcome(reason=Reason("ceremony.unknown", {}))
    if wrong := _check(work, secret, f"{work.actor.code}/{key.id}", code):
        return Outcome(reason=wrong)
    ceremony = use_ceremony(work, SIGN, browser, nonce)
    if isinstance(ceremony, Reason):
        return Outcome(reason=ceremony)
    step = step_of(secret, code, work.at.timestamp())
    proof = canonical({"key": key.id, "step": step})
    return record_signatures(work, ceremony, lambda _, text: Given(CODE, key.id, text, proof))


def code_key(work: Work) -> SignerKey | None:
    """The actor's enrolment of codes in force, the newest."""
    return next(reversed(good_keys(work.city.people.get(work.actor.code), CODE)), None)


def _refuse_beside_passkeys(site: Site | None) -> None:
    if site is not None:
        raise NotYet(Reason("code.passkeys_here", {}))


def _check(work: Work, secret: bytes, whose: str, code: str) -> Reason | None:
    """Whether this is a right code that was not used yet; it is used now. Five wrong ones lock for a while."""
    subject = f"{SUBJECT}{sha256(whose.encode()).hexdigest()}"
    if count_try(work.session, subject, work.at, FAILURES, LOCKED_FOR) is None:
        return Reason("sign_in.locked", {"minutes": LOCKED_FOR // timedelta(minutes=1)})
    step = step_of(secret, code.strip(), work.at.timestamp())
    used = sha256(f"{whose}/{step}".encode()).hexdigest()[:32]
    if step is None:
        return Reason("code.wrong", {})
    if work.session.scalar(select(CeremonyRow.nonce).where(CeremonyRow.nonce == used)):
        return Reason("code.used", {})
    row = {"nonce": used, "person": work.actor.code, "kind": STEP, "sign_in": kept_token(""), "asked": ""}
    work.session.execute(insert(CeremonyRow).values(row | {"expires_at": work.at, "used_at": work.at}))
    forget_tries(work.session, subject)
    return None
