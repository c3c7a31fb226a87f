"""The inspector's dwell times: how long cases, units and people had what in which state, and which limits passed."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from caseflow.domain.errors import Reason, Unknown
from caseflow.services.auditing import note_export
from caseflow.services.dwelling import By, Line, Sort, dwelt
from caseflow.services.office_ledgers import list_ledger
from caseflow.services.surveying import Survey, survey
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.asked_day import asked_day
from caseflow.web.case_clock import limit_title
from caseflow.web.case_lines import titles_of
from caseflow.web.case_list import FORMATS
from caseflow.web.desk_filter import DwellFilter
from caseflow.web.flag_rows import address, person_address, unit_address
from caseflow.web.papers import attached
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import say, term

bp = Blueprint("dwell", __name__)
SHEET = "用时台账"
HEADINGS = (
    "对象", "名称", "环节", "次数", "用时（日）", "用时（工作日）", "此刻自", "超限（项）", "超限（工作日）",
    "超限的时限",
)  # fmt: skip
LABELS = (
    ("state", N_("环节")),
    ("times", N_("次数")),
    ("days", N_("日")),
    ("workdays", N_("工作日")),
    ("now", N_("此刻自")),
    ("passed", N_("超限项数")),
    ("over", N_("超限工作日")),
    ("limits", N_("超限的时限")),
)
WORDS = frozenset({"name", "state", "now", "limits"})
"""Columns that hold no figures."""
NAMED = 3
"""Limits named in a row before the rest is counted."""


@bp.get("/desk/dwell")
def table() -> str:
    """The dwell times as of a day, narrowed, added up and sorted as the address says."""
    work = here.look()
    found = survey(work, asked_day(work))
    form = DwellFilter.of(found, request.args)
    lines = _lines(found, form)
    return render_template(
        "desk/dwell.html",
        form=form,
        rows=rows_of(work, found, form.added_by, lines),
        day=found.day,
        today=work.day,
        passed=sum(bool(line.passed) for line in lines),
        columns=_columns(form),
        clear=url_for("dwell.table", day=found.day.isoformat()) if form.narrows else None,
        exports=[
            {"format": format_, "href": url_for("dwell.export", format_=format_, **form.address)}
            for format_ in FORMATS
        ],
    )


@bp.get("/desk/dwell.<format_>")
def export(format_: str) -> Response:
    """The table exactly as it is narrowed. That it was taken out is on record before the first byte."""
    if format_ not in FORMATS:
        raise Unknown(Reason("page.no_such_export", {}))
    survey(here.look(), asked_day(here.look()))  # whoever may not look is refused before anything is noted
    here.act(lambda work: note_export(work, f"dwell.{format_}?{request.query_string.decode()}"))
    work = here.look()
    found = survey(work, asked_day(work))
    form = DwellFilter.of(found, request.args)

    def rows() -> list[list[str]]:
        return [_cells(row) for row in rows_of(work, found, form.added_by, _lines(found, form), named=None)]

    data = list_ledger(HEADINGS, rows, SHEET, format_)
    return attached(data, f"{SHEET}{found.day}.{format_}", FORMATS[format_][1])


def rows_of(
    work: Work, found: Survey, by: By, lines: Iterable[Line], named: int | None = NAMED
) -> list[dict[str, Any]]:
    """The lines as rows of a table, at most `named` of their passed limits by name."""
    lines = list(lines)
    cases = [found.courses[line.key].case for line in lines if by is By.CASE]
    titles = titles_of(work, cases)
    return [
        {
            "code": line.key.partition("/")[2] if by is By.CASE else "",
            "name": titles.get(line.key, "") if by is By.CASE else found.names.called(line.key),
            "href": _address(found, by, line.key),
            "state": term(f"state.{line.state}"),
            "times": line.times,
            "days": line.spell.days,
            "workdays": line.spell.workdays,
            "now": line.now.isoformat() if line.now else "",
            "passed": len(line.passed),
            "over": line.over.workdays,
            "limits": _limits(found, by, line, named),
        }
        for line in lines
    ]


def _lines(found: Survey, form: DwellFilter) -> list[Line]:
    sort, down = form.sorting
    return dwelt(found, form.added_by, form.narrowed, sort, down=down)


def _address(found: Survey, by: By, key: str) -> str | None:
    """Where the one of a row is looked at on the same day."""
    if by is By.CASE:
        return address(found, key)
    return person_address(found, key) if by is By.PERSON else unit_address(found, key)


def _limits(found: Survey, by: By, line: Line, named: int | None) -> str:
    """The limits that were passed, by name; of a unit or a person with the case's number."""
    said = []
    for key, name in line.passed[:named]:
        title = limit_title(found.names, found.courses[key].case, name)
        said.append(title if by is By.CASE else f"{key.partition('/')[2]} {title}")
    rest = len(line.passed) - len(said)
    return say("list.comma").join(said) + (say("desk.and_more", {"n": rest}) if rest else "")


def _cells(row: dict[str, Any]) -> list[str]:
    numbers = (str(row[name]) for name in ("times", "days", "workdays"))
    passed, over = str(row["passed"] or ""), str(row["over"] or "")
    return [row["code"], row["name"] or "", row["state"], *numbers, row["now"], passed, over, row["limits"]]


def _columns(form: DwellFilter) -> list[dict[str, Any]]:
    """The head: each order has the address that sorts by it, turned round where it is the one in force."""
    sort, down = form.sorting
    labels = {"name": term(f"dwell_by.{form.added_by}")} | {name: gettext(label) for name, label in LABELS}
    found: list[dict[str, Any]] = [
        {"label": label, "num": name not in WORDS} for name, label in labels.items()
    ]
    for name, column in zip(labels, found, strict=True):
        if name in tuple(Sort):
            turned = name != sort or not down
            asked = form.address | {"sort": f"{'-' * turned}{name}"}
            column["href"] = url_for("dwell.table", **asked)
            column["sorted"] = ("descending" if down else "ascending") if name == sort else None
    return found
