"""What goes to a witness and what comes back: a request with its proof, and a cosignature held against its key."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from caseflow.domain.errors import BadInput, NotYet, Reason
from caseflow.proof.checkpoint import Signed, read_checkpoint
from caseflow.proof.note import WITNESS, BadNote, Key, parse, parse_key
from caseflow.proof.tree import consistency_path
from caseflow.proof.witnessing import write_request
from caseflow.store.checkpoints import (
    CheckpointRow,
    CosignatureRow,
    cosigned,
    leaf_hashes,
    leaves,
    newest_checkpoint,
)


def request(session: Session, since: int | None) -> bytes:
    """The newest checkpoint with the proof that it only grew since a size: the last one cosigned unless one is named.

    Raises NotYet where no checkpoint was made yet, BadInput for a size past it.
    """
    newest = newest_checkpoint(session)
    if newest is None:
        raise NotYet(Reason("checkpoint.none"))
    old = max((row.size for row in cosigned(session)), default=0) if since is None else since
    if old > newest.size:
        raise BadInput(Reason("checkpoint.since_past", {"since": old, "size": newest.size}))
    hashes = [digest for portion in leaf_hashes(session, newest.size) for digest in portion]
    return write_request(old, consistency_path(hashes, old) if old else [], newest.note.encode())


def mirror(session: Session, since: int, end: int) -> Iterator[bytes]:
    """The leaves from one size to another, a line each; no leaf holds a line break."""
    for portion in leaves(session, since, end):
        for _, leaf, _ in portion:
            yield leaf + b"\n"


def known_witnesses(session: Session) -> dict[str, Key]:
    """The witnesses whose cosignatures were taken in, by name."""
    return {row.witness: parse_key(row.vkey) for row in cosigned(session)}


def take_in(
    session: Session, data: bytes, log: Key, vkey: str | None, now: datetime
) -> tuple[int, list[str]]:
    """Keeps the cosignatures of a note that came back; the checkpoint's size and the witnesses' names.

    The first time a witness's key is named (`vkey`); afterwards its name has that key. Raises BadInput for a note that
    is none, is not over a checkpoint of ours, or brings no cosignature that holds.
    """
    known = known_witnesses(session)
    if vkey:
        key = _witness(vkey)
        if known.setdefault(key.name, key) != key:
            raise BadInput(Reason("witness.other_key_than_before", {"name": key.name}))
    signed = _read(data, log, list(known.values()))
    size = signed.checkpoint.size
    row = session.get(CheckpointRow, size)
    if row is None or parse(row.note.encode()).text != signed.note.text:
        raise BadInput(Reason("checkpoint.not_ours", {"size": size}))
    if not signed.witnesses:
        raise BadInput(Reason("checkpoint.no_cosignature"))
    for key in signed.witnesses:
        line = next(
            one.line for one in signed.note.signatures if (one.name, one.key_id) == (key.name, key.id)
        )
        place = (CosignatureRow.size == size, CosignatureRow.witness == key.name)
        session.execute(delete(CosignatureRow).where(*place))
        values = {"size": size, "witness": key.name, "vkey": key.vkey, "line": line, "at": now}
        session.execute(insert(CosignatureRow).values(values))
    return size, sorted(key.name for key in signed.witnesses)


def full_note(session: Session, row: CheckpointRow) -> bytes:
    """A checkpoint with every cosignature that came back for it."""
    return row.note.encode() + "".join(one.line for one in cosigned(session, row.size)).encode()


def _read(data: bytes, log: Key, witnesses: list[Key]) -> Signed:
    try:
        return read_checkpoint(data, [log], witnesses)
    except BadNote as bad:
        raise BadInput(Reason("checkpoint.unreadable", {"what": bad.code})) from None


def _witness(vkey: str) -> Key:
    try:
        key = parse_key(vkey.strip())
    except BadNote as bad:
        raise BadInput(Reason("checkpoint.unreadable", {"what": bad.code})) from None
    if key.kind != WITNESS:
        raise BadInput(Reason("checkpoint.unreadable", {"what": "key_unknown_kind"}))
    return key
