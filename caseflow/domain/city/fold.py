"""The city is the fold of the streams `log`, `city` and `person/…`."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from caseflow.domain.calendar import CalendarYear
from caseflow.domain.city.facts import (
    Appointment,
    City,
    Inspection,
    OneTime,
    Person,
    RulebookInForce,
    SignerKey,
    Unit,
)
from caseflow.domain.event import Event, day_of
from caseflow.domain.terms import Office, Source, Tenure, UnitKind

Handler = Callable[[City, Event], City]
ONE_DAY = timedelta(days=1)


def _open_log(city: City, event: Event) -> City:
    data = event.data
    return replace(city, code=data["city"], log=data["log"], demonstration=data["demonstration"])


def _open_inspection(city: City, event: Event) -> City:
    data = event.data
    opened = Inspection(data["code"], Source(data["source"]), event.texts["name"], day_of(data, "plan_date"))
    return replace(city, inspections={**city.inspections, opened.code: opened})


def _plan_inspection(city: City, event: Event) -> City:
    planned = replace(city.inspections[event.data["code"]], plan_date=day_of(event.data, "plan_date"))
    return replace(city, inspections={**city.inspections, planned.code: planned})


def _force_rulebook(city: City, event: Event) -> City:
    data = event.data
    forced = RulebookInForce(
        data["id"], data["digest"], day_of(data, "start") or event.day, event.texts["file"]
    )
    return replace(city, rulebooks=(*city.rulebooks, forced))


def _publish_calendar(city: City, event: Event) -> City:
    data = event.data
    texts = event.texts
    off, work = _days(data["off"]), _days(data["work"])
    year = CalendarYear(data["year"], texts["notice"], off, work, texts.get("notice_text"))
    return replace(city, years={**city.years, year.year: year})


def _days(pairs: list[tuple[str, str]]) -> dict[date, str]:
    return {date.fromisoformat(day): holiday for day, holiday in pairs}


def _add_unit(city: City, event: Event) -> City:
    data = event.data
    since = day_of(data, "since")
    unit = Unit(
        code=data["code"],
        kind=UnitKind(data["kind"]),
        parent=data.get("parent"),
        locality=data.get("locality"),
        names=((since or event.day, event.texts["name"]),),
        short=event.texts.get("short"),
        aliases=event.texts.get("aliases"),
        since=since,
    )
    return _with_unit(city, unit)


def _rename_unit(city: City, event: Event) -> City:
    unit = city.units[event.data["code"]]
    name = (day_of(event.data, "since") or event.day, event.texts["name"])
    return _with_unit(city, replace(unit, names=(*unit.names, name)))


def _move_unit(city: City, event: Event) -> City:
    """Where it names a locality, the unit and whatever stands under it work for that one from then on."""
    data = event.data
    moved = _with_unit(city, replace(city.units[data["code"]], parent=data["parent"]))
    return _working_for(moved, data["code"], data["locality"]) if "locality" in data else moved


def _working_for(city: City, code: str, locality: str) -> City:
    """The city after a unit and those below it came to work for a locality; an area works for itself."""
    unit = city.units[code]
    if unit.locality == code:
        return city
    city = _with_unit(city, replace(unit, locality=locality))
    for below in [one.code for one in city.units.values() if one.parent == code]:
        city = _working_for(city, below, locality)
    return city


def _end_unit(city: City, event: Event) -> City:
    """With the unit end the offices held in it: their last day is the one before."""
    data = event.data
    unit, on = city.units[data["code"]], day_of(data, "on") or event.day
    people = {code: _leaving(person, unit.code, on - ONE_DAY) for code, person in city.people.items()}
    ended = replace(unit, ended_on=on, successors=tuple(data["successors"]))
    return _with_unit(replace(city, people=people), ended)


def _leaving(person: Person, unit: str, last: date) -> Person:
    appointments = tuple(
        replace(a, end=last) if a.unit == unit and (a.end is None or a.end > last) else a
        for a in person.appointments
    )
    return replace(person, appointments=appointments)


def _confirm_name(city: City, event: Event) -> City:
    data = event.data
    unit = city.units[data["code"]]
    kind, above = UnitKind(data["kind"]), city.units.get(data["parent"])
    own = unit.code if kind is UnitKind.LOCALITY else above.locality if above else None
    return _with_unit(
        city, replace(unit, kind=kind, parent=data["parent"], locality=data.get("locality") or own)
    )


def _map_name(city: City, event: Event) -> City:
    code, unit = event.data["code"], event.data["unit"]
    if city.unit(unit).code == code:
        raise ValueError(f"{code} would mean itself")
    return _with_unit(city, replace(city.units[code], mapped_to=unit))


def _add_person(city: City, event: Event) -> City:
    person = Person(_code(event), event.texts["name"], event.texts["login"])
    return _with_person(city, person, event)


def _appoint(city: City, event: Event) -> City:
    data, person = event.data, city.people[_code(event)]
    appointment = Appointment(
        id=len(person.appointments) + 1,
        office=Office(data["office"]),
        unit=data["unit"],
        tenure=Tenure(data["tenure"]),
        start=day_of(data, "start") or event.day,
        end=day_of(data, "end"),
    )
    return _with_person(city, replace(person, appointments=(*person.appointments, appointment)), event)


def _end_appointment(city: City, event: Event) -> City:
    data, person = event.data, city.people[_code(event)]
    appointments = tuple(
        replace(a, end=day_of(data, "end")) if a.id == data["id"] else a for a in person.appointments
    )
    return _with_person(city, replace(person, appointments=appointments), event)


def _disable(city: City, event: Event) -> City:
    return _with_person(city, replace(city.people[_code(event)], enabled=False), event)


def _enable(city: City, event: Event) -> City:
    return _with_person(city, replace(city.people[_code(event)], enabled=True), event)


def _rename_person(city: City, event: Event) -> City:
    return _with_person(city, replace(city.people[_code(event)], name=event.texts["name"]), event)


def _set_password(city: City, event: Event) -> City:
    """The person's own choice; the first records also said by this type that a one-time password was given."""
    given = OneTime(event.actor, released_by=event.actor) if event.data.get("one_time") else None
    return _with_person(city, replace(city.people[_code(event)], one_time=given), event)


