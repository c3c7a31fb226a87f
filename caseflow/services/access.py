"""The only ways to a case and to the city: through the check whether this actor may do this."""

from collections.abc import Iterable
from functools import partial

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import NotPermitted, Reason, Unknown
from caseflow.domain.moment import Moment, standing_part
from caseflow.domain.permissions import can, may_ever
from caseflow.services.streams import read_case, read_cases
from caseflow.services.work import Work


def case_for(work: Work, key: str, action: Action) -> Case:
    """The case by its key (`<inspection>/<number>`), for this action.

    Raises Unknown where there is none or the actor may not see it, in the same words, so that nobody can guess
    what is there; NotPermitted where they may see it but not do this.
    """
    case = held_case(work, key)
    if case is None or not can(work.actor, Action.VIEW, case, work.city, work.day):
        raise Unknown(Reason("case.unknown", {"number": key.partition("/")[2]}))
    decision = can(work.actor, action, case, work.city, work.day)
    if decision.reason:
        raise NotPermitted(decision.reason)
    work.office = decision.office
    rely_on_actor(work)
    return case


def held_case(work: Work, key: str) -> Case | None:
    """The case as this work knows it, read from the record the first time; None where there is none."""
    if key not in work.cases and work.seen.get(f"case/{key}") != 0:
        case = read_case(work.session, key)
        if case is None:
            return None
        work.cases[key] = case
        work.seen[case.stream] = case.events
    return work.cases.get(key)


def hold_cases(work: Work, keys: Iterable[str]) -> None:
    """Reads many cases at once for `held_case`; one that is not there is relied on not to be."""
    wanted = [key for key in keys if key not in work.cases]
    found = read_cases(work.session, wanted)
    work.cases |= found
    work.seen |= {f"case/{key}": found[key].events if key in found else 0 for key in wanted}


def permit(work: Work, action: Action) -> None:
    """Lets the actor do something that is about no single case. Raises NotPermitted."""
    decision = may_ever(work.actor, action, work.city)
    if decision.reason:
        raise NotPermitted(decision.reason)
    work.office = decision.office
    rely_on_actor(work)


def rely_on_actor(work: Work) -> None:
    """Makes this work stale if the actor's account or offices change meanwhile: who has left does nothing more."""
    if work.actor.code in work.city.people:
        stream = f"person/{work.actor.code}"
        work.seen.setdefault(stream, work.city_sizes.get(stream, 0))


def moment(work: Work, case: Case) -> Moment:
    """What guards may look at, now."""
    parts = tuple(filter(None, (standing_part(partial(held_case, work), key) for key in case.links.parts)))
    return Moment(work.day, work.actor, work.city, work.book, work.calendar, parts)
