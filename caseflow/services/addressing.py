"""Which discipline office receives a referral: that of the level the highest rank concerned calls for."""

from datetime import date

from caseflow.domain.city import City
from caseflow.domain.handling import Level, Rank
from caseflow.domain.terms import Office, UnitKind
from caseflow.services.work import Work


def level_of(work: Work, rank: Rank) -> Level:
    """The level whose discipline office deals with this rank, by the rulebook."""
    return Level(work.book.words(f"referral.receiver.{rank}"))


def office_of(city: City, level: Level, locality: str | None, day: date) -> str | None:
    """The unit of this level in which somebody inspects on the day; None where it does not work in this system."""
    for unit in inspecting(city, day):
        one = city.units[unit]
        if level is Level.PROVINCE and one.kind is UnitKind.HIGHER:
            return unit
        if level is Level.CITY and one.kind is not UnitKind.HIGHER and one.locality in (None, city.root):
            return unit
        if level is Level.COUNTY and one.locality not in (None, city.root) and one.locality == locality:
            return unit
    return None


def inspecting(city: City, day: date) -> list[str]:
    """Units in which somebody holds the office of an inspector on the day, by code."""
    held = (post for person in city.people.values() for post in person.appointments)
    return sorted({city.unit(p.unit).code for p in held if p.office is Office.INSPECTOR and p.holds_on(day)})
