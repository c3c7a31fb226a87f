"""Filing (建档立卡): opening a case, filling what filing left open, splitting it into locality parts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.parts import BESIDE, Parties
from caseflow.domain.errors import BadInput, NotYet, Reason
from caseflow.domain.guards.filing import NEEDS
from caseflow.domain.phrases import DuePhrase
from caseflow.domain.terms import Channel, EvidenceClass, Kind, State
from caseflow.services.access import case_for, held_case, permit
from caseflow.services.advance import require_state, require_unsigned
from caseflow.services.inputs import party_unit, said
from caseflow.services.record import record
from caseflow.services.texts import texts_of, unsealed
from caseflow.services.work import Work

STANDING = frozenset({State.SIGNING, State.CLOSED})
"""States in which even the wording of a case stands."""

_PROBLEM = "cell.problem"


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """A measure as filed: its words, and its unit and node where the plan names them."""

    text: str
    unit: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a plan says of a case beside its units; `due_words` is the phrase as written. Empty says nothing."""

    goal: str = ""
    measures: tuple[NewMeasure, ...] = ()
    due: DuePhrase | None = None
    due_words: str = ""
    feedback_due: date | None = None


NEEDED_AS = {"goal": "goal", "measures": "measure", "due": "due", "feedback_due": "feedback_limit"}
"""The parts of a plan by what guards call the need for them."""


@dataclass(frozen=True, slots=True)
class NewCase:
    """What filing puts on record. Units by code; None or empty is a gap that later stands in the way."""

    inspection: str
    number: str
    kind: Kind
    title: str
    ordinal: int | None = None
    batch: int | None = None
    channel: Channel | None = None
    key_case: bool = False
    received_on: date | None = None
    handed_over: date | None = None
    parties: Parties = field(default_factory=Parties)
    due: DuePhrase | None = None
    feedback_due: date | None = None
    evidence_class: EvidenceClass = EvidenceClass.SITE
    types: tuple[str, ...] = ()
    measures: tuple[NewMeasure, ...] = ()
    part_of: str | None = None
    rebound_of: str | None = None
    repeat_of: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


def file_case(work: Work, new: NewCase, action: Action = Action.FILE) -> Case:
    """Opens a case. Raises BadInput for an unknown inspection or unit, NotYet where the number is taken."""
    permit(work, action)
    if new.inspection not in work.city.inspections:
        raise BadInput(Reason("inspection.unknown", {"code": new.inspection}))
    key = f"{new.inspection}/{new.number}"
    if held_case(work, key) is not None:
        raise NotYet(Reason("number.taken", {"number": new.number}))
    stream = f"case/{key}"
    record(work, stream, "file", _data(work, new), texts=_texts(new))
    return work.cases[key]


def complete_filing(
    work: Work,
    key: str,
    parties: Mapping[str, Any],
    *,
    evidence_class: EvidenceClass | None = None,
    plan: Plan | None = None,
) -> Case:
    """Fills what filing left open. Once work has begun only gaps are filled; what stands is changed by amendment."""
    case = case_for(work, key, Action.COMPLETE_FILING)
    require_state(case, Action.COMPLETE_FILING, State.FILED, State.RECTIFYING)
    named = {name: _units(work, name, value) for name, value in parties.items() if value}
    if case.state is State.RECTIFYING:
        named = {name: value for name, value in named.items() if not getattr(case.parties, name)}
    data: dict[str, Any] = dict(named)
    if evidence_class and (case.state is State.FILED or not any(e.kind not in BESIDE for e in case.evidence)):
        data["evidence_class"] = evidence_class.value
    planned, texts = _planned(work, case, plan or Plan())
    data |= planned
    if data or texts:
        record(work, case.stream, "complete_filing", data, texts=texts)
    return work.cases[key]


def fillable(case: Case) -> frozenset[str]:
    """Which parts of a plan `complete_filing` takes now: every one while filed, later those that are missing.

    A petition's due date comes from its findings, and only a petition is fed back. A date that was extended, or
    waits for it, is the heads' to move.
    """
    names = {"goal", "measures", "due" if case.kind is Kind.TASK else "feedback_due"}
    if case.state is not State.FILED:
        names = {name for name in names if not NEEDS[NEEDED_AS[name]](case)}
    elif case.due.extensions or case.open_decision("extension"):
        names -= {"due"}
    return frozenset(names)


def describe(work: Work, key: str, texts: Mapping[str, str], facts: Mapping[str, Any] | None = None) -> Case:
    """Puts newer words in the place of descriptive ones, also in the ledger's cell; the older stay on record.

    `facts` are those that only describe: `types` (how many), `channel`, `key_case`, `repeat_of`.
    """
    case = case_for(work, key, Action.DESCRIBE)
    require_state(case, Action.DESCRIBE, *(state for state in State if state not in STANDING))
    require_unsigned(case)
    cell = {_PROBLEM: texts["problem"]} if "problem" in texts and _PROBLEM in case.texts else {}
    record(work, case.stream, "describe", facts, texts=cell | dict(texts))
    return work.cases[key]


