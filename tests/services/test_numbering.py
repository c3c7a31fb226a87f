"""A paper that is issued takes the next number of its kind and year, in the same transaction, on both databases."""

from datetime import date
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, select

from caseflow.domain.errors import NotYet
from caseflow.domain.ladder import Cause
from caseflow.domain.register import PaperKind
from caseflow.services.laddering import issue_paper, propose_due
from caseflow.services.numbering import give_number
from caseflow.services.replying import void_paper
from caseflow.services.streams import events_of
from caseflow.services.verifying import verify
from caseflow.store.procedure import NumberRow
from caseflow.transaction import looking, retrying
from tests.makers import filed, told, work_on
from tests.services.acting import COORDINATOR, DAY, KEY, PARTIES, acting, begun, the_case

CAUSE = "lagging_months:2023-04"
NEW_YEAR = date(2024, 1, 2)


@pytest.fixture
def office(city: Engine) -> Engine:
    """A city with one task for which a warning letter is proposed."""
    begun(city)
    proposed(city)
    return city


def proposed(engine: Engine, number: str = "T01", day: date = DAY) -> None:
    with work_on(engine, day) as work:
        told(work, number, "propose_paper", {"rung": "warning", "rule": CAUSE, "unit": "slj"})


def issued(engine: Engine, id_: int = 1, day: date = DAY, key: str = KEY) -> str | None:
    with acting(engine, COORDINATOR, day) as work:
        case = issue_paper(work, key, id_, "请抓紧")
    return case.papers[id_ - 1].number


def numbers(engine: Engine) -> list[tuple[int, int, bool]]:
    """Year, number and whether it is void, of every number given."""
    asked = select(NumberRow.year, NumberRow.number, NumberRow.void_on).order_by(
        NumberRow.year, NumberRow.number
    )
    with looking(engine) as session:
        assert verify(session).result == "verified"
        return [(year, number, void is not None) for year, number, void in session.execute(asked)]


def test_the_first_paper_of_a_year_is_number_one_and_says_so_on_the_case(office: Engine) -> None:
    assert issued(office) == "四环督整办警〔2023〕1号"
    with looking(office) as session:
        row = session.scalars(select(NumberRow)).one()
    assert (row.kind, row.about, row.paper, row.to_unit) == ("warning", f"case/{KEY}", 1, "slj")


def test_a_new_year_begins_at_one_again(office: Engine) -> None:
    issued(office)
    proposed(office)
    assert issued(office, 2) == "四环督整办警〔2023〕2号"
    proposed(office)
    assert issued(office, 3, NEW_YEAR) == "四环督整办警〔2024〕1号"
    assert numbers(office) == [(2023, 1, False), (2023, 2, False), (2024, 1, False)]


def test_kinds_are_counted_apart(office: Engine) -> None:
    issued(office)
    with acting(office, COORDINATOR) as work:
        assert give_number(work, PaperKind.CIRCULAR, "round/2023-05") == "四环督整办通〔2023〕1号"
        assert give_number(work, PaperKind.CIRCULAR, "round/2023-05") == "四环督整办通〔2023〕2号"


def test_a_work_that_fails_takes_no_number_with_it(office: Engine) -> None:
    def twice() -> None:
        with acting(office, COORDINATOR) as work:
            issue_paper(work, KEY, 1, "请抓紧")
            issue_paper(work, KEY, 1, "请抓紧")

    with pytest.raises(NotYet):
        twice()
    assert numbers(office) == []
    assert issued(office) == "四环督整办警〔2023〕1号"


def test_a_paper_made_void_keeps_its_number_and_nobody_gets_it_again(office: Engine) -> None:
    issued(office)
    with acting(office, COORDINATOR) as work:
        void_paper(work, KEY, 1, "发错单位")
    paper = the_case(office).papers[0]
    assert (paper.status, paper.number) == ("void", "四环督整办警〔2023〕1号")
    proposed(office)
    assert issued(office, 2) == "四环督整办警〔2023〕2号"
    assert numbers(office) == [(2023, 1, True), (2023, 2, False)]
    with looking(
        office
    ) as session:  # why stands on the case alone, where it is looked through and can be erased
        assert [dict(one.texts) for one in events_of(session, "register/2023/warning")] == [{}, {}, {}]


def test_a_paper_of_last_year_is_made_void_in_last_years_register(office: Engine) -> None:
    issued(office)
    with acting(office, COORDINATOR, NEW_YEAR) as work:
        void_paper(work, KEY, 1, "发错单位")
    assert numbers(office) == [(2023, 1, True)]


def test_an_answered_paper_is_not_made_void(office: Engine) -> None:
    issued(office)
    with work_on(office, DAY) as work:
        told(work, "T01", "answer_paper", {"id": 1})
    with pytest.raises(NotYet) as refused, acting(office, COORDINATOR) as work:
        void_paper(work, KEY, 1, "发错单位")
    assert refused.value.reasons[0].code == "paper.wrong_status"


def test_what_was_issued_before_there_was_a_register_has_no_number_and_can_still_be_made_void(
    office: Engine,
) -> None:
    with work_on(office, DAY) as work:
        told(work, "T01", "issue_paper", {"id": 1, "reply_by": "2023-05-11"})
    with acting(office, COORDINATOR) as work:
        void_paper(work, KEY, 1, "发错单位")
    assert (the_case(office).papers[0].status, numbers(office)) == ("void", [])


def test_a_cause_is_proposed_again_once_its_paper_is_void(office: Engine) -> None:
    issued(office)
    with acting(office, COORDINATOR) as work:
        void_paper(work, KEY, 1, "发错单位")
        propose_due(work, the_case(office), Cause("warning", "lagging_months", "2023-04", 1))
    assert [paper.status for paper in the_case(office).papers] == ["void", "proposed"]


def test_papers_issued_at_once_get_numbers_without_a_gap_and_none_twice(office: Engine) -> None:
    several = 6
    with work_on(office, DAY) as work:
        for n in range(several):
            filed(work, f"R{n}", "task", due="2023-10-31", **PARTIES)
            told(work, f"R{n}", "propose_paper", {"rung": "warning", "rule": CAUSE, "unit": "slj"})
    start, got = Barrier(several), list[str | None]()

    def one(n: int) -> None:
        start.wait()
        got.append(retrying(lambda: issued(office, key=f"SP2022/R{n}"), times=several + 1))

    threads = [Thread(target=one, args=(n,)) for n in range(several)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, got)) == [f"四环督整办警〔2023〕{n}号" for n in range(1, several + 1)]
    assert numbers(office) == [(2023, n, False) for n in range(1, several + 1)]
