"""Closed cases are drawn and looked at, and what does not hold goes to the heads as any finding does."""

from datetime import date

import pytest
from sqlalchemy import Engine

from caseflow.domain.actor import Actor
from caseflow.domain.city import Appointment
from caseflow.domain.errors import BadInput, NotPermitted, NotYet
from caseflow.domain.lookback import LookBack
from caseflow.domain.terms import Office, Tenure
from caseflow.services.looking_back import draw, look_back
from caseflow.services.verifying import verify
from caseflow.transaction import looking
from tests.makers import OPENED, told, work_on
from tests.services.acting import COORDINATOR, DAY, KEY, NUMBER, acting, begun, closed, lived, the_case

INSPECTOR = "inspector/jwjw"
LATER, THERE = date(2023, 12, 1), date(2023, 12, 4)
HANDED = Appointment(1, Office.INSPECTOR, "jwjw", Tenure.REGULAR, OPENED)


@pytest.fixture
def task(city: Engine) -> Engine:
    """A task that was closed in May 2023."""
    closed(begun(city))
    return city


def draw_on(engine: Engine, day: date = LATER, post: str = INSPECTOR) -> LookBack:
    with acting(engine, post, day) as work:
        return draw(work)


def say(
    engine: Engine, result: str, name: str = "2023-1", on: date = THERE, people: str = "赵某 钱某"
) -> None:
    with acting(engine, INSPECTOR, THERE) as work:
        look_back(work, KEY, name, result, on, "河口", people.split(), "又排污水")


def test_what_was_closed_long_enough_is_drawn_with_its_lots_and_verifies(task: Engine) -> None:
    found = draw_on(task)
    assert found.sample == (KEY,)
    # one lot for everybody, three for a doubt (accepted on the day of the application), two for never looked at
    assert [(one.key, one.stratum, one.lots) for one in found.frame] == [(KEY, "task.tiexi", 6)]
    with looking(task) as session:
        assert verify(session).result == "verified"


def test_nobody_is_drawn_too_early_twice_a_day_or_while_a_look_is_owed(task: Engine) -> None:
    with pytest.raises(NotYet, match="nobody"):
        draw_on(task, date(2023, 10, 30))
    draw_on(task)
    with pytest.raises(NotYet, match="today"):
        draw_on(task)
    with pytest.raises(NotYet, match="nobody"):
        draw_on(task, THERE)
    say(task, "holds")
    again = draw_on(task, date(2023, 12, 5))
    assert (again.name, again.frame[0].lots) == ("2023-2", 4)  # somebody has looked at it


def test_the_inspector_alone_draws(task: Engine) -> None:
    for post in (COORDINATOR, "officer/slj", "party_head/siping", "audit_admin/siping"):
        with pytest.raises(NotPermitted):
            draw_on(task, post=post)


@pytest.mark.parametrize(
    ("result", "asks"), [("holds", []), ("rebound", ["rebound"]), ("fake", ["revocation"])]
)
def test_what_does_not_hold_is_a_finding_that_the_coordinator_owes_a_proposal_on(
    task: Engine, result: str, asks: list[str]
) -> None:
    draw_on(task)
    say(task, result)
    case = the_case(task)
    assert [(one.draw, one.result, one.people) for one in case.looked_back] == [("2023-1", result, 2)]
    assert [(one.asks, one.origin) for one in case.after] == [(one, "look_back") for one in asks]
    assert [one.propose_by for one in case.after] == [date(2023, 12, 11)] * len(asks)  # five working days
    with looking(task) as session:
        assert verify(session).result == "verified"


def test_a_look_needs_a_draw_two_people_a_day_since_it_and_clean_hands(task: Engine) -> None:
    with pytest.raises(NotYet, match="not_drawn"):
        say(task, "holds")
    draw_on(task)
    with pytest.raises(NotYet, match="not_drawn"):
        say(task, "holds", "2023-9")
    with pytest.raises(BadInput, match="too_few"):
        say(task, "holds", people="赵某")
    with pytest.raises(BadInput, match="before"):
        say(task, "holds", on=DAY)
    say(task, "holds")
    with pytest.raises(NotYet, match="not_drawn"):
        say(task, "fake")


def test_whoever_had_a_hand_in_the_work_does_not_look_back_at_it(task: Engine) -> None:
    lived(task, ("revoke_closure", {"to": "rectifying"}))
    digest = {"digest": "b" * 64, "kind": "document", "bytes": 1, "media": "text/plain"}
    with work_on(task, DAY, Actor("p77", (HANDED,))) as work:
        told(work, NUMBER, "add_evidence", digest)
    closed(task)
    draw_on(task)
    with work_on(task, THERE, Actor("p77", (HANDED,))) as work, pytest.raises(NotPermitted, match="own_hand"):
        look_back(work, KEY, "2023-1", "holds", THERE, "河口", ["赵某", "钱某"], "没有变化")
