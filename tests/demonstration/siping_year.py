"""A year of Siping's plan for tests of the clock: its tasks, what people do on fixed days, and what stands by day."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Engine, select

from caseflow.domain.case import Case
from caseflow.domain.days import limit_end
from caseflow.domain.errors import NotYet
from caseflow.domain.terms import DayUnit, Progress, Source, State
from caseflow.rulebooks.calendars import shipped_calendar
from caseflow.services.laddering import MEETS, Meeting, dismiss_paper, issue_paper, sign_paper
from caseflow.services.opening import open_inspection
from caseflow.services.reporting import report
from caseflow.services.streams import event_of
from caseflow.store.log import EventRow
from caseflow.store.procedure import PaperRow
from caseflow.transaction import looking
from tests.makers import a_city, filed, told
from tests.services.acting import (
    CITY_HEADS,
    COORDINATOR,
    LEAD,
    ORDER,
    PARTIES,
    acting,
    lived,
    signed,
    the_case,
)

PLANNED = date(2023, 4, 3)
ONE_DAY = timedelta(days=1)
DUES = ("2023-06-30", "2023-08-31", "2023-10-31", "2023-12-31", "2024-02-29", None)
"""When tasks are due, in turn; None for 长期坚持 alone."""
REPORTED, ISSUED = 20, (16, 24)
"""Days of a month on which units report, and on which the office issues what was proposed."""
ASKED, PASSED, PUBLISHED, SIGNED = 45, 40, 37, 1
"""Days before its due date on which a task that is done in time takes each step."""
Act = Callable[[Engine], object]


@dataclass(frozen=True, slots=True)
class Year:
    """So many tasks, and the last day that is lived."""

    tasks: int
    until: date

    @property
    def days(self) -> list[date]:
        """Every day from the plan's on."""
        return [PLANNED + ONE_DAY * n for n in range((self.until - PLANNED).days + 1)]


def opened(url: str, year: Year, *, demonstration: bool = True) -> Engine:
    """The city on the day of the plan, with its tasks assigned and none accepted."""
    engine = a_city(url, PLANNED, demonstration=demonstration)
    with acting(engine, COORDINATOR, PLANNED) as work:
        open_inspection(work, "SP2022", Source.PROVINCIAL, "第二轮省级生态环境保护督察", PLANNED)
        for n in range(1, year.tasks + 1):
            due = DUES[n % len(DUES)]
            filed(
                work,
                number(n),
                "task",
                ordinal=n,
                due=due,
                standing=due is None,
                measures=[{"number": 1}],
                **PARTIES,
            )
            told(work, number(n), "describe", goal="接入管网")
            told(work, number(n), "assign", {"lead_unit": "slj", "limit": "2023-04-11"})
    return engine


def late_ends(year: Year) -> dict[date, date]:
    """Days on which nobody ticks, each with the day on which it is made up for: ten days on end in every month.

    In even months from the 5th, in odd ones from the 25th, so that month ends, deemed acceptances and ends of notices
    lie among them. What people then do does not hang on the clock.
    """
    found = {}
    for day in year.days:
        if day.day == (5 if day.month % 2 == 0 else 25):
            last = min(day + 9 * ONE_DAY, year.until)
            found |= {day + n * ONE_DAY: last for n in range((last - day).days + 1)}
    return found


def number(n: int) -> str:
    return f"T{n:02}"


def acts(year: Year) -> dict[date, list[Act]]:
    """What people do, by day; each day's acts come after the clock's work where that is done in time."""
    planned: dict[date, list[Act]] = defaultdict(list)
    for n in range(1, year.tasks + 1):
        due = DUES[n % len(DUES)]
        if due and n % 5 == 1:
            for day, act in _closing(number(n), date.fromisoformat(due)):
                planned[day].append(act)
    for day in year.days:
        if day.day == REPORTED and f"{day:%Y-%m}" > f"{PLANNED:%Y-%m}":
            planned[day].append(partial(_report, year, day))
        if day.day in ISSUED:
            planned[day].append(partial(_issue, day))
    return planned


