"""The inspector's pages of one unit and of one person: what they did, and what was theirs, as of the end of any day."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from caseflow.domain.actions import Action
from caseflow.domain.dwell import Course, Limit, Stay, lasted, passed_by
from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.event import Event
from caseflow.services.access import permit
from caseflow.services.flagging import flags_of
from caseflow.services.showing import event_in_words
from caseflow.services.surveying import Survey, survey
from caseflow.services.watching import Watched, flags_about, of_person, of_unit
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.asked_day import asked_day
from caseflow.web.case_clock import limit_title
from caseflow.web.case_lines import titles_of
from caseflow.web.course_pages import event_row, office_time_of
from caseflow.web.flag_rows import address, flag_rows
from caseflow.web.noting import note_look
from caseflow.words.say import term

bp = Blueprint("watched", __name__)
PAGE = 50
"""Acts to a page."""


@bp.get("/desk/units/<code>")
def unit(code: str) -> str:
    """One unit as of a day; a name a ledger wrote is that of the unit it means."""
    work, found = _found(f"unit {code}")
    if code not in found.city.units:
        raise Unknown(Reason("unit.unknown", {"name": code}))
    code = found.city.unit(code).code
    flags = flags_about(found, flags_of(work, found), unit=code)
    people = [
        _post(found, person.code, post)
        for person in found.city.people.values()
        for post in person.appointments
        if post.unit == code
    ]
    here_ = url_for("watched.unit", code=code)
    watched = of_unit(found, code)
    return _page(work, found, watched, name=found.names.unit(code), here=here_, posts=people, flags=flags)


@bp.get("/desk/people/<code>")
def person(code: str) -> str:
    """One person as of a day, with every office ever held until then."""
    work, found = _found(f"person {code}")
    if code not in found.city.people:
        raise Unknown(Reason("person.unknown", {}))
    held = found.city.people[code].appointments
    flags = flags_about(found, flags_of(work, found), person=code)
    here_ = url_for("watched.person", code=code)
    posts = [_post(found, code, post) for post in held]
    watched = of_person(found, code)
    return _page(work, found, watched, name=found.names.person(code), here=here_, posts=posts, flags=flags)


def _found(ref: str) -> tuple[Work, Survey]:
    permit(here.look(), Action.INSPECT)
    note_look(here.look(), ref)
    work = here.look()
    return work, survey(work, asked_day(work))


def _page(work: Work, found: Survey, watched: Watched, **more: Any) -> str:
    first = max(request.args.get("from", 0, type=int), 0)
    cases = [course.case for course, _ in (*watched.turns, *watched.passed)]
    titles = titles_of(work, [*cases, *(found.courses[flag.case].case for flag in more["flags"])])
    more["flags"] = flag_rows(found, more["flags"], titles)
    day = found.day
    return render_template(
        "desk/watched.html",
        day=day,
        today=work.day,
        acts=[_act(found, event) for event in watched.did[first : first + PAGE]],
        total=len(watched.did),
        of_day=sum(event.day == day for event in watched.did),
        turns=[_turn(found, course, stay, titles) for course, stay in watched.turns],
        passed=[_limit(found, course, limit, titles) for course, limit in watched.passed],
        pages=_pages(str(more["here"]), day.isoformat(), first, len(watched.did)),
        **more,
    )


def _act(found: Survey, event: Event) -> dict[str, Any]:
    key = event.stream.removeprefix("case/")
    course = found.courses.get(key) if event.stream.startswith("case/") else None
    if course:
        row = event_row(found, course, event)
        return row | {"case": course.case.number, "case_href": address(found, key, event.n)}
    sentence = event_in_words(found.names, event)
    text = sentence.removeprefix(found.names.called(event.actor) or "").strip()
    return {"at": office_time_of(event), "text": text, "person": found.names.called(event.actor)}


def _turn(found: Survey, course: Course, stay: Stay, titles: dict[str, str]) -> dict[str, Any]:
    spell = lasted(stay, found.calendar, found.day)
    limit = course.case.limit
    return _case(found, course, titles) | {
        "state": term(f"state.{stay.state}"),
        "since": stay.since.isoformat(),
        "days": spell.days,
        "workdays": spell.workdays,
        "limit": limit.isoformat() if limit else "",
    }


def _limit(found: Survey, course: Course, limit: Limit, titles: dict[str, str]) -> dict[str, Any]:
    over = passed_by(limit, found.calendar, found.day)
    return _case(found, course, titles) | {
        "limit": limit_title(found.names, course.case, limit.name),
        "end": limit.end.isoformat(),
        "ended": limit.ended_on.isoformat() if limit.ended_on else "",
        "days": over.days,
        "workdays": over.workdays,
    }


def _case(found: Survey, course: Course, titles: dict[str, str]) -> dict[str, Any]:
    case = course.case
    return {"case": case.number, "title": titles[case.key], "href": address(found, case.key)}


def _post(found: Survey, person: str, post: Any) -> dict[str, Any]:
    return {
        "person": found.names.person(person),
        "href": url_for("watched.person", code=person, day=found.day.isoformat()),
        "unit": found.names.called(post.unit) or post.unit,
        "unit_href": url_for("watched.unit", code=post.unit, day=found.day.isoformat()),
        "office": term(f"office.{post.office}"),
        "tenure": term(f"tenure.{post.tenure}"),
        "start": post.start.isoformat(),
        "end": post.end.isoformat() if post.end else "",
    }


def _pages(here_: str, day: str, first: int, total: int) -> dict[str, str | None]:
    return {
        "back": f"{here_}?day={day}&from={max(first - PAGE, 0)}" if first else None,
        "on": f"{here_}?day={day}&from={first + PAGE}" if first + PAGE < total else None,
    }
