"""The month's circular (通报): what each case and each lead unit did in a month, counted from facts, and the paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from caseflow.domain.case import Case
from caseflow.domain.dispatch_facts import month_facts
from caseflow.domain.terms import Light, Progress

DONE = frozenset({Progress.BASICALLY_COMPLETED, Progress.COMPLETED})
BEHIND = frozenset({Progress.NOT_STARTED, Progress.LAGGING})


@dataclass(frozen=True, slots=True)
class CaseMonth:
    """One case of which a report was expected, by its lead unit. `on_time` says when the first report came.

    `confirmed` is what the coordinator confirmed of this month's report, None where nothing was.
    """

    unit: str | None
    sent: bool
    on_time: bool
    returned: bool
    copied: bool
    unchanged: bool
    lacking: bool
    light: Light | None
    confirmed: Progress | None


@dataclass(frozen=True, slots=True)
class UnitMonth:
    """A lead unit's line, in cases; `unit` None for cases that nobody led. Each is a count.

    `copied`, `unchanged` and `lacking` (a responsible unit told nothing) are as the month's facts have them;
    `behind`, `on_plan`, `done` and `unconfirmed` part the expected ones by confirmed progress.
    """

    unit: str | None
    expected: int = 0
    on_time: int = 0
    late: int = 0
    missing: int = 0
    returned: int = 0
    copied: int = 0
    unchanged: int = 0
    lacking: int = 0
    yellow: int = 0
    red: int = 0
    behind: int = 0
    on_plan: int = 0
    done: int = 0
    unconfirmed: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether every report came in time and nothing speaks against the unit's work."""
        spoken = self.returned or self.copied or self.yellow or self.red or self.behind
        return self.on_time == self.expected and not spoken


COUNTS = tuple(f.name for f in fields(UnitMonth) if f.name != "unit")
"""The counts of a line, in the order of the table's columns."""


@dataclass(frozen=True, slots=True)
class Circular:
    """A month's circular: drafted by one person, issued by another with that day's figures. `texts` are digests."""

    drafted_by: str
    drafted_on: date
    texts: Mapping[str, str] = field(default_factory=dict)
    issued_by: str | None = None
    issued_on: date | None = None
    number: str | None = None
    lines: tuple[UnitMonth, ...] = ()
    void_on: date | None = None


def case_month(case: Case, month: str, unit: str | None, light: Light | None) -> CaseMonth:
    """What came of a case in a month in which its report was expected; `light` is its present one."""
    expected = next(one for one in case.expected if one.month == month)
    reports = [report for report in case.reports if report.month == month]
    facts = month_facts(case, month)
    confirmed = [report.confirmed for report in reports if report.confirmed]
    return CaseMonth(
        unit,
        sent=bool(reports) and not (expected.closed and all(r.result == "returned" for r in reports)),
        on_time=bool(reports) and reports[0].on <= expected.due,
        returned=any(report.result == "returned" for report in reports),
        copied=facts.copied,
        unchanged=facts.unchanged,
        lacking=bool(facts.lacking),
        light=expected.light if expected.closed else light,
        confirmed=confirmed[-1] if confirmed else None,
    )


def unit_months(cases: Iterable[CaseMonth]) -> tuple[UnitMonth, ...]:
    """The lines of all lead units, in the order in which they are met."""
    found: dict[str | None, list[CaseMonth]] = {}
    for one in cases:
        found.setdefault(one.unit, []).append(one)
    return tuple(_line(unit, some) for unit, some in found.items())


def total(lines: Iterable[UnitMonth]) -> UnitMonth:
    """All lines in one."""
    listed = list(lines)
    return UnitMonth(None, **{name: sum(getattr(line, name) for line in listed) for name in COUNTS})


def as_data(line: UnitMonth) -> dict[str, Any]:
    """A line as an event carries it."""
    return {"unit": line.unit} | {name: getattr(line, name) for name in COUNTS}


def of_data(data: Mapping[str, Any]) -> UnitMonth:
    """A line as an event carried it; a count that was not yet made then is 0."""
    return UnitMonth(data["unit"], **{name: data.get(name, 0) for name in COUNTS})


def _line(unit: str | None, cases: list[CaseMonth]) -> UnitMonth:
    return UnitMonth(
        unit,
        expected=len(cases),
        on_time=sum(one.sent and one.on_time for one in cases),
        late=sum(one.sent and not one.on_time for one in cases),
        missing=sum(not one.sent for one in cases),
        returned=sum(one.returned for one in cases),
        copied=sum(one.copied for one in cases),
        unchanged=sum(one.unchanged for one in cases),
        lacking=sum(one.lacking for one in cases),
        yellow=sum(one.light is Light.YELLOW for one in cases),
        red=sum(one.light is Light.RED for one in cases),
        behind=sum(one.confirmed in BEHIND for one in cases),
        on_plan=sum(one.confirmed is not None and one.confirmed not in BEHIND | DONE for one in cases),
        done=sum(one.confirmed in DONE for one in cases),
        unconfirmed=sum(one.confirmed is None for one in cases),
    )
