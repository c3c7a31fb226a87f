"""What visitors of the demonstration find: plans, meetings, circulars, dates and papers, each with its history."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from caseflow.demo.building import EARLY, instant
from caseflow.demo.people import CITY
from caseflow.demo.petitions import INSPECTION
from caseflow.domain.actor import CLOCK, actor_on
from caseflow.domain.terms import Office
from caseflow.services import planning
from caseflow.services.streams import all_events
from caseflow.services.ticking import day_work
from caseflow.services.verifying import verify
from caseflow.store.database import make_engine
from caseflow.transaction import looking, working
from tests.demo import VISITED, DemoCity

TOLD = {
    *("hand_in_plan", "review_plan", "cite_clause"),
    *("call_meeting", "record_minutes", "decide_item", "finish_item", "confirm_item", "drop_item"),
    *("draft_circular", "issue_circular", "send_reminder", "contribute"),
    *("record_criticism", "settle_criticism", "record_guidance", "set_internal_due", "schedule_measure"),
    *("propose_paper", "merge_paper", "issue_paper", "hold_interview", "answer_paper", "void_paper"),
}
"""What the city's first year of months, days and papers must have brought before the visitors come."""
COPIED = 90


@pytest.fixture
def engine(demo_city: DemoCity) -> Iterator[Engine]:
    engine = make_engine(demo_city.url)
    yield engine
    engine.dispose()


def test_every_thing_of_months_days_and_papers_has_happened_when_visitors_come(engine: Engine) -> None:
    with looking(engine) as session:
        events = list(all_events(session))
        assert TOLD - {event.type for event in events} == set()
        assert {event.data["kind"] for event in events if event.type == "call_meeting"} == {
            "analysis",
            "joint",
        }
        reports = [event.data for event in events if event.type == "report"]
        assert [data["month"] for data in reports if "like" in data] == ["2023-09"]
        assert any(data.get("unchanged") for data in reports)
        praised = [e.stream for e in events if e.type == "propose_paper" and e.data["rung"] == "commendation"]
        assert len(praised) == 1
        assert verify(session).result == "verified"


def test_plans_came_in_time_late_and_returned_and_one_waits_that_is_much_like_a_neighbour_s(
    engine: Engine,
) -> None:
    with working(engine, CLOCK, instant(VISITED, EARLY), VISITED) as work:
        work.actor = actor_on(work.city.holders(Office.COORDINATOR, "zgb", VISITED)[0], VISITED)
        plans = {one.unit: one for one in planning.owed(work, INSPECTION)}
        assert {unit for unit, one in plans.items() if one.late} == {"lishu", "nyncj"}
        assert {unit for unit, one in plans.items() if one.status != "accepted"} == {"tiedong"}
        like = planning.likenesses(work, INSPECTION, "tiedong")[0]
        assert (like.unit, like.is_city) == ("tiexi", False)
        assert like.share * 100 > COPIED
        assert all(one.share * 100 < COPIED for one in planning.likenesses(work, INSPECTION, CITY))


def test_days_that_pass_bring_new_work_and_the_same_day_again_brings_none(engine: Engine) -> None:
    last = date(2023, 11, 15)
    days = [VISITED + timedelta(n) for n in range(1, (last - VISITED).days + 1)]
    done = []
    for day in (*days, *days[-1:]):
        with working(engine, CLOCK, instant(day, EARLY), day) as work:
            done.append(day_work(work).events)
    assert sum(done[:-1]) > 0
    assert done[-1] == 0
    with looking(engine) as session:
        assert verify(session).result == "verified"
