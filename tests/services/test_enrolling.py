"""A key is enrolled by its owner, approved by somebody else, revoked for a reason; each is an event."""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import Engine

from caseflow.domain.actor import Actor
from caseflow.domain.city import Person
from caseflow.domain.errors import NotPermitted, NotYet, Reason, Refused
from caseflow.domain.terms import Office
from caseflow.proof.assertion import to_base64
from caseflow.services import enrolling
from caseflow.services.enrolling import approve_key, begin_enrolment, enrol_key, revoke_key
from caseflow.services.passkeys import Site
from caseflow.services.peopling import disable_person, enable_person
from caseflow.services.streams import events_of
from caseflow.services.texts import read_texts
from caseflow.services.verifying import verify
from caseflow.transaction import looking
from tests.authenticator import PRESENT, RP_ID, VERIFIED, Passkey
from tests.makers import morning, work_on
from tests.services.staff import DAY, SECURITY, SYSTEM, hire, staffed, work_as
from tests.signing import BROWSER, SITE, challenge_of, enrolled


@pytest.fixture
def office(city: Engine) -> Engine:
    return staffed(city)


@pytest.fixture
def head(office: Engine) -> str:
    return hire(office, "李四", "li.si", Office.PARTY_HEAD, "tiexi")


def person(engine: Engine, code: str) -> Person:
    with work_on(engine, DAY) as work:
        return work.city.people[code]


def test_a_key_signs_from_the_approval_of_a_second_person_until_it_is_revoked(
    office: Engine, head: str
) -> None:
    made = enrolled(office, head, approved=False)
    key = person(office, head).keys[0]
    assert (key.waits, key.is_good, key.alg, key.credential) == (
        True, False, "es256", to_base64(made.credential)
    )  # fmt: skip
    with work_as(office, SECURITY) as work:
        approve_key(work, head, 1)
    assert person(office, head).keys[0].is_good
    assert person(office, head).keys[0].approved_by == SECURITY
    with work_as(office, head) as work:
        revoke_key(work, head, 1, "钥匙遗失")
    assert not person(office, head).keys[0].is_good
    with looking(office) as session:
        events = [e for e in events_of(session, f"person/{head}") if e.type.endswith("_key")]
        public = read_texts(session, [events[0].texts["key.1.public"]]).popitem()[1]
        assert [(e.type, e.actor, e.data["key"]) for e in events] == [
            ("enrol_key", head, 1), ("approve_key", SECURITY, 1), ("revoke_key", head, 1)
        ]  # fmt: skip
        assert public == to_base64(made.public)
        assert events[0].data["digest"] == sha256(public.encode()).hexdigest()
        assert verify(session).result == "verified"


def test_nobody_approves_their_own_key_nor_one_twice(office: Engine, head: str) -> None:
    enrolled(office, head)
    with work_as(office, SECURITY) as work, pytest.raises(NotYet, match=r"key\.nothing_waits"):
        approve_key(work, head, 1)
    enrolled(office, head, approved=False)
    for code, refusal in ((SYSTEM, "denied.role"), (head, "denied.role")):
        with work_as(office, code) as work, pytest.raises(NotPermitted, match=refusal):
            approve_key(work, head, 2)
    both = Actor(head, person(office, SECURITY).appointments)
    with work_on(office, DAY, both) as work, pytest.raises(NotPermitted, match=r"key\.approve_own"):
        approve_key(work, head, 2)


def test_a_key_is_revoked_by_its_owner_or_the_security_administrator_for_a_reason(
    office: Engine, head: str
) -> None:
    enrolled(office, head)
    with work_as(office, SYSTEM) as work, pytest.raises(NotPermitted, match=r"denied\.role"):
        revoke_key(work, head, 1, "我要")
    with work_as(office, SECURITY) as work, pytest.raises(Refused, match=r"reason\.missing"):
        revoke_key(work, head, 1, " ")
    with work_as(office, SECURITY) as work:
        revoke_key(work, head, 1, "调离")
    with work_as(office, head) as work, pytest.raises(NotYet, match=r"key\.revoked"):
        revoke_key(work, head, 1, "再注销")


def test_with_the_account_end_its_keys_and_they_do_not_come_back(office: Engine, head: str) -> None:
    enrolled(office, head)
    enrolled(office, head, approved=False)
    with work_as(office, SYSTEM) as work:
        disable_person(work, head, "退休")
        enable_person(work, head)
    assert [(key.is_good, key.waits) for key in person(office, head).keys] == [(False, False)] * 2


