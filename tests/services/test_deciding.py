"""What the heads are asked to decide: when it may be asked, what must be brought, and what becomes of it."""

from datetime import date

import pytest
from sqlalchemy import Engine

from caseflow.domain.errors import BadInput, NotYet
from caseflow.domain.terms import Source, State
from caseflow.services.deciding import (
    decide,
    enter_finding,
    propose_amendment,
    propose_extension,
    propose_on_finding,
)
from caseflow.services.noticing import enter_objection
from caseflow.services.texts import texts_of
from caseflow.transaction import looking
from tests.services.acting import (
    CITY_HEADS,
    COORDINATOR,
    DAY,
    KEY,
    LEAD,
    ORDER,
    acting,
    begun,
    closed,
    lived,
    the_case,
)

DUE, LATER = date(2023, 10, 31), date(2023, 12, 31)


def amend(engine: Engine, paper: str) -> None:
    with acting(engine, LEAD) as work:
        propose_amendment(work, KEY, "目标已变", change={}, texts={"goal": "接入管网"}, paper=paper)


def all_agree(engine: Engine, number: int, day: date = DAY) -> None:
    for post in CITY_HEADS:
        with acting(engine, post, day) as work:
            decide(work, KEY, number, agrees=True)


def test_a_longer_limit_is_asked_for_before_the_due_day_and_not_on_it(city: Engine) -> None:
    begun(city)
    with acting(city, LEAD, DUE) as work, pytest.raises(NotYet, match=r"extension\.after_due"):
        propose_extension(work, KEY, LATER, "汛期停工")
    with acting(city, LEAD, date(2023, 10, 30)) as work:
        propose_extension(work, KEY, LATER, "汛期停工")
    all_agree(city, 1, DUE)
    assert (the_case(city).due.day, the_case(city).due.first) == (LATER, DUE)


@pytest.mark.parametrize("source", [Source.CENTRAL, Source.PROVINCIAL])
def test_a_plan_that_came_from_above_is_changed_only_with_the_number_of_a_paper_from_above(
    city: Engine, source: Source
) -> None:
    begun(city, source)
    with pytest.raises(BadInput, match=r"text\.missing"):
        amend(city, " ")
    amend(city, "吉环督改办〔2023〕7号")
    with looking(city) as session:
        assert texts_of(session, the_case(city))["paper"] == "吉环督改办〔2023〕7号"


def test_a_plan_of_the_city_s_own_inspection_is_changed_without_one(city: Engine) -> None:
    amend(begun(city, Source.CITY), "")
    assert the_case(city).open_decision("amendment")


def test_what_lapsed_when_acceptance_was_asked_for_is_decided_by_nobody(city: Engine) -> None:
    begun(city)
    with acting(city, LEAD) as work:
        propose_extension(work, KEY, LATER, "汛期停工")
    lived(city, ("apply_closure", {"order": ORDER, "to": "accepting"}))
    with acting(city, CITY_HEADS[0]) as work, pytest.raises(NotYet, match=r"decision\.already_voted"):
        decide(work, KEY, 1, agrees=True)
    assert the_case(city).decisions[0].outcome == "lapsed"


@pytest.fixture
def doubted(city: Engine) -> Engine:
    """A closed case that the public objects to and that was found wrong when it was closed."""
    closed(begun(city))
    with acting(city, COORDINATOR) as work:
        enter_objection(work, KEY, "仍有异味", DAY)
        enter_finding(work, KEY, "revocation", "from_above", "现场抽查未整改")
    return city


def test_a_finding_waits_five_working_days_for_a_proposal(doubted: Engine) -> None:
    # Saturday 6 May is worked for the holiday before it.
    assert the_case(doubted).after[0].propose_by == date(2023, 5, 10)


def test_a_revocation_settles_the_finding_and_what_was_objected(doubted: Engine) -> None:
    with acting(doubted, COORDINATOR) as work:
        propose_on_finding(work, KEY, 1, "销号时未完成")
    all_agree(doubted, 1)
    case = the_case(doubted)
    assert (case.state, case.after[0].decided) == (State.RECTIFYING, True)
    assert [(o.answer, o.answered_on) for o in case.objections] == [("upheld", DAY)]
