"""Evidence bundles (证据包): everything on record of a case up to a checkpoint, to be verified without us.

The full version is the inspector's; the public one leaves texts and files out. Neither holds what lies in the vault,
nor a text in which somebody may be named and that nobody has cleared.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files as resources
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caseflow.domain.actor import NOBODY
from caseflow.domain.case import Case
from caseflow.domain.city import City
from caseflow.domain.errors import BadInput, Reason
from caseflow.proof.bundle.layout import FULL, README, may_be_open
from caseflow.proof.bundle.writing import Contents, Entry, Opening, write_bundle
from caseflow.proof.checkpoint import Checkpoint, parse_checkpoint
from caseflow.proof.heads import Head, head_path
from caseflow.proof.note import BadNote, parse
from caseflow.proof.tree import consistency_path, inclusion_paths
from caseflow.services.carrying import the_program
from caseflow.services.counting_log import log_name
from caseflow.services.streams import portions
from caseflow.services.withholding import held_from
from caseflow.services.witnessed import full_note
from caseflow.store.checkpoints import CheckpointRow, CosignatureRow, leaf_at, leaf_hashes
from caseflow.store.files import Files
from caseflow.store.log import EventRow, TextRow

PASSKEY = "passkey"


@dataclass(frozen=True, slots=True)
class Stored:
    """An event as it lies in the log."""

    seq: int
    leaf: bytes
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bundled:
    """What a bundle holds: of so many events, under a checkpoint of this size; `later` came after it."""

    events: int
    checkpoint: int | None
    later: int


def is_covered(session: Session, case: Case) -> bool:
    """Whether a checkpoint covers everything on record of a case."""
    last = session.scalar(select(func.max(EventRow.seq)).where(EventRow.stream == case.stream))
    size = session.scalar(select(func.max(CheckpointRow.size)))
    return last is not None and size is not None and last < size - 1


def write_case(
    session: Session,
    city: City,
    case: Case,
    kind: str,
    files: Files,
    target: BinaryIO,
    held: bytes | None = None,
) -> Bundled:
    """Writes the bundle of a case, in a reading session. `held` is a checkpoint the receiver has: it is continued.

    The checkpoint is the newest one that a witness has seen and that covers the case, else the newest. Raises BadInput
    for a `held` that is no checkpoint of this log.
    """
    row = _checkpoint(session, case)
    size = row.size if row else None
    events = _events(session, case.stream, size)
    signers = sorted({f"person/{_signer(one.fields)}" for one in events if _is_signed(one.fields)})
    keys = [one for name in signers for one in _events(session, name, size)]
    found = Contents(
        log=log_name(session) or "",
        case=case.key,
        kind=kind,
        readme=(resources("caseflow.proof") / README).read_bytes(),
        program=the_program(),
        events=[Entry(one.leaf) for one in events],
        keys=[Entry(one.leaf) for one in keys],
        openings=list(_openings(session, city, kind, [*events, *keys])),
        attachments=dict(_attachments(files, events)) if kind == FULL else {},
    )
    if row:
        found = replace(found, **_signed(session, row, events, keys, [case.stream, *signers], held))
    write_bundle(target, found)
    return Bundled(len(events), size, case.events - len(events))


def _checkpoint(session: Session, case: Case) -> CheckpointRow | None:
    last = session.scalar(select(func.max(EventRow.seq)).where(EventRow.stream == case.stream))
    newest = select(CheckpointRow).order_by(CheckpointRow.size.desc()).limit(1)
    seen = CheckpointRow.size.in_(select(CosignatureRow.size))
    witnessed = session.scalar(newest.where(seen, CheckpointRow.size > (last or 0) + 1))
    return witnessed or session.scalar(newest)


def _events(session: Session, stream: str, size: int | None) -> list[Stored]:
    asked = select(EventRow.seq, EventRow.leaf).where(EventRow.stream == stream).order_by(EventRow.seq)
    if size is not None:
        asked = asked.where(EventRow.seq < size)
    return [Stored(seq, bytes(leaf), json.loads(leaf)) for seq, leaf in session.execute(asked)]


def _is_signed(fields: Mapping[str, Any]) -> bool:
    return (fields["type"], fields["data"].get("means")) == ("sign", PASSKEY)


def _signer(fields: Mapping[str, Any]) -> str:
    return str(fields["on_behalf"] or fields["actor"])


def _signed(
    session: Session,
    row: CheckpointRow,
    events: Iterable[Stored],
    keys: Iterable[Stored],
    streams: list[str],
    held: bytes | None,
) -> dict[str, Any]:
    """What the checkpoint adds."""
    hashes = [digest for portion in leaf_hashes(session, row.size) for digest in portion]
    last = leaf_at(session, row.size - 1)
    if last is None:  # a log shorter than its checkpoint; what is left is shown, and does not verify
        return {"checkpoint": full_note(session, row), "size": row.size}
    end, heads_leaf, _ = last
    paths = inclusion_paths(hashes, [end, *(one.seq for one in (*events, *keys))])
    heads = list(_heads(session, row.size - 1))
    old = _held(held, row) if held is not None else None
    return {
        "events": [Entry(one.leaf, one.seq, paths[one.seq]) for one in events],
        "keys": [Entry(one.leaf, one.seq, paths[one.seq]) for one in keys],
        "checkpoint": full_note(session, row),
        "size": row.size,
        "heads_leaf": Entry(heads_leaf, end, paths[end]),
        "heads": {name: head_path(heads, name) for name in streams},
        "consistency": {old.size: consistency_path(hashes, old.size)} if old and old.size < row.size else {},
    }


def _heads(session: Session, before: int) -> Iterator[Head]:
    """Each stream's last event among the first ones of the log."""
    last = (
        select(EventRow.stream, func.max(EventRow.seq).label("seq"))
        .where(EventRow.seq < before)
        .group_by(EventRow.stream)
        .subquery()
    )
    columns = (EventRow.stream, EventRow.stream_seq, EventRow.leaf_hash)
    for name, number, digest in session.execute(select(*columns).join(last, EventRow.seq == last.c.seq)):
        yield Head(name, number, bytes(digest))


