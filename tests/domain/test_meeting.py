"""A meeting folded from its events: a step only where it can follow, a late item late, a waiting one not charged."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from caseflow.domain import meeting
from caseflow.domain.event import Event
from caseflow.domain.meeting import Item, Meeting

DAY = date(2023, 10, 20)
CALL = ("call_meeting", {"kind": "joint", "day": "2023-10-25", "units": ["zjj"], "cases": ["x/1"]})
AGREED = ("decide_item", {"id": 1, "unit": "zjj", "due": "2023-10-31"})
DONE, SURE, BACK = ("finish_item", {"id": 1}), ("confirm_item", {"id": 1}), ("return_item", {"id": 1})
DROPPED, HANDED = ("drop_item", {"id": 1}), ("hand_item", {"id": 1, "unit": "cgj"})
Told = tuple[str, dict[str, Any]]


def held(*told: Told, name: str = "2023-1") -> Meeting:
    """The meeting that these make, a day after another."""
    events = [
        Event(f"meeting/{name}", n, type_, "p1", "coordinator/zgb", DAY + timedelta(days=n), data)
        for n, (type_, data) in enumerate(told)
    ]
    found = meeting.fold(events)
    assert found is not None
    return found


def test_a_meeting_keeps_whom_it_called_and_what_it_agreed() -> None:
    found = held(CALL, ("postpone_meeting", {"day": "2023-10-21"}), AGREED, DONE, SURE)
    assert (found.day, found.units, found.cases, found.events) == (date(2023, 10, 21), ("zjj",), ("x/1",), 5)
    assert (found.item(1).reported_by, found.item(1).met_on) == ("p1", DAY + timedelta(days=4))


@pytest.mark.parametrize(
    "told",
    [
        (AGREED,),
        (CALL, CALL),
        (CALL, ("decide_item", {"id": 2, "unit": "zjj", "due": "2023-10-31"})),
        (CALL, DONE),
        (CALL, AGREED, SURE),
        (CALL, AGREED, BACK),
        (CALL, AGREED, DONE, DONE),
        (CALL, AGREED, DONE, HANDED),
        (CALL, AGREED, DROPPED, DONE),
        (CALL, AGREED, DONE, SURE, DROPPED),
        (CALL, ("cancel_meeting", {}), ("record_minutes", {})),
    ],
)
def test_what_cannot_follow_is_out_of_place(told: tuple[Told, ...]) -> None:
    with pytest.raises(ValueError, match="2023-1"):
        held(*told)


def test_a_meeting_is_of_the_year_in_which_it_is_called() -> None:
    with pytest.raises(ValueError, match="another year"):
        held(CALL, name="2024-1")


@pytest.mark.parametrize("name", ["2023", "2023-0", "2023-01", "2023-x", "x"])
def test_a_name_is_a_year_and_a_number_from_one(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        meeting.numbered(name)


def test_an_item_is_late_the_day_after_its_date_unless_it_was_reported_in_time() -> None:
    item = Item(1, "zjj", date(2023, 10, 31), DAY, "p1")
    assert not item.is_overdue(date(2023, 10, 31))
    assert item.is_overdue(date(2023, 11, 1))
    reported = replace(item, reported_on=date(2023, 10, 31))
    assert not reported.is_overdue(date(2023, 11, 20))  # waiting for the office is not the owner's
    assert replace(item, reported_on=date(2023, 11, 1)).is_overdue(date(2023, 11, 20))
    assert not replace(item, dropped_on=date(2023, 11, 2)).is_overdue(date(2023, 11, 20))


def test_what_is_sent_back_is_owed_again_by_the_same_date() -> None:
    item = held(CALL, AGREED, DONE, BACK).item(1)
    assert (item.reported_on, item.due, item.is_overdue(date(2023, 11, 1))) == (
        None,
        date(2023, 10, 31),
        True,
    )
