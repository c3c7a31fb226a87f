"""The ladder's papers up to their issue: the day's work or the office proposes, a person issues or dismisses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.paper import OPEN, Paper
from caseflow.domain.case.papers import PRAISE, paper_by
from caseflow.domain.errors import BadInput, NotYet, Reason
from caseflow.domain.ladder import (
    BY_HAND,
    ESCALATED,
    Cause,
    causes,
    raised,
    skipped,
    was_judged,
)
from caseflow.domain.obligations import INSPECTED
from caseflow.domain.register import PaperKind
from caseflow.domain.signers import boxes_in, group_posts
from caseflow.domain.terms import State
from caseflow.services.access import case_for
from caseflow.services.advance import require_state
from caseflow.services.inputs import said
from caseflow.services.limits import ends
from caseflow.services.messaging import tell_all
from caseflow.services.numbering import give_number
from caseflow.services.peopling import rely_on_offices
from caseflow.services.record import record
from caseflow.services.work import Work

FOLLOWS = {
    "issued": ("proposed",),
    "submitted": ("proposed",),
    "merged": ("proposed",),
    "dismissed": ("proposed",),
    "acknowledged": ("issued",),
    "held": ("issued", "acknowledged"),
    "answered": ("issued", "acknowledged", "held"),
    "lifted": ("issued", "acknowledged", "held", "answered"),
    "void": ("issued", "acknowledged"),
}
"""From which status a paper may come to which."""
ONE_OF_THE_OFFICE = "coordinator"  # the issuer of a rung that no head has to sign
BOTH = "both_heads"
MEETS = frozenset({"interview"})
"""Rungs on which people meet: the paper says when and where."""
OVER = (State.CLOSED, State.MERGED)


_OF_REPLIES = frozenset({"acknowledged", "held", "answered", "lifted"})


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where an interview is, who comes, and what they bring."""

    on: date
    place: str
    whom: str
    bring: str = ""


def issuer(work: Work, rung: str) -> str:
    """Who issues papers of this rung, as the rulebook says."""
    return work.book.words("commendation.issuer" if rung == PRAISE else f"ladder.{rung}.issuer")


def may_come_to(paper: Paper, status: str) -> bool:
    """Whether the paper may come to this status; a commendation asks for nothing, and is made void at most."""
    return paper.status in FOLLOWS[status] and not (paper.rung == PRAISE and status in _OF_REPLIES)


def to_be_held(paper: Paper) -> bool:
    """An interview that was called and of which there are no minutes yet."""
    return paper.rung in MEETS and paper.status in FOLLOWS["held"]


def answerable(paper: Paper) -> bool:
    """Whether the addressee may answer now; after an interview, not before it."""
    return may_come_to(paper, "answered") and not to_be_held(paper)


def due_papers(work: Work, case: Case) -> list[Cause]:
    """The causes that hold today and that nobody was asked about yet, the lightest rung first."""
    found = causes(case, work.book, work.calendar, work.day)
    return [cause for cause in found if not was_judged(case, cause)]


def cause_stands(work: Work, case: Case, paper: Paper) -> bool:
    """Whether what a draft was proposed for still holds; what a person proposed holds until a person says otherwise."""
    if paper.rule.partition(":")[0] in (BY_HAND, ESCALATED):
        return True
    found = causes(case, work.book, work.calendar, work.day)
    now = {cause.rule for cause in found if cause.rung == paper.rung}
    return not now.isdisjoint((paper.rule, *paper.causes))


def propose_due(work: Work, case: Case, cause: Cause) -> None:
    """Puts a proposal of the day's work on record; the coordinator issues, merges or dismisses it."""
    work.office = work.actor.code
    data = {"rung": cause.rung, "rule": cause.rule, "unit": case.parties.lead_unit, "threshold": cause.n}
    record(work, case.stream, "propose_paper", data)


