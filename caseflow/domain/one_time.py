"""One-time passwords: for whom a second person must release one, who may, and when one opens nothing any more.

Whoever can give a password to somebody can become them. So for those who sign, decide, inspect and administer, two
people of the three administrators must agree (docs/decisions/0008).
"""

from datetime import date

from caseflow.domain.actor import Actor
from caseflow.domain.city import City, Person
from caseflow.domain.errors import Reason
from caseflow.domain.roles import ADMINS
from caseflow.domain.terms import Office

RELEASED = ADMINS | {
    Office.PARTY_HEAD,
    Office.GOVERNMENT_HEAD,
    Office.COORDINATOR_HEAD,
    Office.INSPECTOR,
    Office.DISCIPLINE_AUDITOR,
}
"""Offices whose holders get none before a second person released it; the group's heads are the city's own heads."""
RELEASERS = frozenset({Office.SECURITY_ADMIN, Office.AUDIT_ADMIN})


def waits(city: City, person: Person, day: date) -> bool:
    """Whether this person's one-time password still waits for its release.

    It does while they hold such an office, or will. Until a city first had somebody else who could release it,
    there is nobody to wait for.
    """
    one = person.one_time
    if one is None or one.released_by or one.used:
        return False
    held = any(a.office in RELEASED and (a.end is None or a.end >= day) for a in person.appointments)
    others = (other for code, other in city.people.items() if code != person.code)
    return held and any(a.office in RELEASERS for other in others for a in other.appointments)


def unreleasable(actor: Actor, city: City, person: Person, day: date) -> Reason | None:
    """Why this administrator is not the one to release it: never one's own, nor one that one gave.

    The audit administrator does it only where no other security administrator holds office.
    """
    if actor.code == person.code:
        return Reason("password.release_own", {})
    if person.one_time and person.one_time.given_by == actor.code:
        return Reason("password.release_given", {})
    others = (other for code, other in city.people.items() if code != person.code and other.enabled)
    security = any(
        a.office is Office.SECURITY_ADMIN and a.holds_on(day) for other in others for a in other.appointments
    )
    if security and not actor.holds(Office.SECURITY_ADMIN):
        return Reason("password.release_by_security", {})
    return None


def spent(city: City, person: Person, day: date) -> Reason | None:
    """Why the one-time password does not open the account, None where it does, once."""
    one = person.one_time
    if one is None or one.used:
        return Reason("sign_in.one_time_used", {})
    if one.until and day > one.until:
        return Reason("sign_in.one_time_expired", {"until": one.until.isoformat()})
    return Reason("sign_in.one_time_waits", {}) if waits(city, person, day) else None
