"""Signing in: who gets a token, how long it is good for, and what guessing costs."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, select, text

from caseflow.domain.actor import CLOCK
from caseflow.domain.terms import Office
from caseflow.services import signing_in
from caseflow.services.peopling import disable_person, set_password
from caseflow.services.preferring import Preference, prefer, preference
from caseflow.services.resetting import give_one_time_password
from caseflow.services.signing_in import (
    Limits,
    SignIn,
    check_own_password,
    check_password,
    confirm_password,
    signed_in,
)
from caseflow.store.accounts import CredentialRow, SignInRow
from caseflow.store.log import EventRow
from caseflow.transaction import looking, retrying, working
from tests.makers import morning
from tests.services.staff import CHEAP, DAY, PASSWORD, SYSTEM, hire, staffed, work_as

NOW = morning(DAY)
MINUTE = timedelta(minutes=1)
LIMITS = Limits(idle=30 * MINUTE, most=timedelta(hours=12))
LOGIN = "li.si"


@pytest.fixture
def office(city: Engine) -> Engine:
    hire(staffed(city), "李四", LOGIN, Office.OFFICER, "zjj", PASSWORD)
    return city


def enter(
    engine: Engine, password: str = PASSWORD, login: str = LOGIN, at: datetime = NOW, by: str = "10.0.0.1"
) -> SignIn:
    """Both steps, as an edge takes them."""
    with looking(engine) as session:
        checked = check_password(session, login, password, at, CHEAP)

    def judge() -> SignIn:
        with working(engine, CLOCK, at, DAY) as work:
            return signing_in.sign_in(work, checked, by)

    return retrying(judge)


def who(engine: Engine, signed: SignIn, at: datetime = NOW) -> str | None:
    with looking(engine) as session:
        found = signed_in(session, signed.token or "", at, LIMITS)
    return found.person if found else None


def code(signed: SignIn) -> str:
    return signed.reason.code if signed.reason else ""


def test_a_right_password_opens_a_sign_in_of_its_own(office: Engine) -> None:
    first, second = enter(office), enter(office, login=" LI.SI ")
    assert first.token != second.token
    assert who(office, first) == who(office, second) == "p4"
    assert who(office, SignIn("guess")) is None


def test_a_wrong_password_an_unknown_login_and_a_disabled_account_are_answered_alike(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        disable_person(work, "p4", "离职")
    answers = [enter(office, login=login, password=word) for login, word in (
        (LOGIN, PASSWORD), (LOGIN, "wrong"), ("nobody", "wrong"), ("a\x00\ud800", "\ud800"), ("sun.san", ""),
    )]  # fmt: skip
    assert {code(answer) for answer in answers} == {"sign_in.wrong"}
    assert not any(answer.token for answer in answers)


def test_the_fifth_wrong_password_locks_a_login_for_a_quarter_of_an_hour(office: Engine) -> None:
    answers = [code(enter(office, "wrong", at=NOW + n * MINUTE)) for n in range(5)]
    assert answers == ["sign_in.wrong"] * 4 + ["sign_in.locked"]
    assert code(enter(office, at=NOW + 18 * MINUTE)) == "sign_in.locked"
    assert enter(office, at=NOW + 20 * MINUTE).token
    assert [event["type"] for event in events_of(office, "person/p4")][-1] == "lock_account"


def test_a_lock_is_not_made_longer_by_trying_on(office: Engine) -> None:
    for n in range(15):
        enter(office, "wrong", at=NOW + n * MINUTE)
    assert enter(office, at=NOW + 19 * MINUTE).token


def test_an_unknown_login_locks_like_a_known_one(office: Engine) -> None:
    answers = [code(enter(office, "wrong", login="nobody")) for _ in range(6)]
    assert answers == ["sign_in.wrong"] * 4 + ["sign_in.locked"] * 2


def test_wrong_passwords_are_forgotten_after_a_right_one(office: Engine) -> None:
    for _ in range(3):
        assert [code(enter(office, "wrong")) for _ in range(4)] == ["sign_in.wrong"] * 4
        assert enter(office).token


def test_an_address_that_guesses_logins_is_locked_and_others_are_not(office: Engine) -> None:
    for n in range(signing_in.ADDRESS_FAILURES):
        assert code(enter(office, "wrong", login=f"guess{n}", by="10.0.0.9")) == "sign_in.wrong"
    assert code(enter(office, by="10.0.0.9")) == "sign_in.locked"
    assert enter(office).token


def test_the_address_of_everybody_behind_the_proxy_is_never_locked(office: Engine) -> None:
    for n in range(signing_in.ADDRESS_FAILURES + 1):
        assert code(enter(office, "wrong", login=f"guess{n}", by="127.0.0.1")) == "sign_in.wrong"
    assert enter(office, by="127.0.0.1").token


def test_of_many_guesses_at_once_only_five_count(office: Engine) -> None:
    with looking(office) as session:
        checked = [check_password(session, LOGIN, "wrong", NOW, CHEAP) for _ in range(15)]
        right = check_password(session, LOGIN, PASSWORD, NOW, CHEAP)

    def judge(one: signing_in.Checked) -> str:
        def piece() -> str:
            with working(office, CLOCK, NOW, DAY) as work:
                return code(signing_in.sign_in(work, one, "10.0.0.1"))

        return retrying(piece)

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(judge, checked))
    assert sorted(answers) == ["sign_in.locked"] * 11 + ["sign_in.wrong"] * 4
    assert judge(right) == "sign_in.locked"


def test_a_locked_login_costs_no_hashing(office: Engine) -> None:
    for _ in range(5):
        enter(office, "wrong")
    unusable = PasswordHasher(time_cost=1, memory_cost=1 << 30, parallelism=1)
    with looking(office) as session:
        assert not check_password(session, LOGIN, PASSWORD, NOW, unusable).right


def test_a_sign_in_ends_when_idle_and_when_old(office: Engine) -> None:
    signed = enter(office)
    assert who(office, signed, NOW + 29 * MINUTE)
    assert who(office, signed, NOW + 30 * MINUTE) is None
    for n in range(1, 36):
        with working(office, CLOCK, NOW, DAY) as work:
            signing_in.note_seen(work.session, signed.token or "", NOW + n * 20 * MINUTE)
    assert who(office, signed, NOW + 719 * MINUTE)
    assert who(office, signed, NOW + 720 * MINUTE) is None
    with working(office, CLOCK, NOW, DAY) as work:
        signing_in.clear_old(work.session, NOW + 720 * MINUTE, LIMITS)
        assert work.session.scalars(select(SignInRow)).all() == []


def test_use_is_noted_once_a_minute(office: Engine) -> None:
    signed = enter(office)
    with looking(office) as session:
        for seconds, unseen in ((59, False), (60, True)):
            found = signed_in(session, signed.token or "", NOW + timedelta(seconds=seconds), LIMITS)
            assert found
            assert found.unseen is unseen


def test_signing_out_ends_one_sign_in_and_a_new_password_all(office: Engine) -> None:
    first, second, third = (enter(office) for _ in range(3))
    with working(office, CLOCK, NOW, DAY) as work:
        signing_in.sign_out(work.session, first.token or "")
    assert [who(office, signed) for signed in (first, second, third)] == [None, "p4", "p4"]
    with work_as(office, "p4") as work:
        set_password(work, "p4", PASSWORD + "一", CHEAP)
    assert [who(office, signed) for signed in (second, third)] == [None, None]
    assert code(enter(office)) == "sign_in.wrong"


def test_a_disabled_account_is_signed_out_at_once(office: Engine) -> None:
    signed = enter(office)
    with work_as(office, SYSTEM) as work:
        disable_person(work, "p4", "离职")
    assert who(office, signed) is None


def test_a_password_changed_between_the_two_steps_opens_nothing(office: Engine) -> None:
    with looking(office) as session:
        checked = check_password(session, LOGIN, PASSWORD, NOW, CHEAP)
    with work_as(office, "p4") as work:
        set_password(work, "p4", PASSWORD + "一", CHEAP)
    with working(office, CLOCK, NOW, DAY) as work:
        assert code(signing_in.sign_in(work, checked, "10.0.0.1")) == "sign_in.wrong"


def test_a_one_time_password_says_that_it_must_be_changed(office: Engine) -> None:
    with work_as(office, SYSTEM) as work:
        given = give_one_time_password(work, "p4", CHEAP)
    signed = enter(office, given)
    with looking(office) as session:
        found = signed_in(session, signed.token or "", NOW, LIMITS)
    assert found
    assert found.must_change


def test_language_and_theme_follow_a_person(office: Engine) -> None:
    with working(office, CLOCK, NOW, DAY) as work:
        prefer(work.session, "p4", language="en")
        prefer(work.session, "p4", theme="dark")
    with looking(office) as session:
        assert preference(session, "p4") == Preference("en", "dark")


def test_entering_the_password_again_counts_like_signing_in(office: Engine) -> None:
    def confirm(password: str) -> str:
        with looking(office) as session:
            checked = check_own_password(session, "p4", password, NOW, CHEAP)
        with working(office, CLOCK, NOW, DAY) as work:
            reason = confirm_password(work, checked, "10.0.0.1")
        return reason.code if reason else ""

    assert confirm(PASSWORD) == ""
    assert [confirm("wrong") for _ in range(5)] == ["sign_in.wrong"] * 4 + ["sign_in.locked"]
    assert confirm(PASSWORD) == "sign_in.locked"


def test_an_older_hash_is_made_anew_at_the_next_sign_in(office: Engine) -> None:
    stronger = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    with looking(office) as session:
        checked = check_password(session, LOGIN, PASSWORD, NOW, stronger)
    with working(office, CLOCK, NOW, DAY) as work:
        assert signing_in.sign_in(work, checked, "10.0.0.1").token
    with looking(office) as session:
        kept = session.scalars(select(CredentialRow.hash).where(CredentialRow.login == LOGIN)).one()
    assert kept
    assert not stronger.check_needs_rehash(kept)


def test_an_unknown_login_takes_the_work_of_a_known_one(office: Engine) -> None:
    """The password of nobody is hashed with the same parameters as everybody's."""
    assert signing_in._nobodys(CHEAP).split("$")[:4] == CHEAP.hash("x").split("$")[:4]
    assert signing_in._nobodys(CHEAP) is signing_in._nobodys(CHEAP)


def test_neither_password_nor_token_stands_in_the_database(office: Engine) -> None:
    signed = enter(office)
    enter(office, "my secret typed into the wrong box", login="my secret")
    with looking(office) as session:
        tables = ("credential", "failed_try", "sign_in", "text", "event")
        rows = [
            str(tuple(row)) for table in tables for row in session.execute(text(f"SELECT * FROM {table}"))
        ]
    for secret in (PASSWORD, signed.token or "", "my secret"):
        assert not [row for row in rows if secret in row]


def events_of(engine: Engine, stream: str) -> list[dict[str, object]]:
    with looking(engine) as session:
        leaves = session.scalars(
            select(EventRow.leaf).where(EventRow.stream == stream).order_by(EventRow.seq)
        )
        return [json.loads(leaf) for leaf in leaves]
