"""Words for tests of signatures: a site, sign-ins, and people with keys that are good."""

import json

from sqlalchemy import Engine

from caseflow.proof.assertion import from_base64
from caseflow.services.enrolling import Asked, approve_key, begin_enrolment, enrol_key
from caseflow.services.passkeys import Site
from tests.authenticator import ORIGIN, Passkey
from tests.services.staff import SECURITY, work_as

SITE = Site(ORIGIN)
BROWSER = "the token of a sign-in"


def challenge_of(asked: Asked) -> bytes:
    """What the browser was asked to answer."""
    return from_base64(json.loads(asked.options)["challenge"])


def enrolled(engine: Engine, person: str, key: Passkey | None = None, approved: bool = True) -> Passkey:
    """A person's passkey, on record and approved by the security administrator."""
    made = key or Passkey()
    with work_as(engine, person) as work:
        asked = begin_enrolment(work, SITE, BROWSER)
    with work_as(engine, person) as work:
        enrol_key(work, SITE, BROWSER, asked.nonce, made.register(challenge_of(asked)))
        number = len(work.city.people[person].keys)
    if approved:
        with work_as(engine, SECURITY) as work:
            approve_key(work, person, number)
    return made
