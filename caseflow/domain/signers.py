"""Who signs a closure: the heads of Party and government of the signing unit (product.md, below the table)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caseflow.domain.actor import Actor
from caseflow.domain.case import Case
from caseflow.domain.city import City
from caseflow.domain.terms import Office


@dataclass(frozen=True, slots=True)
class Post:
    """An office in a unit."""

    office: Office
    unit: str


def signing_posts(case: Case, city: City, day: date) -> Mapping[str, Post]:
    """The two posts that sign a case, by box; empty where it has no locality yet."""
    locality = case.parties.locality
    return posts_of_unit(city.unit(locality).code, city, day) if locality else {}


def posts_of_unit(unit: str, city: City, day: date) -> Mapping[str, Post]:
    """The two posts that sign for a unit, by box.

    One person in both offices signs for the Party, and the next superior's government head signs the second
    box (assumed: `signing.same_person_for_both`).
    """
    posts = {"party": Post(Office.PARTY_HEAD, unit), "government": Post(Office.GOVERNMENT_HEAD, unit)}
    party = city.holders(Office.PARTY_HEAD, unit, day)[:1]
    if party and party == city.holders(Office.GOVERNMENT_HEAD, unit, day)[:1]:
        posts["government"] = Post(Office.GOVERNMENT_HEAD, city.units[unit].parent or unit)
    return posts


def boxes_of(actor: Actor, case: Case, city: City, day: date) -> tuple[str, ...]:
    """The boxes this person may sign in, by the offices held that day."""
    posts = signing_posts(case, city, day)
    return tuple(box for box, post in posts.items() if actor.holds(post.office, post.unit))
