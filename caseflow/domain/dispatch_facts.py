"""The facts of one case's month: late, missing, returned, copied, unchanged, who told their part; each by itself."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from caseflow.domain.case import Case
from caseflow.domain.case.monthly import Expected, Report
from caseflow.domain.case.months import awaited
from caseflow.domain.errors import Reason
from caseflow.domain.terms import Light

RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Part:
    """What a responsible unit told of a month: the day of its first word, and whether that was after the day to."""

    unit: str
    on: date
    late: bool
    unchanged: bool


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """One case in one month, as its events tell it; nothing here is a judgement.

    `due` None where no report was expected. `sent_on` is the day of the first report, `late` that it came after the
    due day; `missing` that the month closed without any. `returned` counts the returns, `left_returned` says that the
    last one was never answered. `like` is the likeness of the last report to the nearest other, a decimal, where that
    is much; `copied` says that there is one. `unchanged` is the unit's own word that nothing changed. `parts` are what
    responsible units told, `awaited` those who may still, `lacking` those who have told nothing though the lead unit
    reported, or the month closed. `light` and `why` are the judgement frozen when it closed.
    """

    month: str
    due: date | None = None
    closed: bool = False
    sent_on: date | None = None
    times: int = 0
    late: bool = False
    missing: bool = False
    returned: int = 0
    left_returned: bool = False
    unchanged: bool = False
    like: str | None = None
    like_to: tuple[str, str] | None = None
    contribute_by: date | None = None
    parts: tuple[Part, ...] = ()
    awaited: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    light: Light | None = None
    why: tuple[str, ...] = ()

    @property
    def copied(self) -> bool:
        """Whether the last report has much in common with another."""
        return self.like is not None

    def overrun_on(self, day: date) -> bool:
        """Whether on a day the report was owed and nothing had been sent yet."""
        return self.due is not None and self.due < day and (self.sent_on is None or self.sent_on > day)


def month_facts(case: Case, month: str) -> MonthFacts:
    """The facts of a month such as 2023-10; of one nobody expected a report for, only what was sent."""
    expected = next((one for one in case.expected if one.month == month), None)
    reports = [report for report in case.reports if report.month == month]
    first, last = (reports[0], reports[-1]) if reports else (None, None)
    returned = sum(report.result == RETURNED for report in reports)
    due, closed = (expected.due, expected.closed) if expected else (None, False)
    return MonthFacts(
        month=month,
        due=due,
        closed=closed,
        sent_on=first.on if first else None,
        times=len(reports),
        late=first is not None and due is not None and first.on > due,
        missing=closed and first is None,
        returned=returned,
        left_returned=closed and last is not None and last.result == RETURNED,
        unchanged=last is not None and last.unchanged,
        like=last.like if last else None,
        like_to=last.like_to if last else None,
        contribute_by=expected.contribute_by if expected else None,
        parts=_parts(case, month, expected),
        awaited=awaited(case, expected) if expected and not closed else (),
        lacking=_lacking(case, expected, first),
        light=expected.light if expected else None,
        why=expected.why if expected else (),
    )


def marks(facts: MonthFacts) -> tuple[Reason, ...]:
    """What stands out in a month, each by itself, for pages and tables; nothing for one that went as it should."""
    share = int(Decimal(facts.like) * 100) if facts.like else 0
    found: tuple[tuple[object, Reason], ...] = (
        (facts.late, Reason("month.late")),
        (facts.missing, Reason("month.missing")),
        (facts.returned, Reason("month.returned", {"times": facts.returned})),
        (facts.left_returned, Reason("month.left_returned")),
        (facts.copied, Reason("month.copied", {"percent": share})),
        (facts.unchanged, Reason("month.unchanged")),
        (facts.lacking, Reason("month.lacking", {"units": len(facts.lacking)})),
    )
    return tuple(reason for there, reason in found if there)


def _parts(case: Case, month: str, expected: Expected | None) -> tuple[Part, ...]:
    by = expected.contribute_by if expected else None
    first: dict[str, Part] = {}
    for one in case.contributions:
        if one.month == month:
            late = by is not None and one.on > by
            first.setdefault(one.unit, Part(one.unit, one.on, late, one.unchanged))
    return tuple(first.values())


def _lacking(case: Case, expected: Expected | None, first: Report | None) -> tuple[str, ...]:
    if expected is None:
        return ()
    if expected.closed:
        return expected.lacking
    return awaited(case, expected) if first else ()
