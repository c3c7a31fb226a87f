"""What stands at the head of every page about one case."""

from dataclasses import dataclass

from caseflow.domain.case import Case
from caseflow.domain.light import Judgement, judge
from caseflow.services.withholding import seen_of
from caseflow.services.work import Work
from caseflow.web import here


@dataclass(frozen=True, slots=True)
class Heading:
    """Title and number, the light with its reasons, and the units by name."""

    title: str
    number: str
    kind: str
    state: str
    judgement: Judgement
    locality: str | None
    lead_unit: str | None


def heading(work: Work, case: Case) -> Heading:
    """The head of a case's page, as of the work's day."""
    names = here.names()
    return Heading(
        title=seen_of(work, case).get("title", case.number),
        number=case.number,
        kind=case.kind,
        state=case.state,
        judgement=judge(case, work.book, work.day),
        locality=names.called(case.parties.locality),
        lead_unit=names.called(case.parties.lead_unit),
    )
