"""Findings from outside and dates out of reach: on record, red until they are dealt with, told to who supervises."""

from datetime import date

import pytest
from sqlalchemy import Engine, select

from caseflow.domain.case.criticism import CriticismKind
from caseflow.domain.errors import BadInput, NotPermitted, NotYet
from caseflow.domain.light import judge
from caseflow.domain.terms import Light
from caseflow.services.criticising import (
    judge_out_of_reach,
    record_criticism,
    settle_criticism,
    withdraw_out_of_reach,
)
from caseflow.services.work import Work
from caseflow.store.runs import OutboxRow
from tests.services.acting import COORDINATOR, DAY, KEY, LEAD, acting, begun, closed, lived, the_case

INSPECTOR, WATCH = "inspector/siping", "officer/zjj"
SEEN = date(2023, 5, 2)


@pytest.fixture
def watched(city: Engine) -> Engine:
    """A task under way that a unit supervises."""
    return begun(city, supervising_unit="zjj")


def criticise(engine: Engine, post: str = INSPECTOR, on: date = SEEN) -> None:
    with acting(engine, post) as work:
        record_criticism(work, KEY, CriticismKind.MEDIA, "省电视台", on, "河面发黑")


def light(work: Work) -> Light | None:
    return judge(work.cases[KEY], work.book, work.day).light


@pytest.mark.parametrize("post", [INSPECTOR, WATCH, COORDINATOR])
def test_a_finding_from_outside_lights_red_until_the_office_has_dealt_with_it(
    watched: Engine, post: str
) -> None:
    criticise(watched, post)
    with acting(watched, COORDINATOR) as work:
        settle_criticism(work, KEY, 1, "已清理")
        assert light(work) is Light.BLUE
        told = select(OutboxRow.who).where(OutboxRow.matter == "criticism_settled")
        assert sorted(work.session.scalars(told)) == ["inspector", "zjj"]
        with pytest.raises(BadInput, match=r"criticism\.none_open"):
            settle_criticism(work, KEY, 1, "再次登记")
    (found,) = the_case(watched).criticisms
    assert (found.kind, found.on, found.settled_on) == (CriticismKind.MEDIA, SEEN, DAY)


def test_a_unit_neither_records_nor_settles_one_and_none_is_of_a_day_to_come(watched: Engine) -> None:
    criticise(watched)
    with acting(watched, LEAD) as work:
        with pytest.raises(NotPermitted):
            record_criticism(work, KEY, CriticismKind.MEDIA, "省电视台", SEEN, "河面发黑")
        with pytest.raises(NotPermitted):
            settle_criticism(work, KEY, 1, "已清理")
    with pytest.raises(BadInput, match=r"day\.in_future"):
        criticise(watched, on=date(2023, 5, 5))


def test_a_closed_case_is_criticised_too_and_shows_no_light(watched: Engine) -> None:
    closed(watched)
    criticise(watched)
    with acting(watched, COORDINATOR) as work:
        settle_criticism(work, KEY, 1, "已转回头看")
        assert light(work) is None


def test_a_date_out_of_reach_is_red_until_withdrawn_and_holds_for_that_date_alone(watched: Engine) -> None:
    with acting(watched, WATCH) as work:
        judge_out_of_reach(work, KEY, "管线迁改未完")
        assert light(work) is Light.RED
        with pytest.raises(NotYet, match=r"reach\.judged_already"):
            judge_out_of_reach(work, KEY, "管线迁改未完")
    with acting(watched, COORDINATOR) as work:
        withdraw_out_of_reach(work, KEY, "已追回进度")
        assert light(work) is Light.BLUE
        with pytest.raises(NotYet, match=r"reach\.not_judged"):
            withdraw_out_of_reach(work, KEY, "已追回进度")
        judge_out_of_reach(work, KEY, "又受阻")
    lived(watched, ("extend", {"due": "2023-12-31"}))
    with acting(watched, COORDINATOR) as work, pytest.raises(NotYet, match=r"reach\.not_judged"):
        withdraw_out_of_reach(work, KEY, "已延期")


def test_a_date_that_has_passed_or_is_met_is_not_judged(watched: Engine) -> None:
    with (
        acting(watched, COORDINATOR, date(2023, 11, 1)) as work,
        pytest.raises(NotYet, match="nothing_to_reach"),
    ):
        judge_out_of_reach(work, KEY, "已过期")
    with acting(watched, LEAD) as work, pytest.raises(NotPermitted):
        judge_out_of_reach(work, KEY, "管线迁改未完")
