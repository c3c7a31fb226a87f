"""What the forms of a case's closure say, taken from its picture: acceptance, closure, the file with its catalogue."""

from collections.abc import Iterator

from caseflow.domain.case import Case, dossier_digest
from caseflow.domain.event import Event
from caseflow.domain.signer_keys import PASSWORD
from caseflow.domain.signers import signing_posts
from caseflow.domain.terms import State
from caseflow.papers.facts import (
    Acceptance,
    Box,
    CaseFile,
    Closure,
    Criterion,
    MeasureLine,
    Opinion,
    Period,
    Piece,
    SiteCheck,
)
from caseflow.papers.imprint import Imprint
from caseflow.services.outside_words import signed_claim, state_in_words
from caseflow.services.paper_facts import Desk, box_post, matter
from caseflow.words.say import day_in_words, month_in_words, say, term

DIGEST = 8
"""Figures of a digest that are printed."""
PIECES = frozenset(
    {"file", "assign", "report", "record_findings", "self_check", "apply_closure", "pass_acceptance",
     "fail_acceptance", "publish_notice", "object", "sign", "file_up", "issue_paper", "answer_paper", "extend", "amend",
     "confirm_year", "feed_back", "add_evidence", "take_over"}
)  # fmt: skip
"""Events that leave a document in the file."""


def acceptance(desk: Desk, imprint: Imprint) -> Acceptance:
    """验收意见表."""
    return Acceptance(
        imprint, matter(desk), _measures(desk), _criteria(desk), _application(desk), _site(desk)
    )


def closure(desk: Desk, imprint: Imprint) -> Closure:
    """整改销号申请表."""
    return Closure(
        imprint,
        matter(desk),
        _measures(desk),
        _criteria(desk),
        tuple(_self_checks(desk)),
        _application(desk),
        _site(desk),
        _period(desk),
        _boxes(desk),
        _filed(desk),
        _dossier_code(desk.case),
    )


def case_file(desk: Desk, imprint: Imprint) -> CaseFile:
    """一案一档: the documents in the order in which they came."""
    case = desk.case
    closed = case.closure.on if case.closure else None
    pieces = tuple(_pieces(desk))
    return CaseFile(imprint, matter(desk), state_in_words(case), case.filed_on, closed, pieces)


def _dossier_code(case: Case) -> str:
    """What the heads sign, or have signed, as both see it beside the dossier: a form signed on paper bears it."""
    signed = [signature.dossier for signature in case.live_signatures]
    digest = dossier_digest(case) if case.state is State.SIGNING else signed[-1] if signed else ""
    return "-".join(digest[n : n + 4].upper() for n in range(0, 16, 4)) if digest else ""


def _measures(desk: Desk) -> tuple[MeasureLine, ...]:
    return tuple(
        MeasureLine(one.number, desk.text(f"measure.{one.number}"), desk.full(one.unit), one.due, one.done_on)
        for one in desk.case.measures
        if not one.withdrawn
    )


def _criteria(desk: Desk) -> tuple[Criterion, ...]:
    """Each criterion as the acceptance unit found it, before that as every self-check ticked it."""
    passed = _this_round(desk, "pass_acceptance")
    ticked = [frozenset(check.criteria) for check in desk.case.self_checks]
    if passed:
        met = frozenset(passed.data.get("criteria", ()))
    else:
        met = frozenset.intersection(*ticked) if ticked else frozenset()
    return tuple(
        Criterion(rule.meaning_zh, True if rule.key in met else None)
        for rule in desk.picture.rules.criteria()
    )


def _self_checks(desk: Desk) -> Iterator[Opinion]:
    for check in desk.case.self_checks:
        event = next(
            e
            for e in reversed(desk.picture.events)
            if e.type == "self_check" and e.data["unit"] == check.unit
        )
        words = desk.said(event, "self_check.note") or say("paper.self_checked", {"n": len(check.criteria)})
        yield Opinion(desk.full(check.unit), words, desk.said(event, "self_check.head"), check.on)


def _application(desk: Desk) -> Opinion:
    event = desk.last("apply_closure")
    lead = desk.full(desk.case.parties.lead_unit)
    claimed = desk.case.application
    if claimed and claimed.outside:
        return Opinion(lead, say("outside.form"), "", claimed.on)
    words = desk.said(event, "note") or (say("paper.applied") if event else "")
    return Opinion(lead, words, "", event.day if event else None)


def _site(desk: Desk) -> SiteCheck:
    """The check of this round; while nothing was decided, what was asked to be supplied."""
    case, unit = desk.case, desk.full(desk.case.parties.acceptance_unit)
    if case.acceptance and case.acceptance.outside:
        return SiteCheck(unit, True, case.acceptance.site_day, opinion=say("outside.form"))
    passed, failed = _this_round(desk, "pass_acceptance"), _last_failed(desk)
    if passed and case.acceptance and case.acceptance.passed_on:
        people = [desk.said(passed, f"acceptance.person.{n}") for n in range(1, case.acceptance.people + 1)]
        return SiteCheck(
            unit,
            True,
            case.acceptance.site_day,
            desk.said(passed, "acceptance.place"),
            tuple(filter(None, people)),
            desk.said(passed, "acceptance.opinion"),
            desk.said(passed, "acceptance.province"),
            case.acceptance.passed_on,
        )
    if failed:
        by = day_in_words(failed.data["correct_by"])
        wanted = say("paper.correct", {"reason": desk.said(failed, "reason"), "by": by})
        return SiteCheck(unit, False, on=failed.day, supplement=wanted, correct_by=case.correct_by)
    if case.supplement:
        facts = {"wanted": desk.text("supplement.wanted"), "by": day_in_words(case.supplement.until)}
        return SiteCheck(unit, supplement=say("paper.supplement", facts))
    return SiteCheck(unit)


