"""One log without a gap, however many write, and rows that follow its events."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from threading import Thread

import pytest
from sqlalchemy import Engine, select, text

from caseflow.domain.actor import CLOCK
from caseflow.domain.errors import BadInput, NotYet
from caseflow.proof.leaf import BadLeaf
from caseflow.services.access import held_case
from caseflow.services.opening import open_log
from caseflow.services.record import record
from caseflow.services.streams import all_events, fold_all
from caseflow.store.case import CaseRow
from caseflow.store.city import PersonRow
from caseflow.store.database import make_engine
from caseflow.store.log import EventRow, TextRow
from caseflow.transaction import looking, working
from tests.makers import OPENED, a_city, morning, work_on
from tests.services.writing import describe, file_case, is_verified, leaves
from tests.story import CITY, DAY, OF_PETITIONS, OF_TASK, tell

WRITERS, EACH = 6, 5


def test_a_leaf_holds_what_was_recorded_and_where_it_stands(filed: Engine) -> None:
    leaf = leaves(filed)[-1]
    digest = leaf["pii"]["title"]
    assert leaf == {
        "v": 1,
        "log": "siping.test",
        "stream": "case/x/1",
        "n": 0,
        "prev": None,
        "type": "file",
        "actor": "clock",
        "office": "none",
        "on_behalf": None,
        "at": "2022-09-07T01:00:00.000000Z",
        "day": "2022-09-07",
        "occurred_at": None,
        "rules": "siping/2023.1",
        "data": {"kind": "task", "lead_unit": "shj"},
        "pii": {"title": digest},
    }
    with looking(filed) as session:
        assert session.scalar(select(TextRow.value).where(TextRow.digest == digest)) == "污水"


def test_an_empty_text_is_not_kept(city: Engine) -> None:
    with work_on(city, OPENED) as work:
        assert record(
            work, "case/x/1", "file", {"kind": "task"}, texts={"title": "", "goal": "清"}
        ).texts.keys() == {"goal"}


def test_work_that_records_nothing_leaves_nothing(city: Engine) -> None:
    before = leaves(city)
    with work_on(city, OPENED):
        pass
    assert leaves(city) == before


def fail_before_the_end(engine: Engine) -> None:
    with work_on(engine, OPENED) as work:
        describe(work)
        file_case(work, "x/2")
        raise ZeroDivisionError


def fail_at_the_end(engine: Engine) -> None:
    with work_on(engine, OPENED) as work:
        describe(work)
        record(work, "case/x/1", "describe", {"why": "这是一句话。"})


@pytest.mark.parametrize(
    ("fail", "error"), [(fail_before_the_end, ZeroDivisionError), (fail_at_the_end, BadLeaf)]
)
def test_work_that_fails_leaves_nothing(
    filed: Engine, fail: Callable[[Engine], None], error: type[Exception]
) -> None:
    before = leaves(filed)
    with pytest.raises(error):
        fail(filed)
    assert leaves(filed) == before
    assert is_verified(filed)


def test_many_who_write_at_once_leave_no_gap_and_whole_chains(city: Engine) -> None:
    faults: list[BaseException] = []

    def write(writer: int) -> None:
        engine = make_engine(city.url.render_as_string(hide_password=False))
        try:
            for turn in range(EACH):
                with work_on(engine, OPENED) as work:
                    file_case(work, f"x/{writer}-{turn}")
                    record(
                        work, f"person/p{writer}-{turn}", "add_person", texts={"name": "甲", "login": "jia"}
                    )
        except BaseException as wrong:
            faults.append(wrong)
        finally:
            engine.dispose()

    before = len(leaves(city))
    threads = [Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with looking(city) as session:
        assert list(session.scalars(select(EventRow.seq).order_by(EventRow.seq))) == list(
            range(before + WRITERS * EACH * 2)
        )
    assert is_verified(city)


def test_time_never_runs_backwards_though_the_clock_does(filed: Engine) -> None:
    for day in (OPENED + timedelta(days=9), OPENED, OPENED + timedelta(days=1)):
        with working(filed, CLOCK, morning(day), day) as work:
            describe(work)
    told = [(leaf["at"], leaf["day"]) for leaf in leaves(filed)]
    assert all(one <= other for (one, _), (other, _) in pairwise(told))
    assert told[-2:] == [
        ("2022-09-16T01:00:00.000000Z", "2022-09-07"),
        ("2022-09-16T01:00:00.000000Z", "2022-09-08"),
    ]
    assert is_verified(filed)


def test_a_database_holds_one_log(city: Engine) -> None:
    with work_on(city, OPENED) as work, pytest.raises(NotYet):
        open_log(work, "second", "siping", demonstration=False)


def test_two_databases_of_one_process_are_not_taken_for_each_other(
    sqlite_url: str, postgresql_url: str
) -> None:
    engines = [a_city(sqlite_url), a_city(postgresql_url)]
    for engine in engines:
        with work_on(engine, OPENED) as work:
            digests = {name for unit in work.city.units.values() for _, name in unit.names}
            known = set(work.session.scalars(select(TextRow.digest)))
        assert digests <= known
        engine.dispose()


def test_rows_follow_the_events_and_nothing_else_is_touched(filed: Engine) -> None:
    with work_on(filed, date(2022, 9, 8)) as work:
        assert held_case(work, "x/1")
        record(work, "case/x/1", "assign", {"lead_unit": "tiexi", "limit": "2022-09-15"})
    with looking(filed) as session:
        row = session.execute(select(CaseRow.lead_unit, CaseRow.events, CaseRow.state)).one()
        assert tuple(row) == ("tiexi", 2, "filed")
        assert session.scalar(select(PersonRow.code)) is None
        assert session.scalar(text("SELECT size FROM stream WHERE name = 'case/x/1'")) == 2


def test_what_a_work_knows_at_its_end_is_what_the_log_makes_of_it(city: Engine) -> None:
    with work_on(city, DAY) as work:
        tell(work, *[one for one in CITY if one[2].get("code") != "siping"], *OF_TASK, *OF_PETITIONS)
    with looking(city) as session:
        folded, found, rounds = fold_all(all_events(session))
    assert found == work.cases
    assert rounds == work.rounds
    assert folded == work.city


@pytest.mark.parametrize("words", ["管道\x00", "\ud800"])
def test_a_text_that_a_database_cannot_keep_is_refused_before_it_is_written(
    filed: Engine, words: str
) -> None:
    with work_on(filed, DAY) as work:
        held_case(work, "x/1")
        with pytest.raises(BadInput) as refused:
            record(work, "case/x/1", "describe", {}, texts={"measure.1": "清淤", "note": words})
        assert not work.drafts
    assert refused.value.reasons[0].facts == {"what": "text.note"}
