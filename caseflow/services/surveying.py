"""Surveying: every case with its whole course as of the end of a day, folded in one pass over the log.

What one process surveyed last is kept: the desk asks again for each filter, and equal heads are equal histories.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain import case as cases
from caseflow.domain import city as cities
from caseflow.domain import plans
from caseflow.domain.actions import Action
from caseflow.domain.actor import CLOCK
from caseflow.domain.calendar import Calendar
from caseflow.domain.case import Case
from caseflow.domain.case.ran import Watch
from caseflow.domain.city import City
from caseflow.domain.dwell import Course, Stay, followed, limits
from caseflow.domain.errors import NotYet, Reason
from caseflow.domain.event import Event
from caseflow.domain.moment import Moment, standing_part
from caseflow.domain.plans import Plan
from caseflow.domain.rulebook import Rulebook
from caseflow.domain.terms import State
from caseflow.domain.turn import whose_turn
from caseflow.services.access import permit
from caseflow.services.naming import Names, names_on
from caseflow.services.opening import rulebook_on
from caseflow.services.streams import all_events
from caseflow.services.work import Work
from caseflow.store.log import StreamHead

RESTLESS = frozenset({State.FILED, State.SIGNING})
"""States in which the turn may change with the day alone: a limit passes, an office is taken up or left."""
ONE_DAY = timedelta(days=1)
K = TypeVar("K")
V = TypeVar("V")


@dataclass(slots=True)
class Kept(Generic[K, V]):
    """What was worked out last and from what, as one value: of two threads that set it the later one is kept whole."""

    last: tuple[K, V] | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """All that is on record by the end of `day`: the city, its names and rules then, and every case's course by key."""

    day: date
    city: City
    rules: Rulebook
    calendar: Calendar
    names: Names
    courses: Mapping[str, Course]
    plans: Mapping[str, Plan]
    events: tuple[Event, ...]


def survey(work: Work, day: date) -> Survey:
    """Every case as of the end of a day. Raises NotPermitted, NotYet where no city was open by then."""
    permit(work, Action.INSPECT)
    heads = frozenset((name, bytes(head)) for name, head in work.session.execute(_HEADS))
    if (kept := _KEPT.last) and kept[0] == (day, heads):
        return kept[1]
    found = _surveyed(work.session, day)
    _KEPT.last = (day, heads), found
    return found


def _surveyed(session: Session, day: date) -> Survey:
    walk = _Walk(session)
    for event in all_events(session, until=day):
        walk.take(event)
    walk.go_on(day + ONE_DAY)
    rules = rulebook_on(session, walk.city, day)
    if rules is None:
        raise NotYet(Reason("city.not_open"))
    courses = {key: walk.course(key) for key in walk.cases}
    names = names_on(session, walk.city, day)
    return Survey(day, walk.city, rules, walk.calendar, names, courses, walk.plans, tuple(walk.others))


@dataclass(slots=True)
class _Walk:
    """Goes through the log day by day, and at the end of each asks whose turn it is where that may have changed."""

    session: Session
    city: City = field(default_factory=City)
    calendar: Calendar = field(default_factory=lambda: Calendar(()))
    cases: dict[str, Case] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    events: defaultdict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))
    others: list[Event] = field(default_factory=list)
    watches: defaultdict[str, Watch] = field(default_factory=lambda: defaultdict(Watch))
    stays: defaultdict[str, tuple[Stay, ...]] = field(default_factory=lambda: defaultdict(tuple))
    touched: set[str] = field(default_factory=set)
    day: date | None = None

    def take(self, event: Event) -> None:
        """One more event, in the order of the log."""
        self.go_on(event.day)
        kind, _, name = event.stream.partition("/")
        if kind == "case":
            case = self.cases[name] = cases.apply(self.cases.get(name), event)
            self.events[name].append(event)
            self.watches[name].see(case, event.day)
            self.touched |= {name, *filter(None, (case.links.part_of,))}
            return
        self.others.append(event)
        if kind == "plan":
            self.plans[name] = plans.apply(self.plans.get(name), event)
        elif cities.is_of_city(event.stream):
            self.city = cities.apply(self.city, event)
            self.calendar = Calendar(self.city.years.values())
            self.touched |= self.cases.keys() if event.type in _TURNING else set()

    def go_on(self, day: date) -> None:
        """Ends every day before this one."""
        while self.day is not None and self.day < day:
            restless = (key for key, case in self.cases.items() if case.state in RESTLESS)
            self._judge({*self.touched, *restless}, self.day)
            self.touched.clear()
            self.day += ONE_DAY
        self.day = max(self.day, day) if self.day else day

    def course(self, key: str) -> Course:
        """The course of a case once every day is ended."""
        case = self.cases[key]
        return Course(case, tuple(self.events[key]), self.stays[key], limits(case, self.watches[key].found))

    def _judge(self, keys: Iterable[str], day: date) -> None:
        rules = rulebook_on(self.session, self.city, day)
        if rules is None:
            return
        for key in keys:
            case = self.cases[key]
            parts = tuple(filter(None, (standing_part(self.cases.get, one) for one in case.links.parts)))
            turn = whose_turn(case, Moment(day, CLOCK, self.city, rules, self.calendar, parts))
            self.stays[key] = followed(self.stays[key], case.state, turn, day)


_TURNING = frozenset({"end_unit", "move_unit", "map_name", "confirm_name"})
"""What happens to the city and may change whose turn it is anywhere."""
_KEPT: Kept[tuple[date, frozenset[tuple[str, bytes]]], Survey] = Kept()
_HEADS = select(StreamHead.name, StreamHead.head)
