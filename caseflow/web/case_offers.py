"""Which acts a case's page offers, as tables: beside the arrows, behind them, and where what is missing is mended.

Who may is asked of the permissions, and whether the moment is right of guards and services; here is only what a page
would be cluttered with otherwise.
"""

from collections.abc import Callable, Mapping
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.months import awaited
from caseflow.domain.case.paper import OPEN
from caseflow.domain.lifecycle import lies_behind
from caseflow.domain.obligations import INSPECTED, WORKING, Obligation, obligations, still_reports
from caseflow.domain.seats import COORDINATOR, GROUP
from caseflow.domain.terms import Kind, State, Step
from caseflow.services.filing import fillable
from caseflow.services.laddering import OVER, answerable, may_come_to, to_be_held

Offered = Callable[[Case, str], bool]
"""Whether an act is offered on a case, to the person of this code."""
NOTHING_TO_DO = frozenset(
    f"guard.{code}"
    for code in (
        "not_a_petition", "not_standing", "no_parts", "suspended", "not_suspended", "nothing_proposed",
        "no_transfer_offered", "not_assigned", "no_objection", "not_noticed", "filed_up", "no_earlier_step",
        "year_not_reported", "no_signing_post",
    )
)  # fmt: skip
"""Where one of these is unmet there is nothing to do that way: the act is not offered, rather than locked."""
DECIDED_BY_HEADS: Mapping[Action, str] = {
    Action.AMEND: "amendment",
    Action.EXTEND: "extension",
    Action.EXEMPT_NOTICE: "exemption",
    Action.REVOKE_CLOSURE: "revocation",
    Action.REBOUND: "rebound",
}
"""Arrows by which the heads decide on a matter that was put before them, each with its matter."""
DECIDED_ELSEWHERE: Mapping[State, tuple[Action, ...]] = {
    State.FILED: (Action.EXTEND, Action.SUSPEND),
    State.RECTIFYING: (Action.EXTEND, Action.SUSPEND),
    State.CLOSED: (Action.REVOKE_CLOSURE,),
}
"""What readers look for here and never find on their own page: one line says who decides it."""
MENDS: Mapping[str, tuple[Action, str]] = {
    "measure_not_done": (Action.MARK_MEASURE, "measures"),
    "evidence_missing": (Action.ADD_EVIDENCE, "evidence"),
    "self_check_missing": (Action.SELF_CHECK, ""),
    "criterion_not_met": (Action.SELF_CHECK, ""),
    "report_owed": (Action.REPORT, ""),
    "opinion_missing": (Action.GIVE_OPINION, ""),
    "opinion_against": (Action.GIVE_OPINION, ""),
    "no_verdict": (Action.RECORD_FINDINGS, ""),
    "no_settled": (Action.RECORD_FINDINGS, ""),
    "transfer_not_accepted": (Action.ACCEPT_TRANSFER, ""),
    "notice_not_drafted": (Action.DRAFT_NOTICE, ""),
    "notice_not_released": (Action.RELEASE_NOTICE, ""),
    "objection_open": (Action.ANSWER_OBJECTION, "objections"),
    "amendment_unchecked": (Action.CHECK_AMENDMENT, "decisions"),
    "successor_unnamed": (Action.NAME_SUCCESSOR, ""),
    "part_open": (Action.VIEW, "parts"),
    "has_parts": (Action.VIEW, "parts"),
} | {
    f"no_{need}": (Action.COMPLETE_FILING, "")
    for need in (
        "lead_unit",
        "locality",
        "responsible_unit",
        "acceptance_unit",
        "goal",
        "measure",
        "due",
        "feedback_limit",
    )
}
"""Where an unmet condition is mended: by an act, if it is the reader's, else at a place of this page."""


def _led(case: Case) -> bool:
    return case.proposed_findings is not None and case.proposed_findings.leader_confirmed


def _open(case: Case) -> list[Any]:
    return [decision for decision in case.decisions if decision.outcome is None]


def _works(case: Case) -> bool:
    return case.state in WORKING


def _accepting(case: Case) -> bool:
    return case.state is State.ACCEPTING


def _supplement_open(case: Case) -> bool:
    return _accepting(case) and case.supplement is not None and case.supplement.supplied_on is None


def _released_by_another(case: Case, who: str) -> bool:
    notice = case.notice if case.state is State.AWAITING_NOTICE else None
    return notice is not None and notice.released_by is None and notice.drafted_by != who


def _parts_awaited(case: Case) -> bool:
    return any(awaited(case, month) for month in case.expected if month.month in _months_owed(case))


def _months_owed(case: Case) -> set[str]:
    sent = {report.month for report in case.reports if report.result != "returned"}
    return {month.month for month in case.expected if not month.closed} - sent


def _gaps(case: Case) -> list[str]:
    """What filing left open. A petition needs neither goal nor measures."""
    wanted = {"goal", "measures", "due"} if case.kind is Kind.TASK else {"feedback_due"}
    units = (
        name for name in ("locality", "responsible", "acceptance_unit") if not getattr(case.parties, name)
    )
    return [*units, *(wanted & fillable(case))]


