"""Opens a city, and begins every piece of work in one."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.actions import Action
from caseflow.domain.actor import Actor
from caseflow.domain.calendar import Calendar, CalendarYear
from caseflow.domain.city import City
from caseflow.domain.errors import BadInput, NotYet, Reason
from caseflow.domain.rulebook import Rulebook
from caseflow.domain.terms import Source
from caseflow.rulebooks.loader import load
from caseflow.rulebooks.units import NamedUnit
from caseflow.services.access import permit
from caseflow.services.record import record
from caseflow.services.streams import city_heads, only_heads_since, read_city
from caseflow.services.work import Work
from caseflow.store.log import TextRow

_cities: dict[frozenset[bytes], City] = {}
"""The last city folded, by the heads of its streams: equal heads are equal streams, of whatever database."""
_log_heads: dict[frozenset[bytes], tuple[int, bytes]] = {}
"""How far the log's own stream had come then; it grows with every checkpoint, which changes no city."""


def begin(session: Session, actor: Actor, at: datetime, day: date) -> Work:
    """A piece of work as the city stands: its facts, and the rulebook and calendar in force on the day."""
    heads = city_heads(session)
    sizes = {name: size for name, (size, _) in heads.items()}
    city = _city(session, heads)
    rules = rulebook_on(session, city, day)
    return Work(session, at, day, actor, city, rules, Calendar(city.years.values()), city_sizes=sizes)


def rulebook_on(session: Session, city: City, day: date) -> Rulebook | None:
    """The rulebook in force on a day, read from the record; None in a city that has none."""
    forced = city.rulebook_on(day)
    if forced is None:
        return None
    rules = _loaded.get(forced.digest)
    if rules is None:
        text = session.scalars(select(TextRow.value).where(TextRow.digest == forced.file)).one()
        rules = _loaded[forced.digest] = load(f"{forced.id}.toml", text.encode("utf-8"))
    return rules


def open_log(work: Work, log: str, city: str, *, demonstration: bool) -> None:
    """The first event of a log; refused where the database already holds one."""
    if work.city.log:
        raise NotYet(Reason("city.already_open", {"log": work.city.log}))
    record(work, "log", "open_log", {"log": log, "city": city, "demonstration": demonstration})


def publish_calendar(work: Work, year: CalendarYear, text: str = "") -> None:
    """Puts a year of the State Council's calendar on record; from then on its dates are no longer provisional.

    `text` is the notice's own, where it was read.
    """
    _permit(work, Action.PUBLISH_CALENDAR)
    data = {
        "year": year.year,
        "off": [[day.isoformat(), holiday] for day, holiday in sorted(year.off.items())],
        "work": [[day.isoformat(), holiday] for day, holiday in sorted(year.work.items())],
    }
    record(work, "city", "publish_calendar", data, texts={"notice": year.notice, "notice_text": text})
    work.calendar = Calendar(work.city.years.values())


def force_rulebook(work: Work, name: str, file: bytes, start: date) -> Rulebook:
    """Puts a rulebook in force from a day. The whole file goes on record, so that no later edit can reach it.

    Raises BadInput with every fault of the file.
    """
    _permit(work, Action.FORCE_RULEBOOK)
    rules = load(f"{name}.toml", file)
    data = {"id": rules.id, "digest": rules.digest, "start": start.isoformat()}
    record(work, "city", "force_rulebook", data, texts={"file": file.decode("utf-8")})
    _loaded[rules.digest] = rules
    if start <= work.day or work.rules is None:
        work.rules = rules
    return rules


def open_inspection(work: Work, code: str, source: Source, name: str, plan_date: date | None = None) -> None:
    """Opens an inspection; without a plan's date its cases are not yet asked for monthly reports."""
    permit(work, Action.OPEN_INSPECTION)
    if code in work.city.inspections:
        raise NotYet(Reason("inspection.taken", {"code": code}))
    data = {"code": code, "source": source.value, "plan_date": plan_date.isoformat() if plan_date else None}
    record(work, "city", "open_inspection", data, texts={"name": name})


def plan_inspection(work: Work, code: str, plan_date: date) -> None:
    """The inspection's rectification plan is out; 立行立改 counts from its date, reports begin the month after."""
    permit(work, Action.OPEN_INSPECTION)
    if code not in work.city.inspections:
        raise BadInput(Reason("inspection.unknown", {"code": code}))
    record(work, "city", "plan_inspection", {"code": code, "plan_date": plan_date.isoformat()})


def add_units(work: Work, units: Mapping[str, NamedUnit]) -> None:
    """Puts units on record, a parent before its children."""
    _permit(work, Action.MANAGE_UNITS)
    for unit in units.values():
        data = {"code": unit.code, "kind": unit.kind.value, "parent": unit.parent, "locality": unit.locality}
        since = {"since": unit.since.isoformat()} if unit.since else {}
        texts = {"name": unit.name, "short": unit.short, "aliases": "\n".join(unit.aliases)}
        record(work, "city", "add_unit", data | since, texts=texts)


def _permit(work: Work, action: Action) -> None:
    """Whoever opens the log fills the city in the same piece of work, before it has people; then offices decide."""
    if work.city_sizes:
        permit(work, action)


_loaded: dict[str, Rulebook] = {}
"""Rulebooks read before, by the digest of their file."""


def _city(session: Session, heads: Mapping[str, tuple[int, bytes]]) -> City:
    key = frozenset(head for name, (_, head) in heads.items() if name != "log")
    log, known = heads.get("log", (0, b"")), _log_heads.get(key)
    same = known == log or (known and known[0] < log[0] and only_heads_since(session, *known))
    if not same:
        city = read_city(session, {name: size for name, (size, _) in heads.items()})
        _cities.clear()
        _log_heads.clear()
        _cities[key] = city
    _log_heads[key] = log
    return _cities[key]
