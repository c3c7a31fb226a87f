"""Offices (任职): who holds which post in which unit, from a day to a day. A change ends the person's sign-ins."""

from datetime import date

from caseflow.domain.actions import Action
from caseflow.domain.city import Appointment
from caseflow.domain.errors import BadInput, NotPermitted, Reason
from caseflow.domain.separation import clashes
from caseflow.domain.terms import Office, Tenure
from caseflow.services.access import permit
from caseflow.services.inputs import ended, known_unit
from caseflow.services.peopling import end_sign_ins, keep_security, known_person, rely_on_people
from caseflow.services.record import record
from caseflow.services.work import Work


def appoint(
    work: Work, person: str, office: Office, unit: str, tenure: Tenure, start: date, end: date | None = None
) -> int:
    """Gives a person an office, both days included, and answers its number among theirs.

    The security administrator gives offices, to anybody but themself. The system administrator gives exactly one:
    the first security administrator's, without an end, in a city that never had one. Raises BadInput for an office
    that may not be held beside another.
    """
    held = known_person(work, person).appointments
    _permit_appointing(work, person, office, end)
    if end and end < start:
        raise BadInput(Reason("appointment.ends_before", {"start": start.isoformat()}))
    place = work.city.units[known_unit(work, unit)]
    if place.has_ended(end or date.max):
        raise BadInput(ended(place))
    new = Appointment(len(held) + 1, office, place.code, tenure, start, end)
    unmet = list(clashes(held, new))
    if unmet:
        raise BadInput(*unmet)
    data = {
        "office": office.value,
        "unit": new.unit,
        "tenure": tenure.value,
        "start": start.isoformat(),
        "end": end.isoformat() if end else None,
    }
    record(work, f"person/{person}", "appoint", data)
    end_sign_ins(work, person)
    return new.id


def end_appointment(work: Work, person: str, number: int, end: date) -> None:
    """An office ends with a day, which is earlier than the end it had; what was done in it before stands."""
    held = {a.id: a for a in known_person(work, person).appointments}
    permit(work, Action.APPOINT)
    _refuse_own(work, person)
    if number not in held:
        raise BadInput(Reason("appointment.unknown", {}))
    old = held[number]
    if end < old.start or (old.end and end >= old.end):
        facts = {"start": old.start.isoformat(), "end": old.end.isoformat() if old.end else None}
        raise BadInput(Reason("appointment.end_out_of_range", facts))
    if old.office is Office.SECURITY_ADMIN and old.end is None:
        keep_security(work, others_than=person)
    record(work, f"person/{person}", "end_appointment", {"id": number, "end": end.isoformat()})
    end_sign_ins(work, person)


def _permit_appointing(work: Work, person: str, office: Office, end: date | None) -> None:
    _refuse_own(work, person)
    if office is Office.SECURITY_ADMIN and end is None and not _had_security(work):
        rely_on_people(work)
        if work.actor.holds(Office.SYSTEM_ADMIN):
            permit(work, Action.MANAGE_ACCOUNTS)
            return
    permit(work, Action.APPOINT)


def _had_security(work: Work) -> bool:
    """Whether anybody ever was security administrator."""
    return any(
        a.office is Office.SECURITY_ADMIN for person in work.city.people.values() for a in person.appointments
    )


def _refuse_own(work: Work, person: str) -> None:
    if person == work.actor.code:
        raise NotPermitted(Reason("appointment.own", {}))
