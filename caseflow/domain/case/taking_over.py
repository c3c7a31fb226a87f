"""Folds what was done outside: the case stands where a ledger says it had come to, every fact marked as claimed."""

from caseflow.domain.case.facts import Case
from caseflow.domain.case.fold import on
from caseflow.domain.case.outside import Outside
from caseflow.domain.case.parts import (
    Acceptance,
    Application,
    ApplicationStatus,
    Findings,
    Notice,
)
from caseflow.domain.event import Event, day_of, days_of
from caseflow.domain.replacing import replace
from caseflow.domain.terms import Progress, Settlement, State, Step, Verdict


@on("take_over")
def _take_over(case: Case, event: Event) -> Case:
    """A later ledger may add to what an earlier one claimed; nothing is claimed of a case that was worked on here."""
    if case.worked or State(event.data["state"]) is State.MERGED:
        raise ValueError("the case was worked on")
    outside = _outside(case, event)
    case = _progress(_findings(_parties(case, event), event), event)
    case = replace(case, outside=outside, order=tuple(map(Step, event.data.get("order", ()))))
    return _closed_again(_steps(case, outside, event), outside)


def _outside(case: Case, event: Event) -> Outside:
    data = event.data
    return Outside(
        on=event.day,
        by=event.actor,
        file=data["file"],
        state=State(data["state"]),
        round=case.round,
        assigned=day_of(data, "assigned_on"),
        accepted=day_of(data, "accepted_on"),
        applied=day_of(data, "applied_on"),
        site_day=day_of(data, "site_day"),
        passed=bool(data.get("passed")),
        first_day=day_of(data, "first_day"),
        last_day=day_of(data, "last_day"),
        signed=days_of(data, "signed_on"),
        closed_on=day_of(data, "closed_on"),
        filed_up_on=day_of(data, "filed_up_on"),
    )


def _parties(case: Case, event: Event) -> Case:
    """A unit that the case lacked."""
    lead = event.data.get("lead_unit") or case.parties.lead_unit
    acceptance = event.data.get("acceptance_unit") or case.parties.acceptance_unit
    return replace(case, parties=replace(case.parties, lead_unit=lead, acceptance_unit=acceptance))


def _findings(case: Case, event: Event) -> Case:
    if "verdict" not in event.data:
        return case
    verdict, settlement = Verdict(event.data["verdict"]), Settlement(event.data["settlement"])
    return replace(
        case, findings=Findings(verdict, settlement, event.day, leader_confirmed=True, outside=True)
    )


def _progress(case: Case, event: Event) -> Case:
    """The ledger is the office's own: its word stands as the unit's and as the office's."""
    word = event.data.get("progress")
    return replace(case, progress=Progress(word), confirmed_progress=Progress(word)) if word else case


def _steps(case: Case, outside: Outside, event: Event) -> Case:
    """What of the steps stands: an application that came back, or was failed, does not."""
    applied = outside.applied if outside.state not in (State.FILED, State.RECTIFYING) else None
    if applied is None:
        return case
    status = ApplicationStatus.ACCEPTED if outside.passed else ApplicationStatus.PENDING
    case = replace(case, applications=(Application(applied, status, outside=True),))
    if outside.passed and outside.site_day:
        day, unit = outside.site_day, case.parties.acceptance_unit or ""
        case = replace(case, acceptance=Acceptance(day, "", unit, day, None, day, outside=True))
    if outside.first_day and outside.last_day:
        over = outside.state is not State.PUBLICIZED
        notice = Notice(
            drafted_by="",
            drafted_on=outside.first_day,
            first_day=outside.first_day,
            last_day=outside.last_day,
            opens_on=day_of(event.data, "opens_on"),
            ended_on=outside.last_day if over else None,
            outside=True,
        )
        case = replace(case, notice=notice, noticed_this_round=True)
    return case


def _closed_again(case: Case, outside: Outside) -> Case:
    """A closure that an earlier ledger claimed may be filed with the province by a later one."""
    if case.closure is None:
        return case
    return replace(case, closure=replace(case.closure, filed_up_on=outside.filed_up_on))
