"""Planning (具体实施方案): each unit with a part in an inspection's tasks hands in its plan, the office reviews it.

How like it is to the city's plan and to other units' is shown to the office alone.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from caseflow.domain.actions import Action
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Reason, Unknown
from caseflow.domain.file_names import clean_name
from caseflow.domain.likeness import likeness, shape
from caseflow.domain.permissions import may_hand_in_plan, may_see_plan
from caseflow.domain.plans import RESULTS, Plan
from caseflow.domain.terms import UnitKind
from caseflow.services.access import permit, rely_on_actor
from caseflow.services.evidencing import Opened, file_facts, keep_file
from caseflow.services.inputs import naming_nobody
from caseflow.services.record import record
from caseflow.services.standing_limits import ends_since
from caseflow.services.streams import read_plan, read_plans
from caseflow.services.texts import read_texts
from caseflow.services.word_text import text_of
from caseflow.services.work import Work
from caseflow.store.files import Files
from caseflow.store.log import StreamHead
from caseflow.store.plans import parties_of_tasks

MOST_TEXT = 200_000
"""Characters of a plan that are kept to compare it by."""
WAITS = ("missing", "handed_in", "returned")
"""The statuses in which a plan waits for somebody."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A unit's plan: `due` None while the inspection's own plan has no date; `status` is missing, handed_in, returned
    or accepted; `late` says that nothing stood by the day."""

    inspection: str
    unit: str
    due: date | None
    status: str
    late: bool
    plan: Plan | None


@dataclass(frozen=True, slots=True)
class Asking:
    """By when something is asked: the rule that says how long, the day after which it counts, the last day."""

    rule: str
    start: date
    due: date


@dataclass(frozen=True, slots=True)
class Like:
    """How like another unit's plan is, between 0 and 1; `is_city` where it is the city's own."""

    unit: str
    share: Decimal
    is_city: bool


def owed(work: Work, inspection: str) -> list[Owed]:
    """The plans of an inspection that the actor may see, the city's own first, in the order of the units."""
    if inspection not in work.city.inspections:
        raise Unknown(Reason("inspection.unknown", {"code": inspection}))
    found = _all(work, inspection, lambda code: bool(may_see_plan(work.actor, code, work.city)))
    return sorted(found, key=lambda one: one.unit != work.city.root)


def unsettled(work: Work, units: Collection[str] | None = None) -> list[Owed]:
    """Every plan that waits for its unit or for the office, whoever asks; with `units`, theirs alone.

    The city's own is not asked for, but once returned waits for the office as well.
    """
    found = (
        one
        for inspection in work.city.inspections
        for one in _all(work, inspection, lambda code: units is None or code in units)
    )
    return [one for one in found if one.status in WAITS and (one.plan or one.unit != work.city.root)]


def asked_by(work: Work, one: Owed) -> Asking | None:
    """By when whoever it waits for should act: the unit hand it in, again if returned, the office review.

    None while the inspection's plan has no date, and for an accepted plan.
    """
    planned = work.city.inspections[one.inspection].plan_date
    first = Asking("plan.limit", planned, one.due) if planned and one.due else None
    last = one.plan.last if one.plan else None
    if last is None or work.rules is None or one.status not in WAITS:
        return None if last and one.status not in WAITS else first
    if last.reviewed_on is None:
        return Asking("plan.review", last.on, ends_since(work, "plan.review", last.on))
    again = Asking("plan.again", last.reviewed_on, ends_since(work, "plan.again", last.reviewed_on))
    return first if first and first.due > again.due else again


def hand_in(
    work: Work, files: Files, inspection: str, unit: str, data: bytes, name: str, words: str = ""
) -> Plan:
    """A new version of a unit's plan. `words` are those of the plan where the file's cannot be read.

    Raises Unknown, NotPermitted, NotYet while a version waits for its review or one was accepted.
    """
    plan = _seen(work, inspection, unit)
    if not may_hand_in_plan(work.actor, unit, work.city):
        permit(work, Action.HAND_IN_PLAN)
        raise NotPermitted(Reason("plan.not_yours", {}))
    permit(work, Action.HAND_IN_PLAN)
    if plan.last and plan.last.result is None:
        raise NotYet(Reason("plan.waits", {"number": plan.last.number}))
    if plan.last and plan.last.result == "accepted" and unit != work.city.root:
        raise NotYet(Reason("plan.accepted", {"number": plan.last.number}))
    facts = file_facts(files, data)
    text = (text_of(data, facts["media"]) or words).strip()[:MOST_TEXT]
    if not text:
        raise BadInput(Reason("plan.no_text", {}))
    n = len(plan.versions) + 1
    called = naming_nobody("file_name", clean_name(name, facts["media"]))
    texts = {f"plan.{n}.name": called, f"plan.{n}.text": text}
    record(work, plan.stream, "hand_in_plan", facts, texts=texts)
    keep_file(work, files, data, facts)
    return work.plans[f"{inspection}/{unit}"]


