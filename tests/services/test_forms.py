"""A form handed in twice, or by sixteen hands at once, takes effect once; and what is worth trying again."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError, OperationalError

from caseflow.domain.actor import Actor
from caseflow.domain.errors import NotYet, Reason, Stale
from caseflow.services.forms import clear_old, once, remember
from caseflow.services.record import record
from caseflow.store.accounts import FormRow
from caseflow.store.log import EventRow
from caseflow.transaction import looking, retrying
from tests.makers import OPENED, work_on

HANDS = 16
SOMEBODY, OTHER = Actor("p1"), Actor("p2")
MEANWHILE = Stale(Reason("stale.changed_meanwhile", {"stream": "x"}))


def hand_in(engine: Engine, key: str, body: bytes, actor: Actor = SOMEBODY) -> str:
    """An act that makes something new each time, so that nothing but the key stops it from happening twice."""

    def piece() -> str:
        with work_on(engine, OPENED, actor) as work:
            if location := once(work, key, body):
                return location
            record(work, "city", "erase_text", {"digests": []})
            location = f"/{len(work.drafts)}/{work.city_sizes['city']}"
            remember(work, key, body, location)
        return location

    return retrying(piece)


def acts(engine: Engine) -> int:
    with looking(engine) as session:
        leaves = session.scalars(select(EventRow.leaf).where(EventRow.stream == "city"))
        return sum(b'"erase_text"' in bytes(leaf) for leaf in leaves)


def test_sixteen_hands_at_once_make_one_act_and_see_one_answer(city: Engine) -> None:
    with ThreadPoolExecutor(HANDS) as hands:
        answers = list(hands.map(lambda _: hand_in(city, "k", b"same"), range(HANDS)))
    assert len(set(answers)) == 1
    assert acts(city) == 1


def test_the_same_key_with_other_content_is_refused(city: Engine) -> None:
    hand_in(city, "k", b"one")
    with pytest.raises(Stale) as refused:
        hand_in(city, "k", b"two")
    assert [reason.code for reason in refused.value.reasons] == ["stale.form_used"]
    assert acts(city) == 1


def test_a_key_belongs_to_one_person(city: Engine) -> None:
    hand_in(city, "k" * 1000, b"one")
    hand_in(city, "k" * 1000, b"two", OTHER)
    assert acts(city) == 2


def test_an_act_that_fails_keeps_no_key(city: Engine) -> None:
    with work_on(city, OPENED, SOMEBODY) as work:
        remember(work, "k", b"one", "/1")
        work.session.rollback()
    with work_on(city, OPENED, SOMEBODY) as work:
        assert once(work, "k", b"one") is None


def test_old_keys_are_forgotten(city: Engine) -> None:
    hand_in(city, "k", b"one")
    with work_on(city, OPENED.replace(day=8), SOMEBODY) as work:
        clear_old(work)
        assert once(work, "k", b"one")
    with work_on(city, OPENED.replace(day=9), SOMEBODY) as work:
        clear_old(work)
        assert work.session.scalars(select(FormRow)).all() == []


@pytest.mark.parametrize(
    ("wrong", "tries"),
    [
        (MEANWHILE, 5),
        (IntegrityError("", {}, Exception()), 5),
        (OperationalError("", {}, Exception("database is locked")), 5),
        (Stale(Reason("stale.form")), 1),
        (Stale(*MEANWHILE.reasons, Reason("stale.form")), 1),
        (OperationalError("", {}, Exception("no such table")), 1),
        (NotYet(Reason("x")), 1),
    ],
)
def test_only_what_passes_by_itself_is_tried_again(wrong: Exception, tries: int) -> None:
    made = []

    def piece() -> None:
        made.append(1)
        raise wrong

    with pytest.raises(type(wrong)):
        retrying(piece)
    assert len(made) == tries


def test_the_answer_is_that_of_the_try_that_went_through() -> None:
    troubles = iter([MEANWHILE, MEANWHILE])

    def piece() -> str:
        for trouble in troubles:
            raise trouble
        return "done"

    assert retrying(piece) == "done"
