"""What a diligent city would do next on a case: the acts that bring it nearer to closure, with what they need."""

from collections.abc import Iterator
from typing import Any

from caseflow.domain.case import Case, dossier_digest
from caseflow.domain.rulebook import Rulebook
from caseflow.domain.terms import Kind, Progress, Settlement, State, Verdict
from caseflow.services.noticing import PARTS
from tests.model.inputs import Scene
from tests.model.matters import EFFECT

Help = tuple[str, dict[str, Any]]
WAIT = "wait"
"""Nothing helps today; a notice runs."""


def helpful(scene: Scene) -> list[Help]:
    """Every act that helps now; the choice among them is the dice's."""
    named = [("name_successor", {"unit": unit, "successor": "slj"}) for unit in scene.case.awaiting]
    return [*named, *_decisions(scene.case), *_of_state(scene)]


def _decisions(case: Case) -> Iterator[Help]:
    for matter, effect in EFFECT.items():
        decision = case.open_decision(matter)
        if decision and matter == "amendment" and decision.checked_by is None:
            yield "check_amendment", {}
        elif decision:
            yield effect.value, {"number": decision.id, "agrees": True, "note": ""}
    for finding in case.after:
        if not finding.decided and not case.open_decision(finding.asks):
            number = f"{case.number}-{finding.id}R"
            yield "propose_revocation", {"finding": finding.id, "reason": "经核查", "number": number}


def _of_state(scene: Scene) -> Iterator[Help]:
    case = scene.case
    match case.state:
        case State.FILED:
            yield ("accept_assignment", {}) if case.assignment and case.assignment.open else _assign(case)
        case State.RECTIFYING:
            yield from [("gather_parts", {})] if case.links.parts else _work(scene)
        case State.ACCEPTING:
            yield from _accept(scene)
        case State.AWAITING_NOTICE:
            yield _notice(case)
        case State.PUBLICIZED:
            yield from _listen(scene)
        case State.SIGNING:
            yield from _hear(case)
            yield "sign", {"dossier": dossier_digest(case)}
        case State.CLOSED:
            yield from _after(scene)
        case State.MERGED:
            yield from [("unmerge", {"reason": "另行办理"}), *[(WAIT, {})] * 3]


def _after(scene: Scene) -> Iterator[Help]:
    """The paper from above; what stands is confirmed yearly; and somebody looks again at what is closed."""
    case = scene.case
    if case.closure and case.closure.filed_up_on is None:
        yield "file_up", {"paper": "〔2〕号"}
    if case.due.standing:
        open_years = [year.year for year in case.years if year.reported_on and year.confirmed is None]
        for year in open_years:
            yield "confirm_year", {"year": year, "confirmed": True}
        if not open_years:
            yield "report_year", {"year": scene.day.year, "note": "已落实"}
    if not case.links.rebound_as:
        for asks in ("revocation", "rebound"):
            yield "enter_finding", {"asks": asks, "origin": "above", "words": "现场发现"}


def _assign(case: Case) -> Help:
    named: dict[str, Any] = {"locality": "tiexi"}
    if case.kind is Kind.TASK:
        named |= {"acceptance_unit": "sthjj", "responsible": ["tiexi"]}
    missing = {name: value for name, value in named.items() if not getattr(case.parties, name)}
    if missing:
        return "complete_filing", {"parties": missing}
    return "assign", {"lead_unit": case.parties.lead_unit or "slj"}


def _work(scene: Scene) -> list[Help]:
    """Everything still to be done; once all is, the self-checks, and then the application."""
    if scene.case.transfer_to:
        return [("transfer" if scene.case.transfer_accepted else "accept_transfer", {})]
    todo = list(_todo(scene))
    criteria = [rule.key for rule in scene.rules.criteria()]
    check: Help = "self_check", {"criteria": criteria, "head": "负责人"}
    if todo or not scene.case.checked.issuperset(scene.case.checkers):
        return todo or [check]
    apply: Help = "apply_closure", {}
    if scene.case.parties.acceptance_unit is None:
        return [apply, ("complete_filing", {"parties": {"acceptance_unit": "sthjj"}})]
    ticked = all(set(c.criteria).issuperset(criteria) for c in scene.case.self_checks)
    return [apply] if ticked else [apply, check]


def _todo(scene: Scene) -> Iterator[Help]:
    case = scene.case
    for measure in case.measures:
        if measure.done_on is None and not measure.withdrawn:
            yield "mark_measure", {"number": measure.number, "done": True}
    yield from _papers(case, scene.rules, scene)
    if case.kind is Kind.PETITION and case.settlement is not Settlement.SETTLED:
        waiting = case.proposed_findings
        good = {"verdict": Verdict.PARTLY, "settlement": Settlement.SETTLED, "facts": "已查明"}
        settles = waiting and waiting.settlement is Settlement.SETTLED
        yield ("confirm_findings", {}) if settles else ("record_findings", good)
    sent = {report.month for report in case.reports if report.result != "returned"}
    for expected in case.expected:
        if not expected.closed and expected.month not in sent:
            yield "report", {"month": expected.month, "progress": Progress.NORMAL, "done": "进展"}
    for unit in case.parties.co_leads:
        if not case.opinions.get(unit):
            yield "give_opinion", {"agrees": True, "note": ""}


def _papers(case: Case, rules: Rulebook, scene: Scene) -> Iterator[Help]:
    shown = {evidence.kind for evidence in case.evidence if not evidence.withdrawn}
    for choice in rules.alternatives(f"evidence.{case.evidence_class}"):
        if not choice & shown:
            kind = min(choice)
            data = f"{case.number} {kind} {len(case.evidence)}".encode()
            yield "add_evidence", {"files": scene.files, "data": data, "name": "佐证.txt", "kind": kind}


def _accept(scene: Scene) -> Iterator[Help]:
    case = scene.case
    if case.supplement and case.supplement.supplied_on is None:
        yield "supply_supplement", {"note": "已补"}
    if case.acceptance is None:
        yield "begin_acceptance", {}
    else:
        verdicts = {rule.key: True for rule in scene.rules.criteria()}
        yield (
            "pass_acceptance",
            {"site_day": scene.day, "place": "现场", "who": ["甲", "乙"], "verdicts": verdicts},
        )


def _listen(scene: Scene) -> Iterator[Help]:
    """While a notice runs somebody objects once, and is answered."""
    case = scene.case
    yield from _hear(case)
    if not case.objections:
        yield "object", {"words": "仍有异味", "sent_on": scene.day}
    opens = case.notice.opens_on if case.notice else None
    yield (WAIT, {}) if opens and scene.day < opens else ("end_notice", {})


def _hear(case: Case) -> Iterator[Help]:
    for objection in case.open_objections:
        yield "answer_objection", {"number": objection.id, "answer": "经核查不属实"}
        yield "uphold_objection", {"number": objection.id, "reason": "经核查属实"}


def _notice(case: Case) -> Help:
    if case.notice is None:
        return "draft_notice", {"words": dict.fromkeys(PARTS, "文字")}
    if case.notice.released_by is None:
        return "release_notice", {}
    return "publish_notice", {"medium": "网站", "address": "栏目"}
