"""Reads the city as it stood at the end of an office day, from its events alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from caseflow.domain.calendar import Calendar
from caseflow.domain.case import Case
from caseflow.domain.city import City
from caseflow.domain.dispatch import Round
from caseflow.domain.errors import NotYet, Reason, Unknown
from caseflow.domain.numerals import folded
from caseflow.domain.rulebook import Rulebook
from caseflow.services.naming import Names, names_on
from caseflow.services.opening import rulebook_on
from caseflow.services.streams import all_events, fold_all
from caseflow.services.texts import read_texts


@dataclass(frozen=True, slots=True)
class View:
    """Everything on record by the end of `day`, judged on that day; a day ahead holds what is on record now."""

    session: Session
    day: date
    city: City
    cases: Mapping[str, Case]
    rounds: Mapping[str, Round]
    rules: Rulebook
    calendar: Calendar
    names: Names


def city_on(session: Session, day: date) -> tuple[City, dict[str, Case], dict[str, Round]]:
    """City, cases by key and rounds by month at the end of an office day."""
    return fold_all(all_events(session, until=day))


def look(session: Session, day: date) -> View:
    """The view of a day. Raises NotYet where no city was open by then."""
    city, cases, rounds = city_on(session, day)
    rules = rulebook_on(session, city, day)
    if rules is None:
        raise NotYet(Reason("city.not_open"))
    calendar = Calendar(city.years.values())
    return View(session, day, city, cases, rounds, rules, calendar, names_on(session, city, day))


def find(view: View, number: str) -> Case:
    """The case of a NUMBER or CODE/NUMBER. Raises Unknown for none, and where two inspections hold the number."""
    wanted = folded(number)
    found = [case for case in view.cases.values() if wanted in (case.number, case.key)]
    if not found:
        raise Unknown(Reason("case.unknown", {"number": number}))
    if len(found) > 1:
        known = ", ".join(case.key for case in found)
        raise Unknown(Reason("case.ambiguous", {"number": number, "known": known}))
    return found[0]


def known_inspection(view: View, code: str | None) -> str | None:
    """The code, if there is such an inspection; None stays None. Raises Unknown."""
    if code is not None and code not in view.city.inspections:
        raise Unknown(Reason("inspection.unknown", {"code": code}))
    return code


def handed_over(view: View, inspection: str | None) -> list[Case]:
    """The cases the inspection handed over, of all where None is named: no parts, and none filed for a rebound."""
    return [
        case
        for case in view.cases.values()
        if inspection in (None, case.inspection)
        and case.links.part_of is None
        and case.links.rebound_of is None
    ]


def words_of(view: View, cases: Iterable[Case], *names: str) -> dict[str, str]:
    """The texts of cases by digest: those of the names given (`type.` stands for all that begin so)."""
    wanted = (digest for case in cases for name, digest in case.texts.items() if name.startswith(names))
    return read_texts(view.session, wanted)
