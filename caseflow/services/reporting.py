"""The monthly dispatch (月调度): the round opens, units report, the coordinator reviews, the month closes."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.monthly import Report
from caseflow.domain.days import month_end
from caseflow.domain.dispatch import Round
from caseflow.domain.errors import BadInput, Fact, Reason
from caseflow.domain.light import judge, kept
from caseflow.domain.obligations import WORKING, still_reports
from caseflow.domain.permissions import can
from caseflow.domain.terms import Kind, Progress, State
from caseflow.services.access import case_for, held_case, permit
from caseflow.services.advance import require_state
from caseflow.services.inputs import said
from caseflow.services.likening import DONE, Like, nearest
from caseflow.services.limits import ends
from caseflow.services.record import record
from caseflow.services.streams import read_cases
from caseflow.services.texts import read_texts
from caseflow.services.work import Work


def open_round(work: Work, month: date) -> Round:
    """Opens a month's round; reports are owed by the rulebook's day."""
    permit(work, Action.TICK)
    name = f"{month:%Y-%m}"
    due = month.replace(day=work.book.number("report.due_day"))
    record(work, f"round/{name}", "open_round", {"due": due.isoformat()})
    return work.rounds[name]


def expects_report(work: Work, case: Case, round_: Round) -> bool:
    """Whether this month's report is expected of a case.

    Filed and rectifying cases, old enough on the due day, from the first month after the plan's date; what is
    长期坚持 alone, or the standing half of a closed case, reports in the rulebook's months. Where a case has parts,
    its parts report.
    """
    if not still_reports(case) or case.links.parts or any(e.month == round_.month for e in case.expected):
        return False
    if case.filed_on + timedelta(days=work.book.number("report.minimum_age")) > round_.due:
        return False
    planned = work.city.inspections[case.inspection].plan_date
    if planned is None or round_.month <= f"{planned:%Y-%m}":
        return False
    if case.state is State.CLOSED or (case.kind is Kind.TASK and case.due.standing and case.due.day is None):
        return round_.due.month in work.book.numbers("standing.months")
    return True


def expect_report(work: Work, case: Case, round_: Round) -> None:
    """Puts on record that this month's report is expected of a case."""
    work.office = work.actor.code
    data: dict[str, Any] = {"month": round_.month, "due": round_.due.isoformat()}
    asked = [unit for unit in case.parties.responsible if unit != case.parties.lead_unit]
    if asked:
        by = round_.due.replace(day=work.book.number("report.contribution_day"))
        data |= {"contributors": asked, "contribute_by": by.isoformat()}
    record(work, case.stream, "expect_report", data)


def report(
    work: Work,
    key: str,
    month: str,
    progress: Progress,
    done: str,
    *,
    problems: str = "",
    next_steps: str = "",
    aware: bool = True,
) -> Case:
    """A unit's word for an open month; it may report again until the month closes.

    What says much the same as another report is on record as like it. It is refused, once, only where the sender is
    not yet `aware` of it.
    """
    case = open_month(work, key, month, Action.REPORT)
    texts = {
        DONE: said("done", done),
        "report.problems": problems.strip(),
        "report.next": next_steps.strip(),
    }
    like = nearest(work, case, month, texts[DONE])
    if like and not aware:
        raise BadInput(liking(work, case, like))
    data = _sent(work, case, month, progress)
    if like:
        data |= {"like": str(like.share), "like_to": [like.key, like.month]}
    record(work, case.stream, "report", data, texts=texts)
    return work.cases[key]


def report_unchanged(
    work: Work, key: str, month: str, progress: Progress | None = None, words: Iterable[str] = ()
) -> Case:
    """A unit's word that nothing changed in an open month (本月无变化): what it said last stands.

    `progress` and `words` are what a form brings along; other than what was said last, they are a change.
    """
    case = open_month(work, key, month, Action.REPORT)
    before = last_before(case, month)
    if before is None:
        raise BadInput(Reason("report.nothing_before", {}))
    said_last = read_texts(work.session, last_worded(case, month).values()).values()
    if progress not in (None, before.progress) or {word.strip() for word in words} - {"", *said_last}:
        raise BadInput(Reason("report.changed_after_all", {}))
    record(work, case.stream, "report", _sent(work, case, month, before.progress) | {"unchanged": True})
    return work.cases[key]


