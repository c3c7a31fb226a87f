"""Offices that one person never holds at the same time (三员分立, and whoever inspects does not do the work)."""

from collections.abc import Iterable, Iterator
from datetime import date

from caseflow.domain.city import Appointment, Person
from caseflow.domain.errors import Reason
from caseflow.domain.roles import ADMINS, CASELESS
from caseflow.domain.terms import Office

INSPECTED = frozenset({Office.COORDINATOR, Office.COORDINATOR_HEAD, Office.OFFICER})
"""The offices whose work the inspector judges."""


def clashes(held: Iterable[Appointment], new: Appointment) -> Iterator[Reason]:
    """Why a person who holds these offices may not hold this one too; a day in common is enough."""
    for old in held:
        if not _meet(old, new):
            continue
        if (old.office, old.unit) == (new.office, new.unit):
            yield Reason("appointment.held", {"office": f"office.{old.office}"})
        elif _exclusive(old.office, new.office):
            facts = {"office": f"office.{new.office}", "other": f"office.{old.office}"}
            yield Reason("appointment.exclusive", facts)


def missing_administrators(people: Iterable[Person], day: date) -> list[Office]:
    """Which of the three administrators' offices nobody with an enabled account holds that day."""
    held = {a.office for person in people if person.enabled for a in person.appointments if a.holds_on(day)}
    return sorted(ADMINS - held)


def _exclusive(one: Office, other: Office) -> bool:
    if one is other:
        return False
    if {one, other} & CASELESS:
        return True
    return Office.INSPECTOR in (one, other) and bool({one, other} & INSPECTED)


def _meet(one: Appointment, other: Appointment) -> bool:
    """Whether they have a day in common; one whose unit ended before it began was never held."""
    return max(one.start, other.start) <= min(one.end or date.max, other.end or date.max)
