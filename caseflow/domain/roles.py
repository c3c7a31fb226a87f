"""In which capacity somebody meets a case: the office they hold, and how its unit stands to the case."""

from collections.abc import Iterator, Mapping
from datetime import date

from caseflow.domain.actor import Actor
from caseflow.domain.case import Case
from caseflow.domain.case.papers import addressees
from caseflow.domain.city import Appointment, City
from caseflow.domain.signers import boxes_in, boxes_of, group_posts, signing_posts
from caseflow.domain.terms import Office, Role, UnitKind

PLAIN = {
    Office.COORDINATOR: Role.COORDINATOR,
    Office.COORDINATOR_HEAD: Role.COORDINATOR_HEAD,
    Office.INSPECTOR: Role.INSPECTOR,
    Office.DISCIPLINE_AUDITOR: Role.DISCIPLINE_AUDITOR,
    Office.ASSESSOR: Role.ASSESSOR,
    Office.VILLAGE_SUPERVISOR: Role.VILLAGE_SUPERVISOR,
    Office.SYSTEM_ADMIN: Role.SYSTEM_ADMIN,
    Office.SECURITY_ADMIN: Role.SECURITY_ADMIN,
    Office.AUDIT_ADMIN: Role.AUDIT_ADMIN,
}
"""Offices whose role does not depend on the case."""
ADMINS = frozenset({Office.SYSTEM_ADMIN, Office.SECURITY_ADMIN, Office.AUDIT_ADMIN})
"""The three administrators, who are apart from one another and from everybody else."""
CASELESS = ADMINS | {Office.DISCIPLINE_AUDITOR}
"""Offices that go with no other and act on no case, whatever else a case says of their holder."""
HEADS = {Office.PARTY_HEAD: Role.PARTY_HEAD, Office.GOVERNMENT_HEAD: Role.GOVERNMENT_HEAD}


def roles_anywhere(actor: Actor, city: City) -> Mapping[Role, str]:
    """Every role the actor may hold on some case, with the post (`office/unit`) it comes from."""
    found: dict[Role, str] = {Role.CLOCK: actor.code} if actor.is_clock else {}
    for post in actor.posts:
        for role in _possible(post, city):
            found.setdefault(role, _shown(post))
    if leading := leading_post(actor):
        found.setdefault(Role.LEADER_IN_CHARGE, _shown(leading))
    return found


def roles_on(actor: Actor, case: Case, city: City, day: date) -> Mapping[Role, str]:
    """The roles the actor has on this case on a day, with the post each comes from."""
    found: dict[Role, str] = {Role.CLOCK: actor.code} if actor.is_clock else {}
    for post in actor.posts:
        for role in _roles_of(post, case, city):
            found.setdefault(role, _shown(post))
    if any(post.office in HEADS for post in actor.posts):
        found |= _as_head(actor, case, city, day)
    leading = leading_post(actor)
    if leading and case.parties.leader_in_charge == actor.code:
        found.setdefault(Role.LEADER_IN_CHARGE, _shown(leading))
    return found


def leading_post(actor: Actor) -> Appointment | None:
    """The post in which somebody named leader in charge is one, None for administrators and their like."""
    return next((post for post in actor.posts if post.office not in CASELESS), None)


def _as_head(actor: Actor, case: Case, city: City, day: date) -> dict[Role, str]:
    """What somebody is who speaks for the case's locality, or for the leading group, in the post that does so today."""
    signing, deciding = signing_posts(case, city, day), group_posts(city, day)
    found = {HEADS[signing[box].office]: signing[box].code for box in boxes_of(actor, case, city, day)}
    for box in boxes_in(deciding, actor, city, day):
        found.setdefault(Role.GROUP_HEAD, deciding[box].code)
    return found


def _roles_of(post: Appointment, case: Case, city: City) -> Iterator[Role]:
    parties = case.parties
    if post.office in PLAIN:
        yield PLAIN[post.office]
    elif post.office is Office.OFFICER:
        codes = frozenset(city.written_as(post.unit))
        for role, units in (
            (Role.LEAD_UNIT, (parties.lead_unit,)),
            (Role.CO_LEAD, parties.co_leads),
            (
                Role.RESPONSIBLE_UNIT,
                parties.responsible or (parties.lead_unit,),
            ),  # it answers where none is named
            (Role.COOPERATING_UNIT, parties.cooperating),
            (Role.ACCEPTANCE_UNIT, (parties.acceptance_unit,)),
            (Role.SUPERVISING_UNIT, (parties.supervising_unit,)),
            (Role.ADDRESSEE, addressees(case)),
        ):
            if not codes.isdisjoint(units):
                yield role
        if (
            city.units[post.unit].kind is UnitKind.TOWNSHIP
            and city.units[post.unit].locality == parties.locality
        ):
            yield Role.TOWNSHIP
    elif post.office is Office.DEPUTY and _answers_for(post.unit, case, city):
        yield Role.DEPUTY


def _answers_for(unit: str, case: Case, city: City) -> bool:
    """Whether a deputy of this unit has the case within their field: the city's all, a county's its own."""
    return unit == city.root or case.parties.locality in city.written_as(unit)


def _possible(post: Appointment, city: City) -> Iterator[Role]:
    if post.office in PLAIN:
        yield PLAIN[post.office]
    elif post.office is Office.OFFICER:
        yield from (Role.LEAD_UNIT, Role.CO_LEAD, Role.RESPONSIBLE_UNIT, Role.COOPERATING_UNIT)
        yield from (Role.ACCEPTANCE_UNIT, Role.SUPERVISING_UNIT, Role.ADDRESSEE)
        if city.units[post.unit].kind is UnitKind.TOWNSHIP:
            yield Role.TOWNSHIP
    elif post.office in HEADS:
        yield HEADS[post.office]
        if post.unit == city.root or _stands_in(post, city):
            yield Role.GROUP_HEAD
    elif post.office is Office.DEPUTY:
        yield Role.DEPUTY


def _stands_in(post: Appointment, city: City) -> bool:
    """Whether this is the government head above the city, the second voice where one person heads both."""
    return post.office is Office.GOVERNMENT_HEAD and post.unit == city.units[city.root].parent


def _shown(post: Appointment) -> str:
    return f"{post.office}/{post.unit}"
