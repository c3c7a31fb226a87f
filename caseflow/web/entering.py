"""Signing in and out, and choosing a password."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Flask, flash, redirect, render_template, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user, logout_user
from werkzeug.wrappers import Response as BaseResponse
from wtforms import PasswordField, StringField

from caseflow.domain.errors import BadInput, Reason
from caseflow.services.peopling import set_password
from caseflow.services.signing_in import (
    check_own_password,
    check_password,
    confirm_password,
    note_seen,
    sign_in,
    sign_out,
    signed_in,
)
from caseflow.web import here
from caseflow.web.account_log import who_reset, who_would_reset
from caseflow.web.failing import said
from caseflow.web.forms import Form
from caseflow.web.speaking import safe_path
from caseflow.words.msgid import N_

bp = Blueprint("entering", __name__)
OPEN = frozenset(
    {"entering.enter", "entering.leave", "assets.asset", "health.healthz", "set_language", "set_theme"}
    | {"papers.ask", "papers.verify", "feeds.calendar"}
)
"""Pages that need no sign-in."""


@dataclass
class Account(UserMixin):  # type: ignore[misc]
    """Whoever is signed in: the person's code, the token that the browser holds, when they last proved it."""

    person: str
    token: str
    must_change: bool
    proved_at: datetime

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie."""
        return self.token


class SignInForm(Form):
    """Login and password."""

    login = StringField(N_("登录名"))
    password = PasswordField(N_("密码"))


class PasswordForm(Form):
    """The present password and the new one, twice."""

    present = PasswordField(N_("现在的密码"))
    new = PasswordField(N_("新密码"), description=N_("至少 10 个字符，不要用常见的密码"))
    again = PasswordField(N_("再输一遍新密码"))


def install(app: Flask, manager: LoginManager) -> None:
    """Every page asks for a sign-in unless it is listed as open."""
    manager.session_protection = None  # the sign-in stands on the server; an address that changes is no theft
    manager.user_loader(_load)
    app.before_request(_ask)
    app.teardown_request(here.leave)
    app.register_blueprint(bp)


@bp.route("/enter", methods=["GET", "POST"])
def enter() -> BaseResponse | str | tuple[str, int]:
    """Signs in. A wrong password, an unknown login and a disabled account are answered alike."""
    form = SignInForm()
    if request.method != "POST":  # HEAD asks like GET
        return render_template("enter.html", form=form, reason=None)
    address = request.remote_addr or ""
    checked = check_password(here.session(), form.login.data or "", form.password.data or "", here.now())
    result = here.act(lambda work: sign_in(work, checked, address))
    if result.token is None or checked.person is None:
        reason = said(result.reason) if result.reason else ""
        return render_template("enter.html", form=form, reason=reason), 403
    _end_own()  # whoever was signed in at this browser before
    kept = {name: session[name] for name in ("language", "theme") if name in session}
    session.clear()
    session.update(kept)
    login_user(Account(checked.person, result.token, must_change=False, proved_at=here.now()))
    if sentence := who_would_reset(here.look()):
        flash(sentence, "warning")
    return redirect(safe_path(request.args.get("next")) or url_for("home.home"), 303)


@bp.post("/leave")
def leave() -> BaseResponse:
    """Signs out: the token is worth nothing afterwards."""
    _end_own()
    logout_user()
    session.clear()
    return redirect(url_for("entering.enter"), 303)


def _end_own() -> None:
    """Ends the sign-in that this browser holds, if any."""
    token = getattr(current_user, "token", None)
    if token:
        here.act(lambda work: sign_out(work.session, token))


@bp.route("/password", methods=["GET", "POST"])
@login_required  # type: ignore[untyped-decorator]
def password() -> BaseResponse | str | tuple[str, int]:
    """Chooses a new password; every other sign-in of the account ends."""
    form = PasswordForm()
    if request.method != "POST":  # HEAD asks like GET
        return _password_page(form, [])
    try:
        _change(form)
    except BadInput as refused:
        reasons = [said(reason) for reason in refused.reasons]
        return _password_page(form, reasons), 422
    return redirect(url_for("entering.enter"), 303)


def _password_page(form: PasswordForm, reasons: list[str]) -> str:
    must = current_user.must_change
    told = who_reset(here.look()) if must else []
    return render_template("password.html", form=form, reasons=reasons, must=must, told=told)


def _change(form: PasswordForm) -> None:
    person = current_user.person
    checked = check_own_password(here.session(), person, form.present.data or "", here.now())
    address = request.remote_addr or ""
    wrong = here.act(lambda work: confirm_password(work, checked, address))  # counted, whatever comes of it
    if wrong:
        raise BadInput(wrong)
    if form.new.data != form.again.data:
        raise BadInput(Reason("password.not_same", {}))
    here.act(lambda work: set_password(work, person, form.new.data or ""))
    logout_user()


def _load(token: str) -> Account | None:
    found = signed_in(here.session(), token, here.now(), here.installation().limits)
    if found is None:
        return None
    if found.unseen:
        at = here.now()
        here.keep(lambda session: note_seen(session, token, at))
    return Account(found.person, token, found.must_change, found.proved_at)


def _ask() -> BaseResponse | None:
    """Sends whoever is not signed in to the door, and whoever has a one-time password to choose their own."""
    if request.endpoint in OPEN or request.endpoint is None:
        return None
    if not current_user.is_authenticated:
        target = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("entering.enter", next=target), 303)
    if current_user.must_change and request.endpoint not in ("entering.password", "entering.leave"):
        return redirect(url_for("entering.password"), 303)
    return None
