"""The audit: who looked at what and why, who was locked out, and whether the log is whole. Looking is noted too."""

from datetime import date, datetime, timedelta
from typing import Any

from flask import Blueprint, render_template, request, url_for
from wtforms import DateField

from caseflow.clock import end_of_office_day, office_day, start_of_office_day
from caseflow.domain.actions import Action
from caseflow.domain.errors import Refused
from caseflow.domain.signer_keys import PASSWORD
from caseflow.services.auditing import readings
from caseflow.services.counting_log import log_size
from caseflow.services.keyless import keyless_signatures
from caseflow.services.receipts import signed_so_far
from caseflow.services.sign_in_audit import Lock, Tried, locks, resets, tried
from caseflow.services.vaulting import DISCIPLINE, Vault
from caseflow.services.verifying import Report, verify
from caseflow.services.work import Work
from caseflow.store.accounts import ReadingRow
from caseflow.store.notes import Notes
from caseflow.store.procedure import SignatureRow
from caseflow.web import here
from caseflow.web.account_log import row
from caseflow.web.administration import allow, office_time, written
from caseflow.web.failing import sentences, status_of
from caseflow.web.fields import Needed, needed_line
from caseflow.web.forms import Form
from caseflow.words.msgid import N_
from caseflow.words.say import say, term

bp = Blueprint("audit", __name__)
SHOWN = timedelta(days=30)
"""How far back the form looks unless somebody says otherwise."""


class AuditForm(Form):
    """Which days, and what for."""

    since = DateField(N_("从"), [Needed()])
    until = DateField(N_("到"), [Needed()])
    purpose = needed_line(N_("用途"), N_("会记入审计记录，如“月度检查”"))


@bp.get("/audit")
def audit() -> str:
    """The form for the reading audit, the locks of the last days, and how long the log is."""
    work = here.look()
    allow(work, Action.VIEW_AUDIT)
    form = AuditForm()
    form.until.data = office_day(here.now())
    form.since.data = form.until.data - SHOWN
    return _page(work, form)


@bp.post("/audit")
def read() -> str | tuple[str, int]:
    """The readings of some days; that they were looked at is noted before they are shown."""
    work = here.look()
    allow(work, Action.VIEW_AUDIT)
    form = AuditForm()
    if not form.validate():
        return _page(work, form), 422
    first, last = written(form.since.data), written(form.until.data)
    purpose = form.purpose.data or ""
    try:
        rows = here.act(lambda work: _readings(work, first, last, purpose))
    except Refused as refused:
        return _page(here.look(), form, reasons=sentences(refused)), status_of(refused)
    return _page(here.look(), form, rows=rows)


@bp.get("/audit/log")
def log() -> str:
    """How long the log is, and the button that checks it."""
    work = here.look()
    allow(work, Action.VIEW_AUDIT)
    return _log_page(None, [], log_size(work.session))


@bp.post("/audit/log")
def check_log() -> str:
    """Reads the whole log and all files, and says what is wrong with them."""
    allow(here.look(), Action.VIEW_AUDIT)
    installed = here.installation()
    apart = Vault.found_at(installed.settings.home, DISCIPLINE)
    report = verify(here.session(), installed.files, Notes(installed.settings.checkpoints), apart=apart)
    faults = [say(fault.code, dict(fault.facts) | {"where": fault.where}) for fault in report.faults]
    return _log_page(report, faults, report.events)


def _log_page(report: Report | None, faults: list[str], size: int) -> str:
    signed = signed_so_far(here.session())
    return render_template("audit/log.html", report=report, faults=faults, size=size, signed=signed)


def _page(
    work: Work, form: AuditForm, rows: list[dict[str, Any]] | None = None, reasons: list[str] | None = None
) -> str:
    until = form.until.data
    span = _span(form.since.data, until)
    return render_template(
        "audit/audit.html",
        form=form,
        rows=rows,
        reasons=reasons or [],
        since=form.since.data,
        until=until,
        locks=[_lock(lock) for lock in locks(work, *span)],
        resets=[row(event) for event in resets(work, *span)],
        keyless=[
            _keyless(one)
            for one in keyless_signatures(work, form.since.data or here.day(), until or here.day())
        ],
        tried=[_tried(one) for one in tried(work)],
        here=request.path,
    )


def _span(first: date | None, last: date | None) -> tuple[datetime, datetime]:
    """From the first instant of one office day to the last of another; today where none is said."""
    today = office_day(here.now())
    return start_of_office_day(first or today), end_of_office_day(last or today)


def _readings(work: Work, first: date, last: date, purpose: str) -> list[dict[str, Any]]:
    return [_reading(row) for row in reversed(readings(work, *_span(first, last), purpose))]


def _reading(row: ReadingRow) -> dict[str, Any]:
    post = here.names().called(row.office) if row.office != "none" else ""
    return {
        "at": office_time(row.at),
        "who": here.names().called(row.person),
        "post": post or "",
        "what": term(f"reading.{row.what}"),
        "ref": row.ref if row.what != "audit" else " — ".join(map(_instant, row.ref.split(" "))),
        "purpose": row.purpose,
    }


def _instant(text: str) -> str:
    try:
        return office_time(datetime.fromisoformat(text))
    except ValueError:
        return text


def _keyless(one: SignatureRow) -> dict[str, Any]:
    inspection, _, number = one.case.partition("/")
    return {
        "on": one.on,
        "number": number,
        "href": url_for("cases.case", inspection=inspection, number=number),
        "who": here.names().called(one.person),
        "box": term(f"box.{one.box}"),
        "means": term(f"means.{one.means or PASSWORD}"),
        "void": one.void is not None,
    }


def _lock(lock: Lock) -> dict[str, Any]:
    return {"at": office_time(lock.at), "who": here.names().called(lock.person)}


def _tried(one: Tried) -> dict[str, Any]:
    who = here.names().called(one.person) or one.address
    return {"at": office_time(one.last_at), "who": who, "failures": one.failures, "address": one.address}
