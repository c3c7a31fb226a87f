"""Metering (填报负担): how much was asked of each unit in a month. For the coordinator; of units, never of people."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from caseflow.domain.actions import Action
from caseflow.domain.burden import Ask, Burden, asks
from caseflow.domain.errors import Reason, Unknown
from caseflow.services.access import permit
from caseflow.services.replying import items_of
from caseflow.services.searching import Wanted, passing
from caseflow.services.work import Work
from caseflow.store.meeting_lists import item_rows

FieldsOf = Callable[[str], int]
"""How many fields the form of an act demands; whoever has the forms says it."""


def burden(work: Work, month: str, fields_of: FieldsOf) -> dict[str, Burden]:
    """What each unit was asked in a month (`2023-10`), by its code, in the order of the register.

    Raises Unknown for what is no month.
    """
    permit(work, Action.VIEW_BURDEN)
    first_of(month)
    found: dict[str, Burden] = {}
    for ask in _asks(work, month):
        unit = work.city.unit(ask.unit).code
        found[unit] = found.get(unit, Burden()).and_(
            fields_of(ask.act) + len(items_of(work, ask.rung)), ask.files
        )
    return {code: found[code] for code in work.city.units if code in found}


def together(burdens: dict[str, Burden]) -> Burden:
    """All units in one."""
    all_ = list(burdens.values())
    return Burden(
        sum(one.requests for one in all_), sum(one.fields for one in all_), sum(one.files for one in all_)
    )


def month_before(month: str) -> str:
    """The month before: 2023-01 → 2022-12."""
    return f"{first_of(month) - timedelta(days=1):%Y-%m}"


def first_of(month: str) -> date:
    """The first day of a month. Raises Unknown for what is no month."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Unknown(Reason("round.unknown", {"month": month[:7]})) from None
    if first.year <= 1:
        raise Unknown(Reason("round.unknown", {"month": month[:7]}))
    return first


def _asks(work: Work, month: str) -> Iterator[Ask]:
    files = {
        rule.removeprefix("evidence."): len(work.book.alternatives(rule))
        for rule in work.book.rules
        if rule.startswith("evidence.")
    }
    for case in passing(work, Wanted()):
        yield from asks(case, month, files.get(case.evidence_class, 0))
    for item in item_rows(work.session):
        if f"{item.decided_on:%Y-%m}" == month:
            yield Ask(item.owner, "finish_item")
