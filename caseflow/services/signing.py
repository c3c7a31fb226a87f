"""The dual signature (双签字), refusal, and taking a case back a step."""

from dataclasses import dataclass
from typing import Any

from caseflow.domain import lifecycle
from caseflow.domain.actions import Action
from caseflow.domain.case import Case, dossier_digest
from caseflow.domain.errors import NotYet, Reason
from caseflow.domain.signer_keys import PASSWORD
from caseflow.domain.signers import boxes_of
from caseflow.domain.terms import State
from caseflow.services.access import case_for, moment
from caseflow.services.advance import advance, ready
from caseflow.services.inputs import said
from caseflow.services.peopling import rely_on_offices
from caseflow.services.work import Work


@dataclass(frozen=True, slots=True)
class Given:
    """How a signature was given: the means, the signer's key where it has one, what was signed, and the proof."""

    means: str
    key: int | None = None
    statement: str = ""
    proof: str = ""


def sign(work: Work, key: str, dossier: str, note: str = "", given: Given | None = None) -> Case:
    """Puts the actor's signature under one dossier; the second of the two moves the case on.

    `dossier` is the digest the signer was shown. Raises NotYet where it is no longer that; who signs for the other
    box and by which rulebook must also still be as shown, which the edge compares and this work relies on.
    Without `given`, whoever signs has just entered their password again: the edge asks for it. That is enough in a
    demonstration city alone.
    """
    if given is None:
        if not work.city.demonstration:
            raise NotYet(Reason("signature.password_alone", {}))
        given = Given(PASSWORD)
    case = case_for(work, key, Action.SIGN)
    ready(work, case, Action.SIGN)
    if dossier != dossier_digest(case):
        raise NotYet(Reason("signature.dossier_changed", {}))
    rely_on_offices(work)
    signed = {signature.box for signature in case.live_signatures}
    box = next(box for box in boxes_of(work.actor, case, work.city, work.day) if box not in signed)
    data: dict[str, Any] = {"box": box, "dossier": dossier, "head": case.events, "means": given.means}
    if given.key is not None:
        data["key"] = given.key
    texts = {"note": note.strip(), "statement": given.statement, "proof": given.proof}
    return advance(work, key, Action.SIGN, data, texts=texts, stays=not signed)


def refuse(work: Work, key: str, reason: str) -> Case:
    """A head refuses to sign: the case goes back to rectifying."""
    return advance(work, key, Action.REFUSE, texts={"reason": said("reason", reason)})


def recall(work: Work, key: str, to: State, reason: str) -> Case:
    """Takes a case back to an earlier step; what that step and every later one produced falls."""
    return _back(work, key, Action.RECALL, to, reason)


def return_for_supplement(work: Work, key: str, to: State, reason: str) -> Case:
    """A head sends a case back to an earlier step instead of signing."""
    return _back(work, key, Action.RETURN_FOR_SUPPLEMENT, to, reason)


def _back(work: Work, key: str, trigger: Action, to: State, reason: str) -> Case:
    case = case_for(work, key, trigger)
    now = moment(work, case)
    texts = {"reason": said("reason", reason)}
    ready(work, case, trigger, to)
    falls = [step.value for step in lifecycle.falling(to, now.order(case))]
    return advance(work, key, trigger, {"falls": falls}, texts=texts, to=to)
