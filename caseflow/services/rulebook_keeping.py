"""Keeps the rulebooks (规则手册): those on record, those that could come into force, and putting one in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.actions import Action
from caseflow.domain.city import City, RulebookInForce
from caseflow.domain.errors import BadInput, NotYet, Reason, Refused, Unknown
from caseflow.domain.rulebook import Rulebook
from caseflow.rulebooks.loader import load, shipped_cities
from caseflow.services.access import permit
from caseflow.services.opening import force_rulebook
from caseflow.services.work import Work
from caseflow.store.log import TextRow


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that could come into force: its name (`siping/2023.2`), its bytes, and the rulebook or what is wrong."""

    name: str
    file: bytes
    rules: Rulebook | None
    faults: tuple[Reason, ...] = ()


def on_record(session: Session, city: City, name: str) -> Rulebook:
    """A rulebook that is or was in force, as the record holds it. Raises Unknown for none."""
    forced = next((forced for forced in reversed(city.rulebooks) if forced.id == name), None)
    if forced is None:
        raise Unknown(Reason("rulebook.not_on_record", {"name": name}))
    text = session.scalars(select(TextRow.value).where(TextRow.digest == forced.file)).one()
    return load(f"{name}.toml", text.encode("utf-8"))


def candidates(work: Work, own: Path) -> Mapping[str, Candidate]:
    """By name, the city's files that are shipped or lie in the office's folder `own`, and are not on record yet."""
    permit(work, Action.FORCE_RULEBOOK)
    city = work.city.code
    places: list[Any] = [files("caseflow.rulebooks") / city] if city in shipped_cities() else []
    places.append(own / city)
    known = {forced.id for forced in work.city.rulebooks}
    found: dict[str, Candidate] = {}
    for place in places:
        for file in sorted(place.iterdir(), key=lambda file: file.name) if place.is_dir() else ():
            name = f"{city}/{file.name.removesuffix('.toml')}"
            if file.name.endswith(".toml") and file.name != "units.toml" and name not in known:
                found.setdefault(name, _candidate(name, file.read_bytes()))
    return found


def put_in_force(work: Work, candidate: Candidate, start: date, digest: str) -> None:
    """Puts a version in force from a day, which is not past; `digest` is the one that was shown with the difference.

    A version is never edited once on record. Raises BadInput with every fault of a faulty file.
    """
    permit(work, Action.FORCE_RULEBOOK)
    if candidate.rules is None:
        raise BadInput(*candidate.faults)
    if candidate.rules.digest != digest:
        raise NotYet(Reason("rulebook.file_changed", {"name": candidate.name}))
    if any(forced.id == candidate.name for forced in work.city.rulebooks):
        raise NotYet(Reason("rulebook.on_record", {"name": candidate.name}))
    first = max(work.day, candidate.rules.effective_from)
    if start < first:
        raise BadInput(Reason("day.before", {"day": start.isoformat(), "first": first.isoformat()}))
    force_rulebook(work, candidate.name, candidate.file, start)


def by_start(city: City) -> list[RulebookInForce]:
    """Every rulebook on record, the one that comes or came into force last first."""
    return sorted(city.rulebooks, key=lambda forced: forced.start, reverse=True)


def _candidate(name: str, file: bytes) -> Candidate:
    try:
        return Candidate(name, file, load(f"{name}.toml", file))
    except Refused as refused:
        return Candidate(name, file, None, refused.reasons)
