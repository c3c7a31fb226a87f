"""Ledgers in the browser: a file comes in, is looked at, and only then counts; the cases on record go out."""

from typing import Any, cast

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response
from wtforms import BooleanField, SelectField

from caseflow.domain.actions import Action
from caseflow.domain.errors import BadInput, Reason, Unknown
from caseflow.domain.permissions import may_ever
from caseflow.ledgers.apart import read_apart
from caseflow.ledgers.columns import COLUMNS, Layout
from caseflow.services.access import permit
from caseflow.services.forms import once, remember
from caseflow.services.importing import import_ledger
from caseflow.services.rehearsing import Rehearsal, rehearse
from caseflow.services.work import Work
from caseflow.store.waiting import Waiting
from caseflow.web import here
from caseflow.web.case_filter import CaseFilter, inspection_choices
from caseflow.web.choice import SelectChoice
from caseflow.web.failing import said, status_of
from caseflow.web.forms import ActForm, handed_in
from caseflow.words.msgid import N_
from caseflow.words.say import say, term

bp = Blueprint("ledgers", __name__)
SHOWN_ROWS = 5
"""How many cases a preview shows as they would be filed."""
SHOWN_MESSAGES = 200
"""How many sentences about rows a page shows; their number is said."""
SWITCHES = ("partial", "update", "include_hidden", "takeover")


class LedgerForm(ActForm):
    """A file, what it is, and where it goes."""

    has_file = True
    layout = SelectField(N_("台账类型"))
    inspection = SelectField(N_("督察轮次"))
    file = FileField(N_("台账文件"), description=N_("可用 .xlsx、.xls、.ods、.csv，不超过 20 MB"))


class ConfirmForm(ActForm):
    """How a file that was looked at is to be taken in."""

    partial = BooleanField(N_("有误的行除外，只导入没有错误的行"))
    update = BooleanField(N_("已有案件的说明性内容按台账更新"))
    include_hidden = BooleanField(N_("读取隐藏的行、列和工作表"))
    takeover = BooleanField(N_("补录系统外已办的步骤、日期和签字，已办结信访的结论一并补录"))


@bp.get("/ledgers")
def ledgers() -> str:
    """Where a ledger comes in, and where it goes out."""
    work = here.look()
    permit(work, Action.EXPORT_LEDGER)
    return _page(work, _upload_form(work), [])


@bp.get("/ledgers/export")
def export() -> Response:
    """Where the rows a filter asks for leave as a ledger."""
    work = here.look()
    permit(work, Action.EXPORT_LEDGER)
    form, format_ = CaseFilter.of(work, request.args), request.args.get("format", "")
    return redirect(url_for("lists.export", layout=_layout(), format_=format_, **form.address))


@bp.post("/ledgers")
def upload() -> Response | tuple[str, int]:
    """Keeps the file for its preview; nothing is imported yet."""
    work = here.look()
    permit(work, Action.IMPORT_LEDGER)
    form = _upload_form(work)
    file: FileStorage | None = form.file.data
    data = file.read() if file else b""
    if not form.validate() or not data:
        reasons = [] if data else [say("ledger.no_file")]
        return _page(work, form, reasons), 422
    digest = _waiting().put(_person(), data, here.now())
    place = {"layout": form.layout.data, "inspection": form.inspection.data}
    return redirect(url_for("ledgers.preview", digest=digest, **place), 303)


@bp.get("/ledgers/<digest>")
def preview(digest: str) -> str | tuple[str, int]:
    """What would become of every row; nothing is recorded."""
    permit(here.look(), Action.IMPORT_LEDGER)
    form = ConfirmForm(request.args)
    return _preview(digest, form, [])


@bp.post("/ledgers/<digest>")
def confirm(digest: str) -> Response | tuple[str, int]:
    """Imports exactly the file that was looked at, once."""
    permit(here.look(), Action.IMPORT_LEDGER)
    form, data, layout = ConfirmForm(), _file(digest), _layout()
    try:
        location = here.act(lambda work: _import(work, digest, data, layout, form))
    except BadInput as refused:
        return _preview(digest, form, [said(reason) for reason in refused.reasons])[0], status_of(refused)
    return redirect(location, 303)


