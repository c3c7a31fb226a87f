"""The units: their tree, the names that wait to be confirmed, and what the system administrator does with both."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, render_template, url_for

from caseflow.domain.actions import Action
from caseflow.domain.city import City, Unit
from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.terms import UnitKind
from caseflow.services.unit_keeping import is_waiting
from caseflow.services.unit_uses import LOCALITY, passed_on, uses
from caseflow.web import here
from caseflow.web.administration import allow
from caseflow.words.say import term

bp = Blueprint("units", __name__)


@bp.get("/units")
def units() -> str:
    """Every unit under the one above it, and before them the names that wait."""
    work = here.look()
    allow(work, Action.MANAGE_UNITS)
    named = uses(work.session)
    waiting = [
        {"code": unit.code, "name": here.names().unit(unit.code), "uses": told(named.get(unit.code))}
        for unit in work.city.units.values()
        if is_waiting(unit)
    ]
    return render_template("admin/units.html", tree=list(_tree(work.city)), waiting=waiting)


@bp.get("/units/<code>")
def unit(code: str) -> str:
    """One unit: what it was called and when, where it stands, what was made of it."""
    work = here.look()
    allow(work, Action.MANAGE_UNITS)
    found = known(work.city, code)
    names = here.names()
    below = [one.code for one in work.city.units.values() if one.parent == code and not one.mapped_to]
    written = [other for other in work.city.written_as(code) if other != code]
    return render_template(
        "admin/unit.html",
        unit=found,
        waiting=is_waiting(found),
        name=names.unit(code),
        kind=term(f"unit_kind.{found.kind}"),
        names=[(since, names.words.get(digest, "—")) for since, digest in reversed(found.names)],
        also=list(dict.fromkeys(names.every_name(code)))[len(found.names) :],
        above=names.called(found.parent),
        below=[(one, names.unit(one)) for one in below],
        written=[names.words.get(work.city.units[other].names[0][1], other) for other in written],
        meant=names.unit(code) if found.mapped_to else None,
        successors=[names.unit(one) for one in found.successors],
        uses=told(_uses_of(uses(work.session), work.city, code)),
        officers=officers(work.city, code),
        ended=found.has_ended(work.day),
        passed=_passed(passed_on(work.session, work.city.written_as(found.code)))
        if found.ended_on and not found.mapped_to
        else None,
    )


def known(city: City, code: str) -> Unit:
    """The unit of an address. Raises Unknown."""
    if code not in city.units:
        raise Unknown(Reason("unit.unknown", {"name": code}))
    return city.units[code]


def told(counted: Counter[str] | None) -> list[dict[str, Any]]:
    """In how many cases a unit stands as what, in words: no case is named."""
    return [
        {"as": term("rule_value.locality" if role == LOCALITY else f"role.{role}"), "n": n}
        for role, n in (counted or {}).items()
    ]


def _passed(counted: Counter[str | None]) -> dict[str, Any]:
    """To which units what an ended one had has passed, on how many cases, and how many wait."""
    to = [{"unit": here.names().unit(unit), "n": n} for unit, n in counted.items() if unit]
    return {"to": to, "waiting": counted[None]}


def _tree(city: City) -> Iterator[dict[str, Any]]:
    """The units by kind of place: each with its depth below the city; ended ones stay in their place."""
    below: dict[str | None, list[Unit]] = {}
    for one in city.units.values():
        if one.kind is not UnitKind.UNCONFIRMED:
            below.setdefault(one.parent, []).append(one)

    def walk(parent: str | None, depth: int) -> Iterator[dict[str, Any]]:
        for one in below.get(parent, ()):
            yield {
                "code": one.code,
                "depth": depth,
                "name": here.names().unit(one.code),
                "kind": term(f"unit_kind.{one.kind}"),
                "officers": len(officers(city, one.code)),
                "ended": one.ended_on,
                "was": len(one.names) > 1,
            }
            yield from walk(one.code, depth + 1)

    yield from walk(None, 0)


def _uses_of(named: Mapping[str, Counter[str]], city: City, code: str) -> Counter[str]:
    """What a unit is named as, the names mapped to it included."""
    total: Counter[str] = Counter()
    for other in {code, *city.written_as(code)}:
        total += named.get(other, Counter())
    return total


def officers(city: City, code: str) -> list[dict[str, str]]:
    """Who holds an office in the unit today."""
    return [
        {
            "code": person.code,
            "name": here.names().person(person.code),
            "office": term(f"office.{post.office}"),
            "href": url_for("people.person", code=person.code),
        }
        for person in city.people.values()
        if person.enabled
        for post in person.appointments
        if post.unit == code and post.holds_on(here.day())
    ]
