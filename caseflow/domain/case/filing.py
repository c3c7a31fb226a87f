"""Folds filing, assignment, transfer, amendment and the links between cases."""

from collections.abc import Mapping
from typing import Any

from caseflow.domain.case.facts import Case
from caseflow.domain.case.fold import on
from caseflow.domain.case.parts import Assignment, Due, Links, Measure, Parties
from caseflow.domain.case.waits import ACCEPT_TRANSFER, TRANSFER, begun, ended
from caseflow.domain.event import Event, day_of
from caseflow.domain.replacing import replace
from caseflow.domain.terms import Channel, EvidenceClass, Kind, State


@on("file")
def _file(_: Case, event: Event) -> Case:
    data = event.data
    inspection, number = event.stream.removeprefix("case/").split("/", 1)
    case = Case(
        inspection=inspection,
        number=number,
        kind=Kind(data["kind"]),
        filed_on=event.day,
        filed_by=event.actor,
        since=event.day,
        ordinal=data.get("ordinal"),
        batch=data.get("batch"),
        channel=Channel(data["channel"]) if data.get("channel") else None,
        key_case=bool(data.get("key_case")),
        received_on=day_of(data, "received_on"),
        handed_over=day_of(data, "handed_over"),
        types=data.get("types", 0),
        links=Links(
            part_of=data.get("part_of"),
            rebound_of=data.get("rebound_of"),
            repeat_of=tuple(data.get("repeat_of", ())),
        ),
    )
    return _described(case, data)


@on("complete_filing")
def _complete(case: Case, event: Event) -> Case:
    return _described(case, event.data)


@on("amend")
def _amend(case: Case, event: Event) -> Case:
    """Goal, measures and units; a date moves by extension alone."""
    return _described(case, {key: value for key, value in event.data.items() if key != "due"})


@on("keep_identity")
def _keep_identity(case: Case, _: Event) -> Case:
    return case  # the vault has the words


@on("describe")
def _describe(case: Case, event: Event) -> Case:
    """Its texts replace the older ones; of the facts only those move that no procedure guards."""
    data = event.data
    if "repeat_of" in data:
        case = replace(case, links=replace(case.links, repeat_of=tuple(data["repeat_of"])))
    return replace(
        case,
        channel=Channel(data["channel"]) if data.get("channel") else case.channel,
        key_case=bool(data.get("key_case", case.key_case)),
        types=data.get("types", case.types),
    )


@on("assign")
def _assign(case: Case, event: Event) -> Case:
    before = case.assignment
    parties = replace(case.parties, lead_unit=event.data["lead_unit"])
    assignment = Assignment(
        on=event.day,
        limit=day_of(event.data, "limit") or event.day,
        returns=before.returns if before else 0,
        designated=bool(event.data.get("designated")),
    )
    return replace(case, parties=parties, assignment=assignment)


@on("return_assignment")
def _return(case: Case, _: Event) -> Case:
    assignment = case.assignment
    if assignment is None:
        raise ValueError("nothing was assigned")
    return replace(case, assignment=replace(assignment, open=False, returns=assignment.returns + 1))


@on("accept_assignment")
@on("deem_accepted")
def _accept(case: Case, event: Event) -> Case:
    assignment = case.assignment
    if assignment is None:
        raise ValueError("nothing was assigned")
    return replace(case, assignment=replace(assignment, open=False, accepted_on=event.day))


@on("offer_transfer")
def _offer(case: Case, event: Event) -> Case:
    open_ = begun(ended(case.waits, TRANSFER), ACCEPT_TRANSFER, event.day, day_of(event.data, "limit"))
    return replace(case, transfer_to=event.data["unit"], transfer_accepted=False, waits=open_)


@on("accept_transfer")
def _take(case: Case, event: Event) -> Case:
    open_ = begun(ended(case.waits, ACCEPT_TRANSFER), TRANSFER, event.day, day_of(event.data, "limit"))
    return replace(case, transfer_accepted=True, waits=open_)


@on("refuse_transfer")
@on("take_back_transfer")
def _no_transfer(case: Case, _: Event) -> Case:
    open_ = ended(case.waits, ACCEPT_TRANSFER, TRANSFER)
    return replace(case, transfer_to=None, transfer_accepted=False, waits=open_)


@on("transfer")
def _transfer(case: Case, event: Event) -> Case:
    parties = replace(case.parties, lead_unit=event.data["unit"])
    return replace(_no_transfer(case, event), parties=parties)


@on("split")
def _split(case: Case, event: Event) -> Case:
    """The whole then belongs to the city, whose two heads sign when its parts are gathered."""
    parties = replace(case.parties, locality=event.data["locality"])
    return replace(case, parties=parties, links=replace(case.links, parts=tuple(event.data["parts"])))


@on("merge")
def _merge(case: Case, event: Event) -> Case:
    return replace(case, before_merge=case.state, links=replace(case.links, merged_into=event.data["into"]))


@on("unmerge")
def _unmerge(case: Case, _: Event) -> Case:
    return replace(case, before_merge=None, links=replace(case.links, merged_into=None))


@on("take_in")
def _take_in(case: Case, event: Event) -> Case:
    """The main case's side of a merge: the list of cases now handled with it."""
    return replace(case, links=replace(case.links, merged_from=tuple(event.data["cases"])))


def _described(case: Case, data: Mapping[str, Any]) -> Case:
    """Puts in what the event names; a key that is absent leaves the older fact."""
    named: dict[str, Any] = {key: _frozen(data[key]) for key in Parties.__slots__ if key in data}
    case = replace(case, parties=replace(case.parties, **named))
    if "evidence_class" in data:
        case = replace(case, evidence_class=EvidenceClass(data["evidence_class"]))
    if "due" in data:
        case = replace(case, due=_due(case, data))
    if "feedback_due" in data:
        case = replace(case, feedback_due=day_of(data, "feedback_due"))
    if "measures" in data:
        case = replace(case, measures=_measures(case, data["measures"]))
    return case


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _due(case: Case, data: Mapping[str, Any]) -> Due:
    day = day_of(data, "due")
    keep_first = case.due.first is not None and case.state is not State.FILED
    return replace(
        case.due,
        day=day,
        first=case.due.first if keep_first else day,
        at_once=bool(data.get("at_once", case.due.at_once)),
        standing=bool(data.get("standing", case.due.standing)),
        provisional=bool(data.get("provisional", False)),
    )


def _measures(case: Case, rows: list[Mapping[str, Any]]) -> tuple[Measure, ...]:
    """The new list; a measure left out is withdrawn but never forgotten, and what was done stays done."""
    named = {row["number"]: row for row in rows}
    old = {measure.number: measure for measure in case.measures}
    measures = []
    for number in sorted(old.keys() | named.keys()):
        before = old.get(number, Measure(number))
        row = named.get(number)
        if row is None:
            measures.append(replace(before, withdrawn=True))
        else:
            day = day_of(row, "due")
            measures.append(replace(before, unit=row.get("unit"), due=day, planned=day, withdrawn=False))
    return tuple(measures)
