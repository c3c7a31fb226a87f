"""How long a case stood where, whose turn it then was, and which limits were passed, by its events alone."""

from datetime import date

import pytest

from caseflow.domain.case import apply
from caseflow.domain.case.ran import Watch
from caseflow.domain.dwell import Spell, Stay, followed, lasted, limits, passed_by
from caseflow.domain.errors import Reason
from caseflow.domain.event import Event
from caseflow.domain.terms import State
from caseflow.domain.turn import Turn
from caseflow.rulebooks.calendars import shipped_calendar

CALENDAR = shipped_calendar()
LEAD = Turn("slj")


def day(text: str) -> date:
    return date.fromisoformat(text)


def stays(*points: tuple[str, State, Turn]) -> tuple[Stay, ...]:
    found: tuple[Stay, ...] = ()
    for on, state, turn in points:
        found = followed(found, state, turn, day(on))
    return found


def test_a_stay_lasts_until_the_state_or_the_turn_changes_and_is_counted_from_the_day_after() -> None:
    found = stays(
        ("2023-09-25", State.FILED, LEAD),
        ("2023-09-27", State.RECTIFYING, LEAD),
        ("2023-09-28", State.RECTIFYING, LEAD),
        ("2023-10-09", State.RECTIFYING, Turn("coordinator")),
        ("2023-10-10", State.PUBLICIZED, Turn(None, Reason("turn.notice", {"opens": "2023-10-24"}))),
        ("2023-10-11", State.PUBLICIZED, Turn(None, Reason("turn.notice", {"opens": "2023-10-25"}))),
    )
    assert [(stay.who, stay.since.day, stay.until and stay.until.day) for stay in found] == [
        ("slj", 25, 27), ("slj", 27, 9), ("coordinator", 9, 10), (None, 10, None),
    ]  # fmt: skip
    # 28 September and the two make-up days 7 and 8 October are worked, the holidays between are not, 9 October is
    assert lasted(found[1], CALENDAR, day("2023-10-20")) == Spell(12, 4)
    assert lasted(found[3], CALENDAR, day("2023-10-12")) == Spell(2, 2)


def test_what_changed_twice_within_a_day_leaves_no_stay_without_a_length() -> None:
    found = stays(("2023-09-25", State.FILED, LEAD), ("2023-09-25", State.RECTIFYING, LEAD))
    assert found == (Stay(State.RECTIFYING, "slj", None, day("2023-09-25")),)
    back = stays(
        ("2023-09-25", State.FILED, LEAD),
        ("2023-09-26", State.RECTIFYING, LEAD),
        ("2023-09-26", State.FILED, LEAD),
    )
    assert back == (Stay(State.FILED, "slj", None, day("2023-09-25")),)


def test_work_of_an_earlier_day_that_comes_late_never_makes_a_length_below_nothing() -> None:
    found = stays(("2023-09-25", State.FILED, LEAD), ("2023-09-20", State.RECTIFYING, LEAD))
    assert found == (Stay(State.RECTIFYING, "slj", None, day("2023-09-25")),)


def lived(*told: tuple[str, str, dict[str, object]]) -> tuple[object, Watch]:
    case, watch = None, Watch()
    for n, (on, type_, data) in enumerate(told):
        case = apply(case, Event("case/SP2022/T1", n, type_, "p1", "none", day(on), data))
        watch.see(case, day(on))
    return case, watch


@pytest.mark.parametrize(("accepted", "over"), [("2023-05-11", Spell()), ("2023-05-15", Spell(4, 2))])
def test_a_limit_is_named_with_whose_it_was_and_by_how_much_it_was_passed(accepted: str, over: Spell) -> None:
    case, watch = lived(
        (
            "2023-05-04",
            "file",
            {"kind": "task", "lead_unit": "slj", "locality": "tiexi", "due": "2023-05-12"},
        ),
        ("2023-05-04", "assign", {"lead_unit": "slj", "limit": "2023-05-11"}),
        (accepted, "accept_assignment", {"to": "rectifying"}),
    )
    found = {limit.name: limit for limit in limits(case, watch.found)}
    assert found["accept_assignment"].who == ("slj",)
    assert passed_by(found["accept_assignment"], CALENDAR, day("2023-06-01")) == over
    # the due date is no clock of the procedure, and is passed every day until somebody applies
    assert passed_by(found["rectify"], CALENDAR, day("2023-05-16")) == Spell(4, 2)


def test_a_clock_that_stands_still_is_passed_no_further() -> None:
    case, watch = lived(
        ("2023-05-04", "file", {"kind": "task", "lead_unit": "slj"}),
        ("2023-05-04", "assign", {"lead_unit": "slj", "limit": "2023-05-11"}),
        ("2023-05-12", "suspend", {}),
    )
    (found,) = limits(case, watch.found)
    assert passed_by(found, CALENDAR, day("2023-06-01")) == Spell(1, 1)