def split(work: Work, key: str, localities: list[str]) -> tuple[Case, ...]:
    """Makes one locality part per locality, each a case of its own with the measures of the whole."""
    case = case_for(work, key, Action.SPLIT)
    require_state(case, Action.SPLIT, State.FILED)
    if len(set(localities)) < 2:
        raise BadInput(Reason("parts.too_few", {}))
    units, words = [party_unit(work, code) for code in localities], _words(work, case)
    parts = tuple(_part(work, case, words, code, n) for n, code in enumerate(units, 1))
    data = {
        "parts": [part.key for part in parts],
        "locality": work.city.root,
    }  # the city's heads sign the whole
    record(work, case.stream, "split", data)
    return parts


def due_data(work: Work, phrase: DuePhrase | None, inspection: str) -> dict[str, Any]:
    """The due date a phrase fixes, as an event carries it. 立行立改 counts from the plan's date."""
    if phrase is None:
        return {}
    planned = work.city.inspections[inspection].plan_date or work.day
    day = phrase.due(planned, work.book.number("at_once.days"))
    return {
        "due": day.isoformat() if day else None,
        "at_once": phrase.at_once,
        "standing": phrase.standing,
    }


def _planned(work: Work, case: Case, plan: Plan) -> tuple[dict[str, Any], dict[str, str]]:
    """What of a plan may be put in, as an event carries it, and its words."""
    data: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for name in (name for name in fillable(case) if getattr(plan, name)):
        if name == "goal":
            texts["goal"] = said("goal", plan.goal)
        elif name == "measures":
            first = 1 if case.state is State.FILED else 1 + max((m.number for m in case.measures), default=0)
            data["measures"] = _measure_rows(work, plan.measures, first)
            texts |= _measure_texts(plan.measures, first)
        elif name == "due":
            data |= due_data(work, plan.due, case.inspection)
            texts["due_phrase"] = said("due_phrase", plan.due_words)
        else:
            data["feedback_due"] = _iso(plan.feedback_due)
    return data, texts


def _part(work: Work, whole: Case, words: Mapping[str, str], locality: str, number: int) -> Case:
    data = {
        "kind": whole.kind.value,
        "ordinal": whole.ordinal,
        "batch": whole.batch,
        "part_of": whole.key,
        "lead_unit": whole.parties.lead_unit,
        "locality": locality,
        "responsible": [locality],
        "cooperating": list(whole.parties.cooperating),
        "acceptance_unit": whole.parties.acceptance_unit,
        "supervising_unit": whole.parties.supervising_unit,
        "evidence_class": whole.evidence_class.value,
        "due": whole.due.day.isoformat() if whole.due.day else None,
        "at_once": whole.due.at_once,
        "standing": whole.due.standing,
        "measures": [
            {"number": m.number, "due": m.due.isoformat() if m.due else None} for m in whole.measures
        ],
    }
    stream = f"{whole.stream}-{number}"
    record(work, stream, "file", data, texts=words)
    return work.cases[stream.removeprefix("case/")]


def _words(work: Work, case: Case) -> dict[str, str]:
    """The words of a case, also of one filed in this same work."""
    new = unsealed(work, {case.stream})
    return texts_of(work.session, case) | {
        name: new[digest] for name, digest in case.texts.items() if digest in new
    }


def _data(work: Work, new: NewCase) -> dict[str, Any]:
    parties = {name: getattr(new.parties, name) for name in Parties.__slots__}
    data = {
        "kind": new.kind.value,
        "ordinal": new.ordinal,
        "batch": new.batch,
        "channel": new.channel.value if new.channel else None,
        "key_case": new.key_case,
        "received_on": _iso(new.received_on),
        "handed_over": _iso(new.handed_over),
        "feedback_due": _iso(new.feedback_due),
        "evidence_class": new.evidence_class.value,
        "types": len(new.types),
        "part_of": new.part_of,
        "rebound_of": new.rebound_of,
        "repeat_of": list(new.repeat_of),
        "measures": _measure_rows(work, new.measures),
    }
    return (
        data
        | {name: _units(work, name, value) for name, value in parties.items()}
        | due_data(work, new.due, new.inspection)
    )


def _texts(new: NewCase) -> dict[str, str]:
    texts = {"title": said("title", new.title)} | dict(new.texts)
    texts |= _measure_texts(new.measures)
    return texts | {f"type.{n}": word for n, word in enumerate(new.types, 1)}


def _measure_rows(work: Work, measures: Iterable[NewMeasure], first: int = 1) -> list[dict[str, Any]]:
    return [
        {"number": n, "unit": party_unit(work, m.unit) if m.unit else None, "due": _iso(m.due)}
        for n, m in enumerate(measures, first)
    ]


def _measure_texts(measures: Iterable[NewMeasure], first: int = 1) -> dict[str, str]:
    return {f"measure.{n}": said("measures", measure.text) for n, measure in enumerate(measures, first)}


def _units(work: Work, name: str, value: Any) -> Any:
    """Units checked and mapped; the leader in charge is a person's code."""
    if name == "leader_in_charge" or value is None:
        return value
    if isinstance(value, tuple | list):
        return [party_unit(work, code) for code in value]
    return party_unit(work, value)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
