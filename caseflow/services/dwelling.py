"""Dwelling: the dwell times of a survey by case, by unit or by person, narrowed, and in the order asked for."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from caseflow.domain.city import City
from caseflow.domain.dwell import Course, Limit, Spell, Stay, lasted, passed_by
from caseflow.domain.seats import COORDINATOR, GROUP
from caseflow.domain.terms import Office, State
from caseflow.services.surveying import Survey

ONE_DAY = timedelta(days=1)


class By(StrEnum):
    """What dwell times are added up by."""

    CASE = "case"
    UNIT = "unit"
    PERSON = "person"


class Sort(StrEnum):
    """What a table of dwell times can be sorted by."""

    NAME = "name"
    STATE = "state"
    TIMES = "times"
    DAYS = "days"
    WORKDAYS = "workdays"
    PASSED = "passed"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which part of a survey is looked at; empty asks for everything. `unit` by code, in any part on the case."""

    kind: str = ""
    state: str = ""
    locality: str = ""
    unit: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What a case, a unit or a person (`key`) had in one state: how often, how long, the limits passed and by how much.

    `now` is the day since which it lasts, None where it is over; `passed` the cases with the limits that were passed.
    """

    key: str
    state: State
    times: int
    spell: Spell
    now: date | None
    passed: tuple[tuple[str, str], ...]
    over: Spell


def dwelt(found: Survey, by: By, narrow: Narrowed, sort: Sort, *, down: bool) -> list[Line]:
    """The lines of a table. What is nobody's turn counts for the case alone."""
    stays: defaultdict[tuple[str, State], list[Stay]] = defaultdict(list)
    limits: defaultdict[tuple[str, State], list[tuple[str, Limit]]] = defaultdict(list)
    for course in within(found, narrow):
        for stay in course.stays:
            for key, part in _shares(found, by, course, stay):
                stays[key, stay.state].append(part)
        for limit in course.limits:
            if passed_by(limit, found.calendar, found.day).days:
                for key in _owing(found, by, course, limit):
                    limits[key, limit.state].append((course.case.key, limit))
    wanted = _wanted_keys(by, narrow)
    lines = [
        _line(found, key, state, stays[key, state], limits[key, state])
        for key, state in {**stays, **limits}
        if narrow.state in ("", state) and wanted(key)
    ]
    return sorted(lines, key=_order(sort), reverse=down)


def within(found: Survey, narrow: Narrowed) -> Iterator[Course]:
    """The courses of the cases that pass, in the order of their keys; a state is asked of stays, not of cases."""
    written = set(found.city.written_as(narrow.unit)) if narrow.unit else set()
    areas = set(found.city.written_as(narrow.locality)) if narrow.locality else set()
    for _, course in sorted(found.courses.items()):
        case = course.case
        there = narrow.kind in ("", case.kind) and (not areas or case.parties.locality in areas)
        if there and (not written or written & units_of(found.city, course)):
            yield course


def units_of(city: City, course: Course) -> set[str]:
    """Every unit that has a part in the case or ever had its turn."""
    parties = course.case.parties
    named = (parties.locality, parties.lead_unit, parties.acceptance_unit, parties.supervising_unit)
    turns = {unit_of_turn(city, stay.who) for stay in course.stays if stay.who}
    return {*filter(None, named), *parties.co_leads, *parties.responsible, *parties.cooperating, *turns}


def unit_of_turn(city: City, who: str) -> str:
    """The unit of a post; a unit, the office and the group themselves."""
    unit = who.partition("/")[2] or who
    return city.unit(unit).code if unit in city.units else unit


def holders(city: City, who: str, since: date, until: date) -> Iterator[tuple[str, date, date]]:
    """Who filled a seat or worked in a unit between two days, and from when to when; several may at once."""
    office, _, unit = who.partition("/")
    if who == COORDINATOR:
        wanted: tuple[Office, str | None] = (Office.COORDINATOR, None)
    elif unit:
        wanted = (Office(office), city.unit(unit).code if unit in city.units else unit)
    else:
        wanted = (Office.OFFICER, city.unit(who).code if who in city.units else who)
    for person in city.people.values() if who != GROUP else ():
        for post in person.appointments:
            first, last = max(since, post.start), min(until, post.end or until)
            if post.office is wanted[0] and wanted[1] in (None, post.unit) and first <= last:
                yield person.code, first, last


def _shares(found: Survey, by: By, course: Course, stay: Stay) -> Iterator[tuple[str, Stay]]:
    """Whose a stay is, and for how long of it."""
    if by is By.CASE:
        yield course.case.key, stay
    elif stay.who and by is By.UNIT:
        yield unit_of_turn(found.city, stay.who), stay
    elif stay.who:
        last = stay.until or found.day
        for person, first, end in holders(found.city, stay.who, stay.since, last):
            whole = stay.until is None and end == last
            yield person, Stay(stay.state, stay.who, stay.why, first, None if whole else end)


def _owing(found: Survey, by: By, course: Course, limit: Limit) -> set[str]:
    """Whose a passed limit is: of people, theirs who could have kept it once it had passed."""
    if by is By.CASE:
        return {course.case.key}
    if by is By.UNIT:
        return {unit_of_turn(found.city, who) for who in limit.who}
    end = limit.ended_on or found.day
    late = limit.end + ONE_DAY
    return {person for who in limit.who for person, _, _ in holders(found.city, who, late, max(end, late))}


def _line(found: Survey, key: str, state: State, stays: list[Stay], limits: list[tuple[str, Limit]]) -> Line:
    spell = sum((lasted(stay, found.calendar, found.day) for stay in stays), Spell())
    over = sum((passed_by(limit, found.calendar, found.day) for _, limit in limits), Spell())
    now = min((stay.since for stay in stays if stay.until is None), default=None)
    passed = tuple((case, limit.name) for case, limit in limits)
    return Line(key, state, len(stays), spell, now, passed, over)


def _wanted_keys(by: By, narrow: Narrowed) -> Callable[[str], bool]:
    """Which lines a unit or a person asked for leaves over."""
    if by is By.UNIT and narrow.unit:
        return lambda key: key == narrow.unit
    if by is By.PERSON and narrow.person:
        return lambda key: key == narrow.person
    return lambda _: True


def _order(sort: Sort) -> Callable[[Line], tuple[object, ...]]:
    states = list(State)

    def place(line: Line) -> tuple[object, ...]:
        by = {
            Sort.NAME: line.key,
            Sort.STATE: states.index(line.state),
            Sort.TIMES: line.times,
            Sort.DAYS: line.spell.days,
            Sort.WORKDAYS: line.spell.workdays,
            Sort.PASSED: len(line.passed),
            Sort.OVER: line.over.workdays,
        }[sort]
        return by, line.key, states.index(line.state)

    return place
