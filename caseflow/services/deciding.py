"""What the leading group's heads decide (双组长): extensions, amendments, exemptions, revocations, rebounds."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.parts import Decision, Parties
from caseflow.domain.errors import BadInput, NotYet, Reason
from caseflow.domain.numerals import folded
from caseflow.domain.seats import GROUP
from caseflow.domain.signers import ONE_HEAD, boxes_in, group_posts, waiting_voices
from caseflow.domain.terms import Source, State
from caseflow.services.access import case_for, held_case
from caseflow.services.advance import advance, require_state
from caseflow.services.filing import NewCase, NewMeasure, file_case
from caseflow.services.inputs import party_unit, said
from caseflow.services.limits import ends
from caseflow.services.messaging import remind
from caseflow.services.peopling import rely_on_offices
from caseflow.services.record import record
from caseflow.services.succeeding import parties_today
from caseflow.services.texts import read_texts, texts_of
from caseflow.services.work import Work

EFFECT = {
    "extension": Action.EXTEND,
    "amendment": Action.AMEND,
    "exemption": Action.EXEMPT_NOTICE,
    "revocation": Action.REVOKE_CLOSURE,
    "rebound": Action.REBOUND,
}
"""What follows when a matter is granted."""


def propose_extension(work: Work, key: str, to_day: date, reason: str) -> Case:
    """The lead unit asks for a later date, on or before the one in force, by which it is decided too."""
    case = case_for(work, key, Action.PROPOSE_EXTENSION)
    require_state(case, Action.PROPOSE_EXTENSION, State.FILED, State.RECTIFYING)
    due, times = case.due.day, work.book.number("extension.times")
    if due is None:
        raise BadInput(Reason("extension.no_due", {}))
    if work.day >= due:  # asked before the date (product.md, Days); on the day itself it is too late
        raise NotYet(Reason("extension.after_due", {"due": due.isoformat()}))
    if case.due.extensions >= times:
        raise NotYet(Reason("extension.none_left", {"times": times}))
    if to_day <= due:
        raise BadInput(Reason("extension.not_later", {"due": due.isoformat()}))
    return _propose(work, case, "extension", reason, {"to_day": to_day.isoformat()})


def propose_amendment(
    work: Work, key: str, reason: str, *, change: Mapping[str, Any], texts: Mapping[str, str], paper: str = ""
) -> Case:
    """The lead unit proposes other goals, measures or units; the old text stays, the new one waits beside it.

    `change` holds the event data of the amendment (`measures`, units); `paper` the higher level's paper number.
    """
    case = case_for(work, key, Action.PROPOSE_AMENDMENT)
    require_state(case, Action.PROPOSE_AMENDMENT, State.FILED, State.RECTIFYING)
    for unit in _new_units(case, change):
        party_unit(work, unit)
    _require_within(case, change)
    above = work.city.inspections[case.inspection].source is not Source.CITY
    number = (
        said("paper", paper) if above else paper.strip()
    )  # a plan that was filed above is changed from above
    waiting = {f"proposed.{name}": text for name, text in texts.items()} | {"paper": number}
    return _propose(work, case, "amendment", reason, {"content": dict(change)}, waiting)


def check_amendment(work: Work, key: str) -> Case:
    """The coordinator has checked a proposed amendment; now both heads decide."""
    case = case_for(work, key, Action.CHECK_AMENDMENT)
    proposal = _waiting(case, "amendment")
    record(work, case.stream, "check_proposal", {"id": proposal.id})
    remind(work, "decide", key, GROUP)
    return work.cases[key]


def propose_exemption(work: Work, key: str, reason: str) -> Case:
    """The coordinator proposes not to publish a notice; a group head decides, and it is counted publicly."""
    case = case_for(work, key, Action.PROPOSE_EXEMPTION)
    require_state(case, Action.PROPOSE_EXEMPTION, State.AWAITING_NOTICE)
    return _propose(work, case, "exemption", reason, {})


def enter_finding(work: Work, key: str, asks: str, origin: str, words: str) -> Case:
    """Somebody found after closure that it was wrong when made (revocation) or that the problem is back (rebound)."""
    case = case_for(work, key, Action.ENTER_FINDING)
    require_state(case, Action.ENTER_FINDING, State.CLOSED)
    if asks not in ("revocation", "rebound"):
        raise BadInput(Reason("finding.unknown", {}))
    data = {"asks": asks, "origin": origin, "limit": ends(work, "revocation.propose").isoformat()}
    record(work, case.stream, "enter_finding", data, texts={"finding.words": said("words", words)})
    return work.cases[key]


def propose_on_finding(work: Work, key: str, finding: int, reason: str, number: str = "") -> Case:
    """The coordinator puts a finding before both heads; `number` is that of the case a rebound would open."""
    case = case_for(work, key, Action.VIEW)
    found = next((f for f in case.after if f.id == finding), None)
    if found is None:
        raise BadInput(Reason("finding.unknown", {}))
    action = Action.PROPOSE_REVOCATION if found.asks == "revocation" else Action.PROPOSE_REBOUND
    case = case_for(work, key, action)
    require_state(case, action, State.CLOSED)
    if found.decided:
        raise NotYet(Reason("finding.decided", {}))
    content: dict[str, Any] = {"finding": finding}
    if found.asks == "rebound":
        content["number"] = folded(said("number", number))
        if held_case(work, f"{case.inspection}/{content['number']}"):
            raise NotYet(Reason("number.taken", {"number": content["number"]}))
    return _propose(work, case, found.asks, reason, {"content": content})


def decide(work: Work, key: str, number: int, *, agrees: bool, note: str = "") -> Case:
    """One head's word on a matter. It is granted when every head who must has agreed, refused when one has not.

    An extension granted after its date is kept as late and does not move it (product.md, Days).
    """
    case = case_for(work, key, Action.VIEW)
    decision = next((d for d in case.decisions if d.id == number), None)
    if decision is None:
        raise BadInput(Reason("decision.unknown", {}))
    case = case_for(work, key, EFFECT[decision.matter])
    box = _own_box(work, decision)
    rely_on_offices(work)
    if decision.matter == "amendment" and decision.checked_by is None:
        raise NotYet(Reason("guard.amendment_unchecked", {"turn": "coordinator"}))
    outcome = _outcome(work, case, decision, agrees=agrees)
    data = {"id": number, "box": box, "agrees": agrees, "outcome": outcome}
    text = note.strip() if agrees else said("reason", note)
    if outcome == "granted":
        _effect(work, key, decision)
    record(work, case.stream, "decide", data, texts={"note": text})
    if outcome and "finding" in decision.content:  # granted or refused: the heads have had their say on it
        record(work, case.stream, "settle_finding", {"id": decision.content["finding"]})
    return work.cases[key]


def is_late(case: Case, decision: Decision, day: date) -> bool:
    """Whether an approval on this day would come too late: an extension's, after the date in force."""
    return decision.matter == "extension" and case.due.day is not None and day > case.due.day