@bp.get("/ledgers/<digest>/result")
def result(digest: str) -> str:
    """What became of the file."""
    permit(here.look(), Action.IMPORT_LEDGER)
    document = _waiting().answered(_person(), _name(digest), here.now())
    if document is None:
        raise Unknown(Reason("ledger.no_longer_kept", {}))
    return render_template("ledgers/result.html", report=document, shown=SHOWN_MESSAGES)


def _import(work: Work, digest: str, data: bytes, layout: Layout, form: ConfirmForm) -> str:
    body = handed_in(form) + digest.encode()
    done = once(work, form.form_key.data or "", body)
    if done:
        return done
    outcome = import_ledger(work, data, layout, **_options(form))
    if not outcome.committed and not outcome.is_clean:
        raise BadInput(Reason("ledger.not_imported", {"errors": len(outcome.errors)}))
    _waiting().answer(
        _person(), digest, outcome.document() | {"takeover": bool(form.takeover.data)}, here.now()
    )
    location = url_for("ledgers.result", digest=digest)
    remember(work, form.form_key.data or "", body, location)
    return location


def _preview(digest: str, form: ConfirmForm, reasons: list[str]) -> tuple[str, int]:
    """The page of a rehearsal, made in a work of its own that is thrown away."""
    data, layout = _file(digest), _layout()
    done = rehearse(here.look(), data, layout, SHOWN_ROWS, **_options(form))
    report, first = done.outcome.document(), _first(done)
    here.leave()
    return render_template(
        "ledgers/preview.html",
        report=report,
        first=first,
        taken=[{"word": term(f"state.{state}"), "count": count} for state, count in done.taken.items()],
        form=form,
        reasons=reasons,
        shown=SHOWN_MESSAGES,
        layout=layout,
        inspection=_inspection(),
        here=url_for("ledgers.preview", digest=digest),
        may_import=bool(done.outcome.accepted or done.outcome.changed)
        and (done.outcome.is_clean or form.partial.data),
    ), 200


def _first(done: Rehearsal) -> list[dict[str, Any]]:
    """The first cases as they would be filed."""
    called = done.names.called
    return [
        {
            "number": case.number,
            "title": done.titles[case.key],
            "locality": called(case.parties.locality),
            "lead": called(case.parties.lead_unit),
            "due": case.due.day or case.feedback_due,
        }
        for case in done.first
    ]


def _page(work: Work, form: LedgerForm, reasons: list[str]) -> str:
    return render_template(
        "ledgers/ledgers.html",
        form=form if may_ever(work.actor, Action.IMPORT_LEDGER, work.city) else None,
        reasons=reasons,
        inspections=bool(work.city.inspections),
        layouts=[{"code": layout, "word": say(f"ledger.{layout}")} for layout in COLUMNS],
        filter=CaseFilter.of(work, request.args),
    )


def _upload_form(work: Work) -> LedgerForm:
    form = LedgerForm()
    form.layout.choices = [SelectChoice(layout, say(f"ledger.{layout}")) for layout in COLUMNS]
    form.inspection.choices = inspection_choices(work)
    return form


def _options(form: ConfirmForm) -> dict[str, Any]:
    """What `import_ledger` is told beside the file."""
    switches = {name: bool(form[name].data) for name in SWITCHES}
    return switches | {"inspection": _inspection(), "reader": read_apart}


def _file(digest: str) -> bytes:
    """The bytes that this person brought. Raises Unknown where they are gone, or were somebody else's."""
    data = _waiting().get(_person(), _name(digest), here.now())
    if data is None:
        raise Unknown(Reason("ledger.no_longer_kept", {}))
    return data


def _name(digest: str) -> str:
    if not digest.isalnum():
        raise Unknown(Reason("ledger.no_longer_kept", {}))
    return digest


def _layout() -> Layout:
    layout = request.values.get("layout", "")
    if layout not in COLUMNS:
        raise BadInput(Reason("ledger.no_layout", {}))
    return cast(Layout, layout)


def _inspection() -> str | None:
    return request.values.get("inspection") or None


def _person() -> str:
    return str(current_user.person)


def _waiting() -> Waiting:
    return Waiting(here.installation().settings.home / "waiting")