def review(work: Work, inspection: str, unit: str, number: int, result: str, reason: str = "") -> Plan:
    """Accepts a version or returns it with a reason. Raises NotYet where that version does not wait."""
    permit(work, Action.REVIEW_PLAN)
    plan = _seen(work, inspection, unit)
    if plan.last is None or plan.last.number != number or plan.last.result:
        raise NotYet(Reason("plan.none_waits", {}))
    if result not in RESULTS:
        raise BadInput(Reason("plan.result_unknown", {}))
    texts = (
        {f"plan.{number}.reason": naming_nobody("reason", reason)} if result == "returned" or reason else {}
    )
    record(work, plan.stream, "review_plan", {"number": number, "result": result}, texts=texts)
    return work.plans[f"{inspection}/{unit}"]


def likenesses(work: Work, inspection: str, unit: str) -> list[Like]:
    """How like a unit's newest plan is to the city's and to each other unit's, the most alike first."""
    permit(work, Action.REVIEW_PLAN)
    own = shape(_words(work, _seen(work, inspection, unit)))
    others = (code for code in _handed_in(work, inspection) if code != unit)
    found = []
    for code in others if own else ():
        share = likeness(own, shape(_words(work, held_plan(work, inspection, code))))
        found.append(Like(code, share, code == work.city.root))
    return sorted(found, key=lambda one: (-one.share, one.unit))


def open_plan(work: Work, files: Files, inspection: str, unit: str, number: int) -> Opened:
    """The file of a version the actor may see. Raises Unknown; NotYet for a file that is lost."""
    plan = _seen(work, inspection, unit)
    version = next((one for one in plan.versions if one.number == number), None)
    if version is None:
        raise Unknown(Reason("plan.unknown", {}))
    if not files.is_whole(version.digest):
        raise NotYet(Reason("evidence.lost", {}))
    name = read_texts(work.session, [plan.texts.get(f"plan.{number}.name", "")])
    called = clean_name(next(iter(name.values()), ""), version.media)
    return Opened(files.path(version.digest), version.media, called)


def plan_for(work: Work, inspection: str, unit: str) -> Owed:
    """One unit's plan as it stands. Raises Unknown where the actor may not see it."""
    _seen(work, inspection, unit)
    return next(one for one in owed(work, inspection) if one.unit == unit)


def held_plan(work: Work, inspection: str, unit: str) -> Plan:
    """The plan as this work knows it; without a version where nothing was handed in."""
    key = f"{inspection}/{unit}"
    if key not in work.plans:
        found = read_plan(work.session, key)
        work.seen[f"plan/{key}"] = found.events if found else 0
        if found is None:
            return Plan(inspection, unit)
        work.plans[key] = found
    return work.plans[key]


def _all(work: Work, inspection: str, among: Callable[[str], bool]) -> list[Owed]:
    """The plans of an inspection that are owed or were handed in, of those units, in the order of the register."""
    city, known = work.city, work.city.inspections[inspection]
    due = ends_since(work, "plan.limit", known.plan_date) if known.plan_date and work.rules else None
    wanted = {*_units(work, inspection), *_handed_in(work, inspection), city.root}
    seen = [code for code in city.units if code in wanted and among(code)]
    plans = _held(work, [f"{inspection}/{code}" for code in seen])
    return [
        _owed(work, plans.get(f"{inspection}/{code}", Plan(inspection, "")), inspection, code, due)
        for code in seen
    ]


def _held(work: Work, keys: Iterable[str]) -> dict[str, Plan]:
    """The plans as this work knows them, those it has not read yet read together, where anything was handed in."""
    wanted = list(keys)
    found = read_plans(work.session, [key for key in wanted if key not in work.plans])
    return found | {key: work.plans[key] for key in wanted if key in work.plans}


def _seen(work: Work, inspection: str, unit: str) -> Plan:
    known = inspection in work.city.inspections and unit in work.city.units
    if not known or not may_see_plan(work.actor, unit, work.city):
        raise Unknown(Reason("plan.unknown", {}))
    owes = unit in _units(work, inspection) or unit == work.city.root or unit in _handed_in(work, inspection)
    if not owes:
        raise Unknown(Reason("plan.unknown", {}))
    rely_on_actor(work)
    return held_plan(work, inspection, unit)


def _units(work: Work, inspection: str) -> frozenset[str]:
    """The units that stand today for those with a part in the tasks; names nobody has confirmed owe nothing yet."""
    found = set[str]()
    for code in parties_of_tasks(work.session, inspection):
        found.update(work.city.heirs(code, work.day))
    standing = (code for code in found if work.city.units[code].kind is not UnitKind.UNCONFIRMED)
    return frozenset(standing) - {work.city.root}


def _handed_in(work: Work, inspection: str) -> tuple[str, ...]:
    """The units of which a version is on record: one that was only reminded has handed in nothing."""
    start = f"plan/{inspection}/"
    asked = select(StreamHead.name).where(StreamHead.name.startswith(start, autoescape=True))
    plans = _held(work, [name.removeprefix("plan/") for name in work.session.scalars(asked)])
    return tuple(sorted(plan.unit for plan in plans.values() if plan.last))


def _owed(work: Work, plan: Plan, inspection: str, unit: str, due: date | None) -> Owed:
    last = plan.last
    status = "missing" if last is None else last.result or "handed_in"
    first = min((one.on for one in plan.versions), default=None)
    late = due is not None and (first or work.day) > due
    return Owed(inspection, unit, due, status, late, plan if last else None)


def _words(work: Work, plan: Plan) -> str:
    names: Iterable[str] = (plan.texts.get(f"plan.{len(plan.versions)}.text", ""),)
    return next(iter(read_texts(work.session, names).values()), "")