def _propose(
    work: Work,
    case: Case,
    matter: str,
    reason: str,
    data: Mapping[str, Any],
    texts: Mapping[str, str] | None = None,
) -> Case:
    if case.open_decision(matter):
        raise NotYet(Reason("decision.already_open", {}))
    words = {"reason": said("reason", reason)} | dict(texts or {})
    limit = ends(work, "signing.limit")
    if matter == "extension" and case.due.day:  # a later approval would move nothing
        limit = min(limit, case.due.day)
    said_so = {"matter": matter, "limit": limit.isoformat()} | dict(data)
    record(work, case.stream, "propose", said_so, texts=words)
    return work.cases[case.key]


def _new_units(case: Case, change: Mapping[str, Any]) -> Iterator[str]:
    """The units a change would bring in anywhere: as a party, or to a measure."""
    for name in Parties.__slots__:
        asked, held = change.get(name) or (), getattr(case.parties, name) or ()
        if name != "leader_in_charge":
            yield from {*_listed(asked)} - {*_listed(held)}
    held_by = {measure.number: measure.unit for measure in case.measures}
    for row in change.get("measures", ()):
        if row.get("unit") and row["unit"] != held_by.get(row["number"]):
            yield row["unit"]


def _require_within(case: Case, change: Mapping[str, Any]) -> None:
    """No measure's new date lies after the due date, which an extension alone moves. Raises BadInput."""
    held = {measure.number: measure.planned for measure in case.measures}
    for row in change.get("measures", ()):
        due = date.fromisoformat(row["due"]) if row.get("due") else None
        if due and case.due.day and due > case.due.day and due != held.get(row["number"]):
            raise BadInput(Reason("schedule.after_due", {"due": case.due.day.isoformat()}))


def _listed(units: Any) -> Iterable[str]:
    return (units,) if isinstance(units, str) else units


def _waiting(case: Case, matter: str) -> Decision:
    proposal = case.open_decision(matter)
    if proposal is None:
        raise BadInput(Reason("decision.unknown", {}))
    return proposal


def _own_box(work: Work, decision: Decision) -> str:
    """The box in which the actor still has a word. Raises NotYet: two heads are two people."""
    voted = {vote[0] for vote in decision.votes}
    own = boxes_in(group_posts(work.city, work.day), work.actor, work.city, work.day)
    left = [box for box in own if box not in voted]
    if decision.outcome or not left:
        raise NotYet(Reason("decision.already_voted", {}))
    if any(vote[2] == work.actor.code for vote in decision.votes):
        waiting = waiting_voices(work.city, work.day, decision).values()
        raise NotYet(Reason("guard.same_person", {"turn": None}), *waiting)
    return left[0]


def _outcome(work: Work, case: Case, decision: Decision, *, agrees: bool) -> str | None:
    if not agrees:
        return "refused"
    if decision.matter not in ONE_HEAD and not decision.votes:
        return None
    return "late" if is_late(case, decision, work.day) else "granted"


def _effect(work: Work, key: str, decision: Decision) -> None:
    """What a granted matter does, while its proposal is still open: the table's guards ask for it."""
    trigger = EFFECT[decision.matter]
    data: dict[str, Any] = {"decision": decision.id}
    if decision.matter == "extension" and decision.to_day:
        data["due"] = decision.to_day.isoformat()
    elif decision.matter == "rebound":
        data["new_case"] = _file_again(work, work.cases[key], decision).key
    elif decision.matter == "amendment":
        data |= dict(decision.content)
    words = read_texts(work.session, decision.words.values())
    advance(work, key, trigger, data, texts={name: words[digest] for name, digest in decision.words.items()})


def _file_again(work: Work, old: Case, decision: Decision) -> Case:
    """The new case that a rebound opens; it cites the old one, whose closure stays."""
    words = texts_of(work.session, old)
    kept: dict[str, str] = {name: words[name] for name in ("problem", "goal") if name in words}
    new = NewCase(
        inspection=old.inspection,
        number=decision.content["number"],
        kind=old.kind,
        title=words.get("title", old.number),
        parties=parties_today(work, old.parties),
        evidence_class=old.evidence_class,
        types=tuple(words[f"type.{n}"] for n in range(1, old.types + 1) if f"type.{n}" in words),
        measures=tuple(
            NewMeasure(words.get(f"measure.{m.number}", "")) for m in old.measures if not m.withdrawn
        ),
        rebound_of=old.key,
        texts=kept,
    )
    return file_case(work, new, Action.REBOUND)
