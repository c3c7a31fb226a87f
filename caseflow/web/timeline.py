"""What happened on a case, newest first, twenty at a time, in sentences with what was written and shown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from caseflow.clock import OFFICE_ZONE
from caseflow.domain.case.moves import RECTIFY
from caseflow.domain.case.papers import OF_PAPERS
from caseflow.domain.event import Event
from caseflow.services.picturing import Picture
from caseflow.services.showing import event_in_words
from caseflow.web.case_clock import limit_title
from caseflow.web.case_steps import unit_of
from caseflow.words.say import msgids, say, term

PAGE = 20
"""How many events one page shows; design/README.md, Timeline."""
EVIDENCE = frozenset({"add_evidence", "withdraw_evidence"})
ON_THE_PAGE = (
    "cell.", "title", "problem", "goal", "measure.", "type.", "due_phrase", "evidence.", "proposed.", "notice.",
    "outside.", "look_back."
)  # fmt: skip
"""Texts that the page shows in their own place, and that the timeline does not repeat."""

FILTERS: dict[str, Callable[[Event], bool]] = {
    "all": lambda _: True,
    "papers": lambda event: event.type in OF_PAPERS,
    "evidence": lambda event: event.type in EVIDENCE,
    "states": lambda event: bool(event.data.get("to")) or event.type == "file",
}
"""What the timeline can be narrowed to, by the name that the address carries."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What part of the timeline somebody asked for: a filter, and only events before this place in what they see."""

    show: str = "all"
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of it. `last` is the place to go on before, None where nothing is left; `left` how many are."""

    items: list[dict[str, Any]]
    total: int
    last: int | None
    left: int


def timeline(
    picture: Picture, asked: Asked, show: Callable[[int], dict[str, Any]], *, whole: bool
) -> Timeline:
    """The events asked for, newest first; `show` gives a piece of evidence as parts/record.html takes it.

    `whole` leaves no page break, for paper.
    """
    place = {event.n: place for place, event in enumerate(picture.events)}
    wanted = [event for event in reversed(picture.events) if FILTERS[asked.show](event)]
    rest = [event for event in wanted if asked.before is None or place[event.n] < asked.before]
    page = rest if whole else rest[:PAGE]
    left = len(rest) - len(page)
    numbers = {event.n: id_ for id_, event in enumerate(_shown_files(picture), 1)}
    items = [_item(picture, event, show, numbers.get(event.n)) for event in page]
    for before, item in pairwise([{"at": None}, *items]):
        item["year"] = (
            item["at"].year if before["at"] is None or before["at"].year != item["at"].year else None
        )
    return Timeline(items, len(wanted), place[page[-1].n] if left else None, left)


def _shown_files(picture: Picture) -> Iterator[Event]:
    """The events that brought evidence, in the order in which it is numbered."""
    return (event for event in picture.events if event.type == "add_evidence")


def _item(
    picture: Picture, event: Event, show: Callable[[int], dict[str, Any]], evidence: int | None
) -> dict[str, Any]:
    names = picture.names
    person, unit = names.called(event.actor) or "", names.called(unit_of(event)) or ""
    sentence = event_in_words(names, event, picture.case)
    file = show(evidence) if evidence else None
    return {
        "at": _office_time(event),
        "kind": _kind(event),
        "who": unit,
        "text": f"{'' if person == unit else person} {sentence.removeprefix(person).strip()}".strip(),
        "note": "\n".join(_written(picture, event)),
        "files": [file] if file and not file.get("src") else [],
        "photos": [file] if file and file.get("src") else [],
    }


def _office_time(event: Event) -> datetime:
    return datetime.fromisoformat(event.at or f"{event.day}T00:00:00+00:00").astimezone(OFFICE_ZONE)


def _kind(event: Event) -> str:
    if event.type in OF_PAPERS:
        return "paper"
    return "state" if FILTERS["states"](event) else "event"


def _written(picture: Picture, event: Event) -> Iterator[str]:
    """What was typed with an event, and the day its document claims where that is another one."""
    for name, digest in event.texts.items():
        if not name.startswith(ON_THE_PAGE) and digest in picture.words:
            yield _labelled(name, picture.words[digest])
    yield from _moved(picture, event)
    claimed = event.occurred_at
    if claimed and claimed[:10] != event.day.isoformat():
        yield say("timeline.claimed", {"day": claimed[:10]})


def _moved(picture: Picture, event: Event) -> Iterator[str]:
    """Each date that an event moved, and to when."""
    own = [(RECTIFY, event.data["due"])] if event.type == "redate" and "due" in event.data else []
    for name, day in (*own, *event.data.get("moved", ())):
        yield say("timeline.moved", {"limit": limit_title(picture.names, picture.case, name), "day": day})


def _labelled(name: str, words: str) -> str:
    """A text with the word for what it is, where there is one."""
    code = f"text.{name.rpartition('.')[2]}"
    return say("list.labelled", {"label": term(code), "words": words}) if code in msgids("TERMS") else words
