"""Turns the codes of units, posts and people into what they are called on a day, for whatever is said of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from caseflow.domain.actor import CLOCK
from caseflow.domain.city import City, Unit
from caseflow.domain.errors import Reason
from caseflow.domain.seats import COORDINATOR, GROUP
from caseflow.domain.terms import Office
from caseflow.domain.turn import Turn
from caseflow.services.texts import read_texts
from caseflow.words.say import say, term

WHO = frozenset({"turn", "unit", "lead_unit", "to_unit", "other", "successor"})
"""Facts of reasons and events that hold the code of a unit, a post or a person."""
CASES = frozenset({"into", "new_case"})
"""Facts that hold the key of a case, `<inspection>/<number>`."""


@dataclass(frozen=True, slots=True)
class Names:
    """What units and people of this city are called on this day; `words` are their texts by digest."""

    city: City
    day: date
    words: Mapping[str, str]

    def unit(self, code: str) -> str:
        """A unit's short name, else its name; what a ledger's name is mapped to goes by that unit's."""
        unit = self.city.unit(code)
        names = self._in_use(unit)
        # A short form belongs to the first name: after a renaming it would be the short form of another.
        short = unit.short if len(names) == 1 else None
        return self.words.get(short or "") or self.words.get(names[-1], unit.code)

    def full(self, code: str) -> str:
        """A unit's whole name, as official papers address it."""
        unit = self.city.unit(code)
        return self.words.get(self._in_use(unit)[-1], unit.code)

    def office(self) -> str:
        """The rectification office's whole name, as it heads its papers."""
        code = self._office_unit()
        return self.full(code) if code else term(f"office.{COORDINATOR}")

    def every_name(self, code: str) -> Iterator[str]:
        """Every way this unit was ever written."""
        unit = self.city.units[code]
        for digest in (*(digest for _, digest in unit.names), unit.short, unit.aliases):
            yield from self.words.get(digest or "", "").splitlines()

    def person(self, code: str) -> str:
        """A person's name; the code where the name was erased."""
        return self.words.get(self.city.people[code].name, code)

    def called(self, code: str | None) -> str | None:
        """The name of a unit, a post (`party_head/tiexi`, `coordinator`), a person or an automatic actor.

        None for nobody; a code that means nothing here stays as it is.
        """
        if code in (None, "", "none"):
            return None
        office, _, unit = str(code).partition("/")
        if code in self.city.units:
            return self.unit(str(code))
        if code in self.city.people:
            return self.person(str(code))
        if office == "command_line":
            return say("actor.command_line", {"account": unit})
        return self._post(office, unit)

    def facts(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """The facts with codes of units, posts and people replaced by names, and keys of cases by their numbers."""
        said = dict(facts)
        for key in facts.keys() & WHO:
            said[key] = self.called(facts[key])
        for key in facts.keys() & CASES:
            said[key] = str(facts[key]).partition("/")[2]
        return said

    def reason(self, reason: Reason) -> Reason:
        """The reason as it can be said to people."""
        return Reason(reason.code, self.facts(reason.facts))

    def _in_use(self, unit: Unit) -> list[str]:
        """The digests of the names borne up to the day, the last one in use; of a later unit its first."""
        return [digest for since, digest in unit.names if since <= self.day] or [unit.names[0][1]]

    def _post(self, office: str, unit: str) -> str:
        if office == COORDINATOR:
            return self._rectification_office()
        if office in (GROUP, CLOCK.code):
            return term(f"role.{office}")
        if office in tuple(Office) and unit in self.city.units:
            return say("post.of_unit", {"unit": self.unit(unit), "office": f"office.{office}"})
        return f"{office}/{unit}" if unit else office

    def _rectification_office(self) -> str:
        """The unit in which somebody is coordinator that day, else the word for the office."""
        unit = self._office_unit()
        return self.unit(unit) if unit else term(f"office.{COORDINATOR}")

    def _office_unit(self) -> str | None:
        posts = (
            post for person in self.city.people.values() if person.enabled for post in person.appointments
        )
        held = (p.unit for p in posts if p.office is Office.COORDINATOR and p.holds_on(self.day))
        return next((code for code in held if code in self.city.units), None)


def in_words(names: Names, turn: Turn) -> tuple[str, str]:
    """Whose turn it is, or why nobody's; and beside somebody's name why it is theirs, where that needs saying."""
    why = names.reason(turn.why) if turn.why else None
    reason = say(why.code, why.facts) if why else ""
    who = names.called(turn.who)
    return (who, reason) if who else (reason, "")


def waits_in_words(names: Names, reason: Reason) -> str:
    """Why a box or a voice waits, said beside it."""
    return say(f"other_{reason.code}", names.facts(reason.facts))


def names_on(session: Session, city: City, day: date) -> Names:
    """The names of everything in the city on a day."""
    units = (digest for unit in city.units.values() for digest in _digests(unit))
    people = (person.name for person in city.people.values())
    return Names(city, day, read_texts(session, (*units, *people)))


def _digests(unit: Unit) -> Iterator[str]:
    yield from (digest for _, digest in unit.names)
    yield from filter(None, (unit.short, unit.aliases))
