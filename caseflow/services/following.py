"""What follows or runs beside the steps: feedback, provincial filing, years, suspension, merging, gathering."""

from datetime import date

from caseflow.domain.actions import Action
from caseflow.domain.case import Case, dossier_digest
from caseflow.domain.errors import BadInput, NotYet, Reason
from caseflow.domain.terms import State, Step
from caseflow.services.access import case_for, moment
from caseflow.services.advance import advance
from caseflow.services.inputs import past_day, said
from caseflow.services.limits import after_suspension, ends, written
from caseflow.services.record import record
from caseflow.services.work import Work
from caseflow.services.yearly import confirm_by


def feed_back(work: Work, key: str, on: date, paper: str, reason: str = "") -> Case:
    """The coordinator has answered the inspection team; the feedback limit is met on the day this is first entered.

    Once. What was entered wrongly is corrected with a reason, which meets no limit anew. Raises NotYet.
    """
    before = case_for(work, key, Action.FEED_BACK).fed_back_on
    if before and not reason.strip():
        raise NotYet(Reason("feedback.already", {"on": before.isoformat()}))
    past_day(work, on)
    texts = {"feedback.paper": said("paper", paper), "reason": reason.strip() if before else ""}
    return advance(
        work, key, Action.FEED_BACK, {"on": on.isoformat()}, texts=texts, occurred_at=on.isoformat()
    )


def file_up(work: Work, key: str, paper: str) -> Case:
    """The closure is filed one level up (备案) under a paper number."""
    return advance(work, key, Action.FILE_UP, texts={"filing.paper": said("paper", paper)})


def report_year(work: Work, key: str, year: int, note: str) -> Case:
    """The responsible unit reports that a standing task holds."""
    case = case_for(work, key, Action.REPORT_YEAR)
    if not case.due.standing:
        raise NotYet(Reason("guard.not_standing", {"turn": None}))
    if not case.filed_on.year <= year <= work.day.year:
        raise BadInput(Reason("year.unknown", {"year": year}))
    data = {"year": year, "limit": confirm_by(work, year).isoformat()}
    record(work, case.stream, "report_year", data, texts={"year.note": said("note", note)})
    return work.cases[key]


def confirm_year(work: Work, key: str, year: int, *, confirmed: bool, note: str = "") -> Case:
    """The acceptance unit confirms the year, or refuses with a reason; a closed case then has a finding of rebound."""
    case = case_for(work, key, Action.CONFIRM_YEAR)
    if not any(y.year == year and y.reported_on and y.confirmed is None for y in case.years):
        raise BadInput(Reason("year.unknown", {"year": year}))
    text = note.strip() if confirmed else said("reason", note)
    data = {"year": year, "confirmed": confirmed}
    case = advance(work, key, Action.CONFIRM_YEAR, data, texts={"year.note": text})
    if not confirmed and case.state is State.CLOSED:
        limit = ends(work, "revocation.propose").isoformat()
        finding = {"asks": "rebound", "origin": "year_refused", "limit": limit}
        record(work, case.stream, "enter_finding", finding, texts={"finding.words": text})
    return work.cases[key]


def suspend(work: Work, key: str, reason: str) -> Case:
    """Procedural clocks stand still; a rectification date does not move."""
    return advance(work, key, Action.SUSPEND, texts={"reason": said("reason", reason)})


def resume(work: Work, key: str) -> Case:
    """Procedural clocks run again: as many units of each limit remain as when it was stopped."""
    case = case_for(work, key, Action.RESUME)
    days = (work.day - case.suspended_on).days if case.suspended_on else 0
    moved = written(after_suspension(work, case))
    return advance(work, key, Action.RESUME, {"days": days, "moved": moved})


def merge(work: Work, key: str, into: str, reason: str) -> Case:
    """A petition is handled with another of the same inspection; it keeps its row and still counts as one."""
    case, main = case_for(work, key, Action.MERGE), case_for(work, into, Action.MERGE)
    if case.key == main.key:
        raise BadInput(Reason("merge.same_case", {}))
    if case.inspection != main.inspection or case.kind is not main.kind or main.links.merged_into:
        raise BadInput(Reason("merge.other_inspection", {}))
    case = advance(work, key, Action.MERGE, {"into": into}, texts={"reason": said("reason", reason)})
    record(work, main.stream, "take_in", {"cases": [*main.links.merged_from, key]})
    return case


def unmerge(work: Work, key: str, reason: str) -> Case:
    """A merged petition goes its own way again, from where it was."""
    case = case_for(work, key, Action.UNMERGE)
    into = case.links.merged_into
    case = advance(work, key, Action.UNMERGE, texts={"reason": said("reason", reason)})
    if into:
        main = case_for(work, into, Action.UNMERGE)
        record(work, main.stream, "take_in", {"cases": [k for k in main.links.merged_from if k != key]})
    return case


def gather_parts(work: Work, key: str) -> Case:
    """All locality parts are closed: the city's two heads sign for the whole."""
    case = case_for(work, key, Action.GATHER_PARTS)
    parts = sorted((part.key, dossier_digest(part)) for part in moment(work, case).parts)
    data = {"order": [Step.SIGNATURES.value], "parts": [list(pair) for pair in parts]}
    return advance(work, key, Action.GATHER_PARTS, data)
