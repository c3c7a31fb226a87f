"""Who and what a case is about: parties, measures, parts, other cases, and the ledger's own words, as rows."""

from typing import Any

from flask import url_for

from caseflow.domain.actions import Action
from caseflow.domain.permissions import can
from caseflow.domain.terms import Office
from caseflow.services.outside_words import state_in_words
from caseflow.services.picturing import Picture
from caseflow.services.showing import cells_of
from caseflow.services.work import Work
from caseflow.web.day_links import day_link
from caseflow.words.say import say, term

Row = dict[str, Any]
PARTIES = (
    "locality",
    "lead_unit",
    "co_leads",
    "responsible",
    "cooperating",
    "acceptance_unit",
    "supervising_unit",
    "leader_in_charge",
)


def measures(picture: Picture) -> list[Row]:
    """Every measure that stands: its words, unit, node, what is done and how many files show it."""
    case = picture.case
    return [
        {
            "number": measure.number,
            "text": picture.text(f"measure.{measure.number}"),
            "clause": picture.text(f"measure.{measure.number}.clause"),
            "unit": picture.names.called(measure.unit),
            "due": measure.due,
            "href": day_link(case, f"measure.{measure.number}", picture.day),
            "done_on": measure.done_on,
            "was_missed": [day.isoformat() for day in measure.missed],
            "missed": measure.done_on is None and measure.due is not None and measure.due < picture.day,
            "files": sum(one.measure == measure.number for one in case.evidence if not one.withdrawn),
        }
        for measure in case.measures
        if not measure.withdrawn
    ]


def parties(picture: Picture) -> list[Row]:
    """Who has which part, with the officers of each unit; a cooperating unit that accepts is marked for everyone."""
    rows = []
    for part in PARTIES:
        value = getattr(picture.case.parties, part)
        codes = value if isinstance(value, tuple) else (value,) if value else ()
        rows.append(
            {
                "term": term(f"part.{part}"),
                "value": say("list.comma").join(picture.names.called(code) or "" for code in codes),
                "note": _officers(picture, codes[0]) if len(codes) == 1 and part != "locality" else "",
            }
        )
    return rows


def cooperating_accepts(picture: Picture) -> Row | None:
    """The rule by which a cooperating unit accepts this case, None where none does."""
    unit = picture.case.parties.acceptance_unit
    if unit is None or unit not in picture.case.parties.cooperating:
        return None
    rule = picture.rules.rules["acceptance.cooperating_unit_may_accept"]
    return {"unit": picture.names.called(unit), "source": rule.source.value, "ref": rule.ref}


def links(picture: Picture, work: Work) -> list[Row]:
    """Other cases this one belongs with, by number; an address only where the reader may see them."""
    held = picture.case.links
    rows = []
    for name in ("part_of", "merged_into", "merged_from", "rebound_of", "rebound_as", "repeat_of"):
        keys = getattr(held, name)
        found = [
            _other(picture, work, key) for key in (keys if isinstance(keys, tuple) else filter(None, (keys,)))
        ]
        if found:
            rows.append({"term": term(f"link.{name}"), "cases": found})
    return rows


def parts(picture: Picture, work: Work) -> list[Row]:
    """The locality parts of a whole, each as far as it has come."""
    rows = []
    for key in picture.case.links.parts:
        part = picture.others.get(key)
        if part:
            more = {
                "locality": picture.names.called(part.parties.locality),
                "state": part.state,
                "word": state_in_words(part),
            }
            rows.append(_other(picture, work, key) | more)
    return rows


def ledger(picture: Picture) -> dict[str, str]:
    """The ledger's own cells by heading."""
    return cells_of(picture.case, picture.case.texts, picture.words)


def _officers(picture: Picture, unit: str) -> str:
    held = picture.city.units.get(unit)
    if held is None:
        return ""
    holders = picture.city.holders(Office.OFFICER, picture.city.unit(unit).code, picture.day)
    return say("list.comma").join(picture.names.person(person.code) for person in holders)


def _other(picture: Picture, work: Work, key: str) -> Row:
    inspection, _, number = key.partition("/")
    other = work.cases.get(key) or picture.others.get(key)
    seen = other is not None and can(work.actor, Action.VIEW, other, work.city, work.day)
    href = url_for("cases.case", inspection=inspection, number=number) if seen else None
    return {"number": number or key, "href": href}
