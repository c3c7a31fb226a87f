"""Lists cases as they stood on a day: one line each, filtered and in the order of the plan and the batches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseflow.domain.actor import CLOCK
from caseflow.domain.case import Case
from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.light import judge
from caseflow.domain.moment import Moment, standing_part
from caseflow.domain.overdue import is_listed_overdue, overdue_days
from caseflow.domain.terms import Kind, Light, State
from caseflow.domain.turn import Turn, whose_turn
from caseflow.services.viewing import View, words_of

SHOWN_TEXTS = ("title", "due_phrase", "type.")
_LAST = 10**9
"""Where what has no ordinal or batch is put."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; `unit` by any of its names, in any part it has on the case."""

    kind: Kind | None = None
    state: State | None = None
    light: Light | None = None
    unit: str | None = None
    overdue: bool = False


def listed(view: View, wanted: Filter) -> list[dict[str, Any]]:
    """The lines of all cases that pass the filter. Raises Unknown for a unit nobody knows."""
    units = _codes(view, wanted.unit) if wanted.unit else None
    cases = [case for case in in_order(view) if _passes(view, case, wanted, units)]
    words = words_of(view, cases, *SHOWN_TEXTS)
    return [line(view, case, words) for case in cases]


def in_order(view: View) -> list[Case]:
    """Tasks by ordinal, then petitions by batch and number, each inspection for itself, parts after their whole."""
    return sorted(view.cases.values(), key=_place)


def line(view: View, case: Case, words: Mapping[str, str]) -> dict[str, Any]:
    """One case as the list prints it; `words` holds its texts by digest."""
    light = judge(case, view.rules, view.day).light
    types = (words.get(case.texts.get(f"type.{n}", "")) for n in range(1, case.types + 1))
    return {
        "number": case.number,
        "kind": case.kind.value,
        "inspection": case.inspection,
        "batch": case.batch,
        "title": words.get(case.texts.get("title", "")),
        "state": case.state.value,
        "light": light.value if light else None,
        "progress": case.progress.value,
        "confirmed_progress": case.confirmed_progress.value,
        "settlement": case.settlement.value if case.settlement else None,
        "due": iso(case.due.day),
        "due_phrase": words.get(case.texts.get("due_phrase", "")),
        "first_due": iso(case.due.first),
        "feedback_due": iso(case.feedback_due),
        "provisional": case.due.provisional,
        "overdue_days": overdue_days(case, view.day),
        "locality": view.names.called(case.parties.locality),
        "lead_unit": view.names.called(case.parties.lead_unit),
        "types": [written for written in types if written],
        "whose_turn": view.names.called(turn_of(view, case).who),
    }


def turn_of(view: View, case: Case) -> Turn:
    """Whose turn it was at the end of the view's day."""
    parts = tuple(filter(None, (standing_part(view.cases.get, key) for key in case.links.parts)))
    return whose_turn(case, Moment(view.day, CLOCK, view.city, view.rules, view.calendar, parts))


def iso(day: date | None) -> str | None:
    """A day as documents carry it."""
    return day.isoformat() if day else None


def units_of(case: Case) -> tuple[str, ...]:
    """The codes of every unit with a part in the case."""
    parties = case.parties
    alone = (parties.locality, parties.lead_unit, parties.acceptance_unit, parties.supervising_unit)
    return (*filter(None, alone), *parties.co_leads, *parties.responsible, *parties.cooperating)


def _passes(view: View, case: Case, wanted: Filter, units: frozenset[str] | None) -> bool:
    return (
        wanted.kind in (None, case.kind)
        and wanted.state in (None, case.state)
        and (wanted.light is None or judge(case, view.rules, view.day).light is wanted.light)
        and (not wanted.overdue or is_listed_overdue(case, view.day))
        and (units is None or not units.isdisjoint(units_of(case)))
    )


def _codes(view: View, name: str) -> frozenset[str]:
    """Every code that means the units of this name."""
    city = view.city
    named = {city.unit(code).code for code in city.units if name in (code, *view.names.every_name(code))}
    if not named:
        raise Unknown(Reason("unit.unknown", {"name": name}))
    return frozenset(code for unit in named for code in city.written_as(unit))


def _place(case: Case) -> tuple[Any, ...]:
    whole, _, part = case.number.rpartition("-") if case.links.part_of else (case.number, "", "0")
    place = case.ordinal if case.kind is Kind.TASK else case.batch
    return (
        list(Kind).index(case.kind),
        case.inspection,
        _LAST if place is None else place,
        whole,
        int(part) if part.isdigit() else _LAST,
    )
