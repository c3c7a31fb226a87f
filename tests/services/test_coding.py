"""Where a site has no passkeys, password and one-time code sign: each code once, and called what it is."""

import json
from base64 import b32decode
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from caseflow.domain.errors import NotYet, Reason
from caseflow.domain.one_time_code import code_at, step_at
from caseflow.services.coding import Codes, NewSecret, begin_code, enrol_code, sign_with_code
from caseflow.services.enrolling import approve_key
from caseflow.services.proving import Outcome
from caseflow.services.stating import Prepared
from caseflow.services.texts import read_texts
from caseflow.services.verifying import verify
from caseflow.transaction import looking
from tests.makers import morning
from tests.services.staff import SECURITY, work_as
from tests.signing import BROWSER, SIGNED, SITE, Town, prepare

CODES = Codes(b"k" * 32)


@pytest.fixture
def town(city: Engine) -> Town:
    return Town(city)


def enrol(town: Town, who: str) -> bytes:
    """The secret in the person's app, approved."""
    with work_as(town.engine, who, SIGNED) as work:
        new = begin_code(work, CODES, None, BROWSER)
    secret = b32decode(new.written)
    with work_as(town.engine, who, SIGNED) as work:
        code = now(secret, work.at.timestamp() - 30)
        assert enrol_code(work, CODES, None, BROWSER, new.nonce, code) is None
        number = len(work.city.people[who].keys)
    with work_as(town.engine, SECURITY, SIGNED) as work:
        approve_key(work, who, number)
    return secret


def now(secret: bytes, seconds: float | None = None) -> str:
    return code_at(secret, step_at(morning(SIGNED).timestamp() if seconds is None else seconds))


def sign(town: Town, prepared: Prepared, code: str, minutes: int = 0) -> Outcome:
    with work_as(town.engine, town.party, SIGNED) as work:
        work.at = morning(SIGNED) + timedelta(minutes=minutes)
        return sign_with_code(work, CODES, None, BROWSER, prepared.nonce, code)


def test_password_and_code_sign_and_the_record_says_that_they_did(town: Town) -> None:
    secret = enrol(town, town.party)
    assert sign(town, prepare(town.engine, town.party, "T1", "T2"), now(secret)).signed == (
        "SP2022/T1",
        "SP2022/T2",
    )
    (event,) = town.signed()
    assert (event.data["means"], event.data["key"]) == ("code", 2)
    with looking(town.engine) as session:
        found = read_texts(session, event.texts.values())
        assert verify(session).result == "verified"
    assert json.loads(found[event.texts["proof"]]) == {"key": 2, "step": step_at(morning(SIGNED).timestamp())}
    assert found[event.texts["statement"]].startswith("caseflow-sign/v1\n")


def test_a_code_signs_once_and_five_wrong_ones_lock(town: Town) -> None:
    secret = enrol(town, town.party)
    assert sign(town, prepare(town.engine, town.party, "T1"), now(secret)).signed
    again = prepare(town.engine, town.party, "T2")
    assert sign(town, again, now(secret)).reason == Reason("code.used", {})
    for _ in range(4):
        assert sign(town, again, "000000").reason == Reason("code.wrong", {})
    later = now(secret, morning(SIGNED).timestamp() + 30)
    assert sign(town, again, later).reason == Reason("sign_in.locked", {"minutes": 15})
    assert town.signed("T2") == []


def test_a_slip_costs_no_second_preparation_but_a_ceremony_still_ends(town: Town) -> None:
    secret = enrol(town, town.party)
    prepared = prepare(town.engine, town.party, "T1")
    assert sign(town, prepared, "12345").reason == Reason("code.wrong", {})
    assert sign(town, prepared, now(secret)).signed
    late = prepare(town.engine, town.party, "T2")
    then = now(secret, (morning(SIGNED) + timedelta(minutes=16)).timestamp())
    assert sign(town, late, then, minutes=16).reason == Reason("ceremony.unknown", {})


def test_where_passkeys_work_codes_sign_nothing(town: Town) -> None:
    secret = enrol(town, town.party)
    prepared = prepare(town.engine, town.party, "T1")
    with work_as(town.engine, town.party, SIGNED) as work:
        outcome = sign_with_code(work, CODES, SITE, BROWSER, prepared.nonce, now(secret))
    assert outcome == Outcome(reason=Reason("signature.key_not_good", {}))
    with work_as(town.engine, town.party, SIGNED) as work, pytest.raises(NotYet, match=r"passkeys_here"):
        begin_code(work, CODES, SITE, BROWSER)


def test_the_secret_is_nowhere_in_the_database_and_another_key_file_has_another(town: Town) -> None:
    with work_as(town.engine, town.party, SIGNED) as work:
        new: NewSecret = begin_code(work, CODES, None, BROWSER)
        log, who = work.city.log, town.party
    secret = b32decode(new.written)
    assert CODES.secret(log, who, new.nonce) == secret
    assert Codes(b"l" * 32).secret(log, who, new.nonce) != secret
    assert CODES.secret(log, town.government, new.nonce) != secret
    assert "CODES" not in repr(CODES)
    assert "kkk" not in repr(CODES)