def _closing(name: str, due: date) -> Iterator[tuple[date, Act]]:
    """A task done in time: applied for, passed, published, and signed once the clock has ended the notice."""
    first = due - ONE_DAY * PUBLISHED
    last = limit_end(shipped_calendar(), first, 10, DayUnit.WORKDAY).end
    opens = limit_end(shipped_calendar(), last, 4, DayUnit.WORKDAY, after=True).end
    days = {"first_day": first.isoformat(), "last_day": last.isoformat(), "opens_on": opens.isoformat()}
    passed = {"unit": "sthjj", "people": 2, "to": "awaiting_notice"}
    for before, *told_then in (
        (ASKED, ("apply_closure", {"order": ORDER, "to": "accepting"})),
        (PASSED, ("pass_acceptance", passed)),
        (PUBLISHED, ("draft_notice", {}), ("publish_notice", days | {"to": "publicized"})),
    ):
        day = due - ONE_DAY * before
        yield day, partial(_tell, name, day, tuple(told_then))
    signing = due - ONE_DAY * SIGNED
    yield signing, lambda engine: signed(engine, "closed", name, signing)


def _tell(name: str, day: date, events: tuple[tuple[str, dict[str, Any]], ...], engine: Engine) -> None:
    lived(engine, *events, number=name, day=day)


def _report(year: Year, day: date, engine: Engine) -> None:
    """Of four tasks three report what they did; the fourth is missed."""
    month = f"{day:%Y-%m}"
    for n in range(1, year.tasks + 1):
        if n % 4 and _reports(the_case(engine, number(n)), month):
            with acting(engine, LEAD, day) as work:
                report(
                    work,
                    f"SP2022/{number(n)}",
                    month,
                    Progress.NORMAL,
                    f"{month} 完成第 {n} 段 {n * day.month} 米。",
                )


def _reports(case: Case, month: str) -> bool:
    return case.state is State.RECTIFYING and any(one.month == month for one in case.expected)


def _issue(day: date, engine: Engine) -> None:
    """Every paper that was proposed is issued, by the heads where the rulebook asks them; else dismissed."""
    asked = select(PaperRow.case, PaperRow.id, PaperRow.rung).where(PaperRow.status == "proposed")
    with looking(engine) as session:
        found = session.execute(asked.order_by(PaperRow.case, PaperRow.id)).all()
    for key, id_, rung in found:
        meeting = Meeting(day + 3 * ONE_DAY, "会议室", "主要负责同志") if rung in MEETS else None
        try:
            with acting(engine, COORDINATOR, day) as work:
                issue_paper(work, key, id_, "请抓紧", reason="事由紧急", meeting=meeting, team="督察组")
        except NotYet:
            with acting(engine, COORDINATOR, day) as work:
                dismiss_paper(work, key, id_, "事由已经消除")
        for post in CITY_HEADS:
            if the_case(engine, key.rpartition("/")[2]).papers[id_ - 1].status == "submitted":
                with acting(engine, post, day) as work:
                    sign_paper(work, key, id_, agrees=True)


def by_day(engine: Engine) -> dict[str, list[str]]:
    """Every event under its day as what it says: stream, type, office and data, but no instant and no hash."""
    found: dict[str, list[str]] = defaultdict(list)
    with looking(engine) as session:
        rows = session.execute(select(EventRow.leaf, EventRow.seq).order_by(EventRow.seq)).all()
    for leaf, seq in rows:
        event = event_of(leaf, seq)
        data = {name: value for name, value in event.data.items() if name != "dossier"}
        found[event.day.isoformat()].append(
            f"{event.stream} {event.type} {event.office} {json.dumps(data, sort_keys=True)}"
        )
    return {day: sorted(events) for day, events in sorted(found.items())}
