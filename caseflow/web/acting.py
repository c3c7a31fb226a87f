"""One view for every act on a case: the form, the refusal with every reason, the act done once."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from caseflow.domain import guards, lifecycle
from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import BadInput, NotPermitted, Reason, Refused, Stale, Unknown
from caseflow.domain.permissions import can
from caseflow.domain.turn import whose_turn
from caseflow.services.access import case_for, held_case, moment
from caseflow.services.forms import once, remember
from caseflow.services.picturing import seen_length
from caseflow.services.signing_in import Checked, check_own_password, confirm_password
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acts import ACTS, ActPage
from caseflow.web.acts.matter import about
from caseflow.web.failing import said, status_of
from caseflow.web.forms import MORE, ActForm, handed_in
from caseflow.web.heading import heading
from caseflow.web.papers import of_act
from caseflow.web.receipts import offer_receipts
from caseflow.web.speaking import gettext
from caseflow.words.say import say, term

bp = Blueprint("acting", __name__)
NOTHING_LEFT = frozenset(
    {"clear.none", "criticism.none_open", "decision.already_voted", "decision.unknown", "finding.none"}
    | {"findings.none_open", "guard.no_objection", "month.none_open", "paper.none", "reminder.nothing_owed"}
    | {"report.none_waiting", "succession.none_waits"}
)
"""Reasons that leave a form nothing to be about: it is not shown to whoever only opens the page."""
SEEN_APART = "."
"""Between the things a form remembers."""


@dataclass(frozen=True, slots=True)
class Done:
    """Where to go after an act, and who is next; or why it was not done although the transaction stands: a wrong
    password counts.
    """

    location: str = ""
    turn: str | None = None
    reason: Reason | None = None
    told: str = ""
    work: Work | None = None


@bp.route("/cases/<inspection>/<number>/do/<name>", methods=["GET", "POST"])
def act(inspection: str, number: str, name: str) -> Response | str | tuple[str, int]:
    """The page of one act, and the act itself. Whatever is refused comes back with all that was typed."""
    page = ACTS.get(name)
    if page is None:
        raise Unknown(Reason("page.no_such_act", {}))
    key = f"{inspection}/{number}"
    work, form = here.look(), page.form()
    if before := once(work, form.form_key.data or "", handed_in(form)):
        return redirect(before, 303)  # also where the act took the case out of the reader's sight
    case = case_for(work, key, page.action)
    page.prepare(work, case, form)
    if request.method != "POST":
        form.seen.data = _shown(page, work, case)
        return _page(page, work, case, form, [])
    if MORE in request.form:
        return _page(page, work, case, form, [])
    return _sent(page, work, case, form)


def case_address(case: Case) -> str:
    """Where a case's page is."""
    return url_for("cases.case", inspection=case.inspection, number=case.number)


def act_address(case: Case, name: str) -> str:
    """Where the page of an act on a case is."""
    return url_for("acting.act", inspection=case.inspection, number=case.number, name=name)


def _sent(page: ActPage, work: Work, case: Case, form: ActForm) -> Response | tuple[str, int]:
    """What is answered to a form: a second copy and an old one are known before their choices are looked at."""
    try:
        if before := _known(page, work, case, form):
            return redirect(before, 303)
        if not form.validate():
            return _page(page, work, case, form, []), 422
        checked = _password(form) if page.password else None
        done = here.act(lambda acting: _once(acting, page, case.key, form, checked))
    except NotPermitted:
        raise
    except Refused as refused:
        return _again(page, case.key, refused)
    if done.reason:
        return _again(page, case.key, BadInput(done.reason))
    facts = {"action": term(f"action.{page.action}"), "who": here.names().called(done.turn)}
    flash(say(done.told or ("page.acted" if facts["who"] else "page.done"), facts))
    offer_receipts(done.work, case.key)
    return redirect(done.location, 303)


def _known(page: ActPage, work: Work, case: Case | None, form: ActForm) -> str | None:
    """Where this very form led when it was sent before. Raises Stale for one that shows what is no longer so."""
    before = once(work, form.form_key.data or "", handed_in(form))
    if before is None and case and (changed := _changed(page, work, case, form)):
        raise Stale(*changed)
    return before


