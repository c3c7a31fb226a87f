"""Public notice (公示) and objections (异议)."""

from datetime import date, timedelta

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.parts import Objection
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Reason
from caseflow.domain.terms import State
from caseflow.services.access import case_for
from caseflow.services.advance import advance, require_state
from caseflow.services.inputs import past_day, said
from caseflow.services.limits import ends
from caseflow.services.record import record
from caseflow.services.work import Work

A_YEAR = timedelta(days=365)
"""How far ahead the first day of a notice may lie: what is further is a slip of the pen."""
PARTS = ("problem", "goal", "measures", "result", "office", "phone", "address")
"""What a complete notice says (research: the layouts of published notices), each a text `notice.<part>`."""


def draft_notice(work: Work, key: str, words: dict[str, str]) -> Case:
    """One person writes the whole text; writing it again asks for a new release."""
    case = case_for(work, key, Action.DRAFT_NOTICE)
    require_state(case, Action.DRAFT_NOTICE, State.AWAITING_NOTICE)
    texts = {f"notice.{part}": said(part, words.get(part)) for part in PARTS}
    record(work, case.stream, "draft_notice", {}, texts=texts)
    return work.cases[key]


def release_notice(work: Work, key: str) -> Case:
    """Another person releases the text. Raises NotPermitted for the one who wrote it."""
    case = case_for(work, key, Action.RELEASE_NOTICE)
    require_state(case, Action.RELEASE_NOTICE, State.AWAITING_NOTICE)
    if case.notice is None:
        raise NotYet(Reason("guard.notice_not_drafted", {"turn": "coordinator"}))
    if case.notice.drafted_by == work.actor.code:
        raise NotPermitted(Reason("notice.same_releaser", {}))
    if not is_releasable(case):
        raise NotYet(Reason("notice.not_cleared", {"turn": "coordinator"}))
    record(work, case.stream, "release_notice", {})
    return work.cases[key]


def is_releasable(case: Case) -> bool:
    """Whether nobody may be named in any part of the notice's text, or it was cleared."""
    text = {case.texts.get(f"notice.{part}") for part in PARTS}
    return not any(one.digest in text and not one.cleared for one in case.held)


def publish_notice(work: Work, key: str, medium: str, address: str, first_day: date | None = None) -> Case:
    """Publishes the released text. The last day and the day the next step opens are computed here, day by day."""
    first = first_day or work.day
    if first < work.day:
        raise BadInput(Reason("notice.first_day_past", {"day": first.isoformat()}))
    if first > work.day + A_YEAR:
        raise BadInput(Reason("notice.first_day_far", {"latest": (work.day + A_YEAR).isoformat()}))
    last = ends(work, "notice.period", first, counting_start=True)
    post = ends(work, "notice.post", last)
    opens = date.fromordinal(post.toordinal() + 1)
    data = {"first_day": first.isoformat(), "last_day": last.isoformat(), "opens_on": opens.isoformat()}
    texts = {"notice.medium": said("medium", medium), "notice.where": said("address", address)}
    return advance(work, key, Action.PUBLISH_NOTICE, data, texts=texts)


def end_notice(work: Work, key: str) -> Case:
    """Ends a notice whose days, and those for the post, have passed with every objection answered."""
    return advance(work, key, Action.END_NOTICE)


def enter_objection(work: Work, key: str, words: str, sent_on: date) -> Case:
    """The coordinator enters what the public sent; the postmark decides whether it is in time."""
    case = case_for(work, key, Action.OBJECT)
    past_day(work, sent_on)
    last = case.notice.last_day if case.notice else None
    limit = "objection.late_decision" if case.state is State.CLOSED else "objection.answer"
    start = max(work.day, last) if last else work.day
    data = {
        "sent_on": sent_on.isoformat(),
        "in_time": last is not None and sent_on <= last,
        "limit": ends(work, limit, start).isoformat(),
    }
    return advance(work, key, Action.OBJECT, data, texts={"objection.words": said("words", words)})


def answer_objection(work: Work, key: str, number: int, answer: str) -> Case:
    """Answers an objection that is not upheld, with the reason."""
    case = case_for(work, key, Action.ANSWER_OBJECTION)
    _open(case, number)
    record(work, case.stream, "answer_objection", {"id": number}, texts={"reason": said("reason", answer)})
    return work.cases[key]


def uphold_objection(work: Work, key: str, number: int, reason: str) -> Case:
    """An objection is right: the case goes back, and a later notice is a new, full one."""
    case = case_for(work, key, Action.UPHOLD_OBJECTION)
    _open(case, number)
    texts = {"reason": said("reason", reason)}
    return advance(work, key, Action.UPHOLD_OBJECTION, {"id": number}, texts=texts)


def _open(case: Case, number: int) -> Objection:
    found = next((objection for objection in case.objections if objection.id == number), None)
    if found is None:
        raise BadInput(Reason("objection.unknown", {}))
    if found.answer:
        raise NotYet(Reason("objection.answered", {}))
    return found
