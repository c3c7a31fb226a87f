"""Likening (雷同比对): whether a month's progress says much the same as last month's, or as another case's.

Only the progress of the month is compared: problems and next steps may stand from month to month.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from caseflow.domain.case import Case
from caseflow.domain.case.monthly import Report
from caseflow.domain.likeness import likeness, masked, shape
from caseflow.services.searching import cases_of
from caseflow.services.texts import read_texts
from caseflow.services.work import Work
from caseflow.store.months import reported_beside

DONE = "report.done"
_Said = tuple[str, Report]


@dataclass(frozen=True, slots=True)
class Like:
    """The report that has most in common with another one: how much, and the case and month it was sent for."""

    share: Decimal
    key: str
    month: str


def nearest(work: Work, case: Case, month: str, words: str) -> Like | None:
    """The nearest report where it is so near that the rulebook calls it copied (`report.copied`), None otherwise.

    Compared are the last words sent for the case before this month, and what was sent for other cases of its lead
    unit or its inspection for this month and the one before; with these only a text of some length.
    """
    said = [*_before(case, month)]
    if len(masked(words)) >= work.book.number("report.copied_length"):
        said += _beside(work, case, month)
    found = read_texts(work.session, (report.words[DONE] for _, report in said))
    own = shape(words)
    likes = (
        Like(likeness(own, shape(found[report.words[DONE]])), key, report.month)
        for key, report in said
        if report.words[DONE] in found
    )
    best = max(likes, key=lambda like: like.share, default=None)
    return best if best and best.share * 100 >= work.book.number("report.copied") else None


def _before(case: Case, month: str) -> Iterator[_Said]:
    """The case's last words of an earlier month; a month in which nothing changed brought none."""
    said = [report for report in _worded(case.reports) if report.month < month]
    if said:
        yield case.key, max(said, key=lambda report: (report.month, report.number))


def _beside(work: Work, case: Case, month: str) -> Iterator[_Said]:
    months = (_month_before(month), month)
    units = work.city.written_as(case.parties.lead_unit) if case.parties.lead_unit else ()
    keys = reported_beside(work.session, case.key, case.inspection, units, months)
    for key, other in cases_of(work, keys).items():
        last = {report.month: report for report in _worded(other.reports) if report.month in months}
        yield from ((key, report) for report in last.values())


def _worded(reports: Iterable[Report]) -> Iterator[Report]:
    return (report for report in reports if DONE in report.words)


def _month_before(month: str) -> str:
    return f"{date.fromisoformat(f'{month}-01') - timedelta(days=1):%Y-%m}"
