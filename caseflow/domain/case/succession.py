"""A unit that is no more, and who takes up what it had in a case."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from caseflow.domain.case.parts import Parties
from caseflow.domain.replacing import replace

Now = Callable[[str], str | None]
"""Which unit stands in the place of one; None for nobody yet."""


@dataclass(frozen=True, slots=True)
class Succession:
    """`unit` ended and `successor` stands in its place since `on`; both None while the coordinator has to name one.

    `name_by` is the day by which to name it, None where there was nothing to choose.
    """

    id: int
    unit: str
    asked_on: date
    name_by: date | None = None
    successor: str | None = None
    on: date | None = None


def with_units(parties: Parties, now: Now) -> Parties:
    """The parties with each unit as `now` names it, each once; who leads is no further lead unit beside."""
    lead = _one(parties.lead_unit, now)
    return replace(
        parties,
        locality=_one(parties.locality, now),
        lead_unit=lead,
        co_leads=tuple(unit for unit in _each(parties.co_leads, now) if unit != lead),
        responsible=_each(parties.responsible, now),
        cooperating=_each(parties.cooperating, now),
        acceptance_unit=_one(parties.acceptance_unit, now),
        supervising_unit=_one(parties.supervising_unit, now),
    )


def units_of(parties: Parties) -> frozenset[str]:
    """Every unit that has a part."""
    one = (parties.locality, parties.lead_unit, parties.acceptance_unit, parties.supervising_unit)
    return frozenset(filter(None, (*one, *parties.co_leads, *parties.responsible, *parties.cooperating)))


def _one(unit: str | None, now: Now) -> str | None:
    return now(unit) if unit else None


def _each(units: Iterable[str], now: Now) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(now, units))))
