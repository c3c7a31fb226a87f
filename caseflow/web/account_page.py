"""One's own account: name, login and offices; the password, language and look of the pages."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from caseflow.domain.actions import Action
from caseflow.domain.permissions import may_ever
from caseflow.services.peopling import login_of
from caseflow.services.sign_in_audit import own_account
from caseflow.services.signing_in import end_others, own_sign_ins
from caseflow.web import here
from caseflow.web.account_log import row
from caseflow.web.administration import office_time
from caseflow.web.key_rows import key_rows
from caseflow.web.people_pages import post_in_words
from caseflow.web.speaking import gettext
from caseflow.words.say import term

bp = Blueprint("account", __name__)
SHOWN = 20
"""How many of the latest changes of one's passwords are shown."""


@bp.get("/account")
def account() -> str:
    """What the city knows of whoever is signed in."""
    work = here.look()
    person = work.city.people[current_user.person]
    sign_ins = own_sign_ins(work, current_user.token, here.installation().limits)
    return render_template(
        "account.html",
        name=here.names().person(person.code),
        login=login_of(work, person.code),
        keys=key_rows(work, person),
        enrols=bool(may_ever(work.actor, Action.ENROL_KEY, work.city)),
        changes=[row(event) for event in own_account(work)[:SHOWN]],
        sign_ins=[
            {"opened": office_time(one.opened_at), "seen": office_time(one.seen_at), "here": one.here}
            for one in sign_ins
        ],
        offices=[
            {
                "what": post_in_words(post),
                "tenure": term(f"tenure.{post.tenure}"),
                "start": post.start,
                "end": post.end,
                "held": post.holds_on(work.day),
            }
            for post in reversed(person.appointments)
        ],
    )


@bp.post("/account/sign-ins/end")
def end_sign_ins() -> Response:
    """Ends every sign-in of one's own but this browser's."""
    token = current_user.token
    here.act(lambda work: end_others(work, token))
    flash(gettext("其他地方的登录都已退出。"))
    return redirect(url_for("account.account"), 303)
