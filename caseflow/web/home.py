"""The work inbox: what must be done today, by when, and what happens otherwise; then what waits for others."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, render_template, request, url_for

from caseflow.domain.actions import Action
from caseflow.domain.days import workdays_between
from caseflow.domain.lifecycle import ALL
from caseflow.domain.permissions import may_ever
from caseflow.domain.terms import Office, State, UnitKind
from caseflow.services.access import permit
from caseflow.services.pending import Pending, awaited
from caseflow.services.searching import Wanted, page_of
from caseflow.services.work import Work
from caseflow.store.queries import Narrow, count_states
from caseflow.store.scope import scope_clause
from caseflow.web import here
from caseflow.web.apart_rows import awaited_apart
from caseflow.web.case_lines import lines
from caseflow.web.day_pages import asked_page
from caseflow.web.duty_rows import PLACES, groups, items
from caseflow.web.people_pages import may_release
from caseflow.web.todo import todo
from caseflow.words.say import say, term

bp = Blueprint("home", __name__)
SHOWN_CASES = 8
DAYS_SHOWN = 21  # three weeks, the present one whole


@bp.get("/days/<word>")
def asked_day(word: str) -> str:
    """How the day came about by which a circular, a meeting or a plan (`of`) asks something; `item` tells which one."""
    work = here.look()
    permit(work, Action.VIEW)
    of, item = (request.args.get(name, "") for name in ("of", "item"))
    return render_template(
        "home/asked.html",
        date=asked_page(work, word, of, item),
        printed=request.args.get("print") == "1",
        of=of,
        item=item,
    )


@bp.get("/")
def home() -> str:
    """What is owed by whoever is signed in, and how their cases stand."""
    work = here.look()
    owed = todo(work)
    grouped = groups(work, owed)
    reads = bool(may_ever(work.actor, Action.VIEW, work.city))
    return render_template(
        "home/home.html",
        groups=grouped,
        counts=dict.fromkeys(PLACES, 0) | {group.code: len(group.items) for group in grouped},
        first=grouped[0].items[0] if grouped else None,
        near=work.book.number("light.near"),
        waiting=items(work, awaited(work)),
        cells=_calendar(work, owed) if any(duty.due for duty in owed) else [],
        cases=lines(work, _urgent(work)) if reads else [],
        states=_states(work) if reads else [],
        inspects=work.actor.holds(Office.INSPECTOR),
        audits=work.actor.holds(Office.AUDIT_ADMIN),
        chores=_chores(work),
        apart=awaited_apart(work),
    )


def _urgent(work: Work) -> list[Any]:
    """The open cases whose dates come first."""
    found = page_of(work, Wanted(Narrow(unclosed=True)), SHOWN_CASES)
    return list(found.cases)


def _states(work: Work) -> list[dict[str, Any]]:
    """How many cases stand where, each with the list of them."""
    counted = count_states(work.session, scope_clause(work.actor, Action.VIEW, work.city, work.day))
    return [
        {
            "word": term(f"state.{state}"),
            "count": counted[state],
            "href": url_for("lists.cases", state=state.value),
        }
        for state in (*ALL[:2], *(s for s in State if s not in ALL[:2]))
        if counted.get(state)
    ]


def _calendar(work: Work, owed: list[Pending]) -> list[dict[str, Any]]:
    """Three weeks from this Monday: the number of each working day from today, and how much falls due."""
    first = work.day - timedelta(days=work.day.weekday())
    due = Counter(duty.due for duty in owed)
    ends = {duty.due for duty in owed if duty.word == "obligation.rectify"}
    return [_cell(work, first + timedelta(days=n), due, ends) for n in range(DAYS_SHOWN)]


def _cell(work: Work, day: date, due: Counter[date | None], ends: set[date | None]) -> dict[str, Any]:
    kind, past = work.calendar.day(day), day < work.day
    mark = "today" if day == work.day else "past" if past else "due" if day in ends else None
    return {
        "date": day,
        "counted": kind.working,
        "number": None if past or day == work.day else workdays_between(work.calendar, work.day, day),
        "reason": say(kind.why, kind.facts),
        "makeup": kind.why == "days.make_up",
        "mark": mark,
        "corner": say("home.count", {"count": due[day]}) if due[day] and not past else None,
    }


def _chores(work: Work) -> list[dict[str, Any]]:
    """What waits for an administrator: names to confirm, people without an office, passwords to release."""
    names, found = here.names(), []
    if work.actor.holds(Office.SYSTEM_ADMIN):
        waiting = [
            unit.code
            for unit in work.city.units.values()
            if unit.kind is UnitKind.UNCONFIRMED and not unit.mapped_to and not unit.ended_on
        ]
        found.append(
            {"code": "names", "items": [names.unit(code) for code in waiting], "href": url_for("units.units")}
        )
    if work.actor.holds(Office.SECURITY_ADMIN):
        idle = [
            person.code
            for person in work.city.people.values()
            if person.enabled and not _posts(work, person.code)
        ]
        found.append(
            {
                "code": "offices",
                "items": [names.person(code) for code in idle],
                "href": url_for("people.people"),
            }
        )
    held = [person.code for person in work.city.people.values() if may_release(work, person)]
    if held or work.actor.holds(Office.SECURITY_ADMIN):
        people = [names.person(code) for code in held]
        found.append({"code": "passwords", "items": people, "href": url_for("people.people")})
    return found


def _posts(work: Work, code: str) -> bool:
    return any(post.holds_on(work.day) for post in work.city.people[code].appointments)
