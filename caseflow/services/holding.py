"""Who held which office when (终身追责): for a case or a unit, from the dated appointments and the record alone.

An account that was disabled since counts as much as any: what is asked is who answered then.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from caseflow.domain import case as cases
from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.parts import Parties
from caseflow.domain.city import City
from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.event import Event
from caseflow.domain.terms import Office, Tenure
from caseflow.services.access import case_for, permit
from caseflow.services.streams import events_of
from caseflow.services.work import Work

DONE = frozenset({"sign", "review_report", "pass_acceptance", "fail_acceptance", "refuse", "self_check"})
"""Acts for which their doer answers by name: signed, reviewed, accepted."""
HEADS = frozenset({Office.PARTY_HEAD, Office.GOVERNMENT_HEAD, Office.DEPUTY})
LOCALITY = "locality"
"""The part of a case's 责任主体; the other parts are roles."""
OFFICES = frozenset({Office.COORDINATOR, Office.COORDINATOR_HEAD})
ONE_DAY = timedelta(days=1)
Span = tuple[str, str, date, date | None]
"""A part in a case (a role), the unit that had it, its first day, its last one; None while it has it."""


@dataclass(frozen=True, slots=True)
class Held:
    """An office held while its unit had a part in the case; `last` None while both last."""

    part: str
    person: str
    office: Office
    unit: str
    tenure: Tenure
    first: date
    last: date | None

    def on(self, day: date) -> bool:
        """Whether it was held, in that part, on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


def held_in_case(work: Work, key: str) -> tuple[list[Held], list[Event]]:
    """Everybody who held an office with a part in the case, and the acts whose doers answer for them."""
    permit(work, Action.VIEW_HELD_OFFICES)
    case = case_for(work, key, Action.VIEW)
    events = events_of(work.session, case.stream)
    spans = [*_spans(events), *_of_the_city(work.city, events[0].day)]
    found = {one for span in spans for one in _held(work.city, span, _offices(span[0]))}
    return sorted(found, key=_order), [event for event in events if event.type in DONE]


def held_in_unit(work: Work, code: str) -> list[Held]:
    """Everybody who ever held an office in a unit, under any of its codes. Raises Unknown for no such unit."""
    permit(work, Action.VIEW_HELD_OFFICES)
    if code not in work.city.units:
        raise Unknown(Reason("unit.unknown", {"name": code}))
    span: Span = ("", work.city.unit(code).code, date.min, None)
    return sorted(_held(work.city, span, frozenset(Office)), key=_order)


def _order(one: Held) -> tuple[date, str, str, str]:
    return one.first, one.part, one.office, one.person


def _spans(events: Iterable[Event]) -> Iterator[Span]:
    """Which unit had which part from when to when; a day belongs to whoever had it at its end."""
    by_day: dict[date, set[tuple[str, str]]] = {}
    case: Case | None = None
    for event in events:
        case = cases.apply(case, event)
        by_day[event.day] = set(_parts(case.parties))
    since: dict[tuple[str, str], date] = {}
    for day, parts in sorted(by_day.items()):
        for gone in [one for one in since if one not in parts]:
            yield (*gone, since.pop(gone), day - ONE_DAY)
        for new in parts - since.keys():
            since[new] = day
    yield from ((*part, first, None) for part, first in since.items())


def _parts(parties: Parties) -> Iterator[tuple[str, str]]:
    single: Mapping[str, str | None] = {
        "lead_unit": parties.lead_unit,
        "acceptance_unit": parties.acceptance_unit,
        "supervising_unit": parties.supervising_unit,
        LOCALITY: parties.locality,
    }
    yield from ((part, unit) for part, unit in single.items() if unit)
    yield from (("co_lead", unit) for unit in parties.co_leads)
    yield from (("responsible_unit", unit) for unit in parties.responsible)


def _of_the_city(city: City, first: date) -> Iterator[Span]:
    """The leading group's heads, and the office that reviews."""
    yield "group_head", city.root, first, None
    posts = (post for person in city.people.values() for post in person.appointments)
    for unit in sorted({city.unit(post.unit).code for post in posts if post.office is Office.COORDINATOR}):
        yield "coordinator", unit, first, None


def _offices(part: str) -> frozenset[Office]:
    if part == "coordinator":
        return OFFICES
    if part == LOCALITY:
        return HEADS
    return HEADS - {Office.DEPUTY} if part == "group_head" else frozenset(Office)


def _held(city: City, span: Span, offices: frozenset[Office]) -> Iterator[Held]:
    part, unit, first, last = span
    codes = city.written_as(city.unit(unit).code) if unit in city.units else ()
    for person in city.people.values():
        for post in person.appointments:
            begins = max(first, post.start)
            ends = min(last or date.max, post.end or date.max)
            if post.unit in codes and post.office in offices and begins <= ends:
                until = None if ends == date.max else ends
                yield Held(part, person.code, post.office, post.unit, post.tenure, begins, until)