def propose_paper(work: Work, key: str, rung: str, reason: str, *, raises: int | None = None) -> Case:
    """The office proposes a paper the rulebook did not ask for, or `raises` an issued one to a higher rung."""
    case = case_for(work, key, Action.PROPOSE_PAPER)
    require_state(case, Action.PROPOSE_PAPER, *(state for state in State if state not in OVER))
    if rung not in work.book.codes("ladder.order"):
        raise BadInput(Reason("paper.no_rung", {}))
    unit, rule = case.parties.lead_unit, f"{BY_HAND}:{len(case.papers) + 1}"
    if raises is not None:
        rule = f"{ESCALATED}:{_raisable(work, case, rung, raises).ordinal}"
    if unit is None:
        raise NotYet(Reason("paper.nobody", {}))
    texts = {f"paper.{len(case.papers) + 1}.why": said("reason", reason)}
    record(work, case.stream, "propose_paper", {"rung": rung, "rule": rule, "unit": unit}, texts=texts)
    return work.cases[key]


def issue_paper(
    work: Work,
    key: str,
    number: int,
    words: str,
    *,
    merge: Iterable[int] = (),
    reason: str = "",
    meeting: Meeting | None = None,
    team: str = "",
) -> Case:
    """The office issues a proposed paper, or puts it before the heads where the rulebook has them issue it.

    Drafts in `merge`, of the same rung or a lower one, are answered by it too. Where a lower rung was never issued,
    `reason` says why; it goes on record. A special inspection names its `team`; its words are the scope.
    Raises BadInput for what it must say and does not.
    """
    case, paper = drawn(work, key, number, Action.ISSUE_PAPER, "issued")
    _reaches(case, paper)
    texts = {f"paper.{number}": said("words", words)}
    data: dict[str, Any] = {"id": number} | _plan(work, paper, meeting, texts)
    if paper.rung == INSPECTED:
        texts[f"paper.{number}.team"] = said("team", team)
    missed = skipped(case, work.book, paper.rung)
    if missed:
        if not reason.strip():
            raise BadInput(Reason("paper.skips", {"rungs": "rung." + "|".join(missed)}))
        data["skipped"] = list(missed)
        texts[f"paper.{number}.skipped"] = said("reason", reason)
    for draft in dict.fromkeys(merge):
        _merge(work, key, draft, paper)
    if issuer(work, paper.rung) == ONE_OF_THE_OFFICE:
        return _issue(work, key, number, data, texts)
    record(work, case.stream, "submit_paper", data, texts=texts)
    return work.cases[key]


def sign_paper(work: Work, key: str, number: int, *, agrees: bool, note: str = "") -> Case:
    """A group head issues a paper put before them, alone or as the second of two; or sends it back with a reason."""
    case = case_for(work, key, Action.SIGN_PAPER)
    paper = _known(case, number)
    if paper.status != "submitted":
        raise _wrong(paper)
    box = _own_box(work, paper)
    rely_on_offices(work)
    if not agrees:
        text = {f"paper.{number}.back": said("reason", note)}
        record(work, case.stream, "send_back_paper", {"id": number}, texts=text)
        return work.cases[key]
    _reaches(case, paper)
    if paper.meets_on and paper.meets_on < work.day:
        raise NotYet(Reason("interview.day_gone", {"day": paper.meets_on.isoformat()}))
    text = {f"paper.{number}.note": note.strip()}
    record(work, case.stream, "approve_paper", {"id": number, "box": box}, texts=text)
    needed = 2 if issuer(work, paper.rung) == BOTH else 1
    voices = paper_by(work.cases[key], number).voices
    return _issue(work, key, number, {"id": number}, {}) if len(voices) >= needed else work.cases[key]


def dismiss_paper(work: Work, key: str, number: int, reason: str) -> Case:
    """A person decides against a proposed paper, with a reason."""
    case, _ = drawn(work, key, number, Action.DISMISS_PAPER, "dismissed")
    record(work, case.stream, "dismiss_paper", {"id": number}, texts={"reason": said("reason", reason)})
    return work.cases[key]


def drawn(work: Work, key: str, number: int, action: Action, status: str) -> tuple[Case, Paper]:
    """The case and its paper of this number, if the actor may act on it and it may come to this status.

    Raises BadInput for no such paper, NotYet for one that stands elsewhere.
    """
    case = case_for(work, key, action)
    paper = _known(case, number)
    if not may_come_to(paper, status):
        raise _wrong(paper)
    return case, paper


