"""The only place that writes the record: `record` notes an event, `seal` puts all of a work's events into the log."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from caseflow.domain import case as cases
from caseflow.domain import city as cities
from caseflow.domain import dispatch, lookback, meeting, plans, register
from caseflow.domain.case import Case
from caseflow.domain.dispatch import Round
from caseflow.domain.errors import NotYet, Reason, Stale
from caseflow.domain.event import Event
from caseflow.domain.lookback import LookBack
from caseflow.domain.meeting import Meeting
from caseflow.domain.plans import Plan
from caseflow.domain.register import Register
from caseflow.proof.commitment import commitment, new_salt
from caseflow.proof.leaf import VERSION, encode, leaf_hash
from caseflow.services import folded
from caseflow.services.inputs import storable
from caseflow.services.project import project
from caseflow.services.streams import heads_of
from caseflow.services.withholding import marks
from caseflow.services.work import Draft, Receipt, Work
from caseflow.store.checkpoints import HaltRow
from caseflow.store.log import DISCIPLINE, RECORD, DisciplineTextRow, Log, TextRow, log_of

_GROW = {
    log: update(log.stream)
    .where(log.stream.name == bindparam("stream"))
    .values(size=bindparam("length"), head=bindparam("leaf"))
    for log in (RECORD, DISCIPLINE)
}


class Numbers(NamedTuple):
    """A log's name, the first of the numbers taken in it, and the instant of its last event before."""

    log: str
    first: int
    last_at: datetime


def record(
    work: Work,
    stream: str,
    type_: str,
    data: Mapping[str, Any] | None = None,
    *,
    texts: Mapping[str, str] | None = None,
    occurred_at: str | None = None,
    on_behalf: str | None = None,
) -> Event:
    """Notes one event and folds it into what the work holds; it is stored when the work is sealed.

    `data` holds codes, ids, days, integers and decimal strings; `texts` what a person typed or a ledger brought,
    each committed to by a salted digest. An empty text is not kept; one in which somebody may be named is marked.
    Raises BadInput for one no database can keep.
    """
    for name, text in (texts or {}).items():
        storable(name.rpartition(".")[2], text)
    salted = {name: (new_salt(), text) for name, text in (texts or {}).items() if text}
    event = Event(
        stream=stream,
        n=_length(work, stream),
        type=type_,
        actor=work.actor.code,
        office=work.office,
        day=work.day,
        data={**(data or {}), **marks(work, stream, texts or {}, _source(data or {}))},
        texts={name: commitment(salt, name, text) for name, (salt, text) in salted.items()},
        on_behalf=on_behalf,
        occurred_at=occurred_at,
        rules=work.rules.id if work.rules else None,
    )
    _fold(work, event)
    work.drafts.append(Draft(event, salted))
    work.drafted[stream] += 1
    return event


def seal(work: Work) -> None:
    """Writes the work's events and the rows that follow from them, as the last act of the transaction.

    Numbers come first, so that writers queue at one place: nobody meets a lock or a row of another in the middle.
    Raises Stale where a stream this work relies on grew meanwhile; the caller's transaction is then rolled back.
    """
    if not work.drafts:
        return
    taken = {log: _take_numbers(work, log) for log in (RECORD, DISCIPLINE) if _drafts(work, log)}
    _refuse_halted(work)
    found = heads_of(work.session, work.seen)
    _refuse_stale(work, found)
    project(work)
    heads = {name: head for name, (_, head) in found.items()}
    for log, numbers in taken.items():
        _write(work, log, numbers, heads)
    _forget(work, heads)


def instant(at: datetime) -> str:
    """An instant as leaves write it: UTC to the microsecond, `2023-10-20T01:02:03.000000Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _source(data: Mapping[str, Any]) -> str | None:
    """The case that a new one takes its words from."""
    return data.get("part_of") or data.get("rebound_of")


def _length(work: Work, stream: str) -> int:
    """How long the stream is, counting this work's own events."""
    if stream not in work.seen:
        work.seen[stream] = _length_when_read(work, stream)
    return work.seen[stream] + work.drafted[stream]


def _length_when_read(work: Work, stream: str) -> int:
    """The length the work's facts were folded from, whatever has been committed since; 0 for a new stream."""
    if cities.is_of_city(stream):
        return work.city_sizes.get(stream, 0)
    kind, _, name = stream.partition("/")
    held: dict[str, Mapping[str, Case | Round | Register | Meeting | Plan | LookBack]] = {
        "case": work.cases,
        "round": work.rounds,
        "register": work.registers,
        "meeting": work.meetings,
        "plan": work.plans,
        "lookback": work.look_backs,
    }
    facts = held[kind].get(name)
    return facts.events if facts else 0


def _fold(work: Work, event: Event) -> None:
    kind, _, name = event.stream.partition("/")
    if log_of(event.stream) is DISCIPLINE:
        return  # what it says is sealed, and folded by whoever sealed it
    if kind == "case":
        work.before.setdefault(event.stream, work.cases.get(name))
        work.cases[name] = cases.apply(work.cases.get(name), event)
    elif kind == "round":
        work.before.setdefault(event.stream, work.rounds.get(name))
        work.rounds[name] = dispatch.apply(work.rounds.get(name), event)
    elif kind == "register":
        work.before.setdefault(event.stream, work.registers.get(name))
        work.registers[name] = register.apply(work.registers.get(name), event)
    elif kind == "meeting":
        work.before.setdefault(event.stream, work.meetings.get(name))
        work.meetings[name] = meeting.apply(work.meetings.get(name), event)
    elif kind == "plan":  # it has no row: lists of plans are short, and read from the streams
        work.plans[name] = plans.apply(work.plans.get(name), event)
    elif kind == "lookback":  # nor has a draw: there are a few in a year
        work.look_backs[name] = lookback.apply(work.look_backs.get(name), event)
    else:
        work.before.setdefault("city", work.city)
        work.city = cities.apply(work.city, event)