def asked(engine: Engine, head: str) -> enrolling.Asked:
    with work_as(engine, head) as work:
        return begin_enrolment(work, SITE, BROWSER)


def test_the_browser_is_asked_for_a_key_of_this_host_that_knows_its_user(office: Engine, head: str) -> None:
    enrolled(office, head)
    options = json.loads(asked(office, head).options)
    assert options["rp"]["id"] == RP_ID
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["user"]["name"] == "li.si"
    assert [one["id"] for one in options["excludeCredentials"]] == [person(office, head).keys[0].credential]


@pytest.mark.parametrize(
    "lie",
    [
        lambda key, _: key.register(bytes(32)),
        lambda key, challenge: key.register(challenge, origin="https://elsewhere.example"),
        lambda key, challenge: key.register(challenge, flags=PRESENT),
        lambda key, challenge: key.register(challenge, flags=VERIFIED),
        lambda key, challenge: replace(key, rp_id="elsewhere.example").register(challenge),
        lambda key, challenge: key.answer(challenge),
        lambda *_: "{}",
        lambda *_: "[" * 9000,
        lambda *_: "",
    ],
)
def test_an_answer_that_is_no_registration_here_puts_no_key_on_record(office: Engine, head: str, lie) -> None:
    begun = asked(office, head)
    with work_as(office, head) as work, pytest.raises(Refused, match=r"key\.not_registered"):
        enrol_key(work, SITE, BROWSER, begun.nonce, lie(Passkey(), challenge_of(begun)))
    assert person(office, head).keys == ()


def test_a_ceremony_is_good_once_for_one_person_at_one_sign_in_and_for_minutes(
    office: Engine, head: str
) -> None:
    other = hire(office, "王五", "wang.wu", Office.GOVERNMENT_HEAD, "tiexi")
    begun, key = asked(office, head), Passkey()
    answer = key.register(challenge_of(begun))
    site = Site("https://elsewhere.example")
    tries = [
        (other, SITE, BROWSER, begun.nonce, "ceremony.unknown"),
        (head, SITE, "another sign-in", begun.nonce, "ceremony.unknown"),
        (head, SITE, BROWSER, "0" * 32, "ceremony.unknown"),
        (head, SITE, BROWSER, begun.nonce, None),
        (head, SITE, BROWSER, begun.nonce, "ceremony.used"),
    ]
    for who, where, browser, nonce, code in tries:
        with work_as(office, who) as work:
            done = enrol_key(work, where, browser, nonce, answer)
        assert (done.code if isinstance(done, Reason) else None) == code
    begun = asked(office, head)
    with work_as(office, head) as work:
        assert enrol_key(work, site, BROWSER, begun.nonce, "") == Reason("key.no_site", {})
    begun = asked(office, head)
    with work_as(office, head) as work:
        work.at = morning(DAY) + timedelta(minutes=15, seconds=1)
        done = enrol_key(work, SITE, BROWSER, begun.nonce, Passkey().register(challenge_of(begun)))
    assert isinstance(done, Reason)
    assert done.code == "ceremony.expired"
    assert len(person(office, head).keys) == 1


def test_one_key_is_one_persons(office: Engine, head: str) -> None:
    other = hire(office, "王五", "wang.wu", Office.GOVERNMENT_HEAD, "tiexi")
    key = enrolled(office, head)
    begun = asked(office, other)
    with work_as(office, other) as work, pytest.raises(Refused, match=r"key\.known"):
        enrol_key(work, SITE, BROWSER, begun.nonce, key.register(challenge_of(begun)))


def test_who_signs_nothing_enrols_nothing_nor_where_browsers_make_none(office: Engine, head: str) -> None:
    with work_as(office, SECURITY) as work, pytest.raises(NotPermitted):
        begin_enrolment(work, SITE, BROWSER)
    with work_as(office, head) as work, pytest.raises(NotYet, match=r"key\.no_site"):
        begin_enrolment(work, None, BROWSER)
    for _ in range(5):
        enrolled(office, head, approved=False)
    with work_as(office, head) as work, pytest.raises(NotYet, match=r"key\.too_many"):
        begin_enrolment(work, SITE, BROWSER)
