"""Folds succession: open duties of a unit that ended pass to another, what was done stays with who did it."""

from caseflow.domain.case.dossier import parties_named
from caseflow.domain.case.facts import Case
from caseflow.domain.case.fold import on
from caseflow.domain.case.parts import SelfCheck
from caseflow.domain.case.succession import Succession, units_of, with_units
from caseflow.domain.case.waits import ACCEPT_TRANSFER, TRANSFER, ended
from caseflow.domain.event import Event, day_of
from caseflow.domain.replacing import replace
from caseflow.domain.terms import State

OPEN_PAPER = frozenset({"proposed", "submitted", "issued", "acknowledged", "held"})
"""A paper that somebody still has to receive or answer."""


@on("await_successor")
def _await(case: Case, event: Event) -> Case:
    waiting = Succession(
        len(case.successions) + 1, event.data["unit"], event.day, name_by=day_of(event.data, "limit")
    )
    return replace(case, successions=(*case.successions, waiting))


@on("succeed_unit")
def _succeed(case: Case, event: Event) -> Case:
    """The dossier of a round under way keeps naming the units that applied, so that no signature falls by it."""
    old, new = event.data["unit"], event.data["successor"]
    bound = case.bound or (parties_named(case) if case.order else ())
    parties = with_units(case.parties, lambda unit: new if unit == old else unit)
    offered = new if case.transfer_to == old else case.transfer_to
    if offered == parties.lead_unit:
        offered = None  # it leads already: the offer has lost its object
    return replace(
        case,
        parties=parties,
        bound=bound,
        successions=_settled(case, event),
        self_checks=_checks(case, old, new),
        opinions=_opinions(case, old, new),
        transfer_to=offered,
        transfer_accepted=case.transfer_accepted and offered is not None,
        waits=case.waits if offered else ended(case.waits, ACCEPT_TRANSFER, TRANSFER),
        measures=tuple(replace(m, unit=new) if m.unit == old and m.is_open else m for m in case.measures),
        papers=tuple(
            replace(p, to_unit=new) if p.to_unit == old and p.status in OPEN_PAPER else p for p in case.papers
        ),
    )


def has_duty(case: Case, unit: str) -> bool:
    """Whether something of the case is still this unit's to do. A merged case asks nobody; a closed one only while
    the province has not filed it or its standing half (长期坚持) goes on."""
    if case.state is State.MERGED:
        return False
    if case.closure and case.closure.filed_up_on and not case.due.standing:
        return False
    named = {case.transfer_to} | {m.unit for m in case.measures if m.is_open} | units_of(case.parties)
    return unit in named | {paper.to_unit for paper in case.papers if paper.status in OPEN_PAPER}


def _settled(case: Case, event: Event) -> tuple[Succession, ...]:
    old, new = event.data["unit"], event.data["successor"]
    if old in case.awaiting:
        return tuple(
            replace(one, successor=new, on=event.day) if one.unit == old and one.successor is None else one
            for one in case.successions
        )
    taken = Succession(len(case.successions) + 1, old, event.day, successor=new, on=event.day)
    return (*case.successions, taken)


def _checks(case: Case, old: str, new: str) -> tuple[SelfCheck, ...]:
    """A self-check counts for the successor. One that takes up unchecked work beside its own checks itself anew."""
    both = {unit for unit in (old, new) if unit in case.checkers}
    if len(both) < 2 or len(both & case.checked) != 1:
        return case.self_checks
    return tuple(check for check in case.self_checks if case.now(check.unit) not in both)


def _opinions(case: Case, old: str, new: str) -> dict[str, bool]:
    """An opinion counts for the successor; of two units that become one both must have given theirs."""
    opinions = dict(case.opinions)
    both = [unit for unit in (old, new) if unit in case.parties.co_leads]
    if old in both:
        given = [opinions.pop(unit) for unit in both if unit in opinions]
        if len(given) == len(both):
            opinions[new] = all(given)
    return opinions