def _is_units(owed: Obligation) -> bool:
    return owed.met_on is None and owed.who not in (COORDINATOR, GROUP) and "/" not in owed.who


def _describable(case: Case) -> bool:
    ended = case.state in (State.SIGNING, State.CLOSED)
    return not ended and not lies_behind(Step.SIGNATURES, case.state, case.order)


def _offer_open(case: Case) -> bool:
    return case.transfer_to is not None and not case.transfer_accepted


def _free(case: Case, matter: str) -> bool:
    return case.open_decision(matter) is None


def _paper(*statuses: str) -> Offered:
    return lambda case, _: any(paper.status in statuses for paper in case.papers)


def _paper_to(status: str, *statuses: str) -> Offered:
    """A paper that stands at one of these and may come to the first."""
    return lambda case, _: any(
        paper.status in statuses and may_come_to(paper, status) for paper in case.papers
    )


def _unsigned(case: Case, who: str) -> bool:
    """A paper lies before the heads, and this one has not agreed to it yet."""
    before = [paper for paper in case.papers if paper.status == "submitted"]
    return any(all(person != who for _, person, _ in paper.voices) for paper in before)


def _inspecting(case: Case, _: str) -> bool:
    """A special inspection was sent out and has no findings yet."""
    return any(
        paper.rung == INSPECTED and paper.status in OPEN and not paper.concluded_on for paper in case.papers
    )


def _found(asks: str) -> Offered:
    return lambda case, _: (
        case.state is State.CLOSED
        and case.open_decision(asks) is None
        and any(finding.asks == asks and not finding.decided for finding in case.after)
    )