def _reaches(case: Case, paper: Paper) -> None:
    """Raises NotYet where nobody could act on the paper any more: the case is over, or another unit leads it by now."""
    if paper.rung == PRAISE:
        return
    if case.state in OVER:
        raise NotYet(Reason("paper.case_over", {"state": f"state.{case.state}"}))
    if paper.to_unit != case.parties.lead_unit:
        raise NotYet(Reason("paper.other_lead", {"unit": paper.to_unit, "other": case.parties.lead_unit}))


def _known(case: Case, number: int) -> Paper:
    paper = next((one for one in case.papers if one.id == number), None)
    if paper is None:
        raise BadInput(Reason("paper.unknown", {}))
    return paper


def _wrong(paper: Paper) -> NotYet:
    return NotYet(Reason("paper.wrong_status", {"status": f"paper_status.{paper.status}"}))


def _raisable(work: Work, case: Case, rung: str, ordinal: int) -> Paper:
    """The issued paper that is raised: it stands, and the rung is above its own."""
    lower = next((paper for paper in case.papers if paper.ordinal == ordinal), None)
    order = work.book.codes("ladder.order")
    if lower is None:
        raise BadInput(Reason("paper.unknown", {}))
    if lower.status not in OPEN:
        raise _wrong(lower)
    if lower.rung in order and order.index(rung) <= order.index(lower.rung):
        raise BadInput(Reason("paper.not_higher", {"rung": f"rung.{lower.rung}"}))
    return lower


def _merge(work: Work, key: str, number: int, into: Paper) -> None:
    """One paper answers for several causes: of one unit, and none of a higher rung than its own."""
    case, draft = drawn(work, key, number, Action.ISSUE_PAPER, "merged")
    order = work.book.codes("ladder.order")
    lower = order[: order.index(into.rung) + 1] if into.rung in order else ()
    if draft.id == into.id or draft.to_unit != into.to_unit or draft.rung not in lower:
        raise BadInput(Reason("paper.not_merged", {"rung": f"rung.{into.rung}"}))
    record(work, case.stream, "merge_paper", {"id": number, "into": into.id})


def _plan(work: Work, paper: Paper, meeting: Meeting | None, texts: dict[str, str]) -> dict[str, Any]:
    """What an interview's paper says of the meeting, and by when its minutes are due."""
    if paper.rung not in MEETS:
        return {}
    if meeting is None or meeting.on < work.day:
        raise BadInput(Reason("interview.no_day", {"day": work.day.isoformat()}))
    said_ = {
        "place": said("interview_place", meeting.place),
        "whom": said("whom", meeting.whom),
        "bring": meeting.bring.strip(),
    }
    texts |= {f"paper.{paper.id}.{name}": text for name, text in said_.items()}
    minutes = ends(work, "interview.minutes", meeting.on)
    return {"meets_on": meeting.on.isoformat(), "minutes_by": minutes.isoformat()}


def _issue(work: Work, key: str, number: int, data: Mapping[str, Any], texts: Mapping[str, str]) -> Case:
    """Gives the number and starts the limit to answer; papers that are raised by this one end with it."""
    case = work.cases[key]
    paper = paper_by(case, number)
    given = give_number(work, PaperKind(paper.rung), case.stream, paper=number, unit=paper.to_unit)
    later = paper.rung in MEETS or paper.rung == PRAISE
    reply_by = None if later else ends(work, f"ladder.{paper.rung}.reply").isoformat()
    issued = {"reply_by": reply_by, "number": given, **data}
    record(work, case.stream, "issue_paper", issued, texts=texts)
    if later:  # of others the obligation to answer tells
        tell_all(work, "paper", key, [paper.to_unit])
    for lower in raised(case, paper.rule, *paper.causes):
        record(work, case.stream, "escalate_paper", {"id": lower.id, "next": number})
    return work.cases[key]


def _own_box(work: Work, paper: Paper) -> str:
    """The box in which the actor still has a word. Raises NotYet: two heads are two people."""
    spoken = {box for box, _, _ in paper.voices}
    own = boxes_in(group_posts(work.city, work.day), work.actor, work.city, work.day)
    left = [box for box in own if box not in spoken]
    if not left:
        raise NotYet(Reason("decision.already_voted", {}))
    if any(person == work.actor.code for _, person, _ in paper.voices):
        raise NotYet(Reason("guard.same_person", {"turn": None}))
    return left[0]
