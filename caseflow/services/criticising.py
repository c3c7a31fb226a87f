"""Criticising (外部发现): circulars, media reports and site checks by others, and that a date is out of reach."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.criticism import CriticismKind
from caseflow.domain.errors import BadInput, NotYet, Reason
from caseflow.domain.obligations import WORKING
from caseflow.domain.overdue import standing_application
from caseflow.domain.seats import COORDINATOR
from caseflow.domain.terms import Office, State
from caseflow.services.access import case_for
from caseflow.services.advance import require_state
from caseflow.services.inputs import on_the_case, past_day, said
from caseflow.services.messaging import tell_all
from caseflow.services.record import record
from caseflow.services.work import Work


def record_criticism(
    work: Work,
    key: str,
    kind: CriticismKind,
    finder: str,
    on: date,
    words: str,
    *,
    files: Iterable[int] = (),
    paper: int | None = None,
    visit: int | None = None,
) -> Case:
    """A finding from outside, on an open or a closed case. From the day it is about, the light of an open case is red.

    `files` is evidence that lies on the case; `paper` the how many-th issued one, `visit` the record of a visit, whose
    findings these are.

    What asks for a closure to be revoked, or says that the problem came back, is a finding after closure instead.
    """
    case = case_for(work, key, Action.RECORD_CRITICISM)
    require_state(case, Action.RECORD_CRITICISM, *(state for state in State if state is not State.MERGED))
    data: dict[str, Any] = {"kind": kind.value, "on": past_day(work, on).isoformat()}
    sources = {"files": on_the_case(case, files), "paper": paper, "visit": visit}
    data |= {name: value for name, value in sources.items() if value}
    texts = {"criticism.finder": said("finder", finder), "criticism.words": said("words", words)}
    record(work, case.stream, "record_criticism", data, texts=texts)
    parties = case.parties
    at_work = (parties.lead_unit, *case.checkers) if case.state is not State.CLOSED else ()
    tell_all(work, "criticised", key, (COORDINATOR, parties.supervising_unit, *at_work))
    return work.cases[key]


def settle_criticism(work: Work, key: str, number: int, reason: str) -> Case:
    """The office has dealt with a finding from outside; the supervising unit and the inspector are told."""
    case = case_for(work, key, Action.SETTLE_CRITICISM)
    if not any(one.id == number and one.settled_on is None for one in case.criticisms):
        raise BadInput(Reason("criticism.none_open", {}))
    record(work, case.stream, "settle_criticism", {"id": number}, texts={"reason": said("reason", reason)})
    tell_all(work, "criticism_settled", key, (case.parties.supervising_unit, Office.INSPECTOR.value))
    return work.cases[key]


def judge_out_of_reach(work: Work, key: str, reason: str) -> Case:
    """The office or the supervising unit judges that the due date cannot be met; it holds for this date alone."""
    case = case_for(work, key, Action.JUDGE_OUT_OF_REACH)
    require_state(case, Action.JUDGE_OUT_OF_REACH, *WORKING)
    due = case.due.day
    if due is None or due < work.day or standing_application(case):
        raise NotYet(Reason("reach.nothing_to_reach", {}))
    if case.is_out_of_reach:
        raise NotYet(Reason("reach.judged_already", {}))
    data = {"due": due.isoformat()}
    record(work, case.stream, "judge_out_of_reach", data, texts={"reach.reason": said("reason", reason)})
    return work.cases[key]


def withdraw_out_of_reach(work: Work, key: str, reason: str) -> Case:
    """The judgement is withdrawn, with a reason."""
    case = case_for(work, key, Action.WITHDRAW_OUT_OF_REACH)
    if not case.is_out_of_reach:
        raise NotYet(Reason("reach.not_judged", {}))
    record(work, case.stream, "withdraw_out_of_reach", {}, texts={"reason": said("reason", reason)})
    return work.cases[key]
