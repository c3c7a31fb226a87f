"""One's own account: name, login and offices; the password, language and look of the pages."""

from flask import Blueprint, render_template
from flask_login import current_user

from caseflow.domain.actions import Action
from caseflow.domain.permissions import may_ever
from caseflow.services.peopling import login_of
from caseflow.services.sign_in_audit import own_account
from caseflow.web import here
from caseflow.web.account_log import row
from caseflow.web.key_rows import key_rows
from caseflow.web.people_pages import post_in_words
from caseflow.words.say import term

bp = Blueprint("account", __name__)
SHOWN = 20
"""How many of the latest changes of one's passwords are shown."""


@bp.get("/account")
def account() -> str:
    """What the city knows of whoever is signed in."""
    work = here.look()
    person = work.city.people[current_user.person]
    return render_template(
        "account.html",
        name=here.names().person(person.code),
        login=login_of(work, person.code),
        keys=key_rows(work, person),
        enrols=bool(may_ever(work.actor, Action.ENROL_KEY, work.city)),
        changes=[row(event) for event in own_account(work)[:SHOWN]],
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
