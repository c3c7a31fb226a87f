"""Referrals: the list of those a reader may see, and one with its letter. Opening one is on record before that."""

from typing import Any

from flask import Blueprint, Response, render_template, url_for

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.permissions import may_ever
from caseflow.domain.referral import Referral, Status
from caseflow.domain.terms import Office
from caseflow.services.access import held_case
from caseflow.services.converting import to_pdf
from caseflow.services.referral_paper import code_of_referral, write_referral
from caseflow.services.referring import DISCIPLINE, Opened, read_referral, referrals_of
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acting import case_address
from caseflow.web.apart_rows import course
from caseflow.web.case_lines import left_until
from caseflow.web.papers import FORMATS, attached, why_no_pdf
from caseflow.words.msgid import N_
from caseflow.words.say import term

bp = Blueprint("referrals", __name__)
OF_THE_OFFICE = frozenset({"propose_referral", "revise_referral", "send_back_referral", "drop_referral"})
OF_THE_INSPECTORS = frozenset({"dispose_referral", "conclude_referral"})
"""What the other side is not told of."""
TITLES = {
    "propose": N_("提出移送"),
    "revise": N_("重新提出"),
    "send_back": N_("退回修改"),
    "drop": N_("不予移送"),
    "issue": N_("签发移送函"),
    "paper_receipt": N_("登记纸质回执"),
    "paper_result": N_("登记书面反馈"),
    "receive": N_("签收"),
    "refuse": N_("不属管辖，退回"),
    "dispose": N_("提出处置方式"),
    "conclude": N_("办结"),
    "feed_back": N_("反馈结果"),
}
"""The title of each duty's form, which is its button too."""


@bp.get("/referrals")
def referrals() -> str:
    """Number, state and clock of every referral the reader may see; what they say is on their own pages."""
    work = here.look()
    rows = [_row(work, one) for one in referrals_of(work, here.sealed())]
    proposes = bool(may_ever(work.actor, Action.PROPOSE_REFERRAL, work.city))
    inspects = bool(may_ever(work.actor, Action.KEEP_CLUE, work.city))
    return render_template("referrals/list.html", rows=rows, proposes=proposes, inspects=inspects)


@bp.get("/referrals/<code>")
def referral(code: str) -> str:
    """One referral, as the reader's side may have it."""
    opened = here.act(lambda work: read_referral(work, here.sealed(), code))
    work, one = here.look(), opened.referral
    inspects = opened.side == DISCIPLINE
    return render_template(
        "referrals/referral.html",
        one=one,
        inspects=inspects,
        row=_row(work, opened),
        case=_case(held_case(work, one.matter.case)),
        units=[here.names().full(unit) for unit in one.matter.units],
        people=[
            {"rank": term(f"rank.{who.rank}"), "name": who.name, "post": who.post}
            for who in one.matter.people
        ],
        words=opened.told.words,
        origin=term(f"referral_origin.{one.matter.origin}"),
        rank=term(f"rank.{one.matter.rank}"),
        way=term(f"way.{one.handling.way}") if inspects and one.handling.way else "",
        result=term(f"result.{one.result}") if one.result else "",
        code=code_of_referral(work, opened),
        no_pdf=why_no_pdf(),
        course=course(opened.told, OF_THE_OFFICE if inspects else OF_THE_INSPECTORS),
        acts=[
            {"label": TITLES[name], "href": url_for(f"referrals.{name}", code=code)}
            for name in _acts(work, opened)
        ],
    )


@bp.get("/referrals/<code>/letter.<format_>")
def letter(code: str, format_: str) -> Response:
    """The letter with its list, evidence and receipt."""
    if format_ not in FORMATS:
        raise Unknown(Reason("referral.unknown", {}))
    opened = here.act(lambda work: read_referral(work, here.sealed(), code))
    settings = here.installation().settings
    name, data = write_referral(here.look(), opened, here.names(), settings.public_url)
    here.leave()  # nothing is read while LibreOffice works
    if format_ == "pdf":
        data = to_pdf(settings.soffice, {"referral": data}, settings.home / "fonts")["referral"]
    return attached(data, f"{name}.{format_}", FORMATS[format_])


def _row(work: Work, opened: Opened) -> dict[str, Any]:
    one = opened.referral
    limit = one.limit if opened.side == DISCIPLINE else None
    status = one.status
    if opened.side != DISCIPLINE and status is Status.CONCLUDED:
        status = Status.RECEIVED  # the office learns of the result alone
    return {
        "name": one.name,
        "href": url_for("referrals.referral", code=one.name),
        "number": one.letter.number if one.letter else "",
        "on": one.letter.on if one.letter else one.on,
        "to": one.letter.to if one.letter else "",
        "status": term(f"referral.{status}"),
        "due": limit,
        "left": left_until(work.calendar, work.day, limit) if limit else None,
    }


def _case(case: Case | None) -> dict[str, str]:
    return {"number": case.number, "href": case_address(case)} if case else {"number": "", "href": ""}


def _acts(work: Work, opened: Opened) -> list[str]:
    """What this reader may do with it now."""
    one, status = opened.referral, opened.referral.status
    if opened.side == DISCIPLINE:
        steps: dict[Status, list[str]] = {
            Status.ISSUED: ["receive", "refuse"],
            Status.RECEIVED: ["dispose", "conclude"] if one.handling.way else ["dispose"],
            Status.CONCLUDED: ["feed_back"],
        }
        return steps.get(status, [])
    found = []
    if work.actor.holds(Office.COORDINATOR_HEAD, one.unit) and one.by != work.actor.code:
        found += ["issue", "send_back"] if status is Status.PROPOSED else []
        found += ["drop"] if status in (Status.PROPOSED, Status.SENT_BACK, Status.REFUSED) else []
    if one.by == work.actor.code and status in (Status.PROPOSED, Status.SENT_BACK, Status.REFUSED):
        found.append("revise")
    return found + _on_paper(one)


def _on_paper(one: Referral) -> list[str]:
    if one.letter is None or one.letter.unit:
        return []
    return {Status.ISSUED: ["paper_receipt"], Status.RECEIVED: ["paper_result"]}.get(one.status, [])
