"""A discipline inspector's own clue (线索): nobody else knows of it, unless its keeper hands it to one more.

Its events lie in the discipline log, what they say is sealed; here they come opened.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from caseflow.domain.event import Event
from caseflow.domain.handling import NOT_BEGUN, Handling, concluded, disposed


@dataclass(frozen=True, slots=True)
class Clue:
    """One clue: whose it is, to whom it was handed and when, and the cases it names, which know nothing of it."""

    name: str
    by: str
    on: date
    cases: tuple[str, ...]
    holder: str
    handed_on: date | None = None
    handling: Handling = NOT_BEGUN
    events: int = 0

    @property
    def stream(self) -> str:
        """The name of the stream that holds its events."""
        return f"clue/{self.name}"

    def since(self, person: str) -> date | None:
        """Since when a person knows of it, None for anybody else."""
        if person == self.by:
            return self.on
        return self.handed_on if person == self.holder else None


def _keep(_: Clue | None, event: Event) -> Clue:
    name = event.stream.removeprefix("clue/")
    return Clue(name, event.actor, event.day, tuple(event.data["cases"]), event.actor)


def _add(one: Clue, event: Event) -> Clue:
    return replace(_own(one, event), cases=tuple(dict.fromkeys((*one.cases, *event.data["cases"]))))


def _hand(one: Clue, event: Event) -> Clue:
    if one.handed_on or event.data["to"] == one.by:
        raise ValueError(f"{one.stream} is handed on once, and to another")
    return replace(_own(one, event), holder=event.data["to"], handed_on=event.day)


def _dispose(one: Clue, event: Event) -> Clue:
    return replace(_own(one, event), handling=disposed(one.handling, event))


def _conclude(one: Clue, event: Event) -> Clue:
    return replace(_own(one, event), handling=concluded(one.handling, event))


def _own(one: Clue, event: Event) -> Clue:
    if event.actor != one.holder:
        raise ValueError(f"{one.stream} is another's")
    return one


HANDLERS: dict[str, Callable[[Any, Event], Clue]] = {
    "keep_clue": _keep,
    "add_to_clue": _add,
    "hand_clue": _hand,
    "dispose_clue": _dispose,
    "conclude_clue": _conclude,
}


def apply(one: Clue | None, event: Event) -> Clue:
    """The clue after one more event. Raises KeyError for a type nobody folds, ValueError out of turn."""
    if (one is None) is not (event.type == "keep_clue"):
        raise ValueError(f"{event.stream} cannot {event.type}")
    return replace(HANDLERS[event.type](one, event), events=event.n + 1)


def fold(events: Iterable[Event]) -> Clue | None:
    """The clue all these events make, in order; None for no events."""
    one: Clue | None = None
    for event in events:
        one = apply(one, event)
    return one
