"""A duty about no single case, most of them administrators': one form, done once, refused with every reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from caseflow.clock import OFFICE_ZONE
from caseflow.domain.actions import Action
from caseflow.domain.errors import NotPermitted, Reason, Refused, Stale
from caseflow.domain.permissions import may_ever
from caseflow.services.access import permit
from caseflow.services.forms import once, remember
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.choice import SelectChoice
from caseflow.web.failing import said, status_of
from caseflow.web.forms import ActForm, handed_in
from caseflow.web.speaking import gettext
from caseflow.words.say import say


class Subject(NamedTuple):
    """Whom or what a duty is about: its name, where its page stands, and what the duty's page shows besides."""

    name: str
    back: str
    shown: dict[str, Any]


class Done(NamedTuple):
    """Where the answer stands; a `password` is shown once, on the answer itself, to be handed to `login`.

    `waits`: it opens nothing before a second person released it.
    """

    location: str
    login: str = ""
    password: str = ""
    waits: bool = False


Prepare = Callable[[Work, ActForm, str], Subject]
Do = Callable[[Work, ActForm, str], Done]
Seen = Callable[[Work, str], str]


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty: `title` is its button, `actions` those of which one lets somebody begin; the service decides.

    `seen`: what the form answers to, asked when it is opened and again as it is done; a form that shows what is no
    longer so is stale. `preview`: the code of a reason that refuses nothing, but shows first what would be done.
    """

    name: str
    title: str
    actions: tuple[Action, ...]
    form: type[ActForm]
    prepare: Prepare
    do: Do
    danger: bool = False
    template: str = "admin/duty.html"
    seen: Seen | None = None
    preview: str = ""


def duty(bp: Blueprint, rule: str, what: Duty) -> None:
    """Gives a duty its page at `rule`, which names its subject as `<code>` where it has one."""

    def view(code: str = "") -> Response | str | tuple[str, int]:
        return answer(what, code)

    bp.add_url_rule(rule, what.name, view, methods=["GET", "POST"])


def allow(work: Work, *actions: Action) -> None:
    """Lets in whoever may do one of these at all. Raises NotPermitted."""
    if not any(may_ever(work.actor, action, work.city) for action in actions):
        permit(work, actions[0])


def written(day: date | None) -> date:
    """The day of a field that must not stay empty, checked already."""
    if day is None:
        raise ValueError("no day was written")
    return day


def office_time(at: datetime) -> str:
    """An instant as the office writes it: 2023-10-20 08:05."""
    return at.astimezone(OFFICE_ZONE).strftime("%Y-%m-%d %H:%M")


def choice(value: str, label: str) -> SelectChoice:
    """One item of a list."""
    return SelectChoice(value=value, label=label)


def answer(what: Duty, code: str = "") -> Response | str | tuple[str, int]:
    """The page of a duty, and what is answered to its form."""
    work = here.look()
    allow(work, *what.actions)
    form = what.form()
    subject = what.prepare(work, form, code)
    if request.method != "POST":  # HEAD asks like GET
        form.seen.data = what.seen(work, code) if what.seen else ""
        return _page(what, form, subject, [])
    if before := once(work, _key(form), handed_in(form)):
        return redirect(before, 303)  # its choices may no longer be offered, since it was done
    if not form.validate():
        return _page(what, form, subject, []), 422
    try:
        done = here.act(lambda writing: _once(writing, what, form, code))
    except NotPermitted:
        raise
    except Refused as refused:
        subject = what.prepare(here.look(), form, code)
        if what.seen and isinstance(refused, Stale):
            form.seen.data = what.seen(here.look(), code)  # the page shows what now is
        if what.preview in {reason.code for reason in refused.reasons}:
            return _page(what, form, subject, [], said(refused.reasons[0]))
        return _page(what, form, subject, [said(reason) for reason in refused.reasons]), status_of(refused)
    if done.password:
        return render_template("admin/password.html", done=done, subject=subject, title=gettext(what.title))
    flash(say("page.done", {"action": gettext(what.title)}))
    return redirect(done.location, 303)


def _once(work: Work, what: Duty, form: ActForm, code: str) -> Done:
    """Does the duty unless this very form did it already; a one-time password is never shown a second time."""
    body = handed_in(form)
    location = once(work, _key(form), body)
    if location:
        return Done(location)
    if what.seen and what.seen(work, code) != (form.seen.data or ""):
        raise Stale(Reason("stale.form", {}))
    done = what.do(work, form, code)
    remember(work, _key(form), body, done.location)
    return done


def _key(form: ActForm) -> str:
    """What tells this very form from every other, those of other duties included."""
    return f"{request.path} {form.form_key.data}"


def _page(what: Duty, form: ActForm, subject: Subject, reasons: list[str], preview: str = "") -> str:
    return render_template(
        what.template,
        duty=what,
        title=gettext(what.title),
        form=form,
        subject=subject,
        reasons=reasons,
        preview=preview,
        here=request.path,
    )
