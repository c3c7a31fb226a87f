"""Succession (承接): what a unit that ended still had to do on cases passes to its successor.

The clock passes it on where one unit stands in its place; where it was split, the coordinator names one case by case.
"""

from dataclasses import replace

from caseflow.domain.actions import Action
from caseflow.domain.actor import CLOCK
from caseflow.domain.case import Case, has_duty
from caseflow.domain.case.parts import Parties
from caseflow.domain.case.succession import with_units
from caseflow.domain.errors import BadInput, NotYet, Reason
from caseflow.services.access import case_for, held_case, hold_cases
from caseflow.services.inputs import known_unit
from caseflow.services.limits import ends
from caseflow.services.record import record
from caseflow.services.work import Work
from caseflow.store import sweep


def pass_on(work: Work) -> None:
    """The clock's part, for every unit that has ended by today. Run again, it finds nothing left to pass on."""
    gone = [code for code in work.city.units if work.city.unit(code).has_ended(work.day)]
    if not gone:
        return
    clock = replace(work, actor=CLOCK, office=CLOCK.code)  # it shares what the work records into
    keys = sweep.cases_naming(work.session, gone)
    hold_cases(clock, keys)
    for key in keys:
        for code in gone:
            case = held_case(clock, key)
            if case and has_duty(case, code):
                _pass_on(clock, case, code)


def name_successor(work: Work, key: str, unit: str, successor: str) -> Case:
    """The coordinator says which successor of a unit that was split takes up what it had in this case."""
    case = case_for(work, key, Action.NAME_SUCCESSOR)
    if unit not in case.awaiting:
        raise NotYet(Reason("succession.none_waits", {}))
    heir = known_unit(work, successor)
    if heir not in work.city.heirs(unit, work.day):
        raise BadInput(Reason("succession.not_an_heir", {}))
    _succeed(work, case, unit, heir)
    return work.cases[key]


def parties_today(work: Work, parties: Parties) -> Parties:
    """Parties of an older case as they can be given today: a successor for who ended, a gap where there are several."""
    return with_units(parties, lambda unit: _only(work.city.heirs(unit, work.day)))


def _only(heirs: tuple[str, ...]) -> str | None:
    return heirs[0] if len(heirs) == 1 else None


def _pass_on(work: Work, case: Case, code: str) -> None:
    heirs = work.city.heirs(code, work.day)
    if heir := _only(heirs):
        _succeed(work, case, code, heir)
    elif code not in case.awaiting:
        limit = ends(work, "succession.limit").isoformat()
        data = {"unit": code, "among": list(heirs), "limit": limit}
        record(work, case.stream, "await_successor", data, occurred_at=_ended_on(work, code))


def _succeed(work: Work, case: Case, code: str, heir: str) -> None:
    data = {"unit": code, "successor": heir}
    record(work, case.stream, "succeed_unit", data, occurred_at=_ended_on(work, code))


def _ended_on(work: Work, code: str) -> str | None:
    day = work.city.unit(code).ended_on
    return day.isoformat() if day else None
