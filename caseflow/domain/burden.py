"""How much was asked of units in a month (整治“指尖上的形式主义”): each request once, by the act that answers it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from caseflow.domain.case import Case
from caseflow.domain.case.papers import PRAISE


@dataclass(frozen=True, slots=True)
class Ask:
    """One request to a unit: the act that answers it, how many kinds of file it wants; of a paper its rung."""

    unit: str
    act: str
    files: int = 0
    rung: str = ""


@dataclass(frozen=True, slots=True)
class Burden:
    """What a unit was asked: requests, required fields of their forms, and files."""

    requests: int = 0
    fields: int = 0
    files: int = 0

    def and_(self, fields: int, files: int) -> "Burden":
        """With one request more."""
        return Burden(self.requests + 1, self.fields + fields, self.files + files)


def asks(case: Case, month: str, files: int) -> Iterator[Ask]:
    """What was asked of units on a case in a month; `files` is what its class asks with the application.

    A report goes to whoever then answered; where nobody did, to the lead unit of today. What the office or a head has
    to do is not counted, nor an act that a unit begins by itself.
    """
    lead = case.parties.lead_unit
    yield from _reports(case, month, lead)
    if lead and case.assignment and _in(month, case.assignment.on):
        yield Ask(lead, "accept_assignment")
    for paper in case.papers:
        if _in(month, paper.issued_on) and paper.rung != PRAISE:
            yield Ask(paper.to_unit, "answer_paper", rung=paper.rung)
    for check in case.self_checks:
        if _in(month, check.on):
            yield Ask(check.unit, "self_check")
    for application in case.applications:
        if _in(month, application.on):
            yield from _of_application(case, lead, files)
    if lead and case.supplement and _in(month, case.supplement.on):
        yield Ask(lead, "supply_supplement")
    yield from _years(case, month)


def _years(case: Case, month: str) -> Iterator[Ask]:
    for year in case.years:
        if _in(month, year.expected_on):
            yield from (Ask(unit, "report_year") for unit in case.checkers)
        if _in(month, year.reported_on) and case.parties.acceptance_unit:
            yield Ask(case.parties.acceptance_unit, "confirm_year")


def _reports(case: Case, month: str, lead: str | None) -> Iterator[Ask]:
    """The month's report; and once more for each that was sent back in the month."""
    units = [report.unit for report in case.reports if report.month == month]
    asked = units[0] if units else lead
    if asked and any(one.month == month for one in case.expected):
        yield Ask(asked, "report")
    for report in case.reports:
        if report.result == "returned" and _in(month, report.reviewed_on):
            yield Ask(report.unit, "report")


def _of_application(case: Case, lead: str | None, files: int) -> Iterable[Ask]:
    accepts = case.parties.acceptance_unit
    return [
        *([Ask(lead, "apply_closure", files)] if lead else []),
        *([Ask(accepts, "pass_acceptance")] if accepts else []),
    ]


def _in(month: str, day: date | None) -> bool:
    return day is not None and f"{day:%Y-%m}" == month
