"""A list shows what a permission lets, no more and no less: `scope_clause` in both databases beside `can`."""

from collections.abc import Iterator
from functools import cache

import pytest
from sqlalchemy import Engine, insert, select

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.city import City
from caseflow.domain.permissions import GRANTS, can
from caseflow.domain.roles import PLAIN, roles_on
from caseflow.domain.terms import Kind, Role, State
from caseflow.store.case import CaseRow, CaseUnitRow
from caseflow.store.database import writing
from caseflow.store.procedure import PaperRow
from caseflow.store.projection import case_rows
from caseflow.store.scope import scope_clause
from caseflow.transaction import looking
from tests.domain.makers import CITY, DAY, Story, a_city, a_story, an_event, appointed, the

# What is otherwise than in the cases of `tests/domain/makers.py`, one case each.
PARTIES = (
    {"lead_unit": "as-written"},
    {"lead_unit": "works", "responsible": ["as-written"]},
    {"lead_unit": "works", "acceptance_unit": "as-written"},
    {"supervising_unit": "as-written"},
    {"co_leads": ["partner"], "cooperating": ["as-written", "helper"]},
    {"responsible": []},
    {"responsible": [], "lead_unit": "as-written"},
    {"leader_in_charge": "patron"},
    {"leader_in_charge": "system"},
    {"leader_in_charge": "party"},
    dict.fromkeys(("locality", "lead_unit", "acceptance_unit", "supervising_unit")) | {"responsible": []},
    *({"locality": code} for code in ("as-written", "lishu", "zone", "siping", "town")),
)
OFFERED = ("elsewhere", "as-written")
LEFT = {"id": 1, "end": "2023-05-03"}
CITIES = {
    "as it is": CITY,
    "a department found behind a ledger's name": a_city(
        an_event("city", 0, "map_name", {"code": "as-written", "unit": "bureau"})
    ),
    "a locality found behind a ledger's name": a_city(
        an_event("city", 0, "map_name", {"code": "as-written", "unit": "tiexi"})
    ),
    "offices left, changed and held twice": a_city(
        an_event("person/both", 3, "end_appointment", LEFT),
        an_event("person/patron", 2, "end_appointment", LEFT),
        an_event("person/clerk", 2, "disable_person", {}),
        appointed("party", "government_head", "tiexi"),
        an_event("person/government", 2, "end_appointment", LEFT),
        appointed("judge", "officer", "works"),
    ),
}


def with_paper(story: Story, unit: str, steps: int) -> Story:
    """The story with a paper to a unit: proposed, issued, lifted."""
    course = (
        ("propose_paper", {"rung": "warning", "rule": "r", "unit": unit}),
        ("issue_paper", {"id": 1, "reply_by": "2023-05-20"}),
        ("lift_paper", {"id": 1}),
    )
    for type_, data in course[:steps]:
        story.tell(type_, data)
    return story


def grid() -> Iterator[Case]:
    """A case in every state, of either kind, offered, with other parties, and with papers out, ended and proposed."""
    stories = [lambda key, s=s, k=k: a_story(s, kind=k, key=key) for s in State for k in Kind]
    stories += [lambda key, p=p: a_story(key=key, **p) for p in PARTIES]
    stories += [
        lambda key, u=u: a_story(State.RECTIFYING, key=key).tell("offer_transfer", {"unit": u})
        for u in OFFERED
    ]
    stories += [
        lambda key, u=u, n=n: with_paper(a_story(State.RECTIFYING, key=key), u, n)
        for u in OFFERED
        for n in (1, 2, 3)
    ]
    for number, story in enumerate(stories):
        yield story(f"SP2022/{number}").case


CASES = tuple(grid())
OF_A_CASE = set(Role) - {*PLAIN.values(), Role.GROUP_HEAD, Role.CLOCK}
"""Roles that depend on the case; whoever has another has it on every case."""


@pytest.fixture
def stored(engine: Engine) -> Engine:
    """A database with the rows of every case of the grid that a scope looks at."""
    with writing(engine) as session, session.begin():
        for model in (CaseRow, CaseUnitRow, PaperRow):
            rows = [values for case in CASES for (of, _), values in case_rows(case).items() if of is model]
            session.execute(insert(model), rows)
    return engine


def listed(engine: Engine, person: str, city: City) -> dict[Action, set[str]]:
    """The keys of the cases in each action's scope."""
    clauses = [scope_clause(the(person, city), action, city, DAY).label(action) for action in Action]
    with looking(engine) as session:
        rows = session.execute(select(CaseRow.key, *clauses)).all()
    return {action: {row[0] for row in rows if row[n]} for n, action in enumerate(Action, 1)}


@cache
def allowed(person: str, name: str) -> dict[Action, set[str]]:
    """The keys of the cases on which each action is allowed: the same whichever database is asked beside it."""
    city = CITIES[name]
    actor = the(person, city)
    return {action: {case.key for case in CASES if can(actor, action, case, city, DAY)} for action in Action}


@pytest.mark.parametrize("name", CITIES)
def test_what_is_listed_is_what_is_allowed_to_everybody_for_every_action(stored: Engine, name: str) -> None:
    city = CITIES[name]
    for person in (*city.people, "clock"):
        assert listed(stored, person, city) == allowed(person, name), person


def test_the_grid_tries_every_role_and_scopes_that_are_neither_nothing_nor_everything() -> None:
    people = (*CITY.people, "clock")
    met = {role for person in people for case in CASES for role in roles_on(the(person), case, CITY, DAY)}
    assert met == {role for roles in GRANTS.values() for role in roles} | {
        Role.TOWNSHIP,
        Role.VILLAGE_SUPERVISOR,
    }
    scopes = [allowed(person, "as it is") for person in people]
    partly = {action for action in Action if any(0 < len(scope[action]) < len(CASES) for scope in scopes)}
    assert partly == {action for action in Action if GRANTS[action] & OF_A_CASE}
