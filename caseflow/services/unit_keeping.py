"""Keeps the units (单位): added, renamed, moved and ended from a day on, and the names that ledgers brought.

Nothing a unit was called, or stood under, is lost: past papers keep past names.
"""

from collections.abc import Sequence
from datetime import date

from caseflow.domain.actions import Action
from caseflow.domain.city import Unit
from caseflow.domain.errors import BadInput, NotYet, Reason
from caseflow.domain.terms import UnitKind
from caseflow.services.access import permit
from caseflow.services.agreeing import pass_on_items
from caseflow.services.inputs import ended, known_unit, said
from caseflow.services.matching import matching
from caseflow.services.peopling import keep_security_outside
from caseflow.services.record import record
from caseflow.services.succeeding import pass_on
from caseflow.services.work import Work

KINDS = tuple(kind for kind in UnitKind if kind not in (UnitKind.CITY, UnitKind.UNCONFIRMED))
"""What a unit may be when it is added or confirmed: a city has one unit of its own from the beginning."""
_NEW = "unit-"


def add_unit(
    work: Work, name: str, kind: UnitKind, parent: str, short: str = "", since: date | None = None
) -> str:
    """Adds a unit below another and answers its code, `unit-1`, `unit-2`, …: never reused. A higher one is below none.

    Raises BadInput for a name that already means a unit.
    """
    permit(work, Action.MANAGE_UNITS)
    texts = {"name": _free_name(work, name), "short": short.strip()}
    if short.strip():
        _free_name(work, short)
    above = working_unit(work, parent) if kind is not UnitKind.HIGHER else None
    code = _next_code(work)
    locality = code if kind is UnitKind.LOCALITY else above.locality if above else None
    data = {
        "code": code,
        "kind": _kind(kind).value,
        "parent": above.code if above else None,
        "locality": locality,
    }
    record(work, "city", "add_unit", data | ({"since": since.isoformat()} if since else {}), texts=texts)
    return code


def rename_unit(work: Work, code: str, name: str, since: date) -> None:
    """A unit bears another name from a day on, which is not before the day of the name it bears now."""
    permit(work, Action.MANAGE_UNITS)
    unit = working_unit(work, code)
    first = unit.names[-1][0]
    if since < first:
        raise BadInput(Reason("day.before", {"day": since.isoformat(), "first": first.isoformat()}))
    data = {"code": unit.code, "since": since.isoformat()}
    record(work, "city", "rename_unit", data, texts={"name": _free_name(work, name, unit.code)})


def move_unit(work: Work, code: str, parent: str) -> None:
    """A unit stands under another from today on and works for its locality; the city stands under a higher one only."""
    permit(work, Action.MANAGE_UNITS)
    unit, above = working_unit(work, code), working_unit(work, parent)
    if unit.kind is UnitKind.CITY and above.kind is not UnitKind.HIGHER:
        raise NotYet(Reason("unit.is_city", {}))
    if above.code in (unit.code, unit.parent) or unit.code in work.city.superiors(above.code):
        raise BadInput(Reason("unit.not_above", {}))
    # An area works for itself wherever it stands, and nobody works for a higher level here.
    own = unit.locality == unit.code or above.locality is None
    data = {"code": unit.code, "parent": above.code} | ({} if own else {"locality": above.locality})
    record(work, "city", "move_unit", data)


def end_unit(work: Work, code: str, on: date, successors: Sequence[str]) -> None:
    """A unit is no more from a day on; at least one other unit takes up what it had to do.

    The offices held in it end with it. What is open on cases passes on with that day's work, at once where the day has
    come. A successor whose own end is on record is refused, so that no chain of them comes back to where it began.
    """
    permit(work, Action.MANAGE_UNITS)
    unit = working_unit(work, code)
    if unit.kind is UnitKind.CITY:
        raise NotYet(Reason("unit.is_city", {}))
    if unit.since and on < unit.since:
        raise BadInput(Reason("day.before", {"day": on.isoformat(), "first": unit.since.isoformat()}))
    after = list(dict.fromkeys(working_unit(work, successor).code for successor in successors))
    if not after or unit.code in after:
        raise BadInput(Reason("unit.no_successor", {}))
    data = {"code": unit.code, "on": on.isoformat(), "successors": after}
    keep_security_outside(work, unit.code)
    record(work, "city", "end_unit", data)
    if on <= work.day:
        pass_on(work)
        pass_on_items(work)


def confirm_name(work: Work, code: str, kind: UnitKind, parent: str) -> None:
    """A name that a ledger brought is a unit of its own, of this kind and below that one."""
    permit(work, Action.CONFIRM_NAME)
    waiting = _waiting(work, code)
    above = working_unit(work, parent)
    locality = waiting.code if kind is UnitKind.LOCALITY else above.locality
    data = {"code": waiting.code, "kind": _kind(kind).value, "parent": above.code, "locality": locality}
    record(work, "city", "confirm_name", data)


def map_name(work: Work, code: str, unit: str) -> None:
    """A name that a ledger brought is another way to write a unit; whatever it was given is that unit's."""
    permit(work, Action.CONFIRM_NAME)
    waiting = _waiting(work, code)
    meant = work.city.units[known_unit(work, unit)]
    if meant.kind is UnitKind.UNCONFIRMED:
        raise BadInput(Reason("unit.unconfirmed", {}))
    record(work, "city", "map_name", {"code": waiting.code, "unit": meant.code})


def working_unit(work: Work, code: str) -> Unit:
    """A unit that is confirmed and not ended. Raises BadInput."""
    unit = work.city.units[known_unit(work, code)]
    if unit.kind is UnitKind.UNCONFIRMED:
        raise BadInput(Reason("unit.unconfirmed", {}))
    if unit.ended_on:
        raise BadInput(ended(unit))
    return unit


def is_waiting(unit: Unit) -> bool:
    """Whether this is a name that nobody has confirmed or mapped yet."""
    return unit.kind is UnitKind.UNCONFIRMED and not unit.mapped_to


def _waiting(work: Work, code: str) -> Unit:
    if code not in work.city.units:
        raise BadInput(Reason("unit.unknown", {"name": code}))
    unit = work.city.units[code]
    if not is_waiting(unit):
        raise NotYet(Reason("unit.not_waiting", {}))
    return unit


def _kind(kind: UnitKind) -> UnitKind:
    if kind not in KINDS:
        raise BadInput(Reason("unit.kind", {}))
    return kind


def _free_name(work: Work, name: str, own: str | None = None) -> str:
    """The name, if it means no other unit that still is. Raises BadInput."""
    words = said("unit_name", name)
    names = matching(work)
    other = names.known(words)
    if other and other != own and not work.city.units[other].ended_on:
        raise BadInput(Reason("unit.name_taken", {"name": words, "unit": other}))
    return words


def _next_code(work: Work) -> str:
    taken = (code.removeprefix(_NEW) for code in work.city.units if code.startswith(_NEW))
    return f"{_NEW}{1 + max((int(n) for n in taken if n.isdecimal()), default=0)}"
