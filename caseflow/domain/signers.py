"""Who signs a closure and who decides for the leading group: two heads, two people (product.md, below the table)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from caseflow.domain.actor import Actor
from caseflow.domain.case import Case
from caseflow.domain.case.parts import Decision
from caseflow.domain.city import City
from caseflow.domain.errors import Reason
from caseflow.domain.seats import BOXES, head
from caseflow.domain.terms import Office

ONE_HEAD = frozenset({"exemption"})
"""Matters one of the two group heads decides alone; all others ask both."""


@dataclass(frozen=True, slots=True)
class Post:
    """An office in a unit."""

    office: Office
    unit: str

    @property
    def code(self) -> str:
        """As turns and obligations name it: `party_head/tiexi`."""
        return head(self.office, self.unit)


def signing_posts(case: Case, city: City, day: date) -> Mapping[str, Post]:
    """The two posts that sign a case, by box; empty where it has no locality yet."""
    locality = case.parties.locality
    return posts_of_unit(city.unit(locality).code, city, day) if locality else {}


def group_posts(city: City, day: date) -> Mapping[str, Post]:
    """The two posts that decide for the leading group (双组长), by box: the city's own heads."""
    return posts_of_unit(city.root, city, day)


def posts_of_unit(unit: str, city: City, day: date) -> Mapping[str, Post]:
    """The two posts that speak for a unit, by box.

    Where one person alone holds both offices, they sign for the Party and the next superior's government head
    signs the second box (assumed: `signing.same_person_for_both`); without a superior on file that box waits.
    """
    posts = {box: Post(office, unit) for box, office in BOXES.items()}
    party, government = (_codes(post, city, day) for post in posts.values())
    if party == government and len(party) == 1:
        posts["government"] = Post(Office.GOVERNMENT_HEAD, city.units[unit].parent or unit)
    return posts


def boxes_of(actor: Actor, case: Case, city: City, day: date) -> tuple[str, ...]:
    """The boxes of a case this person may sign in, first the one fewest others could fill."""
    return boxes_in(signing_posts(case, city, day), actor, city, day)


def boxes_in(posts: Mapping[str, Post], actor: Actor, city: City, day: date) -> tuple[str, ...]:
    """The boxes of these posts that are this person's by the offices held that day, in the same order."""
    own = [box for box, post in posts.items() if actor.holds(post.office, post.unit)]
    return tuple(sorted(own, key=lambda box: len(_codes(posts[box], city, day))))


def occupied(posts: Mapping[str, Post], city: City, day: date) -> str:
    """By whom these posts are held, and by which appointment, as one code that changes when any of it does."""
    held = [
        [box, post.code, person.code, a.id, str(a.end)]
        for box, post in posts.items()
        for person in city.holders(post.office, post.unit, day)
        for a in person.appointments
        if a.office is post.office and a.unit == post.unit and a.holds_on(day)
    ]
    return sha256(repr(held).encode("utf-8")).hexdigest()


def why_waiting(
    box: str, posts: Mapping[str, Post], city: City, day: date, spoke: frozenset[str] = frozenset()
) -> Reason | None:
    """Why nobody can fill a box, None where somebody can. `spoke` are the people who have filled the other.

    The office is vacant; or one person heads both, and neither another head nor a superior's is there to be the
    second. Nobody is charged for either.
    """
    own = posts["party"].unit
    holders, party = _codes(posts[box], city, day), _codes(posts["party"], city, day)
    if not holders and posts[box].unit == own:
        return Reason("turn.vacant", {"box": f"box.{box}", "unit": own})
    taken = spoke | (party if box != "party" and len(party) == 1 else frozenset())
    return None if holders - taken else Reason("turn.one_person", {"box": f"box.{box}", "unit": own})


def missing_voices(city: City, day: date, decision: Decision) -> Mapping[str, Post]:
    """The boxes in which the leading group has not yet spoken on a matter, Party first; none once it is decided."""
    if decision.outcome:
        return {}
    voted = {vote[0] for vote in decision.votes}
    return {box: post for box, post in group_posts(city, day).items() if box not in voted}


def waiting_voices(city: City, day: date, decision: Decision) -> Mapping[str, Reason]:
    """The voices a matter waits for that nobody can give today, each with the reason; one is enough for some."""
    missing = missing_voices(city, day, decision)
    spoke, posts = frozenset(vote[2] for vote in decision.votes), group_posts(city, day)
    found = {box: why_waiting(box, posts, city, day, spoke) for box in missing}
    waiting = {box: reason for box, reason in found.items() if reason}
    return {} if decision.matter in ONE_HEAD and len(waiting) < len(missing) else waiting


def _codes(post: Post, city: City, day: date) -> frozenset[str]:
    return frozenset(person.code for person in city.holders(post.office, post.unit, day))
