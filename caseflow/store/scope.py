"""A permission as SQL: which cases an actor may do something to. `tests/services/test_scope.py` holds it to `can`."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import ColumnElement, exists, false, or_, select, true

from caseflow.domain.actions import Action
from caseflow.domain.actor import Actor
from caseflow.domain.case.paper import OPEN
from caseflow.domain.city import Appointment, City
from caseflow.domain.permissions import GRANTS, HANDED_OVER, OFFERED
from caseflow.domain.roles import HEADS, PLAIN, leading_post
from caseflow.domain.signers import Post, group_posts, posts_of_unit
from caseflow.domain.terms import Office, Role, UnitKind
from caseflow.store.case import CaseRow, CaseUnitRow
from caseflow.store.procedure import PaperRow

Clause = ColumnElement[bool]
PARTS = {Role.CO_LEAD: "co_lead", Role.RESPONSIBLE_UNIT: "responsible", Role.COOPERATING_UNIT: "cooperating"}


def scope_clause(actor: Actor, action: Action, city: City, day: date) -> Clause:
    """The cases on which `can` says yes to this actor and action on this day."""
    granted = GRANTS[action]
    clauses: list[Clause] = [true()] if actor.is_clock and Role.CLOCK in granted else []
    for post in actor.posts:
        clauses += _of_post(post, action, city, day)
    if leading_post(actor) and Role.LEADER_IN_CHARGE in granted:
        clauses.append(CaseRow.leader_in_charge == actor.code)
    return or_(false(), *clauses)


def _of_post(post: Appointment, action: Action, city: City, day: date) -> list[Clause]:
    granted = GRANTS[action]
    if post.office in PLAIN:
        return [true()] if PLAIN[post.office] in granted else []
    if post.office is Office.OFFICER:
        return _of_officer(post.unit, action, city)
    if post.office is Office.DEPUTY and Role.DEPUTY in granted:
        return [true() if post.unit == city.root else CaseRow.locality.in_(city.written_as(post.unit))]
    if post.office in HEADS:
        return _of_head(post, granted, city, day)
    return []


def _of_officer(unit: str, action: Action, city: City) -> list[Clause]:
    granted, codes = GRANTS[action], city.written_as(unit)
    columns = {
        Role.ACCEPTANCE_UNIT: CaseRow.acceptance_unit.in_(codes),
        Role.SUPERVISING_UNIT: CaseRow.supervising_unit.in_(codes),
        Role.LEAD_UNIT: _leads(action, codes),
    }
    clauses: list[Clause] = [clause for role, clause in columns.items() if role in granted]
    parts = [part for role, part in PARTS.items() if role in granted]
    if parts:
        clauses.append(
            exists(
                select(CaseUnitRow.case).where(
                    CaseUnitRow.case == CaseRow.key, CaseUnitRow.unit.in_(codes), CaseUnitRow.part.in_(parts)
                )
            )
        )
    if Role.RESPONSIBLE_UNIT in granted:
        clauses.append(CaseRow.lead_unit.in_(codes) & ~_has_responsible())
    if Role.ADDRESSEE in granted:
        went = select(PaperRow.case).where(PaperRow.case == CaseRow.key, PaperRow.to_unit.in_(codes))
        stands = went.where(PaperRow.issued_on.is_not(None), PaperRow.status.in_(OPEN))
        clauses.append(exists(stands.correlate(CaseRow)))  # a list of papers has rows of its own
    own = city.units[unit]
    if own.kind is UnitKind.TOWNSHIP and Role.TOWNSHIP in granted:
        clauses.append(CaseRow.locality == own.locality)
    return clauses


def _has_responsible() -> Clause:
    """Whether a responsible unit is named; where none is, the lead unit answers itself."""
    named = select(CaseUnitRow.case).where(CaseUnitRow.case == CaseRow.key, CaseUnitRow.part == "responsible")
    return exists(named)


def _leads(action: Action, codes: tuple[str, ...]) -> Clause:
    """The unit that leads, or to which the case is offered: the latter looks and takes over, no more."""
    if action in OFFERED:
        return CaseRow.transfer_to.in_(codes)
    offered = CaseRow.transfer_to.in_(codes) if action in HANDED_OVER else false()
    return or_(CaseRow.lead_unit.in_(codes), offered)


def _of_head(post: Appointment, granted: frozenset[Role], city: City, day: date) -> list[Clause]:
    if Role.GROUP_HEAD in granted and _is_among(post, group_posts(city, day)):
        return [true()]
    if HEADS[post.office] not in granted:
        return []
    units = [
        code
        for own, unit in city.units.items()
        if unit.kind in SIGNING and _signs_for(post, own, city, day)
        for code in city.written_as(own)
    ]
    return [CaseRow.locality.in_(units)] if units else []


SIGNING = frozenset({UnitKind.CITY, UnitKind.LOCALITY, UnitKind.ZONE})
"""Units a case may belong to, and whose heads therefore sign."""


def _signs_for(post: Appointment, unit: str, city: City, day: date) -> bool:
    return _is_among(post, posts_of_unit(unit, city, day))


def _is_among(post: Appointment, posts: Mapping[str, Post]) -> bool:
    return any(p.office is post.office and p.unit == post.unit for p in posts.values())