def _give_password(city: City, event: Event) -> City:
    given = OneTime(event.actor, day_of(event.data, "until"))
    return _with_person(city, replace(city.people[_code(event)], one_time=given), event)


def _release_password(city: City, event: Event) -> City:
    person = city.people[_code(event)]
    return _with_person(
        city, replace(person, one_time=replace(_one_time(person), released_by=event.actor)), event
    )


def _use_password(city: City, event: Event) -> City:
    person = city.people[_code(event)]
    return _with_person(city, replace(person, one_time=replace(_one_time(person), used=True)), event)


def _one_time(person: Person) -> OneTime:
    if person.one_time is None:
        raise ValueError(f"{person.code} was given no one-time password")
    return person.one_time


def _enrol_key(city: City, event: Event) -> City:
    data, person = event.data, city.people[_code(event)]
    public = event.texts.get(f"key.{data['key']}.public", "")
    key = SignerKey(data["key"], data["means"], data["alg"], data["credential"], public, event.day)
    if key.id != len(person.keys) + 1:
        raise ValueError(f"{person.code} has no key {key.id - 1} yet")
    return _with_person(city, replace(person, keys=(*person.keys, key)), event)


def _approve_key(city: City, event: Event) -> City:
    return _with_key(city, event, approved_by=event.actor, approved_on=event.day)


def _revoke_key(city: City, event: Event) -> City:
    return _with_key(city, event, revoked_by=event.actor, revoked_on=event.day)


def _with_key(city: City, event: Event, **changed: Any) -> City:
    person, number = city.people[_code(event)], event.data["key"]
    if not 1 <= number <= len(person.keys):
        raise ValueError(f"{person.code} has no key {number}")
    keys = tuple(replace(key, **changed) if key.id == number else key for key in person.keys)
    return _with_person(city, replace(person, keys=keys), event)


def _account_only(city: City, event: Event) -> City:
    return _with_person(city, city.people[_code(event)], event)


HANDLERS: dict[str, Handler] = {
    "open_log": _open_log,
    "open_inspection": _open_inspection,
    "plan_inspection": _plan_inspection,
    "force_rulebook": _force_rulebook,
    "publish_calendar": _publish_calendar,
    "commit_heads": lambda city, _: city,
    "erase_text": lambda city, _: city,
    "add_unit": _add_unit,
    "rename_unit": _rename_unit,
    "move_unit": _move_unit,
    "end_unit": _end_unit,
    "confirm_name": _confirm_name,
    "map_name": _map_name,
    "add_person": _add_person,
    "rename_person": _rename_person,
    "appoint": _appoint,
    "end_appointment": _end_appointment,
    "disable_person": _disable,
    "enable_person": _enable,
    "set_password": _set_password,
    "give_password": _give_password,
    "release_password": _release_password,
    "use_password": _use_password,
    "lock_account": _account_only,
    "enrol_key": _enrol_key,
    "approve_key": _approve_key,
    "revoke_key": _revoke_key,
}
STREAMS = ("log", "city", "person/")


def is_of_city(stream: str) -> bool:
    """Whether a stream is folded into the city rather than into a case or a round."""
    return stream.startswith(STREAMS)


def apply(city: City, event: Event) -> City:
    """The city after one more event. Raises KeyError for a type nobody folds."""
    return HANDLERS[event.type](city, event)


def fold(events: Iterable[Event]) -> City:
    """The city all these events make, in order of the log."""
    city = City()
    for event in events:
        city = apply(city, event)
    return city


def _code(event: Event) -> str:
    return event.stream.removeprefix("person/")


def _with_unit(city: City, unit: Unit) -> City:
    return replace(city, units={**city.units, unit.code: unit})


def _with_person(city: City, person: Person, event: Event) -> City:
    person = replace(person, events=event.n + 1)
    return replace(city, people={**city.people, person.code: person})
