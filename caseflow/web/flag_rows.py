"""Red flags as rows: what is seen, the evidence as links, and what may rightly explain it."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import url_for

from caseflow.domain.event import Event
from caseflow.domain.flags import HEAVY, Flag, Proof
from caseflow.services.dwelling import unit_of_turn
from caseflow.services.surveying import Survey
from caseflow.words.say import say, term

SHOWN = 6
"""Evidence named one by one before the rest is counted."""


def flag_rows(found: Survey, flags: Iterable[Flag], titles: dict[str, str]) -> list[dict[str, Any]]:
    """The flags as tables show them; `titles` are those of the cases by key."""
    return [flag_row(found, flag, titles.get(flag.case, "")) for flag in flags]


def flag_row(found: Survey, flag: Flag, title: str = "") -> dict[str, Any]:
    """One flag with its words."""
    case = found.courses[flag.case].case
    return {
        "code": flag.code,
        "name": term(f"flag.{flag.code}"),
        "heavy": flag.code in HEAVY,
        "case": case.number,
        "title": title,
        "href": address(found, flag.case),
        "unit": found.names.called(case.parties.lead_unit) or "",
        "unit_href": unit_address(found, case.parties.lead_unit),
        "locality": found.names.called(case.parties.locality) or "",
        "said": say(f"flag_said.{flag.code}", flag.facts),
        "innocent": say(f"flag_innocent.{flag.code}"),
        "who": [{"name": found.names.called(code), "href": person_address(found, code)} for code in flag.who],
        "proofs": list(_proofs(found, flag)),
        "more": max(len(flag.proofs) - SHOWN, 0),
    }


def address(found: Survey, key: str, n: int | None = None) -> str:
    """A case on the desk on the day looked at, at one of its events if one is named."""
    inspection, _, number = key.partition("/")
    anchor = f"e{n}" if n is not None else None
    day = found.day.isoformat()
    return url_for("courses.case", inspection=inspection, number=number, day=day, _anchor=anchor)


def person_address(found: Survey, code: str) -> str | None:
    """A person on the desk; None for the clock and the command line."""
    if code not in found.city.people:
        return None
    return url_for("watched.person", code=code, day=found.day.isoformat())


def unit_address(found: Survey, who: str | None) -> str | None:
    """The unit of whoever has a turn on the desk; None for nobody, the office and the group."""
    unit = unit_of_turn(found.city, who) if who else ""
    if unit not in found.city.units:
        return None
    return url_for("watched.unit", code=unit, day=found.day.isoformat())


def _proofs(found: Survey, flag: Flag) -> Iterator[dict[str, str]]:
    for proof in flag.proofs[:SHOWN]:
        event = found.courses[proof.case].events[proof.n]
        yield {"label": _label(flag, proof, event), "href": address(found, proof.case, proof.n)}


def _label(flag: Flag, proof: Proof, event: Event) -> str:
    """第3份佐证（2023-09-27）; of another case with its number before it."""
    day = event.occurred_at[:10] if proof.file and event.occurred_at else event.day.isoformat()
    facts = {"n": proof.file or proof.n, "day": day, "case": proof.case.partition("/")[2]}
    kind = "file" if proof.file else "event"
    return say(f"flag.proof.{kind}{'' if proof.case == flag.case else '_elsewhere'}", facts)
