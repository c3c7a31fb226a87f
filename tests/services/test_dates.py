"""The table of dates through the services: extensions in time and late, suspensions, a year that is published."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import pytest
from sqlalchemy import Engine

from caseflow.domain.case import Case
from caseflow.domain.case.clocks import clocks
from caseflow.domain.days import count
from caseflow.domain.errors import Refused
from caseflow.domain.overdue import overdue_days
from caseflow.domain.terms import DayUnit, Source
from caseflow.services.calendar_keeping import publish_year
from caseflow.services.dating import dates_of
from caseflow.services.deciding import decide, propose_extension
from caseflow.services.explaining import days_of, provisional
from caseflow.services.following import resume, suspend
from caseflow.services.opening import open_inspection
from caseflow.services.picturing import picture_on
from caseflow.services.verifying import verify
from caseflow.transaction import looking
from tests.domain.dates.table import Row, on, rows, written_out
from tests.makers import filed, told
from tests.services.acting import (
    CITY_HEADS,
    COORDINATOR,
    JUDGE,
    LEAD,
    ORDER,
    PARTIES,
    acting,
    lived,
    the_case,
)

OPENED = date(2023, 4, 3)
PUBLISHED_ON, LOOKED_ON = date(2026, 12, 21), date(2027, 6, 1)
HOLIDAYS = {"元旦": "new_year", "春节": "spring_festival"}
OF_2027 = "元旦 2027-01-01 至 2027-01-03\n春节 2027-02-05 至 2027-02-11 上班 2027-01-30、2027-02-14"
HEADS = dict(zip(("party", "government"), CITY_HEADS, strict=True))
CLOCK_OF = {"accepting": "state_accepting", "correct": "correct"}
Step = tuple[date, Callable[[], object]]


def numbered(table: list[Row]) -> Iterator[tuple[str, Row]]:
    """Each row with the number of a case of its own."""
    yield from ((f"T{n:02}", row) for n, row in enumerate(table, 1))


def under_way(engine: Engine, dues: dict[str, str]) -> None:
    """A task per number, due on its day, that its lead unit has taken."""
    with acting(engine, COORDINATOR) as work:
        open_inspection(work, "SP2022", Source.PROVINCIAL, "督察", OPENED)
        for number, due in dues.items():
            filed(work, number, "task", **PARTIES, due=due, measures=[{"number": 1}])
            told(work, number, "assign", {"lead_unit": "slj", "limit": "2023-05-11"})
            told(work, number, "accept_assignment", {"to": "rectifying"})


def limited(engine: Engine, number: str, row: Row) -> None:
    """The limit of the row begins: of acceptance, or of a correction after it."""
    begins, limit = on(row), row.get("written") or row["guessed"]
    step = row.get("limit", "accepting")
    if step == "rectify":
        return
    applied = ("apply_closure", {"order": ORDER, "to": "accepting", "limit": limit})
    failed = ("fail_acceptance", {"to": "rectifying", "correct_by": limit})
    lived(engine, applied, *([failed] if step == "correct" else []), number=number, day=begins)


def in_order(steps: list[Step]) -> None:
    """Does what the rows tell, day after day."""
    for _, act in sorted(steps, key=lambda step: step[0]):
        act()


def asked(engine: Engine, key: str, day: date, to_day: date, refused: str = "") -> None:
    if refused:
        with acting(engine, LEAD, day) as work, pytest.raises(Refused, match=refused):
            propose_extension(work, key, to_day, "汛期停工")
        return
    with acting(engine, LEAD, day) as work:
        propose_extension(work, key, to_day, "汛期停工")


def agreed(engine: Engine, key: str, day: date, box: str) -> None:
    with acting(engine, HEADS[box], day) as work:
        decide(work, key, len(the_case(engine, key.rpartition("/")[2]).decisions), agrees=True)


def steps_of(engine: Engine, number: str, row: Row) -> Iterator[Step]:
    key = f"SP2022/{number}"
    for step in row["steps"].split("; "):
        word, day, *rest = step.split()
        at = date.fromisoformat(day)
        if word == "ask":
            refused = rest[1].removeprefix("!") if rest[1:] else ""
            yield at, partial(asked, engine, key, at, date.fromisoformat(rest[0]), refused)
        elif word == "apply":
            applied = ("apply_closure", {"order": ORDER, "to": "accepting"})
            yield at, partial(lived, engine, applied, number=number, day=at)
        else:
            yield at, partial(agreed, engine, key, at, word)


def test_extensions_move_a_date_in_time_and_never_late(city: Engine) -> None:
    table = dict(numbered(rows("extensions")))
    under_way(city, {number: row["due"] for number, row in table.items()})
    in_order([step for number, row in table.items() for step in steps_of(city, number, row)])
    for number, row in table.items():
        case = the_case(city, number)
        late = any(decision.outcome == "late" for decision in case.decisions)
        found = (case.due.day, case.due.first, late, overdue_days(case, on(row, "on")))
        assert found == (on(row, "end"), on(row, "due"), row["late"] == "yes", int(row["overdue"])), row
    with looking(city) as session:
        assert verify(session).faults == ()


def stood(row: Row) -> list[tuple[date, date]]:
    """The days after which, and through which, the row's limit stood still."""
    pairs = (pair.split(">") for pair in row["stood"].split("; "))
    return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in pairs]


