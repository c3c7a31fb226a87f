"""The dossier a head signs: one digest over everything that led to the signing, and what a change does."""

import json
from hashlib import sha256
from typing import Any

from caseflow.domain.case.facts import Case
from caseflow.domain.case.parts import BESIDE
from caseflow.domain.replacing import replace
from caseflow.domain.terms import State, Step

TEXTS = (
    "title",
    "problem",
    "goal",
    "measure.",
    "findings.",
    "acceptance.",
    "notice.",
    "self_check.",
    "outside.",
)


def dossier_digest(case: Case) -> str:
    """Hex SHA-256 of the dossier's facts, as canonical JSON.

    Only what the steps before signing made is in it: where signing comes before the notice, the notice is not.
    """
    text = json.dumps(_facts(case), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(b"caseflow/dossier/v1\n" + text.encode("utf-8")).hexdigest()


def void_if_changed(case: Case) -> Case:
    """Signatures over a dossier that is no longer this one are void; a closure is undone by revocation alone."""
    if not case.live_signatures or case.state is State.CLOSED:
        return case
    digest = dossier_digest(case)
    if all(signature.dossier == digest for signature in case.live_signatures):
        return case
    signatures = tuple(
        s if s.void or s.dossier == digest else replace(s, void="dossier_changed") for s in case.signatures
    )
    return replace(case, signatures=signatures)


def parties_named(case: Case) -> tuple[str | None, ...]:
    """The parties as the dossier names them: the locality, the lead unit, the responsible ones."""
    return case.bound or (case.parties.locality, case.parties.lead_unit, *case.parties.responsible)


def _facts(case: Case) -> dict[str, Any]:
    before = case.order[: case.order.index(Step.SIGNATURES)] if Step.SIGNATURES in case.order else ()
    facts: dict[str, Any] = {
        "case": case.key,
        "round": case.round,
        "parties": list(parties_named(case)),
        "measures": [[m.number, str(m.done_on)] for m in case.measures if not m.withdrawn],
        "evidence": sorted(
            [e.digest, e.kind] for e in case.evidence if not e.withdrawn and e.kind not in BESIDE
        ),
        "self_checks": sorted([check.unit, str(check.on), *check.criteria] for check in case.self_checks),
        "findings": [case.verdict, case.settlement],
        "acceptance": _acceptance(case) if Step.ACCEPTANCE in before else None,
        "notice": _notice(case) if Step.NOTICE in before else None,
        "objections": [[o.id, o.answer] for o in case.objections] if Step.NOTICE in before else [],
        "parts": [list(part) for part in case.part_dossiers] or sorted(case.links.parts),
        "texts": sorted([name, digest] for name, digest in case.texts.items() if _counts(name, before)),
    }
    return facts | ({"outside": case.outside.claims} if case.outside else {})


def _counts(name: str, before: tuple[Step, ...]) -> bool:
    if name.startswith("acceptance."):
        return Step.ACCEPTANCE in before
    if name.startswith("notice."):
        return Step.NOTICE in before
    return name.startswith(TEXTS)


def _acceptance(case: Case) -> list[str] | None:
    passed = case.acceptance
    return [passed.unit, str(passed.passed_on), str(passed.site_day), str(passed.people)] if passed else None


def _notice(case: Case) -> list[str] | None:
    if case.notice_exempted:
        return ["exempted"]
    return [str(case.notice.first_day), str(case.notice.last_day)] if case.notice else None