AWAITED: tuple[tuple[Action, Offered], ...] = (
    (Action.CONFIRM_SIGNED_FORM, lambda case, who: any(form.by != who for form in case.open_forms)),
    (Action.NAME_SUCCESSOR, lambda case, _: bool(case.awaiting)),
    (Action.COMPLETE_FILING, lambda case, _: case.state is State.FILED),
    (Action.ACCEPT_TRANSFER, lambda case, _: _offer_open(case) and case.state is State.RECTIFYING),
    (Action.CONTRIBUTE, lambda case, _: still_reports(case) and _parts_awaited(case)),
    (Action.REPORT, lambda case, _: still_reports(case) and bool(_months_owed(case))),
    (Action.REPORT_YEAR, lambda case, _: any(year.report_by and not year.reported_on for year in case.years)),
    (Action.ACKNOWLEDGE_PAPER, _paper_to("acknowledged", "issued")),
    (Action.ANSWER_PAPER, lambda case, _: any(answerable(paper) for paper in case.papers)),
    (Action.HOLD_INTERVIEW, lambda case, _: any(to_be_held(paper) for paper in case.papers)),
    (Action.CONCLUDE_INSPECTION, _inspecting),
    (Action.LIFT_PAPER, _paper("answered")),
    (Action.SUPPLY_SUPPLEMENT, lambda case, _: _supplement_open(case)),
    (Action.REVIEW_REPORT, lambda case, _: any(report.result is None for report in case.reports)),
    (Action.CONFIRM_FINDINGS_AS_LEADER, lambda case, _: bool(case.proposed_findings) and not _led(case)),
    (Action.CONFIRM_FINDINGS, lambda case, _: _led(case)),
    (
        Action.CHECK_AMENDMENT,
        lambda case, _: any(d.matter == "amendment" and not d.checked_by for d in _open(case)),
    ),
    (Action.BEGIN_ACCEPTANCE, lambda case, _: _accepting(case) and case.acceptance is None),
    (Action.DRAFT_NOTICE, lambda case, _: case.state is State.AWAITING_NOTICE and case.notice is None),
    (Action.RELEASE_NOTICE, lambda case, who: _released_by_another(case, who)),
    (Action.ANSWER_OBJECTION, lambda case, _: bool(case.open_objections)),
    (Action.SETTLE_CRITICISM, lambda case, _: any(one.settled_on is None for one in case.criticisms)),
    (Action.ISSUE_PAPER, _paper("proposed")),
    (Action.SIGN_PAPER, _unsigned),
    (Action.CLEAR_TEXT, lambda case, _: any(text.checked_on is None for text in case.held)),
    (Action.PROPOSE_REVOCATION, _found("revocation")),
    (Action.PROPOSE_REBOUND, _found("rebound")),
)
"""Acts beside the table of the process that something waits for; the services decide."""
POSSIBLE: tuple[tuple[Action, Offered], ...] = (
    (
        Action.CONTRIBUTE,
        lambda case, _: still_reports(case) and any(m.contributors and not m.closed for m in case.expected),
    ),
    (Action.REPORT, lambda case, _: still_reports(case) and any(not month.closed for month in case.expected)),
    (Action.MARK_MEASURE, lambda case, _: case.state is State.RECTIFYING and bool(case.measures)),
    (
        Action.SCHEDULE_MEASURE,
        lambda case, _: case.state is State.RECTIFYING and any(one.is_open for one in case.measures),
    ),
    (Action.SET_INTERNAL_DUE, lambda case, _: _works(case) and case.due.day is not None),
    (Action.CITE_CLAUSE, lambda case, _: case.state is State.RECTIFYING and bool(case.measures)),
    (Action.ADD_EVIDENCE, lambda case, _: case.state is State.RECTIFYING or _supplement_open(case)),
    (Action.GIVE_OPINION, lambda case, _: case.state is State.RECTIFYING),
    (Action.DRAFT_NOTICE, lambda case, _: case.state is State.AWAITING_NOTICE and case.notice is not None),
    (Action.DISMISS_PAPER, _paper("proposed")),
    (Action.RETURN_ANSWER, _paper("answered")),
    (Action.LIFT_PAPER, _paper_to("lifted", "issued", "acknowledged", "held")),
    (Action.PROPOSE_PAPER, lambda case, _: case.state not in OVER and bool(case.parties.lead_unit)),
    (Action.VOID_PAPER, _paper("issued", "acknowledged")),
    (Action.SEND_REMINDER, lambda case, _: any(_is_units(one) for one in obligations(case))),
    (Action.REPORT_YEAR, lambda case, _: case.due.standing),
    (
        Action.PROPOSE_EXTENSION,
        lambda case, _: _works(case) and bool(case.due.day) and _free(case, "extension"),
    ),
    (Action.PROPOSE_AMENDMENT, lambda case, _: _works(case) and _free(case, "amendment")),
    (
        Action.PROPOSE_EXEMPTION,
        lambda case, _: case.state is State.AWAITING_NOTICE and _free(case, "exemption"),
    ),
    (Action.OFFER_TRANSFER, lambda case, _: case.state is State.RECTIFYING and case.transfer_to is None),
    (Action.REFUSE_TRANSFER, lambda case, _: _offer_open(case)),
    (Action.TAKE_BACK_TRANSFER, lambda case, _: _offer_open(case)),
    (Action.COMPLETE_FILING, lambda case, _: case.state is State.RECTIFYING and bool(_gaps(case))),
    (Action.CLEAR_TEXT, lambda case, _: bool(case.held)),
    (
        Action.PROPOSE_COMMENDATION,
        lambda case, _: case.state is not State.MERGED and bool(case.parties.lead_unit),
    ),
    (Action.RECORD_GUIDANCE, lambda case, _: case.state not in OVER),
    (Action.ENTER_SIGNED_FORM, lambda case, _: case.state is State.SIGNING),
    (Action.DROP_SIGNED_FORM, lambda case, _: bool(case.open_forms)),
    (Action.DESCRIBE, lambda case, _: _describable(case)),
    (Action.SPLIT, lambda case, _: case.state is State.FILED and not case.links.parts),
    (Action.RECORD_CRITICISM, lambda case, _: case.state is not State.MERGED),
    (
        Action.JUDGE_OUT_OF_REACH,
        lambda case, _: _works(case) and bool(case.due.day) and not case.is_out_of_reach,
    ),
    (Action.WITHDRAW_OUT_OF_REACH, lambda case, _: case.is_out_of_reach),
    (Action.ENTER_FINDING, lambda case, _: case.state is State.CLOSED),
)
"""Acts beside the table that nothing waits for and that may be done at this time."""
RETREATS = frozenset(
    {
        Action.RETURN_ASSIGNMENT,
        Action.WITHDRAW,
        Action.FAIL_ACCEPTANCE,
        Action.REQUEST_SUPPLEMENT,
        Action.RECALL,
        Action.REFUSE,
        Action.RETURN_FOR_SUPPLEMENT,
        Action.UPHOLD_OBJECTION,
        Action.SUSPEND,
        Action.MERGE,
        Action.UNMERGE,
        Action.OBJECT,
        Action.FEED_BACK,
    }
)
"""Arrows that are not the way forward: they stand behind it as plain links."""
OWED: Mapping[str, Action] = {
    "contribution": Action.CONTRIBUTE,
    "report": Action.REPORT,
    "answer": Action.ANSWER_PAPER,
    "minutes": Action.HOLD_INTERVIEW,
    "check_answer": Action.LIFT_PAPER,
    "conclude": Action.CONCLUDE_INSPECTION,
    "review": Action.REVIEW_REPORT,
    "supplement": Action.SUPPLY_SUPPLEMENT,
    "criticism": Action.SETTLE_CRITICISM,
    "objection": Action.ANSWER_OBJECTION,
    "accept_assignment": Action.ACCEPT_ASSIGNMENT,
    "report_year": Action.REPORT_YEAR,
    "confirm_year": Action.CONFIRM_YEAR,
    "feedback": Action.FEED_BACK,
    "name_successor": Action.NAME_SUCCESSOR,
    "clear": Action.CLEAR_TEXT,
}
"""The act that meets an obligation."""
