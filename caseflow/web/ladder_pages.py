"""The ledger of the ladder's papers (督办台账): filtered by its address alone, and taken out exactly as it is shown."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SelectField

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.paper import OPEN, Paper
from caseflow.domain.case.papers import PRAISE
from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.ladder import WAITING
from caseflow.domain.permissions import can, may_ever
from caseflow.services.access import permit
from caseflow.services.auditing import note_export
from caseflow.services.office_ledgers import paper_ledger
from caseflow.services.paper_ledgering import ledger_of_papers
from caseflow.services.work import Work
from caseflow.store.paper_ledger import UNANSWERED, NarrowPapers
from caseflow.web import here
from caseflow.web.acting import case_address
from caseflow.web.acts.choices import unit_choices
from caseflow.web.acts.paper_rows import handle
from caseflow.web.case_lines import titles_of
from caseflow.web.case_list import FORMATS
from caseflow.web.choice import SelectChoice
from caseflow.web.duty_rows import act_on
from caseflow.web.forms import Form
from caseflow.web.papers import attached
from caseflow.web.speaking import gettext
from caseflow.words.ladder import causes_in_words
from caseflow.words.msgid import N_
from caseflow.words.say import term

bp = Blueprint("ladder", __name__)
PAGE = 50
"""Rows to a page."""
UNSETTLED = "open"
"""Beside the statuses, everything that was issued and still stands."""
SHOWN = ("rung", "unit", "status", "overdue")
STATUSES = ("issued", "acknowledged", "held", "answered", "lifted", "escalated", "void")
OF_DRAFTS = ("proposed", "submitted", "merged", "dismissed")
NEXT: dict[str, Action] = {
    "proposed": Action.ISSUE_PAPER,
    "submitted": Action.SIGN_PAPER,
    "issued": Action.ACKNOWLEDGE_PAPER,
    "acknowledged": Action.ANSWER_PAPER,
    "held": Action.ANSWER_PAPER,
    "answered": Action.LIFT_PAPER,
}
"""What comes next for a paper that stands at this status."""


class PaperFilter(Form):
    """What the ledger is narrowed to."""

    class Meta:
        """Nothing is written by asking."""

        csrf = False

    rung = SelectField(N_("类型"), default="")
    unit = SelectField(N_("对象单位"), default="")
    status = SelectField(N_("状态"), default="")
    overdue = BooleanField(N_("只看到期未答复"))

    @classmethod
    def of(cls, work: Work, asked: "MultiDict[str, str]") -> "PaperFilter":
        """The form as an address fills it; what is not offered is left out."""
        form = cls(asked)
        drafts = OF_DRAFTS if may_ever(work.actor, Action.VIEW_DRAFTS, work.city) else ()
        rungs = (*work.book.codes("ladder.order"), PRAISE)
        _choose(form.rung, [SelectChoice(r, term(f"rung.{r}")) for r in rungs])
        _choose(form.unit, unit_choices(work, ended=True))
        statuses = [SelectChoice(s, term(f"paper_status.{s}")) for s in (*drafts, *STATUSES)]
        _choose(form.status, [SelectChoice(UNSETTLED, gettext(N_("未了结"))), *statuses])
        if not form.validate():
            for field in (field for field in form if field.errors):
                field.data, field.errors = "", []
        return form

    @property
    def address(self) -> dict[str, Any]:
        """The arguments of this ledger's address."""
        found = {name: self[name].data for name in SHOWN}
        return {name: "1" if value is True else value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Row:
    """One paper of the ledger; `act` is what this reader can do about it now, {label, href}."""

    name: str
    number: str
    cause: str
    to: str
    issued_on: str
    reply_by: str
    late: bool
    status: str
    case: str
    title: str
    href: str
    act: dict[str, str] | None


@bp.get("/ladder")
def ledger() -> str:
    """The papers on cases the reader may see, narrowed as the address says."""
    work = here.look()
    permit(work, Action.VIEW)
    form = PaperFilter.of(work, request.args)
    found = ledger_of_papers(work, _wanted(work, form))[::-1]  # on the page the newest first
    first = max(request.args.get("from", 0, type=int), 0)
    shown = found[first : first + PAGE]
    late = [paper for case, paper in found if _is_late(work, case, paper)]
    return render_template(
        "lists/papers.html",
        form=form,
        rows=_rows(work, shown),
        total=len(found),
        open=sum(paper.status in OPEN and paper.ended_on is None for _, paper in found),
        late=len(late),
        clear=url_for("ladder.ledger") if form.address else None,
        pages=_pages(form, first, len(found)),
        exports=[
            {"format": format_, "href": url_for("ladder.export", format_=format_, **form.address)}
            for format_ in FORMATS
        ]
        if found and may_ever(work.actor, Action.EXPORT_LEDGER, work.city)
        else [],
    )


@bp.get("/ladder/export.<format_>")
def export(format_: str) -> Response:
    """The ledger exactly as it is narrowed. That it was taken out is on record before the first byte."""
    if format_ not in FORMATS:
        raise Unknown(Reason("page.no_such_export", {}))
    permit(here.look(), Action.EXPORT_LEDGER)
    here.act(lambda work: note_export(work, f"ladder.{format_}?{request.query_string.decode()}"))
    work = here.look()
    found = ledger_of_papers(work, _wanted(work, PaperFilter.of(work, request.args)))
    data = paper_ledger(here.names(), found, format_)
    return attached(data, f"督办台账{work.day}.{format_}", FORMATS[format_][1])


def _choose(field: SelectField, choices: list[SelectChoice]) -> None:
    """Everything, or one of these."""
    field.choices = [SelectChoice("", gettext(N_("全部"))), *choices]


def _wanted(work: Work, form: PaperFilter) -> NarrowPapers:
    unit, status = form.unit.data, form.status.data
    return NarrowPapers(
        rung=form.rung.data or "",
        units=work.city.written_as(unit) if unit else (),
        statuses=sorted(OPEN) if status == UNSETTLED else (status,) if status else (),
        late_on=work.day if form.overdue.data else None,
    )


def _is_late(work: Work, case: Case, paper: Paper) -> bool:
    due = paper.reply_by if paper.status in UNANSWERED and case.suspended_on is None else None
    return due is not None and due < work.day


def _rows(work: Work, shown: list[tuple[Case, Paper]]) -> list[Row]:
    titles = titles_of(work, (case for case, _ in shown))
    called = here.names().called
    return [
        Row(
            name=term(f"rung.{paper.rung}"),
            number=paper.number or "",
            cause=causes_in_words((paper.rule, *paper.causes)),
            to=called(paper.to_unit) or "",
            issued_on=paper.issued_on.isoformat() if paper.issued_on else "",
            reply_by=paper.reply_by.isoformat() if paper.reply_by else "",
            late=_is_late(work, case, paper),
            status=term(f"paper_status.{paper.status}"),
            case=case.number,
            title=titles[case.key],
            href=case_address(case),
            act=_act(work, case, paper),
        )
        for case, paper in shown
    ]


def _act(work: Work, case: Case, paper: Paper) -> dict[str, str] | None:
    """The next step of the paper, if it is this reader's."""
    action = NEXT.get(paper.status) if paper.status in {*WAITING, *OPEN} else None
    praises = paper.rung == PRAISE and paper.status not in WAITING
    if action is None or praises or not can(work.actor, action, case, work.city, work.day):
        return None
    return {"label": term(f"action.{action}"), "href": act_on(case, action, handle(paper))}


def _pages(form: PaperFilter, first: int, total: int) -> dict[str, str | None]:
    def at(place: int) -> str:
        asked: dict[str, Any] = form.address | ({"from": place} if place else {})
        return url_for("ladder.ledger", **asked)

    return {
        "back": at(max(first - PAGE, 0)) if first else None,
        "on": at(first + PAGE) if first + PAGE < total else None,
    }
