"""Words for tests of signatures: a site, sign-ins, and people with keys that are good."""

import json
from datetime import date

from sqlalchemy import Engine

from caseflow.domain.actor import command_line
from caseflow.domain.case import Case
from caseflow.domain.event import Event
from caseflow.domain.terms import Office, Source
from caseflow.proof.assertion import from_base64
from caseflow.services.enrolling import Asked, approve_key, begin_enrolment, enrol_key
from caseflow.services.opening import open_inspection
from caseflow.services.passkeys import Site
from caseflow.services.proving import Outcome, sign_with_passkey
from caseflow.services.stating import Prepared, prepare_signing, shown
from caseflow.services.streams import events_of, read_case
from caseflow.transaction import looking
from tests.authenticator import ORIGIN, Passkey
from tests.makers import told, work_on
from tests.services.staff import SECURITY, hire, staffed, work_as
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


class Town:
    """A city whose two heads of 铁西 have keys, with cases that wait for them."""

    def __init__(self, engine: Engine) -> None:
        self.engine = staffed(engine)
        with work_on(engine, PLANNED) as work:
            work.actor = command_line("tests", work.city, work.day)
            open_inspection(work, "SP2022", Source.PROVINCIAL, "督察", PLANNED)
        self.party = hire(engine, "李四", "li.si", Office.PARTY_HEAD, "tiexi")
        self.government = hire(engine, "王五", "wang.wu", Office.GOVERNMENT_HEAD, "tiexi")
        self.clerk = self.other = ""
        self.keys = {who: enrolled(engine, who) for who in (self.party, self.government)}
        waiting(engine, "T1", "T2", "T3")

    def sign(self, who: str, *numbers: str) -> Outcome:
        return answer(self.engine, who, prepare(self.engine, who, *numbers), self.keys[who])

    def case(self, number: str = "T1") -> Case:
        with looking(self.engine) as session:
            found = read_case(session, f"SP2022/{number}")
        assert found
        return found

    def signed(self, number: str = "T1") -> list[Event]:
        with looking(self.engine) as session:
            return [e for e in events_of(session, f"case/SP2022/{number}") if e.type == "sign"]


def add_evidence(town: Town, number: str = "T1") -> None:
    with work_on(town.engine, SIGNED) as work:
        told(
            work,
            number,
            "add_evidence",
            {"digest": "d" * 64, "kind": "document"},
            **{"evidence.9.name": "补充.pdf"},
        )
