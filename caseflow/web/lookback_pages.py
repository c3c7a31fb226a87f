"""Look-backs (回头看): the draws, what each found, and the lots behind them, which the inspector alone is shown."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, url_for

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import Reason, Refused, Unknown
from caseflow.domain.lookback import LookBack
from caseflow.domain.permissions import can, may_ever
from caseflow.services.access import case_for
from caseflow.services.auditing import note_export
from caseflow.services.flagging import flags_of
from caseflow.services.looking_back import draw, look_back_called, look_backs, result_of
from caseflow.services.office_ledgers import list_ledger
from caseflow.services.surveying import survey
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acting import case_address
from caseflow.web.case_lines import titles_of
from caseflow.web.case_list import FORMATS
from caseflow.web.duty_rows import act_on
from caseflow.web.failing import sentences, status_of
from caseflow.web.papers import attached
from caseflow.words.say import term

bp = Blueprint("lookbacks", __name__)
SHEET = "回头看台账"
HEADINGS = ("抽查", "案件编号", "标题", "责任主体", "牵头部门", "结果", "现场核查日期", "记录日期", "记录人")


@bp.get("/lookbacks")
def every() -> str:
    """All draws, the newest first."""
    return _list(here.look())


@bp.post("/lookbacks")
def new() -> Any:
    """Draws once more."""
    looking = here.look()
    flags_of(
        looking, survey(looking, looking.day)
    )  # read before the write begins, so that nobody waits for it
    try:
        made = here.act(draw)
    except Refused as refused:
        if status_of(refused) != 409:
            raise
        return _list(here.look(), sentences(refused)), 409
    return redirect(url_for("lookbacks.one", name=made.name), 303)


@bp.get("/lookbacks/<name>")
def one(name: str) -> str:
    """One draw: who was drawn and what was found; for the inspector also the lots, so that it can be drawn again."""
    work = here.look()
    found = look_back_called(work, name)
    inspects = bool(may_ever(work.actor, Action.INSPECT, work.city))
    return render_template(
        "desk/lookback.html",
        draw=found,
        by=here.names().called(found.by),
        rows=_rows(work, found),
        frame=found.frame if inspects else (),
        take=found.take if inspects else {},
        exports=[
            {"format": format_, "href": url_for("lookbacks.export", name=name, format_=format_)}
            for format_ in FORMATS
        ],
    )


@bp.get("/lookbacks/<name>/export.<format_>")
def export(name: str, format_: str) -> Response:
    """A draw with its results as a ledger. That it was taken out is on record before the first byte."""
    if format_ not in FORMATS:
        raise Unknown(Reason("page.no_such_export", {}))
    look_back_called(here.look(), name)
    here.act(lambda work: note_export(work, f"look_back.{format_} {name}"))
    work = here.look()
    found = look_back_called(work, name)
    data = list_ledger(HEADINGS, lambda: [_cells(found, row) for row in _rows(work, found)], SHEET, format_)
    return attached(data, f"{SHEET}{name}.{format_}", FORMATS[format_][1])


def _list(work: Work, reasons: list[str] | None = None) -> str:
    rows = [_counted(work, found) for found in look_backs(work)]
    may = bool(may_ever(work.actor, Action.DRAW_LOOK_BACK, work.city))
    return render_template("desk/lookbacks.html", rows=rows, may_draw=may, reasons=reasons or [])


def _counted(work: Work, found: LookBack) -> dict[str, Any]:
    results = [result_of(case, found.name) for case in _cases(work, found)]
    return {
        "name": found.name,
        "href": url_for("lookbacks.one", name=found.name),
        "on": found.on.isoformat(),
        "by": here.names().called(found.by),
        "sample": len(found.sample),
        "all": len(found.frame),
        **{result: results.count(result) for result in ("holds", "rebound", "fake", "open")},
    }


def _cases(work: Work, found: LookBack) -> list[Case]:
    return [case_for(work, key, Action.VIEW) for key in found.sample]


def _rows(work: Work, found: LookBack) -> list[dict[str, Any]]:
    cases = _cases(work, found)
    titles = titles_of(work, cases)
    return [_row(work, found, case, titles[case.key]) for case in cases]


def _row(work: Work, found: LookBack, case: Case, title: str) -> dict[str, Any]:
    names, result = here.names(), result_of(case, found.name)
    seen = next((one for one in case.looked_back if one.draw == found.name), None)
    may = result == "open" and bool(can(work.actor, Action.LOOK_BACK, case, work.city, work.day))
    return {
        "case": case.number,
        "title": title,
        "href": case_address(case),
        "locality": names.called(case.parties.locality) or "",
        "lead": names.called(case.parties.lead_unit) or "",
        "result": term(f"look_back.{result}"),
        "bad": result in ("rebound", "fake"),
        "on": seen.on.isoformat() if seen else "",
        "entered": seen.entered_on.isoformat() if seen else "",
        "by": (names.called(seen.by) or "") if seen else "",
        "act": act_on(case, Action.LOOK_BACK, found.name) if may else None,
    }


def _cells(found: LookBack, row: dict[str, Any]) -> list[str]:
    names = ("case", "title", "locality", "lead", "result", "on", "entered", "by")
    return [found.name, *(row[name] for name in names)]
