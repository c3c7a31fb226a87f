"""The work of the units (整改): measures, findings, self-checks, opinions, and asking for acceptance."""

from datetime import date

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import BadInput, NotPermitted, Reason
from caseflow.domain.terms import Settlement, State, Verdict
from caseflow.services.access import case_for, moment
from caseflow.services.advance import advance, ready, require_state
from caseflow.services.inputs import people, said
from caseflow.services.limits import ends
from caseflow.services.record import record
from caseflow.services.work import Work


def mark_measure(work: Work, key: str, number: int, *, done: bool, note: str = "") -> Case:
    """A measure is done, or after all is not."""
    case = case_for(work, key, Action.MARK_MEASURE)
    require_state(case, Action.MARK_MEASURE, State.RECTIFYING)
    if not any(measure.number == number and not measure.withdrawn for measure in case.measures):
        raise BadInput(Reason("measure.unknown", {"number": number}))
    record(work, case.stream, "mark_measure", {"number": number, "done": done}, texts={"note": note.strip()})
    return work.cases[key]


def cite_clause(work: Work, key: str, number: int, clause: str) -> Case:
    """Which clause of an implementation plan a measure carries out. Raises NotYet once acceptance is applied for."""
    case = case_for(work, key, Action.CITE_CLAUSE)
    require_state(case, Action.CITE_CLAUSE, State.RECTIFYING)
    if not any(measure.number == number and not measure.withdrawn for measure in case.measures):
        raise BadInput(Reason("measure.unknown", {"number": number}))
    texts = {f"measure.{number}.clause": said("clause", clause)}
    record(work, case.stream, "cite_clause", {"number": number}, texts=texts)
    return work.cases[key]


def record_findings(
    work: Work,
    key: str,
    verdict: Verdict,
    settlement: Settlement,
    facts: str,
    *,
    plan: str = "",
    due: date | None = None,
    investigators: list[str] | None = None,
) -> Case:
    """What the check of a petition found. Staged needs a plan and its date; unfounded needs its investigators."""
    texts = {"findings.facts": said("facts", facts), "findings.plan": plan.strip()}
    if settlement is Settlement.STAGED and (due is None or due <= work.day or not plan.strip()):
        raise BadInput(Reason("findings.staged_needs_due", {}))
    if verdict is Verdict.UNFOUNDED:
        named = people(work, investigators or [], "investigation.people")
        texts |= {f"findings.investigator.{n}": name for n, name in enumerate(named, 1)}
    data = {"verdict": verdict.value, "settlement": settlement.value, "due": due.isoformat() if due else None}
    data["limit"] = ends(work, "findings.confirm").isoformat()
    return advance(work, key, Action.RECORD_FINDINGS, data, texts=texts)


def confirm_findings(work: Work, key: str) -> Case:
    """The county's leader confirms first, then the coordinator; only then do the findings count."""
    case = case_for(work, key, Action.VIEW)
    waiting = case.proposed_findings
    if waiting is None:
        raise BadInput(Reason("findings.none_open", {}))
    action = Action.CONFIRM_FINDINGS if waiting.leader_confirmed else Action.CONFIRM_FINDINGS_AS_LEADER
    case = case_for(work, key, action)
    require_state(case, action, State.FILED, State.RECTIFYING)
    data = {"by": "coordinator"}
    if not waiting.leader_confirmed:
        data = {"by": "leader", "limit": ends(work, "findings.confirm").isoformat()}
    record(work, case.stream, "confirm_findings", data)
    return work.cases[key]


def self_check(work: Work, key: str, criteria: list[str], head: str, note: str = "") -> Case:
    """A responsible unit has checked itself; its head's name stands under it."""
    case = case_for(work, key, Action.SELF_CHECK)
    units = [
        unit for post in work.actor.posts for unit in case.checkers if unit in work.city.written_as(post.unit)
    ]
    if not units:
        raise NotPermitted(
            Reason("denied.other_case", {"action": "action.self_check", "who": "role.responsible_unit"})
        )
    known = {rule.key for rule in work.book.criteria()}
    texts = {"self_check.head": said("head", head), "self_check.note": note.strip()}
    data = {"unit": units[0], "criteria": [code for code in criteria if code in known]}
    data |= _limits_after(work, case, units[0])
    return advance(work, key, Action.SELF_CHECK, data, texts=texts)


def _limits_after(work: Work, case: Case, unit: str) -> dict[str, str]:
    """The first self-check asks the other lead units for their opinions, the last one the lead unit to apply."""
    found = {}
    if case.parties.co_leads and not case.self_checks:
        found["opinion_by"] = ends(work, "opinion.limit").isoformat()
    if set(case.checkers) <= case.checked | {unit}:
        found["apply_by"] = ends(work, "application.limit").isoformat()
    return found


def give_opinion(work: Work, key: str, *, agrees: bool, note: str) -> Case:
    """A further lead unit says whether it agrees with closing."""
    case = case_for(work, key, Action.GIVE_OPINION)
    require_state(case, Action.GIVE_OPINION, State.RECTIFYING)
    own = {code for post in work.actor.posts for code in work.city.written_as(post.unit)}
    unit = next(code for code in case.parties.co_leads if code in own)
    text = said("reason", note) if not agrees else note.strip()
    record(work, case.stream, "give_opinion", {"unit": unit, "agrees": agrees}, texts={"note": text})
    return work.cases[key]


def apply_closure(work: Work, key: str, note: str = "") -> Case:
    """The lead unit asks for acceptance; the order of the steps is fixed for this round."""
    case = case_for(work, key, Action.APPLY_CLOSURE)
    ready(work, case, Action.APPLY_CLOSURE)
    order = [step.value for step in moment(work, case).order(case)]
    return advance(work, key, Action.APPLY_CLOSURE, {"order": order}, texts={"note": note.strip()})


def withdraw(work: Work, key: str, reason: str) -> Case:
    """The lead unit takes its application back, while nobody has begun to judge it."""
    return advance(work, key, Action.WITHDRAW, texts={"reason": said("reason", reason)})