def _period(desk: Desk) -> Period:
    case, exempted = desk.case, desk.last("exempt_notice")
    if case.notice_exempted and exempted:
        return Period(exempt=desk.said(exempted, "reason") or day_in_words(exempted.day))
    if case.notice is None or case.notice.first_day is None:
        return Period()
    return Period(
        case.notice.first_day,
        case.notice.last_day,
        desk.text("notice.medium"),
        desk.text("notice.where"),
        f"{say('outside.form')}；{_objections(desk)}" if case.notice.outside else _objections(desk),
    )


def _objections(desk: Desk) -> str:
    found = desk.case.objections
    if not found:
        return say("paper.no_objection")
    answered = [
        term(f"objection_answer.{one.answer}") if one.answer else term("objection_answer.open")
        for one in found
    ]
    return say("paper.objections", {"n": len(found), "answers": "、".join(answered)})


def _boxes(desk: Desk) -> tuple[Box, Box]:
    """Party left, government right: who signed, or who is to."""
    case = desk.case
    posts = {
        box: f"{post.office}/{post.unit}"
        for box, post in signing_posts(case, desk.picture.city, desk.picture.day).items()
    }
    given = {signature.box: signature for signature in case.live_signatures}
    boxes = []
    for box in ("party", "government"):
        signature = given.get(box)
        if signature is None:
            claim = signed_claim(case, box, desk.text)
            opinion = say("outside.signature", {"words": claim}) if claim else ""
            boxes.append(Box(box_post(desk, posts.get(box, "")), opinion=opinion))
            continue
        event = next(e for e in reversed(desk.picture.events) if e.type == "sign" and e.data["box"] == box)
        digest = signature.dossier[:DIGEST].upper()
        grouped = f"{digest[:4]}-{digest[4:]}"
        post = signature.office if "/" in signature.office else posts.get(box, "")
        name, opinion = desk.person(signature.person), desk.said(event, "note")
        means = term(f"means.{signature.means or PASSWORD}", "zh")
        boxes.append(Box(box_post(desk, post), name, signature.on, opinion, grouped, means))
    return boxes[0], boxes[1]


def _filed(desk: Desk) -> Opinion:
    event, office, closure = desk.last("file_up"), desk.picture.names.office(), desk.case.closure
    if closure and closure.outside and closure.filed_up_on and event is None:
        claim = f"{say('outside.form')}：{desk.text('outside.filed_up')}"
        return Opinion(office, claim, "", closure.filed_up_on)
    if event is None or desk.case.closure is None or desk.case.closure.filed_up_on is None:
        return Opinion(office)
    words = say("paper.filed_up", {"paper": desk.said(event, "filing.paper")})
    return Opinion(office, words, "", event.day)


def _this_round(desk: Desk, type_: str) -> Event | None:
    """The newest event of a type since acceptance was last applied for."""
    applied, found = desk.last("apply_closure"), desk.last(type_)
    return found if found and (applied is None or found.n > applied.n) else None


def _last_failed(desk: Desk) -> Event | None:
    """A return that no later application has answered."""
    return _this_round(desk, "fail_acceptance")


def _pieces(desk: Desk) -> Iterator[Piece]:
    evidence = 0
    for event in desk.picture.events:
        evidence += event.type == "add_evidence"
        if event.type not in PIECES:
            continue
        author = _author(desk, event)
        if event.type == "add_evidence":
            one = desk.case.evidence[evidence - 1]
            if not one.withdrawn:
                name = desk.said(event, f"evidence.{evidence}.name") or term(f"evidence.{one.kind}")
                yield Piece(
                    name, one.digest[:DIGEST].upper(), author, event.day, term(f"evidence.{one.kind}")
                )
            continue
        yield Piece(_name(event), _number(desk, event), author, event.day)


def _name(event: Event) -> str:
    facts = {"month": month_in_words(event.data["month"]) if "month" in event.data else ""}
    return say(f"piece.{event.type}", facts)


def _number(desk: Desk, event: Event) -> str:
    if event.type == "issue_paper":
        return str(event.data.get("number") or "")
    return desk.said(event, "filing.paper") or desk.said(event, "feedback.paper")


def _author(desk: Desk, event: Event) -> str:
    """The unit whose post acted, else who acted."""
    office, _, unit = event.office.partition("/")
    if office == "coordinator":
        return desk.picture.names.called("coordinator") or ""
    if unit in desk.picture.city.units:
        return desk.picture.names.unit(unit)
    return desk.picture.names.called(event.actor) or ""
