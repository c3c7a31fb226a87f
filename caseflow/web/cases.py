"""The page of one case, today or as it stood on any day before; and every day of its limits."""

from flask import Blueprint, render_template, request

from caseflow.domain.actions import Action
from caseflow.domain.light import judge
from caseflow.services.access import case_for
from caseflow.services.picturing import Picture, picture_now, picture_on
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.asked_day import asked_day
from caseflow.web.case_clock import clock, tables
from caseflow.web.case_page import page, title
from caseflow.web.day_pages import date_page, index
from caseflow.web.noting import note_look
from caseflow.web.timeline import FILTERS, Asked

bp = Blueprint("cases", __name__)
DIGITS = 9
"""What the number of an event of one case may have; longer ones name none."""


@bp.get("/cases/<inspection>/<number>")
def case(inspection: str, number: str) -> str:
    """One case. `day` shows it as it then stood, `print` opens everything, `show` and `before` page its course."""
    work, picture = _pictured(f"{inspection}/{number}")
    printed = request.args.get("print") == "1"
    return render_template("cases/case.html", **page(work, picture, _asked(), printed=printed))


@bp.get("/cases/<inspection>/<number>/days")
def days(inspection: str, number: str) -> str:
    """Why the dates are these: every day of every limit of the case, counted or skipped, with its reason."""
    work, picture = _pictured(f"{inspection}/{number}")
    judged = judge(picture.case, picture.rules, picture.day)
    return render_template(
        "cases/days.html",
        case=picture.case,
        picture=picture,
        title=title(picture),
        dates=clock(picture, judged),
        tables=tables(picture),
        every=index(work, picture),
    )


@bp.get("/cases/<inspection>/<number>/days/<which>")
def one_date(inspection: str, number: str, which: str) -> str:
    """How one date came to be this one, day by day; `print` makes it the annex (计算附页) of a paper."""
    work, picture = _pictured(f"{inspection}/{number}")
    return render_template(
        "cases/date.html",
        case=picture.case,
        picture=picture,
        title=title(picture),
        printed=request.args.get("print") == "1",
        then=picture.day.isoformat() if picture.day != work.day else None,
        date=date_page(work, picture, which),
    )


def _pictured(key: str) -> tuple[Work, Picture]:
    """The case on the day asked for, once the reader is let in to it as of today and an inspector's look is noted."""
    case_for(here.look(), key, Action.VIEW)
    note_look(here.look(), key)
    work = here.look()
    day = asked_day(work)
    if day == work.day:
        return work, picture_now(work, case_for(work, key, Action.VIEW), here.names())
    return work, picture_on(work, key, day)


def _asked() -> Asked:
    """Which part of the course was asked for; what cannot be read asks for all of it."""
    show, before = request.args.get("show", "all"), request.args.get("before", "")
    number = int(before) if before.isdecimal() and len(before) <= DIGITS else None
    return Asked(show if show in FILTERS else "all", number)
