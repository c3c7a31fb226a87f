"""The keys every rulebook holds, with type, unit and range: the one table the loader checks a file against."""

from collections.abc import Iterator, Mapping

from caseflow.domain.handling import Level, Rank
from caseflow.domain.ladder import CONDITIONS
from caseflow.domain.register import PaperKind
from caseflow.domain.terms import Channel, Progress, Settlement, Source, State, Step, Verdict
from caseflow.rulebooks.shapes import (
    Code,
    Codes,
    Day,
    Flag,
    Name,
    Number,
    Numbers,
    Order,
    Pattern,
    Shape,
    Span,
    Synonyms,
    Thresholds,
)

ORDERS = (
    (Step.ACCEPTANCE, Step.NOTICE, Step.SIGNATURES),
    (Step.ACCEPTANCE, Step.SIGNATURES, Step.NOTICE),
    (Step.NOTICE, Step.ACCEPTANCE, Step.SIGNATURES),
)
EVIDENCE = (
    "before_photo",
    "after_photo",
    "site_check",
    "completion_report",
    "monitoring_report",
    "document",
    "proof_of_use",
    "investigation_record",
)
# Guards the process table does not ask of every case; the rulebook says of which kind it does.
REQUIREMENTS = (
    "lead_unit",
    "locality",
    "responsible_unit",
    "acceptance_unit",
    "goal",
    "measure",
    "due",
    "feedback_limit",
    "verdict",
    "settled",
)
YELLOW = ("near", "lagging", "measure_missed", "extension_pending", "internal_missed")
RED = ("overdue", "criticised", "out_of_reach", "year_refused")
# Every rung of the ladder has the same parts.
RUNGS = ("reminder", "warning", "supervision", "circular", "interview", "special_inspection")
ISSUERS = ("coordinator", "group_head", "both_heads")
ANSWERS = ("cause", "measures", "finish_by", "person", "result")
STRATA = ("kind", "locality")
NOTICE_LAYOUTS = ("jilin", "heilongjiang", "anhui")

_LIMIT = Span(90)
_ASKS = Codes(REQUIREMENTS)
_PROOF = Codes(EVIDENCE, either=True)
_DAY_OF_MONTH = Number("day_of_month", 1, 28)  # every month has it
_HOUR = Name(r"(?:[01]\d|2[0-3]):[0-5]\d")

