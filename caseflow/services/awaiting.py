"""Which heads a signature or a matter waits for: the post that speaks today, from when it counts, or why nobody can."""

from dataclasses import dataclass
from datetime import date

from caseflow.domain.case import Case
from caseflow.domain.errors import Reason
from caseflow.domain.obligations import Obligation
from caseflow.domain.signers import Post, missing_voices, signing_posts, waiting_voices
from caseflow.domain.turn import waiting_boxes
from caseflow.services.limits import ends
from caseflow.services.work import Work
from caseflow.store.case import ObligationRow

Owed = Obligation | ObligationRow
"""An obligation, as a fact or as its row."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """`who` owes it, by `due`; `why` says why nobody can now, and `due` is then None: nobody is charged."""

    who: str
    due: date | None
    why: Reason | None = None


def head_awaited(work: Work, case: Case, owed: Owed) -> Awaited | None:
    """Who fills the seat that an obligation to sign or to decide names; None for every other kind."""
    if owed.kind == "sign":
        return _of_box(work, case, owed)
    return _of_group(work, case, owed) if owed.kind == "decide" else None


def _of_box(work: Work, case: Case, owed: Owed) -> Awaited:
    """A signature is owed by the post that signs for the locality today."""
    box = owed.ref.partition(".")[2]
    post = signing_posts(case, work.city, work.day)[box]
    why = waiting_boxes(case, work.city, work.day).get(box)
    return Awaited(post.code, None, why) if why else Awaited(post.code, _charged(work, owed, post))


def _of_group(work: Work, case: Case, owed: Owed) -> Awaited:
    """A matter is owed by those who have not spoken; where none of them can, it waits and is charged to nobody."""
    matter = next(one for one in case.decisions if str(one.id) == owed.ref)
    waiting = waiting_voices(work.city, work.day, matter)
    able = [post for box, post in missing_voices(work.city, work.day, matter).items() if box not in waiting]
    if waiting and not able:
        return Awaited(owed.who, None, next(iter(waiting.values())))
    days = [day for post in able if (day := _charged(work, owed, post))]
    return Awaited(able[0].code if len(able) == 1 else owed.who, max(days, default=owed.due))


def _charged(work: Work, owed: Owed, post: Post) -> date | None:
    """The day by which a post must act: the time nobody held it is charged to nobody."""
    start = work.city.held_since(post.office, post.unit, work.day)
    if owed.due is None or start is None or start <= owed.opened_on:
        return owed.due
    return max(owed.due, ends(work, "signing.limit", start))
