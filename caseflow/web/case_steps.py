"""The steps of a case in the order that is in force for it: what is done, what is now, who acts later."""

from collections.abc import Mapping
from typing import Any

from caseflow.domain.event import Event
from caseflow.domain.lifecycle import HEAD, STEP
from caseflow.domain.rulebook import Limit
from caseflow.domain.terms import State, Step
from caseflow.services.outside_words import state_in_words
from caseflow.services.picturing import Picture
from caseflow.words.say import say, term

SHOWN = {Step.NOTICE: State.PUBLICIZED}
"""The state a step is shown by where that is not the one it begins in."""


def steps(picture: Picture) -> list[dict[str, Any]]:
    """The circles from filing to closure, as `steps` of parts/marks.html takes them; none for a merged case."""
    case = picture.case
    if case.state is State.MERGED:
        return []
    states = _states(picture)
    now = states.index(_shown_as(case.state))
    entered, returned = _entered(picture.events), _returned(picture.events)
    items = []
    for place, state in enumerate(states):
        stage = "now" if place == now and state is not State.CLOSED else "done" if place <= now else "ahead"
        items.append(
            {
                "word": state_in_words(case) if place == now else term(f"state.{state}"),
                "stage": stage,
                "note": _note(picture, state, stage, entered),
                "returned": returned.get(state),
            }
        )
    return items


def reached(picture: Picture) -> int:
    """How many of the steps the case has come to, for the bars of its state."""
    if picture.case.state is State.MERGED:
        return 0
    return _states(picture).index(_shown_as(picture.case.state)) + 1


def _states(picture: Picture) -> list[State]:
    case = picture.case
    order = case.order or tuple(Step(step) for step in picture.rules.codes("steps.order"))
    middle = [SHOWN.get(step, HEAD[step]) for step in order]
    return [State.FILED, State.RECTIFYING, *middle, State.CLOSED]


def _shown_as(state: State) -> State:
    step = STEP.get(state)
    return SHOWN.get(step, state) if step else state


def _entered(events: tuple[Event, ...]) -> Mapping[State, Event]:
    """The event that last brought the case into each state."""
    found = {State.FILED: events[0]}
    for event in events:
        if event.data.get("to"):
            found[_shown_as(State(event.data["to"]))] = event
    return found


def _returned(events: tuple[Event, ...]) -> dict[State, str]:
    """From which shown state the case last went back to rectifying, and when."""
    found, state = dict[State, str](), State.FILED
    for event in events:
        to = State(event.data["to"]) if event.data.get("to") else state
        if to is State.RECTIFYING and state in (*STEP, State.CLOSED):
            found[_shown_as(state)] = say("step.returned", {"day": event.day})
        state = to
    return found


def _note(picture: Picture, state: State, stage: str, entered: Mapping[State, Event]) -> str:
    if stage == "ahead":
        return _ahead(picture, state)
    event = entered.get(state)
    if event is None or event.type == "take_over":
        return say("outside.step") if picture.case.outside else ""
    if stage == "now":
        since = picture.case.since
        return say("step.now", {"since": since, "n": (picture.day - since).days + 1})
    return say("step.done", {"day": event.day, "who": picture.names.called(unit_of(event)) or ""})


def unit_of(event: Event) -> str:
    """The unit or post in which somebody acted, as `names.called` takes it; the actor where there is none."""
    office, _, unit = event.office.partition("/")
    if event.actor == event.office or not unit:
        return event.actor
    return office if office == "coordinator" else unit if office in ("officer", "deputy") else event.office


def _ahead(picture: Picture, state: State) -> str:
    rules, case = picture.rules, picture.case
    match state:
        case State.ACCEPTING:
            return picture.names.called(case.parties.acceptance_unit) or ""
        case State.PUBLICIZED:
            return _span(rules.limit("notice.period"))
        case State.SIGNING:
            return say("step.two_heads")
        case State.CLOSED:
            return say("step.filed_up", {"limit": _span(rules.limit("filing_up.limit"))})
        case _:
            return ""


def _span(limit: Limit) -> str:
    return say(f"span.{limit.unit}", {"n": limit.n})
