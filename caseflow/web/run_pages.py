"""The day's work as administrators and inspectors see it: when it ran, what it did, what failed or went astray."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from caseflow.domain.actions import Action
from caseflow.domain.permissions import may_ever
from caseflow.services.running import Stranded, runs, send_again, stranded
from caseflow.store.messages import FaultRow
from caseflow.store.runs import TickRow
from caseflow.web import here
from caseflow.web.administration import allow, office_time
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import say, term

bp = Blueprint("runs", __name__)


@bp.get("/runs")
def page() -> str:
    """When the day's work last ran, and everything beside it."""
    work = here.look()
    allow(work, Action.VIEW_RUNS)
    found = runs(work)
    return render_template(
        "audit/runs.html",
        runs=[_run(row) for row in found.runs],
        faults=[_fault(row) for row in found.faults],
        late=found.late,
        messages=[_message(one) for one in stranded(work)],
        resends=bool(may_ever(work.actor, Action.RESEND_MESSAGE, work.city)),
    )


@bp.post("/runs/messages/<int:id_>/again")
def again(id_: int) -> Response:
    """Sends an undelivered message again."""
    allow(here.look(), Action.RESEND_MESSAGE)
    here.act(lambda work: send_again(work, id_))
    flash(gettext(N_("已列入待发，工作时间内发出")))
    return redirect(url_for("runs.page"), 303)


def _run(row: TickRow) -> dict[str, Any]:
    done = {
        "opened": row.opened_rounds,
        "ended": row.ended_notices,
        "papers": row.proposed_papers,
        "sent": row.sent,
    }
    return {
        "until": row.until,
        "at": office_time(row.at),
        "known": bool(row.host) and row.took is not None,
        "host": row.host or "—",
        "took": say("run.took", {"seconds": f"{row.took / 1000:.2f}"}) if row.took is not None else "—",
        "done": [say(f"run.{code}", {"count": count}) for code, count in done.items() if count],
    }


def _fault(row: FaultRow) -> dict[str, Any]:
    return {"at": office_time(row.at), "host": row.host, "kind": row.kind}


def _message(one: Stranded) -> dict[str, Any]:
    kind, _, code = one.error.partition(".")
    return {
        "id": one.id,
        "day": one.day,
        "what": term(f"message.{one.matter}"),
        "who": here.names().called(one.person) or one.person,
        "way": term(f"way.{one.channel}"),
        "status": term(f"delivery_status.{one.status}"),
        "why": say(f"send.{kind}", {"code": code}),
        "attempts": one.attempts,
    }
