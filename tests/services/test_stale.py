"""Nobody writes upon what another has changed since they looked; who changes other things is not held up."""

from collections.abc import Iterator
from threading import Thread

import pytest
from sqlalchemy import Engine

from caseflow.domain.actor import CLOCK
from caseflow.domain.city import City
from caseflow.domain.errors import Stale
from caseflow.services.opening import begin, force_rulebook, open_log
from caseflow.services.peopling import rely_on_offices
from caseflow.services.record import record, seal
from caseflow.services.work import Work
from caseflow.store.database import make_engine, writing
from tests.makers import OPENED, RULEBOOK, SECURITY, a_city, morning, work_on
from tests.services.writing import describe, file_case, is_verified, leaves


def describe_as_it_was(engine: Engine, size: int) -> None:
    """Acts on the case as a page showed it when it was this long, and on something else beside it."""
    with work_on(engine, OPENED) as work:
        record(work, "person/p1", "add_person", texts={"name": "甲", "login": "jia"})
        work.seen["case/x/1"] = size
        file_case(work, "x/2")


def test_of_two_who_read_the_same_case_one_lands_and_the_other_leaves_nothing(filed: Engine) -> None:
    with work_on(filed, OPENED) as first:
        describe(first)
    before = leaves(filed)
    with pytest.raises(Stale) as refused:
        describe_as_it_was(filed, 1)
    assert [(r.code, r.facts["stream"]) for r in refused.value.reasons] == [
        ("stale.changed_meanwhile", "case/x/1")
    ]
    assert leaves(filed) == before
    assert is_verified(filed)


def test_who_read_the_case_as_it_stands_lands(filed: Engine) -> None:
    describe_as_it_was(filed, 1)
    assert is_verified(filed)


def open_as_if_nobody_had(engine: Engine) -> None:
    with work_on(engine, OPENED) as work:
        work.city, work.city_sizes = City(), {}
        open_log(work, "two", "siping", demonstration=False)


def test_of_two_who_open_a_log_at_once_one_does(engine: Engine) -> None:
    with work_on(engine, OPENED) as first:
        open_log(first, "one", "siping", demonstration=False)
    with pytest.raises(Stale):
        open_as_if_nobody_had(engine)
    assert [leaf["log"] for leaf in leaves(engine)] == ["one"]


@pytest.fixture
def two(postgresql_url: str) -> Iterator[Engine]:
    """A city in PostgreSQL, where two can be at work at the same time, with two cases."""
    engine = a_city(postgresql_url)
    with work_on(engine, OPENED) as work:
        file_case(work)
        file_case(work, "x/2")
        record(work, "person/p1", "add_person", texts={"name": "甲", "login": "jia"})
    yield engine
    engine.dispose()


def interleave(engine: Engine, first: str, second: str) -> None:
    """Two pieces of work begin; the one that began later lands first, then the other tries."""
    with writing(engine) as one, one.begin():
        late = begin(one, CLOCK, morning(OPENED), OPENED)
        do(late, first)
        with work_on(engine, OPENED) as early:
            do(early, second)
        seal(late)


def do(work: Work, what: str) -> None:
    if what.startswith("describe "):
        describe(work, what.removeprefix("describe "))
    elif what.startswith("file "):
        file_case(work, what.removeprefix("file "))
    elif what == "rename":
        record(work, "person/p1", "rename_person", texts={"name": "乙"})
    else:
        record(work, "person/p1", what)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("describe x/1", "describe x/1"),
        ("file x/3", "file x/3"),
        ("disable_person", "rename"),
        ("rename", "set_password"),
    ],
)
def test_of_two_at_work_on_the_same_the_later_is_stale(two: Engine, first: str, second: str) -> None:
    with pytest.raises(Stale):
        interleave(two, first, second)
    assert is_verified(two)


@pytest.mark.parametrize(
    ("first", "second"),
    [("describe x/1", "describe x/2"), ("file x/3", "file x/4"), ("describe x/1", "rename")],
)
def test_two_at_work_on_different_things_both_land(two: Engine, first: str, second: str) -> None:
    before = len(leaves(two))
    interleave(two, first, second)
    assert len(leaves(two)) == before + 2
    assert is_verified(two)


def test_two_cases_taken_in_either_order_never_wait_for_each_other(two: Engine) -> None:
    done: list[str] = []

    def write(*keys: str) -> None:
        engine = make_engine(two.url.render_as_string(hide_password=False))
        for _ in range(10):
            try:
                with work_on(engine, OPENED) as work:
                    for key in keys:
                        describe(work, key)
                done.append("landed")
            except Stale:
                done.append("stale")
        engine.dispose()

    threads = [Thread(target=write, args=keys) for keys in (("x/1", "x/2"), ("x/2", "x/1"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 20
    assert is_verified(two)


@pytest.mark.parametrize("what", ["appoint", "add and appoint", "rulebook"])
def test_a_signature_is_stale_where_an_office_or_the_rulebook_changed_beside_it(
    two: Engine, what: str
) -> None:
    with writing(two) as one, one.begin():
        late = begin(one, CLOCK, morning(OPENED), OPENED)
        rely_on_offices(late)
        describe(late)
        with work_on(two, OPENED, SECURITY if what == "rulebook" else CLOCK) as early:
            change(early, what)
        with pytest.raises(Stale):
            seal(late)
        one.rollback()
    assert is_verified(two)


def change(work: Work, what: str) -> None:
    if what == "rulebook":
        force_rulebook(work, "siping/2023.1", RULEBOOK, OPENED)
        return
    if what == "add and appoint":
        record(work, "person/p2", "add_person", texts={"name": "乙", "login": "yi"})
    data = {"office": "party_head", "unit": "siping", "tenure": "regular", "start": OPENED.isoformat()}
    record(work, "person/p2" if what == "add and appoint" else "person/p1", "appoint", data)
