"""The inspector's desk: the doubts about all cases as of a day, narrowed by the address, taken out as shown."""

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from wtforms import SelectField

from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.flags import FLAGS, Flag
from caseflow.services.auditing import note_export
from caseflow.services.flagging import Wanted, wanted_flags
from caseflow.services.office_ledgers import list_ledger
from caseflow.services.surveying import Survey, survey
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acts.choices import choice
from caseflow.web.asked_day import asked_day
from caseflow.web.case_lines import titles_of
from caseflow.web.case_list import FORMATS
from caseflow.web.desk_filter import NARROWING, DeskFilter, choose
from caseflow.web.flag_rows import flag_rows
from caseflow.web.papers import attached
from caseflow.words.msgid import N_
from caseflow.words.say import term

bp = Blueprint("desk", __name__)
PAGE = 50
"""Flags to a page."""
SHEET = "疑点清单"
HEADINGS = (
    "疑点", "轻重", "案件编号", "标题", "牵头部门", "责任主体", "涉及人员", "看到什么", "可能的正当原因", "依据"
)  # fmt: skip


class FlagFilter(DeskFilter):
    """The desk's filter with the kind of doubt."""

    shown = ("flag", *NARROWING)
    flag = SelectField(N_("疑点"), default="")

    def offer(self, found: Survey) -> None:
        """Every flag there is, found or not."""
        super().offer(found)
        choose(self.flag, [choice(code, term(f"flag.{code}")) for code in FLAGS])

    @property
    def wanted(self) -> Wanted:
        """The same as services ask it."""
        return Wanted(self.narrowed, self.flag.data or "")


@bp.get("/desk")
def flags() -> str:
    """The doubts as of a day, the heavier first."""
    work = here.look()
    found = survey(work, asked_day(work))
    form = FlagFilter.of(found, request.args)
    passing = wanted_flags(work, found, form.wanted)
    first = max(request.args.get("from", 0, type=int), 0)
    rows = _rows(work, found, passing[first : first + PAGE])
    return render_template(
        "desk/flags.html",
        form=form,
        rows=rows,
        total=len(passing),
        cases=len({flag.case for flag in passing}),
        day=found.day,
        clear=url_for("desk.flags", day=found.day.isoformat()) if form.narrows else None,
        pages=_pages(form, first, len(passing)),
        exports=[
            {"format": format_, "href": url_for("desk.export", format_=format_, **form.address)}
            for format_ in FORMATS
        ],
    )


@bp.get("/desk/flags.<format_>")
def export(format_: str) -> Response:
    """The doubts exactly as they are narrowed. That they were taken out is on record before the first byte."""
    if format_ not in FORMATS:
        raise Unknown(Reason("page.no_such_export", {}))
    survey(here.look(), asked_day(here.look()))  # whoever may not look is refused before anything is noted
    here.act(lambda work: note_export(work, f"flags.{format_}?{request.query_string.decode()}"))
    work = here.look()
    found = survey(work, asked_day(work))
    form = FlagFilter.of(found, request.args)

    def rows() -> list[list[str]]:
        return [_cells(row) for row in _rows(work, found, wanted_flags(work, found, form.wanted))]

    data = list_ledger(HEADINGS, rows, SHEET, format_)
    return attached(data, f"{SHEET}{found.day}.{format_}", FORMATS[format_][1])


def _rows(work: Work, found: Survey, flags: list[Flag]) -> list[dict[str, Any]]:
    keys = dict.fromkeys(flag.case for flag in flags)
    return flag_rows(found, flags, titles_of(work, (found.courses[key].case for key in keys)))


def _cells(row: dict[str, Any]) -> list[str]:
    who = "、".join(one["name"] or "" for one in row["who"])
    proofs = "、".join(one["label"] for one in row["proofs"])
    heavy = "较重" if row["heavy"] else ""
    named = (row["name"], heavy, row["case"], row["title"], row["unit"], row["locality"])
    return [
        *named,
        who,
        row["said"],
        row["innocent"],
        f"{proofs}（另 {row['more']} 项）" if row["more"] else proofs,
    ]


def _pages(form: FlagFilter, first: int, total: int) -> dict[str, str | None]:
    def at(place: int) -> str:
        asked: dict[str, Any] = form.address | ({"from": place} if place else {})
        return url_for("desk.flags", **asked)

    return {
        "back": at(max(first - PAGE, 0)) if first else None,
        "on": at(first + PAGE) if first + PAGE < total else None,
    }
