"""Everything people may try on a case: the service, what is handed in, and the row of the table it may move along."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from caseflow.domain.actions import Action
from caseflow.services import (
    accepting,
    assigning,
    clearing,
    contributing,
    criticising,
    evidencing,
    filing,
    following,
    laddering,
    noticing,
    rectifying,
    reminding,
    replying,
    reporting,
    scheduling,
    signing,
    succeeding,
)
from caseflow.services.advance import advance
from caseflow.services.work import Work
from caseflow.store.files import Files
from tests.model import inputs, matters, outside
from tests.model.inputs import Make, always, nothing, numbered, reasoned
from tests.services.papers import ANSWER

Do = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Act:
    """`do` is the service, `make` what is handed in; `asks` is what permissions are asked for, `row` the trigger."""

    do: Do
    make: Make
    asks: Action
    row: Action | None = None


ACTS: dict[str, Act] = {}


def rows(*acts: tuple[Do, Make], **named: tuple[Do, Make]) -> None:
    """Acts that are rows of the table, under their services' names or the names given."""
    for name, (do, make) in ({do.__name__: (do, make) for do, make in acts} | named).items():
        ACTS[name] = Act(do, make, Action(name), Action(name))


def beside(*acts: tuple[Do, Make], **named: tuple[Do, Make]) -> None:
    """Acts beside the table."""
    for name, (do, make) in ({do.__name__: (do, make) for do, make in acts} | named).items():
        ACTS[name] = Act(do, make, Action(name))


def deem_accepted(work: Work, key: str) -> object:
    """What the clock does to an assignment nobody answered; anybody else may try."""
    return advance(work, key, Action.DEEM_ACCEPTED)


def add_evidence(work: Work, key: str, files: Files, **given: Any) -> object:
    """The one service that wants more than a work before the key."""
    return evidencing.add_evidence(work, files, key, **given)


rows(
    (assigning.assign, inputs.lead),
    (assigning.accept_assignment, nothing),
    (deem_accepted, nothing),
    (assigning.return_assignment, reasoned),
    (assigning.transfer, nothing),
    (following.merge, inputs.merged),
    (following.unmerge, reasoned),
    (rectifying.record_findings, inputs.findings),
    (rectifying.self_check, inputs.self_check),
    (following.feed_back, inputs.feedback),
    (following.suspend, reasoned),
    (following.resume, nothing),
    (rectifying.apply_closure, nothing),
    (following.gather_parts, nothing),
    (rectifying.withdraw, reasoned),
    (accepting.request_supplement, inputs.supplement),
    (accepting.pass_acceptance, inputs.site),
    (accepting.fail_acceptance, inputs.correction),
    (noticing.publish_notice, inputs.publication),
    (noticing.end_notice, nothing),
    (noticing.uphold_objection, inputs.upheld),
    (signing.recall, inputs.target),
    (signing.return_for_supplement, inputs.target),
    (signing.sign, inputs.signature),
    (signing.refuse, reasoned),
    (following.file_up, always(paper="〔2〕号")),
    (following.confirm_year, inputs.year_confirmed),
    object=(noticing.enter_objection, inputs.objection),
    **{
        effect.value: (matters.decide_on(matter), matters.vote_on(matter))
        for matter, effect in matters.EFFECT.items()
    },
)
beside(
    (filing.complete_filing, inputs.parties),
    (filing.describe, inputs.title),
    (filing.split, inputs.localities),
    (assigning.offer_transfer, inputs.offer),
    (assigning.accept_transfer, nothing),
    (succeeding.name_successor, inputs.successor),
    (assigning.refuse_transfer, reasoned),
    (assigning.take_back_transfer, reasoned),
    (rectifying.mark_measure, inputs.measure),
    (scheduling.schedule_measure, inputs.measure_date),
    (scheduling.set_internal_due, inputs.internal_due),
    (add_evidence, inputs.evidence),
    (evidencing.withdraw_evidence, inputs.withdrawn),
    (criticising.record_criticism, outside.criticism),
    (criticising.settle_criticism, numbered(lambda case: case.criticisms, reason="情况说明")),
    (criticising.judge_out_of_reach, reasoned),
    (criticising.withdraw_out_of_reach, reasoned),
    (contributing.contribute, inputs.part),
    (reporting.report, inputs.report),
    (reporting.review_report, inputs.review),
    (reminding.send_reminder, inputs.owed),
    (rectifying.confirm_findings, nothing),
    (rectifying.give_opinion, inputs.opinion),
    (accepting.supply_supplement, always(note="已补")),
    (accepting.begin_acceptance, nothing),
    (noticing.draft_notice, inputs.notice_text),
    (noticing.release_notice, nothing),
    (noticing.answer_objection, inputs.answer),
    (matters.propose_amendment, matters.change),
    (matters.check_amendment, nothing),
    (matters.propose_extension, matters.later),
    (matters.propose_exemption, reasoned),
    (matters.enter_finding, matters.finding),
    (following.report_year, inputs.year),
    (laddering.issue_paper, numbered(lambda case: case.papers, words="请抓紧", reason="情况紧急")),
    (laddering.sign_paper, numbered(lambda case: case.papers, agrees=True)),
    (laddering.dismiss_paper, numbered(lambda case: case.papers, reason="情况说明")),
    (replying.acknowledge_paper, numbered(lambda case: case.papers)),
    (replying.answer_paper, numbered(lambda case: case.papers, answer=ANSWER)),
    (replying.lift_paper, numbered(lambda case: case.papers, reason="情况说明")),
    (replying.void_paper, numbered(lambda case: case.papers, reason="发错单位")),
    clear_text=(clearing.clear_texts, inputs.doubted),
    propose_revocation=(matters.propose_on_finding, matters.proposal),
)
ACTS["take_over"] = Act(outside.take_over, outside.ledger, Action.IMPORT_LEDGER)
