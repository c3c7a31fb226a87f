"""What is known of the city: units, people and the offices they hold, inspections, calendars, rulebooks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from caseflow.domain.calendar import CalendarYear
from caseflow.domain.terms import Office, Source, Tenure, UnitKind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its code. `names` are (from day, digest of the text), oldest first; `mapped_to` another code.

    `locality` is the city or county it works for; `short` and `aliases` are digests of other ways to write it.
    """

    code: str
    kind: UnitKind
    parent: str | None = None
    locality: str | None = None
    names: tuple[tuple[date, str], ...] = ()
    short: str | None = None
    aliases: str | None = None
    since: date | None = None
    ended_on: date | None = None
    successors: tuple[str, ...] = ()
    mapped_to: str | None = None

    def has_ended(self, day: date) -> bool:
        """Whether the unit is no more on a day; its last day is the one before `ended_on`."""
        return self.ended_on is not None and self.ended_on <= day


@dataclass(frozen=True, slots=True)
class Appointment:
    """An office held from a day to a day, both included; `end` None while it lasts."""

    id: int
    office: Office
    unit: str
    tenure: Tenure
    start: date
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the office is held on this office day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class OneTime:
    """A one-time password: who gave it, the last day on which it is good (None: without), who released it."""

    given_by: str
    until: date | None = None
    released_by: str | None = None
    used: bool = False


@dataclass(frozen=True, slots=True)
class SignerKey:
    """A key somebody signs with: good from its approval by a second person until it is revoked.

    `public` is the digest of its text, `credential` what the authenticator knows it by.
    """

    id: int
    means: str
    alg: str
    credential: str
    public: str
    enrolled_on: date
    approved_by: str | None = None
    approved_on: date | None = None
    revoked_by: str | None = None
    revoked_on: date | None = None

    @property
    def waits(self) -> bool:
        """Whether a second person has yet to approve it."""
        return self.approved_by is None and self.revoked_by is None

    @property
    def is_good(self) -> bool:
        """Whether it signs now."""
        return self.approved_by is not None and self.revoked_by is None


@dataclass(frozen=True, slots=True)
class Person:
    """A person by a code that says nothing about them; name and login are texts.

    `one_time` stands from its giving until they choose a password themselves.
    """

    code: str
    name: str
    login: str
    enabled: bool = True
    appointments: tuple[Appointment, ...] = ()
    one_time: OneTime | None = None
    keys: tuple[SignerKey, ...] = ()
    events: int = 0


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection whose findings are rectified here."""

    code: str
    source: Source
    name: str
    plan_date: date | None = None


@dataclass(frozen=True, slots=True)
class RulebookInForce:
    """A rulebook put in force from a day: the digest of its file, and that of the text which holds the file."""

    id: str
    digest: str
    start: date
    file: str


@dataclass(frozen=True, slots=True)
class City:
    """The city's facts on a day, by code."""

    code: str = ""
    log: str = ""
    demonstration: bool = False
    units: Mapping[str, Unit] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    inspections: Mapping[str, Inspection] = field(default_factory=dict)
    years: Mapping[int, CalendarYear] = field(default_factory=dict)
    rulebooks: tuple[RulebookInForce, ...] = ()

    @property
    def root(self) -> str:
        """The code of the city's own unit, the locality of what belongs to no county."""
        return next(unit.code for unit in self.units.values() if unit.kind is UnitKind.CITY)

    def unit(self, code: str) -> Unit:
        """The unit meant by a code, through mapped names. Raises KeyError for none."""
        unit = self.units[code]
        while unit.mapped_to:
            unit = self.units[unit.mapped_to]
        return unit

    def written_as(self, code: str) -> tuple[str, ...]:
        """Every code that means this unit: its own, and those of ledger names mapped to it."""
        return tuple(
            other
            for other, unit in self.units.items()
            if (self.unit(other).code if unit.mapped_to else other) == code
        )

    def heirs(self, code: str, day: date) -> tuple[str, ...]:
        """Who has on a day what a unit had to do: itself while it is, else its successors, or theirs where they ended.

        Several where it was split and nobody but the coordinator can say which of them.
        """
        found: dict[str, None] = {}
        asked, waiting = set(), [code]
        while waiting:
            unit = self.unit(waiting.pop(0))
            if unit.code not in asked and unit.has_ended(day):
                waiting.extend(unit.successors)
            elif unit.code not in asked:
                found[unit.code] = None
            asked.add(unit.code)
        return tuple(found)

    def superiors(self, code: str) -> Iterator[str]:
        """The units above this one, nearest first; the city is everybody's superior and so counts as nobody's."""
        parent = self.units[code].parent
        while parent and self.units[parent].kind is not UnitKind.CITY:
            yield parent
            parent = self.units[parent].parent

    def related(self, one: str, other: str) -> bool:
        """Whether two units are the same, or one is parent, child or branch of the other (product.md, acceptance)."""
        if one not in self.units or other not in self.units:
            return one == other
        one, other = self.unit(one).code, self.unit(other).code
        return one == other or one in self.superiors(other) or other in self.superiors(one)

    def rulebook_on(self, day: date) -> RulebookInForce | None:
        """The rulebook in force on a day; a day before the first is judged by the first. None where there is none."""
        by_start = sorted(self.rulebooks, key=lambda rulebook: rulebook.start)
        started = [rulebook for rulebook in by_start if rulebook.start <= day]
        return started[-1] if started else next(iter(by_start), None)

    def holders(self, office: Office, unit: str, day: date) -> tuple[Person, ...]:
        """Who holds an office in a unit on a day; a 正式 holder comes before one who acts for them."""
        held = [
            (list(Tenure).index(a.tenure), person.code, person)
            for person in self.people.values()
            if person.enabled
            for a in person.appointments
            if a.office is office and a.unit == unit and a.holds_on(day)
        ]
        return tuple(person for _, _, person in sorted(held, key=lambda row: row[:2]))

    def held_since(self, office: Office, unit: str, day: date) -> date | None:
        """Since which day an office has been held without a day's gap; None where nobody holds it."""
        terms = [
            (a.start, a.end or date.max)
            for person in self.people.values()
            if person.enabled
            for a in person.appointments
            if a.office is office and a.unit == unit and a.start <= day
        ]
        since: date | None = None
        for start, end in sorted(terms, reverse=True, key=lambda term: (term[1], term[0])):
            if end < (since - timedelta(days=1) if since else day):
                break
            since = min(since or start, start)
        return since
