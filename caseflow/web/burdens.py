"""The meter of what was asked of units in a month, beside the month before: a page for the coordinator."""

from functools import cache
from typing import Any

from flask import Blueprint, render_template

from caseflow.domain.actions import Action
from caseflow.domain.burden import Burden
from caseflow.domain.permissions import may_ever
from caseflow.services.access import permit
from caseflow.services.metering import burden, month_before, together
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acts import ACTS
from caseflow.web.duty_rows import CHOSEN_BY
from caseflow.web.forms import ActForm
from caseflow.web.meeting_duties import FinishForm
from caseflow.words.say import month_in_words, say

bp = Blueprint("burdens", __name__)
OTHERS: dict[str, type[ActForm]] = {"finish_item": FinishForm}
"""Forms that answer a request beside those of cases."""


@bp.get("/rounds/<code>/burden")
def page(code: str) -> str:
    """Requests, required fields and files by unit."""
    work = here.look()
    permit(work, Action.VIEW_BURDEN)
    now, before = burden(work, code, demanded), burden(work, month_before(code), demanded)
    codes = [unit for unit in work.city.units if unit in now or unit in before]
    return render_template(
        "rounds/burden.html",
        month=month_in_words(code),
        before=month_in_words(month_before(code)),
        code=code,
        rows=[_row(here.names().unit(unit), now.get(unit), before.get(unit)) for unit in codes],
        total=_row("", together(now), together(before)),
        line=line(work, code),
    )


def line(work: Work, code: str) -> str:
    """The month's burden in one sentence, "" for whoever may not see it."""
    if not may_ever(work.actor, Action.VIEW_BURDEN, work.city):
        return ""
    now, before = (together(burden(work, month, demanded)) for month in (code, month_before(code)))
    last = {"last_requests": before.requests, "last_fields": before.fields, "last_files": before.files}
    return say("burden.line", {"requests": now.requests, "fields": now.fields, "files": now.files} | last)


@cache
def demanded(name: str) -> int:
    """How many fields an act's form demands, but for the one that its address fills in."""
    act = ACTS.get(name)
    form = (act.form if act else OTHERS[name])(meta={"csrf": False})
    chosen = CHOSEN_BY.get(act.action) if act else None
    return sum(bool(field.flags.required) and field.name != chosen for field in form)


def _row(unit: str, now: Burden | None, before: Burden | None) -> dict[str, Any]:
    this, last = now or Burden(), before or Burden()
    return {"unit": unit, "now": this, "before": last, "more": this.fields - last.fields}
