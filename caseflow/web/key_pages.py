"""Keys people sign with: enrolled on one's own account, approved and revoked by the security administrator."""

import segno
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response
from wtforms import HiddenField, PasswordField

from caseflow.domain.actions import Action
from caseflow.domain.errors import Reason, Refused, Unknown
from caseflow.services import coding, enrolling
from caseflow.services.forms import once, remember
from caseflow.services.passkeys import site_of
from caseflow.services.peopling import login_of
from caseflow.services.signing_in import check_own_password, confirm_password
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.administration import Done, Duty, Subject, allow, duty
from caseflow.web.failing import said, status_of
from caseflow.web.fields import Needed, needed_line
from caseflow.web.forms import ActForm, handed_in
from caseflow.web.key_rows import key_rows
from caseflow.web.people_pages import known
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_

bp = Blueprint("keys", __name__)


class BeginForm(ActForm):
    """The password again, before a key is made."""

    password = PasswordField(
        N_("登录密码"), validators=[Needed()], description=N_("再输一次登录密码，确认是您本人登记")
    )


class AddForm(ActForm):
    """What the browser answered."""

    nonce = HiddenField(validators=[Needed()])
    answer = HiddenField(validators=[Needed()])


class CodeForm(ActForm):
    """The first code that the app shows."""

    nonce = HiddenField(validators=[Needed()])
    code = needed_line(N_("一次性验证码"), N_("手机应用上现在显示的六位数"))


class RevokeForm(ActForm):
    """Why a key signs no more."""

    reason = needed_line(N_("理由"), N_("会记入记录，如“钥匙遗失”"))


@bp.route("/account/keys/enrol", methods=["GET", "POST"])
def enrol() -> str | tuple[str, int]:
    """Asks for the password; then for the key itself, which the browser makes."""
    work, form = here.look(), BeginForm()
    allow(work, Action.ENROL_KEY)
    if request.method != "POST":  # HEAD asks like GET
        return _begin_page(form, [])
    if not form.validate():
        return _begin_page(form, []), 422
    checked = check_own_password(here.session(), work.actor.code, form.password.data or "", here.now())
    site, browser = site_of(here.installation().settings), str(current_user.token)

    def begin(writing: Work) -> enrolling.Asked | coding.NewSecret | Reason:
        wrong = confirm_password(writing, checked, request.remote_addr or "")
        if wrong:
            return wrong
        if site is None:
            return coding.begin_code(writing, _codes(), site, browser)
        return enrolling.begin_enrolment(writing, site, browser)

    try:
        asked = here.act(begin)
    except Refused as refused:
        return _begin_page(form, [said(reason) for reason in refused.reasons]), status_of(refused)
    if isinstance(asked, Reason):
        code = "signature.password_wrong" if asked.code == "sign_in.wrong" else asked.code
        return _begin_page(form, [said(Reason(code, asked.facts))]), 422
    if isinstance(asked, coding.NewSecret):
        return _code_page(CodeForm(formdata=None, nonce=asked.nonce), asked, [])
    add = AddForm(formdata=None, nonce=asked.nonce)
    return render_template("keys/add.html", form=add, options=asked.options, reasons=[])


@bp.post("/account/keys/add")
def add() -> Response | tuple[str, int]:
    """Puts the key that the browser made on record, where it waits for its approval."""
    allow(here.look(), Action.ENROL_KEY)
    form = AddForm()
    site, browser = site_of(here.installation().settings), str(current_user.token)
    if not form.validate():
        return _begin_page(BeginForm(formdata=None), [gettext("浏览器没有做成通行密钥，重新登记。")]), 422

    def enrol_once(work: Work) -> Reason | None:
        if once(work, form.form_key.data or "", handed_in(form)):
            return None
        done = enrolling.enrol_key(work, site, browser, form.nonce.data or "", form.answer.data or "")
        if isinstance(done, Reason):
            return done
        remember(work, form.form_key.data or "", handed_in(form), url_for("account.account"))
        return None

    try:
        reason = here.act(enrol_once)
    except Refused as refused:
        reasons = [said(one) for one in refused.reasons]
        return _begin_page(BeginForm(formdata=None), reasons), status_of(refused)
    if reason:
        return _begin_page(BeginForm(formdata=None), [said(reason)]), 409
    flash(gettext("已登记签名密钥。请安全管理员当面核对短码后批准，批准后可以签字。"))
    return redirect(url_for("account.account"), 303)


