"""The rulebook, for everybody: every value with unit, meaning and source; what changed; putting one in force."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, render_template, request, url_for
from wtforms import DateField, HiddenField

from caseflow.domain.actions import Action
from caseflow.domain.errors import NotYet, Reason, Unknown
from caseflow.domain.permissions import may_ever
from caseflow.domain.rulebook import Rule, Rulebook
from caseflow.rulebooks.difference import Change, difference
from caseflow.services.rulebook_keeping import Candidate, by_start, candidates, on_record, put_in_force
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.administration import Done, Duty, Subject, allow, duty, written
from caseflow.web.failing import said
from caseflow.web.fields import Needed
from caseflow.web.forms import ActForm
from caseflow.words.msgid import N_
from caseflow.words.rulebook import meaning_in_words, value_in_words

bp = Blueprint("rulebook", __name__)
CITY = (Action.VIEW_CITY,)
FORCE = (Action.FORCE_RULEBOOK,)


class ForceForm(ActForm):
    """From which day the shown file is in force."""

    digest = HiddenField()
    start = DateField(N_("施行日期"), [Needed()], description=N_("不早于今天；当天起办的事按新规则判定"))


@bp.get("/rulebook")
def rulebook() -> str:
    """The rulebook in force today."""
    work = here.look()
    allow(work, *CITY)
    return _page(work, work.book)


@bp.get("/rulebook/<city>/<version>")
def version(city: str, version: str) -> str:
    """One that is or was in force, or will be."""
    work = here.look()
    allow(work, *CITY)
    return _page(work, on_record(work.session, work.city, f"{city}/{version}"))


@bp.get("/rulebook/difference")
def changes() -> str:
    """What changed between two versions on record, `old` and `new`; without them the two newest."""
    work = here.look()
    allow(work, *CITY)
    known = [forced.id for forced in by_start(work.city)]
    new = request.args.get("new") or known[0]
    old = request.args.get("old") or known[min(1, len(known) - 1)]
    found = difference(*(on_record(work.session, work.city, name) for name in (old, new)))
    return render_template("rulebook/difference.html", old=old, new=new, known=known, rows=_changes(found))


@bp.get("/rulebook/candidates")
def waiting() -> str:
    """The versions that could come into force: shipped ones, and the office's own."""
    work = here.look()
    allow(work, *FORCE)
    own = here.installation().settings.home / "rulebooks"
    found = [
        {
            "name": one.name,
            "digest": one.rules.digest if one.rules else "",
            "faults": [said(reason) for reason in one.faults],
            "href": url_for("rulebook.force", code=one.name),
        }
        for one in candidates(work, own).values()
    ]
    return render_template("rulebook/candidates.html", rows=found, city=work.city.code)


def _page(work: Work, book: Rulebook) -> str:
    rows = [
        {
            "id": forced.id,
            "start": forced.start,
            "digest": forced.digest,
            "href": url_for("rulebook.version", city=work.city.code, version=forced.id.partition("/")[2]),
            "in_force": bool(work.rules) and forced.digest == work.book.digest,
        }
        for forced in by_start(work.city)
    ]
    return render_template(
        "rulebook/rulebook.html",
        book=book,
        rows=[_row(rule) for rule in book.rules.values()],
        in_force=book.digest == work.book.digest,
        counts=Counter(rule.source.value for rule in book.rules.values()),
        versions=rows,
        may_force=bool(may_ever(work.actor, Action.FORCE_RULEBOOK, work.city)),
    )


def _row(rule: Rule) -> dict[str, Any]:
    return {
        "key": rule.key,
        "meaning": meaning_in_words(rule),
        "value": value_in_words(rule),
        "source": rule.source.value,
        "ref": rule.ref,
    }


def _changes(found: Iterable[Change]) -> list[dict[str, Any]]:
    return [
        {
            "key": change.key,
            "meaning": meaning_in_words(rule),
            "old": value_in_words(change.old),
            "new": value_in_words(change.new),
            "source": rule.source.value,
            "ref": rule.ref,
            "reworded": value_in_words(change.old) == value_in_words(change.new),
        }
        for change in found
        for rule in [change.new or change.old]
        if rule
    ]


def _candidate(work: Work, code: str) -> Candidate:
    found = candidates(work, here.installation().settings.home / "rulebooks").get(code)
    if found is None:
        raise Unknown(Reason("rulebook.no_candidate", {"name": code}))
    return found


def _show(work: Work, form: ActForm, code: str) -> Subject:
    """The file's digest and everything it changes, before anybody puts it in force."""
    candidate = _candidate(work, code)
    if candidate.rules is None:
        raise NotYet(*candidate.faults)
    if not form.is_submitted():
        form["digest"].data = candidate.rules.digest
    shown = {"digest": candidate.rules.digest, "now": work.book.id}
    return Subject(
        code,
        url_for("rulebook.waiting"),
        shown | {"rows": _changes(difference(work.book, candidate.rules))},
    )


def _force(work: Work, form: ActForm, code: str) -> Done:
    put_in_force(work, _candidate(work, code), written(form["start"].data), form["digest"].data or "")
    return Done(url_for("rulebook.rulebook"))


duty(
    bp,
    "/rulebook/force/<path:code>",
    Duty("force", N_("启用规则"), FORCE, ForceForm, _show, _force, template="rulebook/force.html"),
)
