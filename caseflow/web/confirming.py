"""Asking for the password again before what would do most harm in another's hands (重新验证): one mechanism for all.

An edge that is listed here is reached only within minutes of the password, as the rulebook says how many.
"""

from datetime import timedelta

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_user
from werkzeug.wrappers import Response
from wtforms import PasswordField

from caseflow.domain.errors import Reason
from caseflow.services.peopling import login_of
from caseflow.services.signing_in import check_own_password, confirm_password, prove
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.entering import Account
from caseflow.web.failing import said
from caseflow.web.forms import Form
from caseflow.web.speaking import safe_path
from caseflow.words.msgid import N_
from caseflow.words.say import say

bp = Blueprint("confirming", __name__)
WINDOW = "accounts.confirmed_for"
ACCOUNTS = frozenset({"people.add", "people.enable", "people.password", "people.release"})
OFFICES = frozenset({"people.appoint", "people.end"})
KEYS = frozenset({"keys.approve", "keys.revoke"})
CONFIRMED = ACCOUNTS | OFFICES | KEYS | {"rulebook.force", "lists.export"}
"""What is asked for only after the password; signing and enrolling a key ask for their own proof each time."""


class ConfirmForm(Form):
    """The password again."""

    password = PasswordField(N_("登录密码"))


def install(app: Flask) -> None:
    """Stands behind the door: who is not signed in is asked for more than the password."""
    app.before_request(_ask)
    app.register_blueprint(bp)


@bp.route("/confirm", methods=["GET", "POST"])
def confirm() -> Response | str | tuple[str, int]:
    """Asks for the password, then leads on to what was wanted. Wrong ones count as they do at the door."""
    form = ConfirmForm()
    if request.method != "POST":  # HEAD asks like GET
        return _page(form, [])
    person, token, must = current_user.person, current_user.token, current_user.must_change
    checked = check_own_password(here.session(), person, form.password.data or "", here.now())

    def renew(work: Work) -> str | Reason:
        return confirm_password(work, checked, request.remote_addr or "") or prove(work, token)

    done = here.act(renew)
    if isinstance(done, Reason):
        code = "confirm.wrong" if done.code == "sign_in.wrong" else done.code
        return _page(form, [said(Reason(code, done.facts))]), 422
    login_user(Account(person, done, must, here.now()))
    return redirect(safe_path(request.args.get("next")) or url_for("home.home"), 303)


def _page(form: ConfirmForm, reasons: list[str]) -> str:
    work = here.look()
    return render_template(
        "confirm.html",
        form=form,
        reasons=reasons,
        minutes=work.book.number(WINDOW),
        login=login_of(work, work.actor.code),
    )


def _ask() -> Response | None:
    if request.endpoint not in CONFIRMED or not current_user.is_authenticated:
        return None
    minutes = here.look().book.number(WINDOW)
    if here.now() - current_user.proved_at < timedelta(minutes=minutes):
        return None
    if request.method == "POST":
        flash(say("confirm.late", {"minutes": minutes}), "warning")
    target = request.path if request.method == "POST" else request.full_path.rstrip("?")
    return redirect(url_for("confirming.confirm", next=target), 303)
