"""Reads streams of the record and folds them; nothing else in the services is believed."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from caseflow.domain import case as cases
from caseflow.domain import city as cities
from caseflow.domain import dispatch, lookback, meeting, plans, register
from caseflow.domain.case import Case
from caseflow.domain.city import City
from caseflow.domain.dispatch import Round
from caseflow.domain.event import Event
from caseflow.domain.lookback import LookBack
from caseflow.domain.meeting import Meeting
from caseflow.domain.plans import Plan
from caseflow.domain.register import Register
from caseflow.proof.heads import TYPE as HEADS
from caseflow.proof.leaf import VERSION
from caseflow.services import folded
from caseflow.store.log import DISCIPLINE, RECORD, EventRow, StreamHead, log_of

MANY = 500
"""Names or digests asked for in one query; SQLite may take no more than 999 parameters."""
_ALL = select(EventRow.seq, EventRow.leaf).order_by(EventRow.seq)


def _of_city(column: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    return column.in_(("log", "city")) | column.startswith("person/", autoescape=True)


def _commits_heads() -> ColumnElement[bool]:
    """Of the many events that only commit to heads, no fact is read: the end of the leaf's bytes tells them."""
    end = f'"type":"{HEADS}","v":{VERSION}}}'.encode()
    tail = func.substr(EventRow.leaf, func.length(EventRow.leaf) - (len(end) - 1), type_=LargeBinary)
    return tail == end


_OF_CITY = _ALL.where(_of_city(EventRow.stream), ~_commits_heads())
_OF_STREAM = {
    log: select(log.event.seq, log.event.leaf)
    .order_by(log.event.seq)
    .where(log.event.stream == bindparam("stream"))
    for log in (RECORD, DISCIPLINE)
}
_OF_STREAMS = _ALL.where(EventRow.stream.in_(bindparam("names", expanding=True)))
_HEADS = select(StreamHead.name, StreamHead.size, StreamHead.head)
_HEADS_OF = {
    log: select(log.stream.name, log.stream.size, log.stream.head).where(
        log.stream.name.in_(bindparam("names", expanding=True))
    )
    for log in (RECORD, DISCIPLINE)
}
_HEADS_OF_CITY = _HEADS.where(_of_city(StreamHead.name))
"""What is asked again and again is built once."""


def event_of(leaf: bytes, seq: int) -> Event:
    """A leaf of the log as an event."""
    return event_from(json.loads(leaf), seq)


def event_from(fields: dict[str, Any], seq: int) -> Event:
    """The fields of a leaf as an event."""
    return Event(
        stream=fields["stream"],
        n=fields["n"],
        type=fields["type"],
        actor=fields["actor"],
        office=fields["office"],
        day=date.fromisoformat(fields["day"]),
        data=fields["data"],
        texts=fields["pii"],
        on_behalf=fields["on_behalf"],
        occurred_at=fields["occurred_at"],
        rules=fields["rules"],
        at=fields["at"],
        seq=seq,
    )


def events_of(session: Session, stream: str) -> list[Event]:
    """Every event of one stream, in order."""
    found = session.execute(_OF_STREAM[log_of(stream)], {"stream": stream})
    return [event_of(leaf, seq) for seq, leaf in found]


def all_events(session: Session, until: date | None = None) -> Iterator[Event]:
    """Every event of the log in order; with `until`, those whose office day is not later."""
    for seq, leaf in session.execute(_ALL.execution_options(yield_per=1000)):
        event = event_of(leaf, seq)
        if until is None or event.day <= until:
            yield event


def city_heads(session: Session) -> dict[str, tuple[int, bytes]]:
    """The length and the last leaf's hash of every stream the city is folded from."""
    return {name: (size, bytes(head)) for name, size, head in session.execute(_HEADS_OF_CITY)}


def read_city(session: Session, sizes: Mapping[str, int]) -> City:
    """The city when its streams were this long; what a writer beside us has added since is left out."""
    found = session.execute(_OF_CITY)
    events = (event_of(leaf, seq) for seq, leaf in found)
    return cities.fold(event for event in events if event.n < sizes.get(event.stream, 0))


def only_heads_since(session: Session, size: int, head: bytes) -> bool:
    """Whether the log's own stream, when it was this long, ended in this leaf, and has but committed heads since."""
    log = EventRow.stream == "log"
    asked = select(EventRow.leaf_hash).where(log, EventRow.stream_seq == size - 1)
    since = select(EventRow.seq).where(log, EventRow.stream_seq >= size, ~_commits_heads()).limit(1)
    return session.scalar(asked) == head and session.scalar(since) is None


