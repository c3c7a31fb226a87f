"""The monthly dispatch round (月调度): one stream a month, from its opening to the month's close."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from caseflow.domain.circular import Circular, of_data
from caseflow.domain.event import Event, day_of


@dataclass(frozen=True, slots=True)
class Round:
    """One month. `due` is the day reports are owed by; a unit may report again until `closed_on`."""

    month: str
    opened_on: date
    due: date
    closed_on: date | None = None
    circular: Circular | None = None
    events: int = 0

    @property
    def stream(self) -> str:
        """The name of the stream that holds the round's events."""
        return f"round/{self.month}"


def _open(round_: Round | None, event: Event) -> Round:
    if round_ is not None:
        raise ValueError("the round is open already")
    return Round(event.stream.removeprefix("round/"), event.day, day_of(event.data, "due") or event.day)


def _close(round_: Round | None, event: Event) -> Round:
    if round_ is None or round_.closed_on:
        raise ValueError("the round is not open")
    return replace(round_, closed_on=event.day)


def _draft(round_: Round | None, event: Event) -> Round:
    """Written, or written anew; what was issued is first made void."""
    if round_ is None or (round_.circular and round_.circular.issued_on and not round_.circular.void_on):
        raise ValueError(f"{event.stream} is not open, or its circular is issued")
    return replace(round_, circular=Circular(event.actor, event.day, dict(event.texts)))


def _issue(round_: Round | None, event: Event) -> Round:
    if round_ is None or round_.closed_on is None or round_.circular is None or round_.circular.issued_on:
        raise ValueError(f"{event.stream} has no circular to issue")
    lines = tuple(of_data(line) for line in event.data["lines"])
    issued = replace(
        round_.circular, issued_by=event.actor, issued_on=event.day, number=event.data["number"], lines=lines
    )
    return replace(round_, circular=issued)


def _void(round_: Round | None, event: Event) -> Round:
    circular = round_.circular if round_ else None
    if round_ is None or circular is None or not circular.issued_on or circular.void_on:
        raise ValueError(f"{event.stream} has no circular that stands")
    return replace(round_, circular=replace(circular, void_on=event.day))


HANDLERS: dict[str, Callable[[Round | None, Event], Round]] = {
    "open_round": _open,
    "close_round": _close,
    "draft_circular": _draft,
    "issue_circular": _issue,
    "void_circular": _void,
}


def apply(round_: Round | None, event: Event) -> Round:
    """The round after one more event. Raises KeyError for a type nobody folds."""
    return replace(HANDLERS[event.type](round_, event), events=event.n + 1)


def fold(events: Iterable[Event]) -> Round | None:
    """The round all these events make, in order."""
    round_: Round | None = None
    for event in events:
        round_ = apply(round_, event)
    return round_
