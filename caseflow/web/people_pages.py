"""The people: accounts for the system administrator, offices for the security administrator, one list for both."""

from typing import Any

from flask import Blueprint, render_template

from caseflow.domain.actions import Action
from caseflow.domain.city import Appointment, Person
from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.one_time import unreleasable, waits
from caseflow.domain.permissions import may_ever
from caseflow.domain.separation import missing_administrators
from caseflow.domain.terms import Office
from caseflow.services.accounts import Account, accounts
from caseflow.services.key_list import waiting_keys
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.administration import allow
from caseflow.web.key_rows import key_rows
from caseflow.words.say import term

bp = Blueprint("people", __name__)
EITHER = (Action.MANAGE_ACCOUNTS, Action.APPOINT)
READ = (*EITHER, Action.RELEASE_PASSWORD)


@bp.get("/people")
def people() -> str:
    """Everybody with the offices they hold today; who has none comes first, for somebody waits for them."""
    work = here.look()
    allow(work, *READ)
    rows = [_row(work, person) for person in work.city.people.values()]
    return render_template(
        "admin/people.html",
        rows=sorted(rows, key=lambda row: (bool(row["posts"]), not row["enabled"])),
        idle=sum(row["enabled"] and not row["posts"] for row in rows),
        disabled=sum(not row["enabled"] for row in rows),
        waiting=_waiting(work),
        missing=[
            term(f"office.{office}") for office in missing_administrators(work.city.people.values(), work.day)
        ],
        may_add=bool(may_ever(work.actor, Action.MANAGE_ACCOUNTS, work.city)),
    )


@bp.get("/people/<code>")
def person(code: str) -> str:
    """One person: the account, and every office ever held."""
    work = here.look()
    allow(work, *READ)
    found = known(work, code)
    return render_template(
        "admin/person.html",
        **_row(work, found),
        offices=[_office(work, post) for post in reversed(found.appointments)],
        keys=key_rows(work, found),
        own=code == work.actor.code,
        accounts=bool(may_ever(work.actor, Action.MANAGE_ACCOUNTS, work.city)),
        appoints=may_appoint(work),
        releases=may_release(work, found),
    )


def known(work: Work, code: str) -> Person:
    """The person of an address. Raises Unknown."""
    if code not in work.city.people:
        raise Unknown(Reason("person.unknown", {}))
    return work.city.people[code]


def may_appoint(work: Work) -> bool:
    """Whether offices are given here: by the security administrator; the very first one by the system administrator."""
    if may_ever(work.actor, Action.APPOINT, work.city):
        return True
    posts = (post.office for person in work.city.people.values() for post in person.appointments)
    return work.actor.holds(Office.SYSTEM_ADMIN) and Office.SECURITY_ADMIN not in posts


def may_release(work: Work, person: Person) -> bool:
    """Whether a one-time password of this person waits for whoever is signed in to release it."""
    return (
        bool(may_ever(work.actor, Action.RELEASE_PASSWORD, work.city))
        and waits(work.city, person, work.day)
        and unreleasable(work.actor, work.city, person, work.day) is None
    )


def _waiting(work: Work) -> list[dict[str, str]]:
    """Whose keys wait for the reader's approval."""
    if not may_ever(work.actor, Action.APPROVE_KEY, work.city):
        return []
    codes = dict.fromkeys(person.code for person, _ in waiting_keys(work) if person.code != work.actor.code)
    return [{"code": code, "name": here.names().person(code)} for code in codes]


def _row(work: Work, person: Person) -> dict[str, Any]:
    account = accounts(work).get(person.code, Account("", must_change=False, has_password=False))
    held = [post for post in person.appointments if post.holds_on(work.day)]
    return {
        "code": person.code,
        "name": here.names().person(person.code),
        "login": account.login,
        "enabled": person.enabled,
        "account": account,
        "posts": [post_in_words(post) for post in held],
    }


def post_in_words(post: Appointment) -> str:
    """铁西区政府 经办人; the unit alone where its name says the office: 市整改办."""
    unit, office = here.names().unit(post.unit), term(f"office.{post.office}")
    return unit if unit.endswith(office) else f"{unit} {office}"


def _office(work: Work, post: Appointment) -> dict[str, Any]:
    return {
        "id": post.id,
        "what": post_in_words(post),
        "tenure": term(f"tenure.{post.tenure}"),
        "start": post.start,
        "end": post.end,
        "held": post.holds_on(work.day),
        "ends": post.end is None or post.end > work.day,
    }
