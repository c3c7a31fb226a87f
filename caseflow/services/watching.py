"""Watching: what one unit or one person did up to the end of a day, and what was then theirs to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from caseflow.domain.dwell import Course, Limit, Stay, passed_by
from caseflow.domain.event import Event
from caseflow.domain.flags import Flag
from caseflow.domain.seats import COORDINATOR
from caseflow.domain.terms import Office
from caseflow.services.dwelling import holders, unit_of_turn
from caseflow.services.surveying import Survey


@dataclass(frozen=True, slots=True)
class Watched:
    """`did` is every act, newest first; `turns` what is theirs now; `passed` limits of theirs that were passed."""

    did: tuple[Event, ...]
    turns: tuple[tuple[Course, Stay], ...]
    passed: tuple[tuple[Course, Limit], ...]


def of_unit(found: Survey, code: str) -> Watched:
    """A unit's: what its people did in its offices, where its turn is."""
    written = found.city.written_as(code)

    def its(who: str) -> bool:
        return unit_of_turn(found.city, who) == code or (who == COORDINATOR and _is_office(found, code))

    return Watched(
        _acts(found, lambda event: event.office.partition("/")[2] in written),
        tuple(one for one in _turns(found) if one[1].who and its(one[1].who)),
        tuple(one for one in _passed(found) if any(map(its, one[1].who))),
    )


def of_person(found: Survey, code: str) -> Watched:
    """A person's: what they did in whatever office, and what is the turn of a post they hold."""
    day = found.day

    def theirs(who: str) -> bool:
        return any(person == code for person, _, _ in holders(found.city, who, day, day))

    def was_theirs(limit: Limit) -> bool:
        last = limit.ended_on or day
        first = min(limit.end, last)
        return any(
            person == code for who in limit.who for person, _, end in holders(found.city, who, first, last)
            if end > limit.end
        )  # fmt: skip

    return Watched(
        _acts(found, lambda event: event.actor == code),
        tuple(one for one in _turns(found) if one[1].who and theirs(one[1].who)),
        tuple(one for one in _passed(found) if was_theirs(one[1])),
    )


def flags_about(found: Survey, flags: tuple[Flag, ...], person: str = "", unit: str = "") -> list[Flag]:
    """The doubts that name a person, or are about a case a unit leads or is responsible for."""
    written = set(found.city.written_as(unit)) if unit else set()
    return [flag for flag in flags if person in flag.who or written & _workers(found.courses[flag.case])]


def _workers(course: Course) -> set[str]:
    parties = course.case.parties
    return {*filter(None, (parties.lead_unit,)), *parties.responsible}


def _acts(found: Survey, wanted: Callable[[Event], bool]) -> tuple[Event, ...]:
    every = (event for course in found.courses.values() for event in course.events)
    acts = [event for event in (*every, *found.events) if wanted(event)]
    return tuple(sorted(acts, key=lambda event: event.seq or 0, reverse=True))


def _turns(found: Survey) -> Iterator[tuple[Course, Stay]]:
    for _, course in sorted(found.courses.items()):
        if course.stays:
            yield course, course.stays[-1]


def _passed(found: Survey) -> Iterator[tuple[Course, Limit]]:
    for _, course in sorted(found.courses.items()):
        for limit in course.limits:
            if passed_by(limit, found.calendar, found.day).days:
                yield course, limit


def _is_office(found: Survey, code: str) -> bool:
    """Whether somebody of this unit is the coordinator on the day."""
    return bool(found.city.holders(Office.COORDINATOR, code, found.day))