def _changed(page: ActPage, work: Work, case: Case, form: ActForm) -> list[Reason]:
    codes = ("stale.form", *(code for code, _ in page.grounds(work, case)))
    seen, now = (form.seen.data or "").split(SEEN_APART), _shown(page, work, case).split(SEEN_APART)
    found = [code for code, old, new in zip_longest(codes, seen, now) if old != new]
    return [Reason(code or "stale.form", {}) for code in dict.fromkeys(found)]


def _shown(page: ActPage, work: Work, case: Case) -> str:
    """What a page shows as its form remembers it: how far the case had come, and what else the act rests on."""
    return SEEN_APART.join([str(seen_length(work, case)), *(value for _, value in page.grounds(work, case))])


def _password(form: Any) -> Checked:
    """Checks the password entered again, before the transaction: it takes its time."""
    return check_own_password(here.session(), here.look().actor.code, form.password.data or "", here.now())


def _once(work: Work, page: ActPage, key: str, form: ActForm, checked: Checked | None) -> Done:
    """Does the act, in a transaction that sees whatever happened since the form was looked at."""
    if before := _known(page, work, held_case(work, key), form):
        return Done(before)
    if checked and (wrong := confirm_password(work, checked, request.remote_addr or "")):
        return Done(reason=Reason("signature.password_wrong", {}) if wrong.code == "sign_in.wrong" else wrong)
    page.do(work, key, form)
    after = held_case(work, key)
    location, turn, told = url_for("home.home"), None, ""
    if after and can(work.actor, Action.VIEW, after, work.city, work.day):
        location = page.onward(work, after) or case_address(after)
        turn = whose_turn(after, moment(work, after)).who
        told = page.told(form, after)
    remember(work, form.form_key.data or "", handed_in(form), location)
    return Done(location, turn, told=told, work=work)


def _again(page: ActPage, key: str, refused: Refused) -> tuple[str, int]:
    """The form with what was typed and every reason; a stale one now answers the case as it stands.

    It is made anew, as the case may ask for other fields by now than when the first one was prepared.
    """
    work = here.look()
    case = case_for(work, key, page.action)
    form = page.form()
    page.prepare(work, case, form)
    if isinstance(refused, Stale):
        form.seen.data = _shown(page, work, case)
    return _page(page, work, case, form, [said(reason) for reason in refused.reasons]), status_of(refused)


def _page(page: ActPage, work: Work, case: Case, form: ActForm, reasons: list[str]) -> str:
    lacking = list(_lacking(page, work, case))
    return render_template(
        page.template,
        page=page,
        case=case,
        form=form,
        reasons=reasons,
        unmet=[_unmet(reason) for reason in lacking],
        idle=request.method != "POST" and any(reason.code in NOTHING_LEFT for reason in lacking),
        head=heading(work, case),
        action=term(f"action.{page.action}"),
        button=gettext(page.button) if page.button else term(f"action.{page.action}"),
        back=case_address(case),
        here=act_address(case, page.name),
        about=about(work, case),
        follows=_follows(page, work, case),
        files=of_act(case, page.action),
        **page.show(work, case),
    )


def _lacking(page: ActPage, work: Work, case: Case) -> Iterator[Reason]:
    """What still stands in the way, before anybody types: the table's unmet guards, and what the page needs."""
    if can(work.actor, page.action, case, work.city, work.day):
        if page.action in lifecycle.TRIGGERS:
            yield from _unmet_guards(page, work, case)
        yield from page.lacks(work, case)


def _unmet_guards(page: ActPage, work: Work, case: Case) -> Iterator[Reason]:
    row = lifecycle.row_for(case.state, page.action)
    if row is None:
        facts = {"state": f"state.{case.state}", "trigger": f"action.{page.action}"}
        yield Reason("lifecycle.wrong_state", facts)
        return
    for answer in guards.ask(row.guards, case, moment(work, case)):
        yield from answer.unmet


def _follows(page: ActPage, work: Work, case: Case) -> str:
    """What follows once the act is done, in words; "" where the case stays as it is or the form names where it goes."""
    if page.after:
        return say(page.after)
    if page.action is Action.SIGN or lifecycle.row_for(case.state, page.action) is None:
        return ""
    goals = lifecycle.goals(case.state, page.action, moment(work, case).order(case))
    moved = len(goals) == 1 and goals[0] is not case.state
    return say("act.leads_to", {"state": f"state.{goals[0]}"}) if moved else ""


def _unmet(reason: Reason) -> dict[str, Any]:
    return {"text": said(reason), "turn": here.names().called(str(reason.facts.get("turn") or "")) or ""}