def _drafts(work: Work, log: Log) -> list[Draft]:
    """Those of the work's events that belong to this log."""
    return [draft for draft in work.drafts if log_of(draft.event.stream) is log]


def _take_numbers(work: Work, log: Log) -> Numbers:
    """Locks the log's one row and takes as many numbers as there are events."""
    drafts = _drafts(work, log)
    first_event = drafts[0].event
    if first_event.type == "open_log":
        return _open(work, log, str(first_event.data["log"]))
    state = log.state
    grown = state.size + len(drafts)
    taken = update(state).values(size=grown).returning(state.log, state.size, state.last_at)
    row = work.session.execute(taken).one_or_none()
    if row is None and log is DISCIPLINE:  # it begins with its first event
        return _open(work, log, f"{work.city.log}{log.ending}")
    if row is None:
        raise LookupError("there is no log yet")
    name, size, last_at = row
    return Numbers(name, size - len(drafts), last_at)


def _refuse_halted(work: Work) -> None:
    """Nothing is added to a log that is not the one that was signed: what was lost of it must come back first."""
    if found := work.session.execute(select(HaltRow.code, HaltRow.size)).first():
        raise NotYet(Reason("log.read_only", {"why": found.code, "checkpoint": found.size}))


def _open(work: Work, log: Log, name: str) -> Numbers:
    """The log's one row. Raises Stale where somebody else opened a log in this database just now."""
    row = {"id": 1, "log": name, "size": len(_drafts(work, log)), "last_at": work.at}
    try:
        work.session.execute(insert(log.state).values(row))
    except IntegrityError:
        raise Stale(Reason("stale.changed_meanwhile", {"stream": "log"})) from None
    return Numbers(name, 0, work.at)


def _refuse_stale(work: Work, found: Mapping[str, tuple[int, bytes]]) -> None:
    """Whatever the work relies on must still be as long as it was; new streams must still be new."""
    changed = [name for name, size in work.seen.items() if found.get(name, (0, b""))[0] != size]
    if changed:
        raise Stale(*(Reason("stale.changed_meanwhile", {"stream": name}) for name in changed))


def _fields(event: Event, log: str, at: datetime, prev: bytes | None) -> dict[str, Any]:
    return {
        "v": VERSION,
        "log": log,
        "stream": event.stream,
        "n": event.n,
        "prev": prev.hex() if prev else None,
        "type": event.type,
        "actor": event.actor,
        "office": event.office,
        "on_behalf": event.on_behalf,
        "at": instant(at),
        "day": event.day.isoformat(),
        "occurred_at": event.occurred_at,
        "rules": event.rules,
        "data": event.data,
        "pii": event.texts,
    }


def _write(work: Work, log: Log, numbers: Numbers, heads: dict[str, bytes]) -> None:
    """Writes the events of one log with their texts; `heads` grows by what each stream now ends with."""
    at = max(work.at, numbers.last_at)
    rows: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    drafts = _drafts(work, log)
    for seq, draft in enumerate(drafts, numbers.first):
        event = draft.event
        leaf = encode(_fields(event, numbers.log, at, heads.get(event.stream)))
        digest = leaf_hash(leaf)
        rows.append(
            {"seq": seq, "stream": event.stream, "stream_seq": event.n, "leaf": leaf, "leaf_hash": digest}
        )
        heads[event.stream] = digest
        texts.extend(_texts(draft, seq, log))
    execute = work.session.connection().execute
    execute(insert(log.event), rows)
    if texts:
        execute(insert(DisciplineTextRow if log is DISCIPLINE else TextRow), texts)
    _write_heads(work, log, {draft.event.stream for draft in drafts}, heads)
    execute(update(log.state).values(last_at=at))
    if log is RECORD:
        work.receipts |= {row["stream"]: Receipt(row["seq"], row["leaf_hash"]) for row in rows}


def _texts(draft: Draft, seq: int, log: Log) -> Iterator[dict[str, Any]]:
    """The rows of an event's texts. Raises ValueError rather than write one of the discipline log in clear."""
    if bool(draft.sealed if log is RECORD else draft.texts):
        raise ValueError(f"{draft.event.stream} keeps its texts otherwise")
    digests = draft.event.texts
    for name, (salt, text) in draft.texts.items():
        yield {"digest": digests[name], "seq": seq, "name": name, "salt": salt, "value": text}
    for name, (nonce, sealed) in draft.sealed.items():
        yield {"digest": digests[name], "seq": seq, "name": name, "nonce": nonce, "sealed": sealed}


def _write_heads(work: Work, log: Log, streams: set[str], heads: Mapping[str, bytes]) -> None:
    execute = work.session.connection().execute
    sizes = {stream: _length(work, stream) for stream in work.drafted if stream in streams}
    if new := [
        {"name": name, "size": size, "head": heads[name]}
        for name, size in sizes.items()
        if not work.seen[name]
    ]:
        execute(insert(log.stream), new)
    if grown := [
        {"stream": name, "length": size, "leaf": heads[name]}
        for name, size in sizes.items()
        if work.seen[name]
    ]:
        execute(_GROW[log], grown)


def _forget(work: Work, heads: Mapping[str, bytes]) -> None:
    """What was noted is written; the work goes on from there."""
    sizes = {stream: _length(work, stream) for stream in work.drafted}
    work.seen.update(sizes)
    work.drafted.clear()
    for stream in sizes:
        if stream.startswith("case/"):
            folded.keep(stream, heads[stream], work.cases[stream.removeprefix("case/")])
    work.drafts.clear()
    work.before.clear()