def _held(note: bytes, row: CheckpointRow) -> Checkpoint:
    try:
        held = parse_checkpoint(parse(note).text)
        ours = parse_checkpoint(parse(row.note.encode()).text)
    except BadNote as wrong:
        raise BadInput(Reason("checkpoint.unreadable", {"what": wrong.code})) from None
    if held.origin != ours.origin:
        raise BadInput(Reason("checkpoint.unreadable", {"what": "checkpoint_other_log"}))
    return held


def _openings(session: Session, city: City, kind: str, shown: list[Stored]) -> Iterator[Opening]:
    """The texts that this kind of bundle may show, but none that is held back from the public."""
    places = {
        digest: (one.fields["stream"], one.fields["n"], name)
        for one in shown
        for name, digest in one.fields["pii"].items()
        if may_be_open(kind, one.fields["type"], name) and _is_of_the_case(one.fields, name)
    }
    rows = [
        row
        for some in portions(places)
        for row in session.execute(
            select(TextRow.digest, TextRow.salt, TextRow.value).where(TextRow.digest.in_(some))
        )
    ]
    signed = {digest for digest, place in places.items() if place[2] in ("statement", "proof")}
    doubted = {digest: value for digest, _, value in rows if digest not in signed}
    held = held_from(session, city, NOBODY, doubted)
    for digest, salt, value in rows:
        if digest not in held:
            stream, number, name = places[digest]
            yield Opening(stream, number, name, bytes(salt), value)


def _is_of_the_case(fields: Mapping[str, Any], name: str) -> bool:
    """Of a signer's own stream only the keys are shown."""
    return fields["stream"].startswith("case/") or name.startswith("key.")


def _attachments(files: Files, events: Iterable[Stored]) -> Iterator[tuple[str, Path]]:
    """The files of the case that are there; one that was lost is left out, and the bundle says so by itself."""
    for one in events:
        digest = one.fields["data"].get("digest")
        if one.fields["type"] == "add_evidence" and files.path(digest).is_file():
            yield digest, files.path(digest)
