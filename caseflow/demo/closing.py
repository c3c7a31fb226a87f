"""The acts of closure in the demonstration: acceptance, notice, objection, signatures, filing with the province."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from caseflow.demo.acts import COLLEAGUE, COORDINATOR, Act, Post, Stage, officer
from caseflow.demo.outcomes import Outcome
from caseflow.domain.case import dossier_digest
from caseflow.domain.terms import Office
from caseflow.services import accepting, following, noticing, signing
from caseflow.services.access import held_case
from caseflow.services.texts import texts_of
from caseflow.services.work import Work

PEOPLE = ["验收组成员甲", "验收组成员乙"]
FILED_AFTER = timedelta(days=2)


def judged(outcome: Outcome, key: str, unit: str) -> Iterator[Act]:
    """The on-site checks, passed or failed."""
    for day, result in zip(outcome.acceptances, outcome.results, strict=True):
        do = partial(_pass, key=key) if result == "通过" else partial(_fail, key=key)
        yield Act(day, Stage.JUDGE, officer(unit), key, do)


def noticed(outcome: Outcome, key: str) -> Iterator[Act]:
    """Notices, and the objection to one of them."""
    for day in outcome.notices:
        yield Act(day, Stage.DRAFT, COORDINATOR, key, partial(_draft, key=key))
        yield Act(day, Stage.RELEASE, COLLEAGUE, key, partial(noticing.release_notice, key=key))
        yield Act(day, Stage.PUBLISH, COORDINATOR, key, partial(_publish, key=key))
    if outcome.objection:
        sent, upheld = outcome.objection
        yield Act(sent, Stage.OBJECT, COORDINATOR, key, partial(_object, key=key, sent=sent))
        yield Act(upheld, Stage.OBJECT, COORDINATOR, key, partial(_uphold, key=key))


def signed(outcome: Outcome, key: str, locality: str) -> Iterator[Act]:
    """Both signatures, and the closure's filing with the province a little later."""
    if outcome.party_signed and outcome.government_signed:
        party, government = Post(Office.PARTY_HEAD, locality), Post(Office.GOVERNMENT_HEAD, locality)
        yield Act(outcome.party_signed, Stage.SIGN_PARTY, party, key, partial(_sign, key=key))
        yield Act(outcome.government_signed, Stage.SIGN_GOVERNMENT, government, key, partial(_sign, key=key))
        closed = max(outcome.party_signed, outcome.government_signed)
        yield Act(closed + FILED_AFTER, Stage.FOLLOW, COORDINATOR, key, partial(_file_up, key=key))


def _pass(work: Work, *, key: str) -> None:
    accepting.begin_acceptance(work, key)
    accepting.pass_acceptance(
        work,
        key,
        site_day=work.day,
        place="整改现场",
        who=PEOPLE,
        verdicts={rule.key: True for rule in work.book.criteria()},
        opinion="对照标准逐项核查，同意通过验收。",
    )


def _fail(work: Work, *, key: str) -> None:
    accepting.begin_acceptance(work, key)
    by = work.day + timedelta(days=work.book.number("acceptance.correction") - 1)
    accepting.fail_acceptance(work, key, "现场核查发现一项措施未落实到位，退回整改。", by)


def _draft(work: Work, *, key: str) -> None:
    case = held_case(work, key)
    words = texts_of(work.session, case) if case else {}
    notice = {
        "problem": words.get("problem", ""),
        "goal": words.get("goal") or "问题解决，群众认可。",
        "measures": "；".join(
            words[name].rstrip("。") for name in sorted(words) if name.startswith("measure.")
        )
        or "见处理情况。",
        "result": "整改措施已全部落实，经现场验收通过。",
        "office": "市整改办",
        "phone": "演示号码",
        "address": "演示地址",
    }
    noticing.draft_notice(work, key, notice)


def _publish(work: Work, *, key: str) -> None:
    noticing.publish_notice(work, key, "市政府网站", "通知公告栏目")


def _object(work: Work, *, key: str, sent: date) -> None:
    noticing.enter_objection(work, key, "公示所述设施运行情况与现场不符。", sent)


def _uphold(work: Work, *, key: str) -> None:
    case = held_case(work, key)
    if case and case.open_objections:
        noticing.uphold_objection(work, key, case.open_objections[0].id, "经现场核查，异议成立。")


def _sign(work: Work, *, key: str) -> None:
    case = held_case(work, key)
    if case:
        signing.sign(work, key, dossier_digest(case))


def _file_up(work: Work, *, key: str) -> None:
    following.file_up(work, key, f"四整改办〔{work.day.year}〕备字")
