"""Folds the work of the units: measures, evidence, findings, self-checks, application."""

from datetime import date, timedelta

from caseflow.domain.case.clocks import STATE_LIMIT, clocks, resumed
from caseflow.domain.case.facts import Case
from caseflow.domain.case.fold import on
from caseflow.domain.case.guidance import Guidance
from caseflow.domain.case.parts import Application, Evidence, Findings, SelfCheck
from caseflow.domain.case.rounds import back_to_rectifying
from caseflow.domain.case.waits import APPLY, CONFIRM, OPINION, begun, ended
from caseflow.domain.event import Event, day_of, days_of
from caseflow.domain.replacing import replace
from caseflow.domain.terms import EvidenceClass, Settlement, Step, Verdict

LAPSING = frozenset({"extension", "amendment"})
"""Matters that have lost their object once acceptance is applied for."""


@on("mark_measure")
def _mark(case: Case, event: Event) -> Case:
    number, done = event.data["number"], event.day if event.data["done"] else None
    return replace(
        case, measures=tuple(replace(m, done_on=done) if m.number == number else m for m in case.measures)
    )


@on("cite_clause")
def _cite(case: Case, event: Event) -> Case:
    """Which clause of an implementation plan a measure carries out; the text `measure.<number>.clause` says it."""
    if all(measure.number != event.data["number"] for measure in case.measures):
        raise ValueError("no such measure")
    return case


@on("add_evidence")
def _add(case: Case, event: Event) -> Case:
    data = event.data
    evidence = Evidence(
        id=len(case.evidence) + 1,
        digest=data["digest"],
        kind=data["kind"],
        by=event.actor,
        on=event.day,
        measure=data.get("measure"),
        point=data.get("point"),
    )
    return replace(case, evidence=(*case.evidence, evidence))


@on("withdraw_evidence")
def _withdraw_evidence(case: Case, event: Event) -> Case:
    gone = event.data["id"]
    return replace(
        case, evidence=tuple(replace(e, withdrawn=True) if e.id == gone else e for e in case.evidence)
    )


@on("record_findings")
def _findings(case: Case, event: Event) -> Case:
    data = event.data
    findings = Findings(
        Verdict(data["verdict"]), Settlement(data["settlement"]), event.day, day_of(data, "due")
    )
    open_ = begun(case.waits, CONFIRM, event.day, day_of(data, "limit"))
    return replace(case, proposed_findings=findings, waits=open_)


@on("confirm_findings")
def _confirm(case: Case, event: Event) -> Case:
    findings = case.proposed_findings
    if findings is None:
        raise ValueError("no findings wait")
    if event.data["by"] == "leader":
        open_ = begun(case.waits, CONFIRM, event.day, day_of(event.data, "limit"))
        return replace(case, proposed_findings=replace(findings, leader_confirmed=True), waits=open_)
    case = replace(case, findings=findings, proposed_findings=None, evidence_class=_class(case, findings))
    case = replace(case, waits=ended(case.waits, CONFIRM))
    if findings.settlement is Settlement.STAGED and findings.due and case.due.day is None:
        # the first plan fixes the date; a later one does not move it, an extension does
        case = replace(case, due=replace(case.due, day=findings.due, first=case.due.first or findings.due))
    return case


@on("self_check")
def _self_check(case: Case, event: Event) -> Case:
    check = SelfCheck(event.data["unit"], event.day, event.actor, tuple(event.data["criteria"]))
    others = tuple(other for other in case.self_checks if case.now(other.unit) != check.unit)
    waits = case.waits
    for kind, key in ((OPINION, "opinion_by"), (APPLY, "apply_by")):
        if limit := day_of(event.data, key):
            waits = begun(waits, kind, event.day, limit)
    return replace(case, self_checks=(*others, check), waits=waits)


@on("give_opinion")
def _opinion(case: Case, event: Event) -> Case:
    return replace(case, opinions={**case.opinions, event.data["unit"]: event.data["agrees"]})


@on("apply_closure")
def _apply(case: Case, event: Event) -> Case:
    """Fixes the order of the steps for this round: a rulebook put in force meanwhile does not move the case.

    A longer limit or another plan that was asked for meanwhile has lost its object.
    """
    order = tuple(Step(step) for step in event.data["order"])
    decisions = tuple(
        replace(d, outcome="lapsed", decided_on=event.day) if d.outcome is None and d.matter in LAPSING else d
        for d in case.decisions
    )
    applications = (*case.applications, Application(event.day))
    waits = ended(case.waits, OPINION, APPLY)
    return replace(case, order=order, applications=applications, decisions=decisions, waits=waits)


@on("withdraw")
def _withdraw(case: Case, _: Event) -> Case:
    return back_to_rectifying(case, "withdraw")


@on("feed_back")
def _feed_back(case: Case, event: Event) -> Case:
    return replace(case, fed_back_on=case.fed_back_on or event.day)


@on("suspend")
def _suspend(case: Case, event: Event) -> Case:
    return replace(case, suspended_on=event.day)


@on("resume")
def _resume(case: Case, event: Event) -> Case:
    """Limits of the procedure end later, each by what the event says; a rectification date does not move.

    Older events only say by how many days the limits of state and assignment are later.
    """
    if "moved" in event.data:
        return resumed(case, days_of(event.data, "moved"), event.day)
    later = timedelta(days=event.data["days"])
    alike = ("accept_assignment", *(f"state_{state}" for state in STATE_LIMIT))
    ends = [(clock.name, clock.end + later) for clock in clocks(case) if clock.name in alike]
    return resumed(case, ends, event.day)


def _class(case: Case, findings: Findings) -> EvidenceClass:
    """An unfounded petition is proved by its investigation; one found true after all is proved on site."""
    if findings.verdict is Verdict.UNFOUNDED:
        return EvidenceClass.UNFOUNDED
    return EvidenceClass.SITE if case.evidence_class is EvidenceClass.UNFOUNDED else case.evidence_class


@on("record_guidance")
def _guidance(case: Case, event: Event) -> Case:
    """A visit moves nothing by itself; what it found to blame is recorded as criticism of its own."""
    asks = tuple((n, date.fromisoformat(day)) for n, day in event.data.get("asks", ()))
    visited, files = day_of(event.data, "on") or event.day, tuple(event.data.get("files", ()))
    number = len(case.guidances) + 1
    made = Guidance(number, visited, event.actor, event.office, event.day, asks, files)
    return replace(case, guidances=(*case.guidances, made))
