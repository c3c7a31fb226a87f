"""What select fields offer: units by name, terms by their word."""

from collections.abc import Iterable
from enum import StrEnum

from caseflow.domain.terms import UnitKind
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.choice import SelectChoice
from caseflow.words.say import term

NOT_OFFERED = frozenset({UnitKind.UNCONFIRMED, UnitKind.HIGHER})
YES, NO = "true", "false"
SHOWN = 40
"""How much of a text a choice shows."""


def choice(value: object, label: str) -> SelectChoice:
    """One choice, its label cut to one line."""
    words = " ".join(label.split())
    return SelectChoice(value=str(value), label=words if len(words) <= SHOWN else f"{words[:SHOWN]}…")


def unit_choices(work: Work, *kinds: UnitKind, ended: bool = False) -> list[SelectChoice]:
    """Every unit that can be given a part today, in the order of the city's list; only of these kinds if any are named.

    `ended` adds those that are no more, for whoever looks for what they had.
    """
    names = here.names()
    units = (unit for unit in work.city.units.values() if unit.kind not in NOT_OFFERED and not unit.mapped_to)
    wanted = (
        unit
        for unit in units
        if (ended or not unit.has_ended(work.day)) and (not kinds or unit.kind in kinds)
    )
    return [SelectChoice(value=unit.code, label=names.unit(unit.code)) for unit in wanted]


def term_choices(kind: str, members: Iterable[StrEnum]) -> list[SelectChoice]:
    """The members of a term in their order, `kind` being how its words begin (`progress`)."""
    return [SelectChoice(value=member.value, label=term(f"{kind}.{member.value}")) for member in members]


def yes_or_no(kind: str) -> list[SelectChoice]:
    """`true` and `false` by the words of a kind: `agrees`, `confirmed`, `done`."""
    return [SelectChoice(value=value, label=term(f"{kind}.{value}")) for value in (YES, NO)]
