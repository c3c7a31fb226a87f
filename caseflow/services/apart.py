"""The discipline log (移送和线索专用日志): events whose words, and whatever they are about, lie sealed.

A leaf there says who did what kind of thing when, and nothing of whom or which case. What it says lies in the text
`facts` and in those a person typed, all sealed with the vault's key for a purpose of their own.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.errors import NotPermitted, Reason
from caseflow.domain.event import Event
from caseflow.services.inputs import storable
from caseflow.services.record import record
from caseflow.services.streams import event_of, heads_of
from caseflow.services.vaulting import Vault
from caseflow.services.work import Work
from caseflow.store.log import DisciplineEventRow, DisciplineTextRow

FACTS = "facts"
"""The name of the text in which an event's data lies sealed."""
READING = "reading/"
"""The streams, one a person, that say who read what of this log."""


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """A stream opened: its events with their data, and the words that stand under each name; no `repr`."""

    events: tuple[Event, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    of_event: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


def record_apart(
    work: Work,
    vault: Vault,
    stream: str,
    type_: str,
    data: Mapping[str, Any] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Event:
    """Notes an event of the discipline log; answers it opened. Only people act there, never the command line."""
    if work.actor.code not in work.city.people:
        raise NotPermitted(Reason("apart.people_only", {}))
    work.seen.setdefault(stream, heads_of(work.session, [stream]).get(stream, (0, b""))[0])
    written = {name: storable(name, text) for name, text in (texts or {}).items() if text}
    facts = json.dumps(dict(data or {}), ensure_ascii=False, sort_keys=True)
    event = record(work, stream, type_, texts={FACTS: facts, **written})
    draft = work.drafts.pop()
    sealed = {name: vault.seal(stream, name, salt, text) for name, (salt, text) in draft.texts.items()}
    work.drafts.append(replace(draft, texts={}, sealed=sealed))
    return replace(event, data=dict(data or {}))


def note_reading_apart(work: Work, vault: Vault, what: str) -> None:
    """Puts on record that the actor reads this now, a stream or a list; committed before it is shown."""
    record_apart(work, vault, f"{READING}{work.actor.code}", "read", {"what": what})


def told_of(session: Session, vault: Vault, prefix: str) -> dict[str, Told]:
    """Every stream of the discipline log that begins so, opened, in the order in which they began.

    Raises NotYet where a text is not what the log commits to, or the key is another.
    """
    table = DisciplineEventRow
    asked = select(table.seq, table.leaf).where(table.stream.startswith(prefix, autoescape=True))
    events = [event_of(leaf, seq) for seq, leaf in session.execute(asked.order_by(table.seq))]
    words = _opened(session, vault, events)
    return told(events, words)


def told(events: Iterable[Event], words: Mapping[int, Mapping[str, str]]) -> dict[str, Told]:
    """Events of the discipline log by stream, each with its data as the opened `words` of its number say."""
    found: dict[str, Told] = {}
    for event in events:
        said = dict(words.get(event.seq or 0, {}))
        opened = replace(event, data=json.loads(said.pop(FACTS)))
        before = found.get(event.stream, Told())
        found[event.stream] = Told(
            (*before.events, opened), {**before.words, **said}, {**before.of_event, event.n: said}
        )
    return found


def _opened(session: Session, vault: Vault, events: list[Event]) -> dict[int, dict[str, str]]:
    """The words of these events by their number in the log."""
    streams = {event.seq: event.stream for event in events}
    found: dict[int, dict[str, str]] = {}
    if not events:
        return found
    first, last = events[0].seq or 0, events[-1].seq or 0
    for row in _rows(session, first, last):
        if row.seq in streams:
            found.setdefault(row.seq, {})[row.name] = vault.open(streams[row.seq], row)
    return found


def _rows(session: Session, first: int, last: int) -> Iterator[DisciplineTextRow]:
    table = DisciplineTextRow
    yield from session.scalars(select(table).where(table.seq.between(first, last)))
