"""Signatures by passkey: bound to one case, box, person, dossier, place in the record and minutes; proved offline.

The attacks are A43 to A52 of the survey: everything that is no longer what was shown is refused, with its reason.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from caseflow.domain.errors import NotYet, Reason
from caseflow.domain.event import Event
from caseflow.domain.terms import State
from caseflow.proof.assertion import faults, from_base64
from caseflow.proof.leaf import decode
from caseflow.proof.statement import Statement, differences
from caseflow.services.appointing import end_appointment
from caseflow.services.enrolling import revoke_key
from caseflow.services.proving import Outcome, sign_with_passkey
from caseflow.services.signing import refuse, sign
from caseflow.services.stating import Prepared, prepare_signing, shown
from caseflow.services.streams import events_of
from caseflow.services.texts import read_texts
from caseflow.services.verifying import verify
from caseflow.store.log import EventRow
from caseflow.transaction import looking
from tests.authenticator import PRESENT, VERIFIED, Passkey
from tests.makers import a_city, morning, told, work_on
from tests.services.staff import work_as
from tests.signing import BROWSER, SIGNED, SITE, Town, add_evidence, answer, enrolled, prepare


@pytest.fixture
def town(city: Engine) -> Town:
    return Town(city)


def check_offline(town: Town, event: Event) -> None:
    """Everything an inspector has: the leaf, the texts, the public key on record; no server, no database."""
    with looking(town.engine) as session:
        leaf = decode(bytes(session.get_one(EventRow, event.seq).leaf))
        key = next(
            e for e in events_of(session, f"person/{event.actor}") if e.data.get("key") == event.data["key"]
        )
        wanted = [event.texts["statement"], event.texts["proof"], key.texts[f"key.{key.data['key']}.public"]]
        texts = read_texts(session, wanted)
    statement, proof, public = (texts[digest] for digest in wanted)
    assert faults(statement.encode(), proof, from_base64(public)) == ()
    assert differences(Statement.parse(statement.encode()), leaf) == ()


def test_two_heads_sign_by_passkey_and_each_signature_is_proved_offline(town: Town) -> None:
    for who in (town.government, town.party):
        assert town.sign(who, "T1") == Outcome(signed=("SP2022/T1",))
    assert town.case().state is State.CLOSED
    events = town.signed()
    assert [(e.data["means"], e.data["key"]) for e in events] == [("passkey", 1)] * 2
    for event in events:
        check_offline(town, event)
    with looking(town.engine) as session:
        assert verify(session).result == "verified"


def test_one_ceremony_signs_many_cases_and_each_is_proved_alone(town: Town) -> None:
    assert town.sign(town.party, "T1", "T2", "T3").signed == ("SP2022/T1", "SP2022/T2", "SP2022/T3")
    for number in ("T1", "T2", "T3"):
        check_offline(town, town.signed(number)[0])


def test_of_a_batch_what_changed_is_left_out_with_its_reason_and_the_rest_is_signed(town: Town) -> None:
    prepared = prepare(town.engine, town.party, "T1", "T2", "T3")
    add_evidence(town, "T2")
    outcome = answer(town.engine, town.party, prepared, town.keys[town.party])
    assert outcome.signed == ("SP2022/T1", "SP2022/T3")
    assert codes(outcome, "T2") == ["signature.dossier_changed", "signature.head_changed"]
    assert town.signed("T2") == []
    for number in ("T1", "T3"):
        check_offline(town, town.signed(number)[0])


def codes(outcome: Outcome | Prepared, number: str) -> list[str]:
    return [reason.code for reason in outcome.refused[f"SP2022/{number}"]]


def remind(town: Town) -> None:
    with work_on(town.engine, SIGNED) as work:
        told(work, "T1", "send_reminder", {"kind": "sign", "ref": "sign.party", "unit": "party_head/tiexi"})


def revoke(town: Town) -> None:
    with work_as(town.engine, town.party, SIGNED) as work:
        revoke_key(work, town.party, 1, "钥匙遗失")


def leave_office(town: Town) -> None:
    with work_as(town.engine, "p2", SIGNED) as work:
        end_appointment(work, town.party, 1, SIGNED - timedelta(days=1))


def send_back(town: Town) -> None:
    with work_as(town.engine, town.government, SIGNED) as work:
        refuse(work, "SP2022/T1", "佐证不足")


@pytest.mark.parametrize(
    ("meanwhile", "reasons"),
    [
        (add_evidence, ["signature.dossier_changed", "signature.head_changed"]),
        (remind, ["signature.head_changed"]),
        (leave_office, ["case.unknown"]),
        (send_back, ["lifecycle.wrong_state"]),
        (lambda town: town.sign(town.party, "T1"), ["guard.box_signed", "guard.same_person"]),
        (lambda town: town.sign(town.government, "T1"), ["signature.head_changed"]),
    ],
)
def test_what_is_no_longer_as_it_was_shown_is_not_signed(
    town: Town, meanwhile: Callable[[Town], object], reasons: list[str]
) -> None:
    prepared = prepare(town.engine, town.party, "T1")
    meanwhile(town)
    before = len(town.signed())
    outcome = answer(town.engine, town.party, prepared, town.keys[town.party])
    assert outcome.signed == ()
    assert codes(outcome, "T1") == reasons
    assert len(town.signed()) == before


def test_a_ceremony_is_used_once_whatever_comes_of_it(town: Town) -> None:
    prepared = prepare(town.engine, town.party, "T1")
    stranger = answer(town.engine, town.party, prepared, Passkey())
    again = answer(town.engine, town.party, prepared, town.keys[town.party])
    assert [one.reason.code for one in (stranger, again) if one.reason] == [
        "signature.key_not_good",
        "ceremony.used",
    ]
    first = prepare(town.engine, town.party, "T1")
    assert answer(town.engine, town.party, first, town.keys[town.party]).signed
    replayed = answer(town.engine, town.party, first, town.keys[town.party])
    assert replayed.reason == Reason("ceremony.used", {})


def test_a_ceremony_belongs_to_one_person_one_sign_in_and_fifteen_minutes(town: Town) -> None:
    key = town.keys[town.party]
    prepared = prepare(town.engine, town.party, "T1")
    others = [
        answer(town.engine, town.government, prepared, town.keys[town.government]),
        answer(town.engine, town.party, prepared, key, browser="another sign-in"),
    ]
    assert [one.reason for one in others] == [Reason("ceremony.unknown", {})] * 2
    with work_as(town.engine, town.party, SIGNED) as work:
        work.at = morning(SIGNED) + timedelta(minutes=15, microseconds=1)
        late = sign_with_passkey(work, SITE, BROWSER, prepared.nonce, key.answer(prepared.challenge))
    assert late.reason
    assert late.reason.code == "ceremony.expired"
    assert town.signed() == []


def test_only_ones_own_key_in_force_signs(town: Town) -> None:
    enrolled(town.engine, town.party, waits := Passkey(), approved=False)
    for key in (town.keys[town.government], waits, Passkey()):
        outcome = answer(town.engine, town.party, prepare(town.engine, town.party, "T1"), key)
        assert outcome.reason == Reason("signature.key_not_good", {})
    prepared = prepare(town.engine, town.party, "T1")
    revoke(town)
    outcome = answer(town.engine, town.party, prepared, town.keys[town.party])
    assert outcome.reason == Reason("signature.key_not_good", {})


@pytest.mark.parametrize(
    "lie",
    [
        lambda key, _: key.answer(bytes(32)),
        lambda key, asked: key.answer(asked, origin="https://elsewhere.example"),
        lambda key, asked: key.answer(asked, flags=PRESENT),
        lambda key, asked: key.answer(asked, flags=VERIFIED),
        lambda key, asked: Passkey(credential=key.credential).answer(asked),
        lambda key, asked: Passkey(credential=key.credential, rp_id="elsewhere.example").answer(asked),
    ],
)
def test_an_answer_that_does_not_verify_signs_nothing(town: Town, lie) -> None:
    prepared = prepare(town.engine, town.party, "T1", "T2")
    forged = lie(town.keys[town.party], prepared.challenge)
    with work_as(town.engine, town.party, SIGNED) as work:
        outcome = sign_with_passkey(work, SITE, BROWSER, prepared.nonce, forged)
    assert outcome == Outcome(reason=Reason("signature.not_verified", {}))
    assert town.signed() == []


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"response":{}}', "[" * 9000])
def test_an_answer_that_cannot_be_read_signs_nothing(town: Town, text: str) -> None:
    prepared = prepare(town.engine, town.party, "T1")
    with work_as(town.engine, town.party, SIGNED) as work:
        outcome = sign_with_passkey(work, SITE, BROWSER, prepared.nonce, text)
    assert outcome == Outcome(reason=Reason("signature.answer_unreadable", {}))


def test_only_what_was_shown_is_prepared(town: Town) -> None:
    with work_as(town.engine, town.party, SIGNED) as work:
        seen = {key: shown(work, key) for key in ("SP2022/T1", "SP2022/T2")}
    add_evidence(town, "T1")
    with work_as(town.engine, town.party, SIGNED) as work:
        prepared = prepare_signing(work, BROWSER, seen | {"SP2022/T9": "0:0"})
    assert list(prepared.statements) == ["SP2022/T2"]
    assert prepared.batch is None
    assert codes(prepared, "T1") == ["signature.changed_since_shown"]
    assert codes(prepared, "T9") == ["case.unknown"]
    with work_as(town.engine, town.party, SIGNED) as work, pytest.raises(NotYet, match=r"none_chosen"):
        prepare_signing(work, BROWSER, {})


def test_a_statement_says_who_signs_what_as_which_head_until_when(town: Town) -> None:
    prepared = prepare(town.engine, town.government, "T1")
    one = prepared.statements["SP2022/T1"]
    assert (one.log, one.case, one.action, one.box, one.office, one.person, one.rules) == (
        "siping.test",
        "SP2022/T1",
        "sign",
        "government",
        "government_head/tiexi",
        town.government,
        "siping/2023.1",
    )
    assert one.head_number == town.case().events - 1
    assert one.expires == "2023-04-20T01:15:00.000000Z"


def test_a_password_alone_signs_in_a_demonstration_city_and_is_called_what_it_is(town: Town) -> None:
    with work_as(town.engine, town.party, SIGNED) as work:
        sign(work, "SP2022/T1", shown(work, "SP2022/T1").partition(":")[0])
    assert town.signed()[0].data["means"] == "password"


def test_in_a_city_a_password_alone_signs_nothing(sqlite_url: str) -> None:
    real = Town(a_city(sqlite_url, demonstration=False))
    with work_as(real.engine, real.party, SIGNED) as work, pytest.raises(NotYet, match=r"password_alone"):
        sign(work, "SP2022/T1", shown(work, "SP2022/T1").partition(":")[0])
    assert real.sign(real.party, "T1").signed
    real.engine.dispose()