def open_month(work: Work, key: str, month: str, action: Action) -> Case:
    """The case, for an act that belongs to a month of it that is still open. Raises NotYet or BadInput."""
    case = case_for(work, key, action)
    if not still_reports(case):
        require_state(case, action, *WORKING)
    if not any(expected.month == month and not expected.closed for expected in case.expected):
        raise BadInput(Reason("month.not_open", {"month": month}))
    return case


def last_before(case: Case, month: str) -> Report | None:
    """The last report of an earlier month, which stands where nothing changed."""
    before = (one for one in case.reports if one.month < month)
    return max(before, key=lambda one: (one.month, one.number), default=None)


def last_worded(case: Case, month: str) -> Mapping[str, str]:
    """What was said in the last report of an earlier month that said anything: digests by name."""
    before = [one for one in case.reports if one.month < month and one.words]
    last = max(before, key=lambda one: (one.month, one.number), default=None)
    return last.words if last else {}


def liking(work: Work, case: Case, like: Like) -> Reason:
    """What the sender is told of a likeness. A case that is not theirs to see is not named."""
    facts: dict[str, Fact] = {"percent": int(like.share * 100), "month": like.month}
    if like.key == case.key:
        return Reason("report.like_before", facts)
    other = held_case(work, like.key)
    if other and can(work.actor, Action.VIEW, other, work.city, work.day):
        return Reason("report.like_other", facts | {"number": other.number})
    return Reason("report.like_somebody", facts)


def _sent(work: Work, case: Case, month: str, progress: Progress) -> dict[str, Any]:
    return {
        "month": month,
        "progress": progress.value,
        "unit": case.parties.lead_unit,
        "limit": ends(work, "report.review").isoformat(),
    }


def review_report(
    work: Work,
    key: str,
    month: str,
    *,
    confirmed: Progress | None = None,
    reason: str = "",
    tail: str = "",
    tail_by: date | None = None,
) -> Case:
    """The coordinator confirms a progress, or returns the report with a reason.

    基本完成 is confirmed only with the remaining tail listed and the day it will be done (product.md, Words).
    """
    case = case_for(work, key, Action.REVIEW_REPORT)
    waiting = waiting_report(case, month)
    if waiting is None:
        raise BadInput(Reason("report.nothing_to_review", {"month": month}))
    data = {"month": month, "number": waiting.number, "result": "accepted" if confirmed else "returned"}
    if confirmed is Progress.BASICALLY_COMPLETED and (
        tail_by is None or tail_by < work.day or not tail.strip()
    ):
        raise BadInput(Reason("report.tail_missing", {}))
    if confirmed:
        data |= {"confirmed": confirmed.value, "tail_by": tail_by.isoformat() if tail_by else None}
        record(work, case.stream, "review_report", data, texts={"report.tail": tail.strip()})
    else:
        record(work, case.stream, "review_report", data, texts={"reason": said("reason", reason)})
    return work.cases[key]


def waiting_report(case: Case, month: str) -> Report | None:
    """The month's last report if nobody has reviewed it yet."""
    of_month = [report for report in case.reports if report.month == month]
    return of_month[-1] if of_month and of_month[-1].result is None else None


def close_round(work: Work, month: str) -> None:
    """Closes a month."""
    permit(work, Action.TICK)
    record(work, f"round/{month}", "close_round", {})


def freeze_light(work: Work, case: Case, month: str) -> None:
    """Freezes the judgement of the month's last day, which ladder and assessment count: at most one per month.

    What happened after that day, while the clock had not yet come, is not known to it.
    """
    if any(one.month == month and one.closed for one in case.expected):
        return
    last = month_end(date.fromisoformat(f"{month}-01"))
    then = read_cases(work.session, [case.key], last).get(case.key, case)
    judged = judge(then, work.book, last)
    light = kept(judged)
    why = [reason.code for reason in judged.reasons] if light is judged.light else []
    work.office = work.actor.code
    data = {"month": month, "light": light.value if light else None, "why": why}
    record(work, case.stream, "freeze_light", data)
