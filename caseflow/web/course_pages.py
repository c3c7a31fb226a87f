"""The inspector's page of one case: what happened when, by the server and by what papers claim, and how long it stood.

A look at it is noted for the reading audit as a look at the case is; nobody else sees the note.
"""

from datetime import date, datetime
from typing import Any

from flask import Blueprint, render_template, url_for

from caseflow.clock import OFFICE_ZONE
from caseflow.domain.actions import Action
from caseflow.domain.dwell import Course, between, lasted, passed_by
from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.event import Event
from caseflow.domain.turn import Turn
from caseflow.services.access import permit
from caseflow.services.flagging import about, flags_of
from caseflow.services.naming import in_words
from caseflow.services.showing import event_in_words
from caseflow.services.surveying import Survey, survey
from caseflow.web import here
from caseflow.web.asked_day import asked_day
from caseflow.web.case_clock import limit_title
from caseflow.web.case_lines import titles_of
from caseflow.web.case_steps import unit_of
from caseflow.web.flag_rows import flag_rows, person_address, unit_address
from caseflow.web.noting import note_look
from caseflow.words.say import term

bp = Blueprint("courses", __name__)


@bp.get("/desk/cases/<inspection>/<number>")
def case(inspection: str, number: str) -> str:
    """The whole course of a case as of the end of a day."""
    permit(here.look(), Action.INSPECT)
    note_look(here.look(), f"{inspection}/{number}")
    work = here.look()
    found = survey(work, asked_day(work))
    course = found.courses.get(f"{inspection}/{number}")
    if course is None:
        raise Unknown(Reason("case.not_filed_by", {"number": number, "day": found.day.isoformat()}))
    return render_template(
        "desk/course.html",
        case=course.case,
        title=titles_of(work, [course.case])[course.case.key],
        day=found.day,
        today=work.day,
        stays=[_stay(found, course, n) for n in range(len(course.stays))],
        limits=[_limit(found, course, n) for n in range(len(course.limits))],
        flags=flag_rows(found, about(flags_of(work, found), course), {}),
        events=[event_row(found, course, event) for event in course.events],
        whole=url_for("cases.case", inspection=inspection, number=number, day=_past(found.day, work.day)),
    )


def event_row(found: Survey, course: Course, event: Event) -> dict[str, Any]:
    """An event by the server's time, beside the day its paper claims and how far the two lie apart."""
    claimed = date.fromisoformat(event.occurred_at[:10]) if event.occurred_at else None
    person, unit = found.names.called(event.actor) or "", found.names.called(unit_of(event)) or ""
    sentence = event_in_words(found.names, event, course.case)
    return {
        "n": event.n,
        "at": office_time_of(event),
        "day": event.day.isoformat(),
        "claimed": claimed.isoformat() if claimed else "",
        "gap": (event.day - claimed).days if claimed else 0,
        "unit": unit if unit != person else "",
        "person": person,
        "href": person_address(found, event.actor),
        "text": sentence.removeprefix(person).strip(),
    }


def office_time_of(event: Event) -> str:
    """The server's instant as the office's clock showed it."""
    at = datetime.fromisoformat(event.at or f"{event.day}T00:00:00+00:00").astimezone(OFFICE_ZONE)
    return f"{at:%Y-%m-%d %H:%M}"


def _past(day: date, today: date) -> str | None:
    return day.isoformat() if day != today else None


def _stay(found: Survey, course: Course, n: int) -> dict[str, Any]:
    stay = course.stays[n]
    spell = lasted(stay, found.calendar, found.day)
    who, why = in_words(found.names, Turn(stay.who, stay.why))
    return {
        "state": term(f"state.{stay.state}"),
        "who": who,
        "href": unit_address(found, stay.who),
        "why": why,
        "since": stay.since.isoformat(),
        "until": stay.until.isoformat() if stay.until else "",
        "days": spell.days,
        "workdays": spell.workdays,
    }


def _limit(found: Survey, course: Course, n: int) -> dict[str, Any]:
    limit = course.limits[n]
    over, length = (
        passed_by(limit, found.calendar, found.day),
        between(found.calendar, limit.start, limit.end),
    )
    return {
        "title": limit_title(found.names, course.case, limit.name),
        "who": [{"name": found.names.called(who), "href": unit_address(found, who)} for who in limit.who],
        "start": limit.start.isoformat(),
        "length": length.workdays,
        "end": limit.end.isoformat(),
        "ended": limit.ended_on.isoformat() if limit.ended_on else "",
        "days": over.days,
        "workdays": over.workdays,
    }
