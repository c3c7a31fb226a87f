"""Passkeys (通行密钥, WebAuthn): what the browser is asked, and what a registration answered."""

import json
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from webauthn import generate_registration_options, options_to_json, verify_registration_response
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from caseflow.domain.errors import BadInput, Reason
from caseflow.proof.assertion import Assertion, from_base64, to_base64
from caseflow.proof.cose import EDDSA, ES256, RS256, BadKey, algorithm, public_key
from caseflow.settings import Settings

TIMEOUT = 300_000
"""Milliseconds that a browser waits for the finger or the PIN."""
ALGORITHMS = [COSEAlgorithmIdentifier(number) for number in (ES256, EDDSA, RS256)]
_LONGEST_ANSWER = 20_000
"""Characters; an attestation with its certificates has a few thousand."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where passkeys are made and used: the pages' origin; keys belong to its host (RP ID)."""

    origin: str

    @property
    def rp_id(self) -> str:
        """The host keys belong to."""
        return urlsplit(self.origin).hostname or ""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was just made: how the authenticator knows it, and its public part as COSE writes it."""

    credential: str
    alg: str
    public: bytes


def site_of(settings: Settings) -> Site | None:
    """The site of an installation, None where its pages have no address at which browsers make passkeys."""
    return Site(settings.passkey_origin) if settings.passkey_origin else None


def registration(site: Site, login: str, person: str, challenge: bytes, known: list[str]) -> str:
    """What the browser is asked for a new key, as JSON: a key of its own that knows its user by PIN or body."""
    options = generate_registration_options(
        rp_id=site.rp_id,
        rp_name="caseflow",
        user_id=sha256(person.encode("utf-8")).digest(),
        user_name=login,
        challenge=challenge,
        timeout=TIMEOUT,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=from_base64(one)) for one in known],
        supported_pub_key_algs=ALGORITHMS,
    )
    return options_to_json(options)


def registered(site: Site, challenge: bytes, answer: str) -> NewKey:
    """The key of a registration's answer. Raises BadInput where it is none, or none made for this challenge here."""
    if len(answer) > _LONGEST_ANSWER:
        raise BadInput(Reason("key.not_registered", {}))
    try:
        found = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            require_user_verification=True,
            supported_pub_key_algs=ALGORITHMS,
        )
        public_key(found.credential_public_key)  # the verifier reads it the same way, years later
        public = found.credential_public_key
        return NewKey(to_base64(found.credential_id), algorithm(public), public)
    except (WebAuthnException, BadKey, ValueError, TypeError, KeyError, RecursionError):
        raise BadInput(Reason("key.not_registered", {})) from None


def request(site: Site, challenge: bytes, credentials: list[str]) -> str:
    """What the browser is asked for a signature, as JSON: by one of these keys, its user verified."""
    return json.dumps(
        {
            "challenge": to_base64(challenge),
            "rpId": site.rp_id,
            "timeout": TIMEOUT,
            "userVerification": "required",
            "allowCredentials": [{"type": "public-key", "id": one} for one in credentials],
        }
    )


def answered(site: Site, answer: str) -> Assertion:
    """The browser's answer to it, as it is stored. Raises BadInput where it cannot be read."""
    try:
        if len(answer) > _LONGEST_ANSWER:
            raise ValueError("too long")
        found = json.loads(answer)
        given = found["response"]
        return Assertion(
            authenticator_data=from_base64(given["authenticatorData"]),
            client_data=from_base64(given["clientDataJSON"]),
            credential=from_base64(found["rawId"]),
            origin=site.origin,
            rp_id=site.rp_id,
            signature=from_base64(given["signature"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise BadInput(Reason("signature.answer_unreadable", {})) from None