def stopped(engine: Engine, key: str, day: date) -> None:
    with acting(engine, COORDINATOR, day) as work:
        suspend(work, key, "等待水质监测结果")


def running_again(engine: Engine, key: str, day: date) -> None:
    with acting(engine, COORDINATOR, day) as work:
        resume(work, key)


def end_of(case: Case, limit: str) -> date | None:
    """Where the row's limit ends on the case as it stands."""
    if limit == "rectify":
        return case.due.day
    return next(clock.end for clock in clocks(case) if clock.name == CLOCK_OF[limit])


def test_a_suspended_limit_ends_by_what_was_left_of_it(city: Engine) -> None:
    table = dict(numbered(rows("suspensions")))
    under_way(city, dict.fromkeys(table, "2023-10-31"))
    steps: list[Step] = []
    for number, row in table.items():
        key = f"SP2022/{number}"
        steps.append((on(row), partial(limited, city, number, row)))
        for first, last in stood(row):
            steps.append((first, partial(stopped, city, key, first)))
            steps.append((last, partial(running_again, city, key, last)))
    in_order(steps)
    for number, row in table.items():
        assert end_of(the_case(city, number), row["limit"]) == on(row, "end"), row
        if row["days"]:
            told_by_its_page(city, number, row)
    with looking(city) as session:
        assert verify(session).faults == ()


def told_by_its_page(engine: Engine, number: str, row: Row) -> None:
    """The date's own page numbers the very days that are written out, and says whether any of them is a guess."""
    with acting(engine, JUDGE, LOOKED_ON) as work:
        shown = picture_on(work, f"SP2022/{number}", LOOKED_ON)
        running = dates_of(work, shown)[CLOCK_OF[row.get("limit", "accepting")]].running
        days = [day.date for day in days_of(work.calendar, running) if day.counted]
        assert days == written_out(row), row
        assert provisional(work.calendar, running) is (row.get("provisional") == "yes"), row


def test_a_limit_of_an_unpublished_year_is_counted_anew_when_the_year_is_published(city: Engine) -> None:
    table = dict(numbered(rows("published")))
    under_way(city, dict.fromkeys(table, "2027-06-30"))
    for number, row in table.items():
        with acting(city, JUDGE, on(row)) as work:
            span = count(work.calendar, on(row), int(row["n"]), DayUnit(row["unit"]), after=True)
        assert (span.end, span.provisional) == (on(row, "guessed"), on(row, "guessed").year == 2027)
        limited(city, number, row)
    with acting(city, "system_admin/siping", PUBLISHED_ON) as work:
        publish_year(work, 2027, "国办发明电〔2026〕9号", OF_2027, HOLIDAYS)
    for number, row in table.items():
        assert the_case(city, number).limit == on(row, "end"), row
        told_by_its_page(city, number, row)
