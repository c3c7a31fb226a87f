"""What referrals and clues ask of the actor: shown on their own home alone, in no digest, feed, count or list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from caseflow.domain.actions import Action
from caseflow.domain.handling import Handling, Way
from caseflow.domain.permissions import may_ever
from caseflow.domain.referral import Referral, Status
from caseflow.services.disposing import clock_of, clues_of
from caseflow.services.referring import DISCIPLINE, referrals_of
from caseflow.services.vaulting import Vault
from caseflow.services.work import Work

REFERRAL, CLUE = "referral", "clue"


@dataclass(frozen=True, slots=True)
class Awaited:
    """One step: of which referral or clue, by the name its reader knows it, by when."""

    step: str
    kind: str
    name: str
    due: date | None


def awaiting_apart(work: Work, vault: Vault) -> list[Awaited]:
    """The actor's own next steps, the most urgent first; nothing for whoever has no part in such things."""
    found: list[Awaited] = []
    if may_ever(work.actor, Action.VIEW_REFERRALS, work.city):
        for one in referrals_of(work, vault):
            step = _step(work, one.referral, one.side)
            if step:
                due = one.referral.limit if one.side == DISCIPLINE else None
                found.append(Awaited(step, REFERRAL, one.referral.name, due))
    if may_ever(work.actor, Action.KEEP_CLUE, work.city):
        found += _of_clues(work, vault)
    return sorted(found, key=lambda one: one.due or date.max)


def _of_clues(work: Work, vault: Vault) -> Iterator[Awaited]:
    for one in clues_of(work, vault):
        if one.clue.holder == work.actor.code and clock_of(one.clue):
            yield Awaited(_next(one.clue.handling), CLUE, str(one.number), clock_of(one.clue))


def _step(work: Work, one: Referral, side: str) -> str | None:
    if side == DISCIPLINE:
        steps = {Status.ISSUED: "receive", Status.CONCLUDED: "feed_back"}
        return steps.get(one.status) or (_next(one.handling) if one.status is Status.RECEIVED else None)
    if one.status is Status.PROPOSED and may_ever(work.actor, Action.ISSUE_REFERRAL, work.city):
        return None if one.by == work.actor.code else "issue"
    own = one.by == work.actor.code
    return "revise" if own and one.status in (Status.SENT_BACK, Status.REFUSED) else None


def _next(handling: Handling) -> str:
    if handling.way is Way.HOLD:
        return "review"
    return "conclude" if handling.way else "dispose"
