"""Words for tests of signatures: a site, sign-ins, and people with keys that are good."""

import json
from datetime import date

from sqlalchemy import Engine

from caseflow.proof.assertion import from_base64
from caseflow.services.enrolling import Asked, approve_key, begin_enrolment, enrol_key
from caseflow.services.passkeys import Site
from caseflow.services.proving import Outcome, sign_with_passkey
from caseflow.services.stating import Prepared, prepare_signing, shown
from tests.authenticator import ORIGIN, Passkey
from tests.makers import told, work_on
from tests.services.staff import SECURITY, work_as
from tests.web import lives

PLANNED, SIGNED = date(2023, 4, 3), date(2023, 4, 20)
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


def prepare(
    engine: Engine, person: str, *numbers: str, browser: str = BROWSER, day: date = SIGNED
) -> Prepared:
    """The cases as the person was just shown them, prepared for signing."""
    keys = [f"SP2022/{number}" for number in numbers]
    with work_as(engine, person, day) as work:
        seen = {key: shown(work, key) for key in keys}
    with work_as(engine, person, day) as work:
        return prepare_signing(work, browser, seen)


def answer(
    engine: Engine, person: str, prepared: Prepared, key: Passkey, browser: str = BROWSER, day: date = SIGNED
) -> Outcome:
    """What comes of the key's answer."""
    with work_as(engine, person, day) as work:
        return sign_with_passkey(work, SITE, browser, prepared.nonce, key.answer(prepared.challenge))


def waiting(engine: Engine, *numbers: str) -> None:
    """Cases of SP2022 that wait for the two heads of 铁西."""
    for number in numbers:
        with work_on(engine, PLANNED) as work:
            for type_, data, *texts in lives.SIGNING:
                told(work, number, type_, data, **(texts[0] if texts else {}))