@bp.post("/account/keys/code")
def add_code() -> Response | tuple[str, int]:
    """Puts one-time codes on record once the app has shown a right one; they wait for their approval."""
    allow(here.look(), Action.ENROL_KEY)
    form = CodeForm()
    site, browser = site_of(here.installation().settings), str(current_user.token)
    nonce, code = form.nonce.data or "", form.code.data or ""
    if not form.validate():
        return _begin_page(BeginForm(formdata=None), [gettext("没有填验证码，重新登记。")]), 422

    def enrol_once(work: Work) -> Reason | None:
        if once(work, form.form_key.data or "", handed_in(form)):
            return None
        if wrong := coding.enrol_code(work, _codes(), site, browser, nonce, code):
            return wrong
        remember(work, form.form_key.data or "", handed_in(form), url_for("account.account"))
        return None

    try:
        reason = here.act(enrol_once)
    except Refused as refused:
        reasons = [said(one) for one in refused.reasons]
        return _begin_page(BeginForm(formdata=None), reasons), status_of(refused)
    if reason:
        again = CodeForm(formdata=None, nonce=nonce)
        return _code_page(again, None, [said(reason)]), 409
    flash(gettext("已登记签名密钥。请安全管理员当面核对短码后批准，批准后可以签字。"))
    return redirect(url_for("account.account"), 303)


def _code_page(form: CodeForm, new: coding.NewSecret | None, reasons: list[str]) -> str:
    """The secret, shown once, with the field for its first code; after a slip the field alone."""
    drawing = segno.make(new.address).svg_inline(scale=4) if new else ""
    written = "-".join(new.written[n : n + 4] for n in range(0, len(new.written), 4)) if new else ""
    return render_template(
        "keys/code.html",
        form=form,
        drawing=Markup(drawing),  # noqa: S704  segno's own, of an address we made
        written=written,
        reasons=reasons,
    )


def _codes() -> coding.Codes:
    return coding.Codes.at(here.installation().settings.home)


def _begin_page(form: BeginForm, reasons: list[str]) -> str:
    work = here.look()
    return render_template(
        "keys/begin.html",
        form=form,
        reasons=reasons,
        login=login_of(work, work.actor.code),
        site=site_of(here.installation().settings),
    )


def _named(code: str) -> tuple[str, int]:
    """The person and the key's number of an address. Raises Unknown."""
    person, _, number = code.rpartition("-")
    if not number.isdecimal() or not number.isascii():
        raise Unknown(Reason("key.unknown", {}))
    found = known(here.look(), person)
    if not 1 <= int(number[:6]) <= len(found.keys):
        raise Unknown(Reason("key.unknown", {}))
    return person, int(number)


def _subject(work: Work, _form: ActForm, code: str) -> Subject:
    person, number = _named(code)
    own = person == work.actor.code
    back = url_for("account.account") if own else url_for("people.person", code=person)
    line = next(row for row in key_rows(work, known(work, person)) if row["number"] == number)
    return Subject(here.names().person(person), back, {"key": line})


def _approve(work: Work, _form: ActForm, code: str) -> Done:
    person, number = _named(code)
    enrolling.approve_key(work, person, number)
    return Done(url_for("people.person", code=person))


def _revoke(work: Work, form: ActForm, code: str) -> Done:
    person, number = _named(code)
    enrolling.revoke_key(work, person, number, form["reason"].data or "")
    return Done(
        url_for("account.account") if person == work.actor.code else url_for("people.person", code=person)
    )


duty(
    bp,
    "/keys/<code>/approve",
    Duty(
        "approve",
        N_("批准签名密钥"),
        (Action.APPROVE_KEY,),
        ActForm,
        _subject,
        _approve,
        template="keys/approve.html",
    ),
)
duty(
    bp,
    "/keys/<code>/revoke",
    Duty(
        "revoke",
        N_("注销签名密钥"),
        (Action.REVOKE_KEY, Action.ENROL_KEY),
        RevokeForm,
        _subject,
        _revoke,
        danger=True,
        template="keys/revoke.html",
    ),
)
