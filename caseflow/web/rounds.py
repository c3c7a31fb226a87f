"""The monthly round: who has reported, what waits for review, what is late or missing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from caseflow.domain.actions import Action
from caseflow.domain.dispatch_facts import marks
from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.light import judge
from caseflow.domain.obligations import still_reports
from caseflow.domain.permissions import can, may_ever
from caseflow.domain.terms import Progress
from caseflow.services.access import permit
from caseflow.services.auditing import note_export
from caseflow.services.circulars import has_circular
from caseflow.services.dispatching import BEFORE, Entry, Standing, entries, months
from caseflow.services.office_ledgers import month_table
from caseflow.services.work import Work
from caseflow.store.city import RoundRow
from caseflow.web import here
from caseflow.web.acting import case_address
from caseflow.web.case_lines import left_until, titles_of
from caseflow.web.case_list import SPREADSHEET
from caseflow.web.day_links import day_link
from caseflow.web.duty_rows import act_on
from caseflow.web.forms import ActForm
from caseflow.web.lights import in_a_line, word_of
from caseflow.web.month_cells import MARKS, NOT_SENT, Cell, cells
from caseflow.web.papers import attached
from caseflow.words.say import month_in_words, say, term

bp = Blueprint("rounds", __name__)


@bp.get("/rounds")
def rounds() -> Response | str:
    """The newest month; a page that says so where none was opened yet."""
    permit(here.look(), Action.VIEW)
    known = months(here.session())
    if not known:
        return render_template("rounds/none.html")
    return redirect(url_for("rounds.month", month=known[0].month))


@bp.get("/rounds/<month>")
def month(month: str) -> str:
    """One month, all of it or what stands in one way (`?standing=`)."""
    work = here.look()
    permit(work, Action.VIEW)
    known = months(work.session)
    round_ = next((one for one in known if one.month == month), None)
    if round_ is None:
        raise Unknown(Reason("round.unknown", {"month": month[:7]}))
    earlier = [one.month for one in reversed(known) if one.month < month][-BEFORE:]
    found = entries(work, month, earlier)
    shown = [entry for entry in found if request.args.get("standing") in (None, "", entry.standing.value)]
    return render_template(
        "rounds/month.html",
        round=round_,
        title=month_in_words(month),
        left=left_until(work.calendar, work.day, round_.due),
        total=len(found),
        standings=_standings(found, month),
        narrowed=len(shown) < len(found),
        months=[*earlier, month],
        units=_by_unit(work, shown, month),
        key=[{"mark": one, "word": term(f"mark.{one}"), "says": term(f"mark_says.{one}")} for one in MARKS],
        reminding=_reminding(work, found, month),
        review=_first_review(work, found, month),
        others=_others(known, month),
        circular=has_circular(work, month),
        progress={member: term(f"progress.{member}") for member in Progress},
    )


@bp.get("/rounds/<month>/table.xlsx")
def table(month: str) -> Response:
    """The month as 月调度表. That it was taken out is on record before the first byte."""
    permit(here.look(), Action.EXPORT_LEDGER)
    if all(one.month != month for one in months(here.session())):
        raise Unknown(Reason("round.unknown", {"month": month[:7]}))
    here.act(lambda work: note_export(work, f"month.xlsx {month}"))
    work = here.look()
    data = month_table(work, here.names(), month)
    return attached(data, f"月调度表{month}.xlsx", SPREADSHEET)


def _standings(found: Sequence[Entry], month: str) -> list[dict[str, Any]]:
    counted = Counter(entry.standing for entry in found)
    return [
        {
            "word": term(f"standing.{standing}"),
            "count": counted[standing],
            "href": url_for("rounds.month", month=month, standing=standing.value),
            "red": standing in (Standing.LATE, Standing.MISSING),
        }
        for standing in Standing
        if counted[standing]
    ]


@dataclass(frozen=True, slots=True)
class Row:
    """A case's row; `cells` are its months, `explained` is where the day to report by explains itself.

    `act` is what this reader can do about it, {label, href}.
    """

    key: str
    number: str
    title: str
    href: str
    light: str
    light_word: str | None
    why: str
    entry: Entry
    word: str
    cells: Sequence[Cell | None]
    explained: str
    marks: list[tuple[str, bool]]
    act: dict[str, str] | None


def _by_unit(work: Work, found: Sequence[Entry], month: str) -> list[dict[str, Any]]:
    """The rows under their lead units."""
    titles, names = titles_of(work, (entry.case for entry in found)), here.names()
    groups = groupby(found, key=lambda entry: entry.case.parties.lead_unit)
    return [
        {
            "unit": names.called(unit),
            "rows": [_row(work, entry, month, titles[entry.case.key]) for entry in some],
        }
        for unit, some in groups
    ]


def _row(work: Work, entry: Entry, month: str, title: str) -> Row:
    case, judged = entry.case, judge(entry.case, work.book, work.day)
    return Row(
        key=case.key,
        number=case.number,
        title=title,
        href=case_address(case),
        light=judged.light or "none",
        light_word=word_of(judged),
        why=in_a_line(judged),
        entry=entry,
        word=term(f"standing.{entry.standing}"),
        cells=cells(entry, work.day),
        explained=day_link(case, f"report.{month}"),
        marks=_marks(entry),
        act=_act(work, entry, month),
    )


def _reminding(work: Work, found: Sequence[Entry], month: str) -> dict[str, Any] | None:
    """What the office needs to remind of this month: the form, and how many cases have a hole; None for others."""
    holes = sum(entry.standing in NOT_SENT and still_reports(entry.case) for entry in found)
    if not holes or not may_ever(work.actor, Action.SEND_REMINDER, work.city):
        return None
    return {"form": ActForm(), "holes": holes, "href": url_for("rounds.remind", code=month)}


def _marks(entry: Entry) -> list[tuple[str, bool]]:
    """What stands out, but for what the standing says already; True where it is nothing to blame anybody for."""
    said = f"month.{entry.standing}"
    found = (mark for mark in marks(entry.facts) if mark.code != said)
    return [(say(mark.code, mark.facts), mark.code == "month.unchanged") for mark in found]


def _act(work: Work, entry: Entry, month: str) -> dict[str, str] | None:
    """Review what waits, report what is not yet sent; nothing for whoever may do neither."""
    if entry.standing is Standing.REVIEW:
        return _offered(work, entry, Action.REVIEW_REPORT, month)
    if entry.standing in NOT_SENT and still_reports(entry.case):
        return _offered(work, entry, Action.REPORT, month)
    return None


def _offered(work: Work, entry: Entry, action: Action, month: str) -> dict[str, str] | None:
    if not can(work.actor, action, entry.case, work.city, work.day):
        return None
    return {"label": term(f"action.{action}"), "href": act_on(entry.case, action, month)}


def _first_review(work: Work, found: Sequence[Entry], month: str) -> str | None:
    """Where the first report that waits for this reader is reviewed."""
    waiting = (_act(work, entry, month) for entry in found if entry.standing is Standing.REVIEW)
    first = next(filter(None, waiting), None)
    return first["href"] if first else None


def _others(known: Sequence[RoundRow], month: str) -> dict[str, dict[str, str] | None]:
    """The months before and after."""
    names = [one.month for one in known]
    here_ = names.index(month)
    places = {"older": here_ + 1, "newer": here_ - 1}
    return {
        which: {"label": month_in_words(names[place]), "href": url_for("rounds.month", month=names[place])}
        if 0 <= place < len(names)
        else None
        for which, place in places.items()
    }