SCHEMA: Mapping[str, Shape] = {
    "steps.order": Order(ORDERS),
    "assignment.limit": _LIMIT,
    "assignment.returns": Number("times", 0, 9),
    "text.clear": _LIMIT,
    "transfer.limit": _LIMIT,
    "findings.confirm": _LIMIT,
    "opinion.limit": _LIMIT,
    "application.limit": _LIMIT,
    "acceptance.limit": _LIMIT,
    "acceptance.people": Number("people", 2, 9),
    "acceptance.correction": _LIMIT,
    "acceptance.cooperating_unit_may_accept": Flag(),
    "acceptance.by_province": Flag(),
    "supplement.limit": _LIMIT,
    "supplement.times": Number("times", 1, 9),
    "notice.publish": _LIMIT,
    "notice.period": _LIMIT,
    "notice.post": _LIMIT,
    "notice.release_people": Number("people", 2, 9),
    "objection.answer": _LIMIT,
    "objection.late_decision": _LIMIT,
    "signing.limit": _LIMIT,
    "signing.same_person_for_both": Code(("next_superior",)),
    "filing_up.limit": _LIMIT,
    "revocation.propose": _LIMIT,
    "succession.limit": _LIMIT,
    "meeting.minutes": _LIMIT,
    "meeting.confirm": _LIMIT,
    "extension.times": Number("times", 0, 9),
    "extension.lead": Number("day", 0, 90),
    "internal_due.days_before": Number("day", 0, 90),
    "at_once.days": Number("day", 1, 90),
    "plan.limit": _LIMIT,
    "plan.review": _LIMIT,
    "plan.again": _LIMIT,
    "circular.draft": _LIMIT,
    "circular.issue": _LIMIT,
    "report.opens_day": _DAY_OF_MONTH,
    "report.due_day": _DAY_OF_MONTH,
    "report.review": _LIMIT,
    "report.minimum_age": Number("day", 0, 60),
    "report.contribution_day": _DAY_OF_MONTH,
    "report.copied": Number("percent", 50, 100),
    "report.copied_length": Number("character", 0, 200),
    "standing.months": Numbers("month", 1, 12),
    "confirm_year.month": Number("month", 1, 12),
    "confirm_year.report_day": _DAY_OF_MONTH,
    "confirm_year.limit": _LIMIT,
    "feedback.limit": _LIMIT,
    "petition.publish_from": _LIMIT,
    "investigation.people": Number("people", 2, 9),
    "light.near": Number("day", 0, 90),
    "light.yellow": Codes(YELLOW),
    "light.red": Codes(RED),
    "reminder.days": Numbers("day", 0, 365),
    "ladder.order": Codes(RUNGS),
    "ladder.check": _LIMIT,
    "interview.minutes": _LIMIT,
    "commendation.issuer": Code(ISSUERS),
    "notice.layout": Code(NOTICE_LAYOUTS),
    **{f"paper_word.{kind}": Name(r"[^\s\d，。；！？〔〕]{2,20}") for kind in PaperKind},
    **{f"referral.receiver.{rank}": Code(tuple(Level)) for rank in Rank},
    "referral.receive": _LIMIT,
    "referral.dispose": _LIMIT,
    "referral.feed_back": _LIMIT,
    "disposal.talk": _LIMIT,
    "disposal.verify": _LIMIT,
    "disposal.hold": Span(730),
    "evidence.site": _PROOF,
    "evidence.project": _PROOF,
    "evidence.institution": _PROOF,
    "evidence.unfounded": _PROOF,
    "requirements.task.accept_assignment": _ASKS,
    "requirements.task.apply_closure": _ASKS,
    "requirements.petition.accept_assignment": _ASKS,
    "requirements.petition.apply_closure": _ASKS,
    "accounts.one_time_password": Span(30),
    "accounts.confirmed_for": Number("minute", 1, 15),
    "message.hours_from": _HOUR,
    "message.hours_to": _HOUR,
    "message.digest_at": _HOUR,
    "message.attempts": Number("times", 1, 20),
    "vocabulary.types": Synonyms(),
    "vocabulary.verdicts": Synonyms(tuple(Verdict)),
    "vocabulary.settlements": Synonyms(tuple(Settlement)),
    "vocabulary.channels": Synonyms(tuple(Channel)),
    "vocabulary.progress": Synonyms(tuple(Progress)),
    "vocabulary.states": Synonyms(tuple(State)),
    "vocabulary.acceptance": Synonyms(("passed", "failed")),
    "flag.claimed_days": Number("day", 1, 365),
    "flag.burst_files": Number("file", 2, 99),
    "flag.burst_minutes": Number("minute", 1, 240),
    "flag.rush_files": Number("file", 2, 99),
    "flag.rush_days": Number("day", 1, 30),
    "flag.rush_share": Number("percent", 50, 100),
    "flag.quick_days": Number("day", 0, 60),
    "flag.unapplied_days": Number("day", 1, 365),
    "flag.arrival_days": Number("day", 1, 180),
    "flag.figures": Number("figure", 1, 20),
    "flag.photo_distance": Number("bit", 0, 32),
    "flag.signing_cases": Number("case", 2, 99),
    "flag.signing_minutes": Number("minute", 1, 60),
    "flag.heads_minutes": Number("minute", 1, 60),
    "look_back.share": Number("percent", 1, 100),
    "look_back.least": Number("case", 1, 50),
    "look_back.strata": Codes(STRATA),
    "look_back.closed_for": Number("day", 0, 730),
    "look_back.people": Number("people", 2, 9),
    "look_back.lots_flagged": Number("lot", 0, 9),
    "look_back.lots_key": Number("lot", 0, 9),
    "look_back.lots_never": Number("lot", 0, 9),
    "inspection.code": Name(r"[A-Z0-9]{2,12}"),
    "inspection.name": Name(),
    "inspection.team": Name(),
    "inspection.source": Code(tuple(Source)),
    "inspection.in_place_from": Day(),
    "inspection.in_place_to": Day(),
    "inspection.feedback_on": Day(),
    "inspection.plan_date": Day(),
    "inspection.petition_number": Pattern(),
}

RUNG: Mapping[str, Shape] = {
    "when": Thresholds(CONDITIONS, 365),
    "issuer": Code(ISSUERS),
    "reply": _LIMIT,
    "answer": Codes(ANSWERS),
    "after": Codes(RUNGS),
    "score": Number("point", 0, 15),
}

# In each chain a later value is never before an earlier one.
ASCENDING = (
    ("report.opens_day", "report.contribution_day", "report.due_day"),
    ("message.hours_from", "message.digest_at", "message.hours_to"),
    ("inspection.in_place_from", "inspection.in_place_to", "inspection.feedback_on", "inspection.plan_date"),
)

# No two of a row are the same: a number is one paper's alone.
DISTINCT = (tuple(f"paper_word.{kind}" for kind in PaperKind),)


def expected(found: Mapping[str, object]) -> Mapping[str, Shape]:
    """The keys asked of a file holding `found`: the schema, its own criteria, the parts of each rung it names."""
    return {**SCHEMA, **dict(_criteria(found)), **dict(_rungs(found))}


def _criteria(found: Mapping[str, object]) -> Iterator[tuple[str, Shape]]:
    own = [key for key in found if key.startswith("criterion.")]
    yield from ((key, Flag()) for key in own or ["criterion"])


def _rungs(found: Mapping[str, object]) -> Iterator[tuple[str, Shape]]:
    order = found.get("ladder.order")
    rungs = order.get("value") if isinstance(order, dict) else None
    for rung in rungs if isinstance(rungs, list) else ():
        if rung in RUNGS:  # a strange rung is refused at `ladder.order`
            yield from ((f"ladder.{rung}.{part}", shape) for part, shape in RUNG.items())
