"""The list of cases: filtered, sorted and paged by its address alone, and taken out as the ledger it is."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, get_args

from flask import Blueprint, Response, make_response, render_template, request, url_for

from caseflow.domain.actions import Action
from caseflow.domain.errors import BadInput, Reason, Unknown
from caseflow.domain.permissions import may_ever
from caseflow.domain.terms import Kind
from caseflow.ledgers.columns import Layout
from caseflow.services.access import permit
from caseflow.services.auditing import note_export
from caseflow.services.entering import KINDS
from caseflow.services.exporting import export_csv, export_ledger
from caseflow.services.office_ledgers import NAMES, office_ledger
from caseflow.services.searching import Page, Wanted, page_of, passing
from caseflow.services.withholding import seen_texts
from caseflow.services.work import Work
from caseflow.store.queries import Order, Sorting
from caseflow.web import here
from caseflow.web.case_filter import CaseFilter, wanted_by
from caseflow.web.case_lines import lines
from caseflow.words.say import say

bp = Blueprint("lists", __name__)
PAGE = 50
"""Rows to a page."""
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Mapping[str, tuple[Any, str]] = {
    "xlsx": (export_ledger, SPREADSHEET),
    "csv": (export_csv, "text/csv; charset=utf-8"),
}


@bp.get("/cases")
def cases() -> str:
    """The cases the reader may see, narrowed as the address says."""
    work = here.look()
    permit(work, Action.VIEW)
    form = CaseFilter.of(work, request.args)
    wanted = wanted_by(work, form)
    page = page_of(
        work, wanted, PAGE, after=request.args.get("after") or None, before=request.args.get("before") or None
    )
    return render_template(
        "lists/cases.html",
        form=form,
        lines=lines(work, page.cases),
        sorts=_sorts(form, wanted.sorting),
        pages=_pages(form, page),
        clear=url_for("lists.cases") if form.narrows else None,
        only_words=url_for("lists.cases", q=form.words) if form.words and form.narrows > 1 else None,
        exports=_exports(work, form, wanted),
        ledgers=_office_ledgers(form),
        new=url_for("lists.new") if may_ever(work.actor, Action.FILE, work.city) else None,
    )


@bp.get("/cases/export/<layout>.<format_>")
def export(layout: str, format_: str) -> Response:
    """The rows of the list as a ledger. That it was taken out is on record before the first byte."""
    if layout not in (*get_args(Layout), *NAMES) or format_ not in FORMATS:
        raise Unknown(Reason("page.no_such_export", {}))
    permit(here.look(), Action.EXPORT_LEDGER)
    here.act(lambda work: note_export(work, f"{layout}.{format_}?{request.query_string.decode()}"))
    work = here.look()
    wanted = wanted_by(work, CaseFilter.of(work, request.args))
    if layout == "tasks" and not wanted.narrow.inspection and len(work.city.inspections) > 1:
        raise BadInput(Reason("export.several_inspections", {}))
    write, kind = FORMATS[format_]
    read = partial(seen_texts, work, language="zh")  # a ledger speaks Chinese, whoever takes it out
    found = passing(work, wanted)
    if layout in NAMES:
        data = office_ledger(work, here.names(), layout, found, format_)
    else:
        data = write(read, here.names(), layout, found)
    answer = make_response(data)
    answer.mimetype, answer.headers["Content-Type"] = kind.partition(";")[0], kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{layout}-{work.day}.{format_}"'
    return answer


def _sorts(form: CaseFilter, sorting: Sorting) -> dict[str, dict[str, Any]]:
    """For each order the address that sorts by it, turned round where it is the one in force."""
    found = {}
    for order in Order:
        now = order is sorting.order
        down = now and not sorting.descending
        found[order.value] = {
            "href": url_for("lists.cases", **form.address | {"sort": f"-{order}" if down else order.value}),
            "sorted": ("descending" if sorting.descending else "ascending") if now else None,
        }
    return found


def _pages(form: CaseFilter, page: Page) -> dict[str, str | None]:
    first, last = (page.cases[0].key, page.cases[-1].key) if page.cases else (None, None)
    return {
        "back": url_for("lists.cases", **form.address, before=first) if page.back and first else None,
        "on": url_for("lists.cases", **form.address, after=last) if page.on else None,
    }


def _exports(work: Work, form: CaseFilter, wanted: Wanted) -> list[dict[str, str]]:
    """The ledgers these rows can leave in: one for each kind of case asked for, in each format."""
    if not may_ever(work.actor, Action.EXPORT_LEDGER, work.city):
        return []
    return [
        {
            "label": say(f"export.{layout}"),
            "word": say(f"ledger.{layout}"),
            **{
                format_: url_for("lists.export", layout=layout, format_=format_, **form.address)
                for format_ in FORMATS
            },
        }
        for layout in _layouts(wanted.narrow.kind)
    ]


def _office_ledgers(form: CaseFilter) -> list[dict[str, str]]:
    """The ledgers the office keeps of these cases."""
    return [
        {
            "word": say(f"ledger.{name}"),
            "href": url_for("lists.export", layout=name, format_="xlsx", **form.address),
        }
        for name in NAMES
    ]


def _layouts(kind: Kind | None) -> Iterable[str]:
    return (layout for layout in get_args(Layout) if kind in (None, KINDS[layout]))
