"""Doubts about what was said to be done (seen elsewhere: reported before it began, closed in haste)."""

from collections.abc import Iterator
from datetime import date

from caseflow.domain.event import Event
from caseflow.domain.flags.facts import BEFORE, Facts, Flag
from caseflow.domain.terms import EvidenceClass, Progress, State

DONE = frozenset({Progress.COMPLETED, Progress.BASICALLY_COMPLETED})


def done_before_proof(facts: Facts) -> Iterator[Flag]:
    """Reported as done before anything was handed in that could show it."""
    said = _first_done(facts)
    if said is None:
        return
    shown = [one for one in facts.files if one.kind != BEFORE]
    first = min(shown, key=lambda one: (one.day, one.n), default=None)
    if first and first.day > said.day:
        days = {"said": said.day.isoformat(), "shown": first.day.isoformat()}
        yield facts.flag("done_before_proof", facts.proof(said), first.proof, who=(said.actor,), **days)


def done_without_proof(facts: Facts) -> Iterator[Flag]:
    """Reported as done, and nothing was ever handed in that could show it."""
    said = _first_done(facts)
    if said and all(one.kind == BEFORE for one in facts.files):
        yield facts.flag(
            "done_without_proof", facts.proof(said), who=(said.actor,), said=said.day.isoformat()
        )


def proof_after_report(facts: Facts) -> Iterator[Flag]:
    """Reported as done, with papers on the work that are dated later."""
    said = _first_done(facts)
    dated = [one for one in facts.files if said and one.claimed and one.is_paper and one.claimed > said.day]
    if said and dated:
        last = max(one.claimed for one in dated if one.claimed)
        proofs = (one.proof for one in dated)
        yield facts.flag(
            "proof_after_report",
            facts.proof(said),
            *proofs,
            who=(said.actor,),
            said=said.day.isoformat(),
            dated=last.isoformat(),
        )


def report_contradicted(facts: Facts) -> Iterator[Flag]:
    """A later report or mark takes back what an earlier one said was done, and nobody had returned the case."""
    done: Event | None = None
    measures: dict[int, Event] = {}
    for event in facts.course.events:
        if event.data.get("to") == State.RECTIFYING:
            done = None
            measures.clear()
        elif event.type == "report":
            if done and event.data["progress"] not in DONE:
                yield _contradicted(facts, done, event)
            done = event if event.data["progress"] in DONE else None
        elif event.type == "mark_measure" and event.data["done"]:
            measures[event.data["number"]] = event
        elif event.type == "mark_measure" and event.data["number"] in measures:
            yield _contradicted(facts, measures.pop(event.data["number"]), event)


def done_not_applied(facts: Facts) -> Iterator[Flag]:
    """Reported as completed, and for long nobody asked for acceptance."""
    case = facts.case
    if case.state is not State.RECTIFYING or case.progress is not Progress.COMPLETED or case.due.standing:
        return
    said = _first_of_run(facts)
    if said and (days := (facts.day - said.day).days) >= facts.number("unapplied_days"):
        yield facts.flag(
            "done_not_applied", facts.proof(said), who=(said.actor,), said=said.day.isoformat(), days=days
        )


def quick_closure(facts: Facts) -> Iterator[Flag]:
    """Acceptance asked for within days of the hand-over."""
    case = facts.case
    applied = next(facts.events("apply_closure"), None)
    start = case.handed_over or (case.assignment.on if case.assignment else case.filed_on)
    if applied and case.evidence_class is not EvidenceClass.UNFOUNDED:
        days = (applied.day - start).days
        if 0 <= days <= facts.number("quick_days"):
            yield facts.flag("quick_closure", facts.proof(applied), who=(applied.actor,), days=days)


def petition_again(facts: Facts) -> Iterator[Flag]:
    """A petition that came after the closure and names this case as its forerunner."""
    closed = facts.case.closure
    later = facts.around.later.get(facts.case.key, ())
    for other in later:
        came = other.received_on or other.handed_over or other.filed_on
        if closed and came > closed.on:
            signed = next((event for event in facts.course.events if event.data.get("to") == "closed"), None)
            proofs = (facts.proof(signed),) if signed else ()
            yield facts.flag("petition_again", *proofs, other=other.number, came=came.isoformat())


def no_monitoring(facts: Facts) -> Iterator[Flag]:
    """A project handed in for acceptance with a completion report and nothing that was measured."""
    applied = _standing_application(facts)
    shown = {one.kind for one in facts.files if not one.withdrawn}
    if applied and facts.case.evidence_class is EvidenceClass.PROJECT and "monitoring_report" not in shown:
        yield facts.flag("no_monitoring", facts.proof(applied), who=(applied.actor,))


def own_word_only(facts: Facts) -> Iterator[Flag]:
    """All that shows the work was handed in by one person, nobody from outside came, and nothing was measured."""
    applied = _standing_application(facts)
    shown = [one for one in facts.files if not one.withdrawn]
    alone = {one.by for one in shown}
    measured = any(one.kind == "monitoring_report" for one in shown)
    if applied and len(alone) == 1 and not measured and not facts.case.guidances and not _site_checked(facts):
        proofs = (one.proof for one in shown)
        yield facts.flag("own_word_only", facts.proof(applied), *proofs, who=tuple(alone), files=len(shown))


def _first_done(facts: Facts) -> Event | None:
    """The first report that said the work was done."""
    return next((event for event in facts.events("report") if event.data["progress"] in DONE), None)


def _first_of_run(facts: Facts) -> Event | None:
    """The report since which every one has said that it is completed."""
    found: Event | None = None
    for event in facts.events("report"):
        found = (found or event) if event.data["progress"] == Progress.COMPLETED else None
    return found


def _standing_application(facts: Facts) -> Event | None:
    events = list(facts.events("apply_closure"))
    return events[-1] if events and facts.case.application else None


def _site_checked(facts: Facts) -> bool:
    """Whether the acceptance unit has been at the place."""
    passed = facts.case.acceptance
    return passed is not None and passed.passed_on is not None


def _contradicted(facts: Facts, said: Event, later: Event) -> Flag:
    first: date = said.day
    return facts.flag(
        "report_contradicted",
        facts.proof(said),
        facts.proof(later),
        who=tuple(dict.fromkeys((said.actor, later.actor))),
        said=first.isoformat(),
        later=later.day.isoformat(),
    )
