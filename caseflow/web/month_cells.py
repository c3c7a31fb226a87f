"""A month of a case as one cell of the matrix: one mark to see, every fact to hear, and where it leads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from caseflow.domain.case import Case
from caseflow.domain.case.monthly import Report
from caseflow.domain.dispatch_facts import MonthFacts, marks
from caseflow.services.dispatching import Entry, Standing, standing
from caseflow.web.acting import case_address
from caseflow.words.say import say, term

MARKS = ("on_time", "late", "missing", "copied", "returned", "review", "open")
"""What a cell may show, in the order of the key."""
NOT_SENT = frozenset({Standing.OPEN, Standing.LATE, Standing.RETURNED})
"""Where a unit still has to send something."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`mark` is its code, `word` the one character shown, `says` every fact; `hole` that a word is still owed here."""

    mark: str
    word: str
    says: str
    href: str = ""
    hole: bool = False


def cells(entry: Entry, day: date) -> list[Cell | None]:
    """The months of a row, the oldest first, the month itself last; None where no report was expected."""
    case, address = entry.case, f"{case_address(entry.case)}#timeline"
    last = {report.month: report for report in case.reports}
    found: list[Cell | None] = [
        _cell(case, facts, last.get(facts.month), day, address) if facts else None for facts in entry.earlier
    ]
    return [*found, _cell(case, entry.facts, entry.report, day, address, still=True)]


def _cell(
    case: Case, facts: MonthFacts, last: Report | None, day: date, address: str, *, still: bool = False
) -> Cell:
    stands = standing(facts, last, day)
    mark = _mark(facts, stands)
    if mark == "on_time":
        return Cell(mark, term("mark.on_time"), term("mark_says.on_time"))
    said = "，".join(_said(case, facts, stands)) or term(f"mark_says.{mark}")
    return Cell(mark, term(f"mark.{mark}"), said, address, hole=still and stands in NOT_SENT)


def _mark(facts: MonthFacts, stands: Standing) -> str:
    """The one that tells most: what is lacking before what waits, what waits before what was."""
    if facts.missing:
        return "missing"
    if stands is Standing.RETURNED:
        return "returned"
    if stands in NOT_SENT:
        return "open"
    if facts.copied:
        return "copied"
    if stands is Standing.REVIEW:
        return "review"
    return "late" if facts.late else "on_time"


def _said(case: Case, facts: MonthFacts, stands: Standing) -> Iterator[str]:
    if stands in (Standing.OPEN, Standing.LATE, Standing.REVIEW):
        yield term(f"standing.{stands}")
    yield from (say(mark.code, mark.facts) for mark in marks(facts))
    reminded = [one for one in case.reminders if one.ref.partition(".")[0] == facts.month]
    if reminded and stands in NOT_SENT:
        yield say("month.reminded", {"n": len(reminded), "on": reminded[-1].on.isoformat()})