def read_case(session: Session, key: str) -> Case | None:
    """The case of this key, None where no such stream is. One folded before is taken again if its head is the same."""
    stream = f"case/{key}"
    size, head = heads_of(session, [stream]).get(stream, (0, b""))
    if not size:
        return None
    case = folded.known(stream, head)
    if case is None:
        case = cases.fold(event for event in events_of(session, stream) if event.n < size)
        if case:
            folded.keep(stream, head, case)
    return case


def read_cases(session: Session, keys: Iterable[str], until: date | None = None) -> dict[str, Case]:
    """The cases of these keys, read together, as they stood at the end of a day; one that was not there is left out."""
    found: dict[str, Case] = {}
    for some in portions(f"case/{key}" for key in keys):
        for seq, leaf in session.execute(_OF_STREAMS, {"names": some}):
            event = event_of(leaf, seq)
            if until is None or event.day <= until:
                key = event.stream.removeprefix("case/")
                found[key] = cases.apply(found.get(key), event)
    return found


def heads_of(session: Session, streams: Iterable[str]) -> dict[str, tuple[int, bytes]]:
    """The length and the last leaf's hash of each of these streams that is there."""
    wanted, heads = list(streams), dict[str, tuple[int, bytes]]()
    for log, asked in _HEADS_OF.items():
        for some in portions(name for name in wanted if log_of(name) is log):
            for name, size, head in session.execute(asked, {"names": some}):
                heads[name] = size, bytes(head)
    return heads


def read_round(session: Session, month: str) -> Round | None:
    """The round of this month, None where it was never opened."""
    return dispatch.fold(events_of(session, f"round/{month}"))


def read_register(session: Session, name: str) -> Register | None:
    """The register of this name (`<year>/<kind>`), None where no number was given yet."""
    return register.fold(events_of(session, f"register/{name}"))


def read_meeting(session: Session, name: str) -> Meeting | None:
    """The meeting of this name (`<year>-<n>`), None where it was never called."""
    return meeting.fold(events_of(session, f"meeting/{name}"))


def read_plan(session: Session, key: str) -> Plan | None:
    """What a unit handed in for an inspection (`<inspection>/<unit>`), None where nothing was."""
    return plans.fold(events_of(session, f"plan/{key}"))


def read_plans(session: Session, keys: Iterable[str]) -> dict[str, Plan]:
    """The plans of these keys, read together; one that was never handed in is left out."""
    found: dict[str, Plan] = {}
    for some in portions(f"plan/{key}" for key in keys):
        for seq, leaf in session.execute(_OF_STREAMS, {"names": some}):
            event = event_of(leaf, seq)
            key = event.stream.removeprefix("plan/")
            found[key] = plans.apply(found.get(key), event)
    return found


def read_look_backs(session: Session) -> dict[str, LookBack]:
    """Every look-back that was drawn, by name, oldest first."""
    found: dict[str, LookBack] = {}
    drawn = _ALL.where(EventRow.stream.startswith("lookback/", autoescape=True))
    for seq, leaf in session.execute(drawn):
        event = event_of(leaf, seq)
        name = event.stream.removeprefix("lookback/")
        found[name] = lookback.apply(found.get(name), event)
    return found


def fold_all(events: Iterable[Event]) -> tuple[City, dict[str, Case], dict[str, Round]]:
    """City, cases by key and rounds by month, folded from events in the order of the log; nothing else is looked at."""
    city, found, rounds = City(), dict[str, Case](), dict[str, Round]()
    for event in events:
        if event.stream.startswith("case/"):
            key = event.stream.removeprefix("case/")
            found[key] = cases.apply(found.get(key), event)
        elif event.stream.startswith("round/"):
            month = event.stream.removeprefix("round/")
            rounds[month] = dispatch.apply(rounds.get(month), event)
        elif not event.stream.startswith(("register/", "meeting/", "plan/", "lookback/")):
            city = cities.apply(city, event)
    return city, found, rounds


def portions(names: Iterable[str]) -> Iterator[list[str]]:
    """Names or digests in lists that one query may ask for."""
    rest = iter(names)
    while some := list(islice(rest, MANY)):
        yield some
