"""The signer's one page (待签字): every case that waits, read there, ticked, and signed in one ceremony by passkey."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import HiddenField, PasswordField

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import NotYet, Reason, Refused
from caseflow.domain.signer_keys import PASSKEY, good_keys
from caseflow.proof.statement import Statement
from caseflow.services import coding
from caseflow.services.access import held_case
from caseflow.services.forms import once, remember
from caseflow.services.owing import duties
from caseflow.services.passkeys import request as asked_of_browser
from caseflow.services.passkeys import site_of
from caseflow.services.peopling import login_of
from caseflow.services.proving import Outcome, sign_with_passkey
from caseflow.services.signing_in import check_own_password, confirm_password
from caseflow.services.stating import MOST_AT_ONCE, Prepared, prepare_signing, shown
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acting import act_address, case_address
from caseflow.web.acts.dossier import dossier, short
from caseflow.web.administration import allow, office_time
from caseflow.web.failing import said, status_of
from caseflow.web.fields import Needed, needed_line
from caseflow.web.forms import ActForm, handed_in
from caseflow.web.heading import heading
from caseflow.web.receipts import offer_receipts
from caseflow.web.speaking import gettext, ngettext
from caseflow.words.msgid import N_
from caseflow.words.say import term

bp = Blueprint("signing", __name__, url_prefix="/signing")
Row = dict[str, Any]


class PickForm(ActForm):
    """Which cases were read and are to be signed, each with what was shown of it."""


class SignForm(ActForm):
    """What the key answered."""

    nonce = HiddenField(validators=[Needed()])
    answer = HiddenField(validators=[Needed()])


class CodeForm(ActForm):
    """Password and one-time code."""

    nonce = HiddenField(validators=[Needed()])
    password = PasswordField(
        N_("登录密码"), validators=[Needed()], description=N_("再输一次登录密码，确认是您本人签字")
    )
    code = needed_line(N_("一次性验证码"), N_("手机应用上现在显示的六位数"))


@bp.get("")
def desk() -> str:
    """What waits for the signature of whoever is signed in, each dossier in full."""
    return _desk([])


@bp.post("/prepare")
def prepare() -> str | tuple[str, int]:
    """The statements of what was ticked, in full, and the button that signs them."""
    allow(here.look(), Action.SIGN)
    if not PickForm().validate():
        return _desk([]), 422
    if not _signs(here.look()):
        return _desk([said(Reason("signature.key_not_good", {}))]), 409
    wanted = {key: request.form.get(f"shown {key}", "") for key in request.form.getlist("case")}
    browser = str(current_user.token)
    try:
        prepared = here.act(lambda work: prepare_signing(work, browser, wanted))
    except NotYet as refused:
        return _desk([said(reason) for reason in refused.reasons]), status_of(refused)
    left = _left(prepared.refused)
    if not prepared.statements:
        return _desk(left), 409
    return _statements(prepared, left)


@bp.post("/code")
def sign_by_code() -> Response | tuple[str, int]:
    """Signs what was shown with password and one-time code, where there are no passkeys."""
    allow(here.look(), Action.SIGN)
    form = CodeForm()
    if not form.validate():
        return _desk([said(Reason("code.wrong", {}))]), 422
    checked = check_own_password(here.session(), here.look().actor.code, form.password.data or "", here.now())
    settings, browser = here.installation().settings, str(current_user.token)

    def do(work: Work) -> Outcome:
        if wrong := confirm_password(work, checked, request.remote_addr or ""):
            code = "signature.password_wrong" if wrong.code == "sign_in.wrong" else wrong.code
            return Outcome(reason=Reason(code, wrong.facts))
        codes = coding.Codes.at(settings.home)
        nonce, code = form.nonce.data or "", form.code.data or ""
        return coding.sign_with_code(work, codes, site_of(settings), browser, nonce, code)

    return _done(form, do)


@bp.post("/sign")
def sign() -> Response | tuple[str, int]:
    """Signs what was shown, and says what was left out and why."""
    allow(here.look(), Action.SIGN)
    form = SignForm()
    if not form.validate():
        return _desk([said(Reason("signature.answer_unreadable", {}))]), 422
    site, browser = site_of(here.installation().settings), str(current_user.token)

    nonce, answer = form.nonce.data or "", form.answer.data or ""
    return _done(form, lambda work: sign_with_passkey(work, site, browser, nonce, answer))


def _done(form: ActForm, do: Callable[[Work], Outcome]) -> Response | tuple[str, int]:
    """Signs once, however often the form is sent, and says what came of it."""

    def sign_once(work: Work) -> Outcome | None:
        if once(work, form.form_key.data or "", handed_in(form)):
            return None
        outcome = do(work)
        if outcome.signed:
            remember(work, form.form_key.data or "", handed_in(form), url_for("signing.desk"))
        return outcome

    try:
        outcome, work = here.act(lambda work: (sign_once(work), work))
    except Refused as refused:
        return _desk([said(reason) for reason in refused.reasons]), status_of(refused)
    if outcome is None:
        return redirect(url_for("signing.desk"), 303)
    if outcome.reason:
        return _desk([said(outcome.reason)]), 409
    if not outcome.signed:
        return _desk(_left(outcome.refused)), 409
    flash(_told(outcome))
    offer_receipts(work, *outcome.signed)
    for sentence in _left(outcome.refused):
        flash(sentence, "warning")
    return redirect(url_for("signing.desk"), 303)


def _desk(reasons: list[str]) -> str:
    work = here.look()
    allow(work, Action.SIGN)
    waiting = _waiting(work)
    return render_template(
        "signing/desk.html",
        form=PickForm(formdata=None),
        reasons=reasons,
        cases=[_row(work, case) for case in waiting[:MOST_AT_ONCE]],
        more=max(0, len(waiting) - MOST_AT_ONCE),
        signs=_signs(work),
        site=site_of(here.installation().settings),
        demonstration=work.city.demonstration,
    )


def _waiting(work: Work) -> list[Case]:
    """The cases on which the reader's own signature is awaited, and nobody's reason stands in the way."""
    owed = [duty.case for duty in duties(work) if duty.act is Action.SIGN and duty.why is None]
    return list({case.key: case for case in owed}.values())


def _row(work: Work, case: Case) -> Row:
    return {
        "key": case.key,
        "shown": shown(work, case.key),
        "head": heading(work, case),
        "dossier": dossier(work, case),
        "href": case_address(case),
        "sign": act_address(case, "sign"),
    }


def _statements(prepared: Prepared, left: list[str]) -> str:
    work = here.look()
    site = site_of(here.installation().settings)
    form = SignForm if site else CodeForm
    return render_template(
        "signing/statements.html",
        form=form(formdata=None, nonce=prepared.nonce),
        reasons=left,
        statements=[_statement(work, one) for one in prepared.statements.values()],
        batch=prepared.batch.encode().decode("utf-8") if prepared.batch else "",
        until=office_time(prepared.until) if prepared.until else "",
        options=asked_of_browser(site, prepared.challenge, _keys(work)) if site else "",
        login=login_of(work, work.actor.code),
    )


def _statement(work: Work, one: Statement) -> Row:
    """A statement in plain words, and its exact text."""
    case = held_case(work, one.case)
    if case is None:
        raise LookupError(one.case)
    return {
        "text": one.encode().decode("utf-8"),
        "head": heading(work, case),
        "changes": dossier(work, case).changes,
        "code": short(one.dossier),
        "who": here.names().called(one.person),
        "post": here.names().called(one.office),
        "box": term(f"box.{one.box}"),
        "events": one.head_number + 1,
        "record": one.head_hash[:16].upper(),
        "rules": one.rules,
    }


def _left(refused: Any) -> list[str]:
    """Each case left out, with why."""
    return [
        gettext("%(case)s没有签：%(why)s")
        % {"case": key.partition("/")[2], "why": "".join(said(reason) for reason in reasons)}
        for key, reasons in refused.items()
    ]


def _told(outcome: Outcome) -> str:
    numbers = "、".join(key.partition("/")[2] for key in outcome.signed)
    count = len(outcome.signed)
    sentence = ngettext(
        "已签 %(num)s 件：%(numbers)s。签名和所签内容已记入记录。",
        "已签 %(num)s 件：%(numbers)s。签名和所签内容已记入记录。",
        count,
    )
    return sentence % {"num": count, "numbers": numbers}


def _signs(work: Work) -> bool:
    """Whether the reader has what signs here: a passkey, or where there are none, one-time codes."""
    by_passkey = site_of(here.installation().settings) is not None
    return bool(_keys(work)) if by_passkey else coding.code_key(work) is not None


def _keys(work: Work) -> list[str]:
    """The credentials the reader signs with."""
    person = work.city.people.get(work.actor.code)
    return [key.credential for key in good_keys(person, PASSKEY)]
