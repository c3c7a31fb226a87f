"""What a checkpoint is made of: the event that commits to all heads, leaves read again, the log held against notes.

The process that signs, and its transactions, are in `jobs/checkpointing.py`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from caseflow.domain.actor import CLOCK
from caseflow.domain.errors import NotYet, Reason
from caseflow.proof.checkpoint import Checkpoint, parse_checkpoint
from caseflow.proof.heads import TYPE, Head, heads_root
from caseflow.proof.leaf import BadLeaf, decode, leaf_hash
from caseflow.proof.note import BadNote, parse
from caseflow.proof.tree import Frontier
from caseflow.services.counting_log import log_size
from caseflow.services.opening import begin
from caseflow.services.record import record, seal
from caseflow.services.today import acting_instant, today
from caseflow.store.checkpoints import (
    CheckpointRow,
    HaltRow,
    leaf_at,
    leaf_hashes,
    leaves,
    newest_checkpoint,
)
from caseflow.store.log import LogState, StreamHead
from caseflow.store.notes import Notes

URGENT = {
    *("sign", "revoke_closure", "rebound", "extend", "redate", "resume"),
    *("approve_key", "revoke_key"),
}
"""What is to be under a checkpoint within seconds: signatures, closures (any event that leads there), dates, keys."""
CLOSED = "closed"


@dataclass(slots=True)
class Progress:
    """How far a log was read and signed: the roots of its whole subtrees, and the hash of the last leaf."""

    frontier: Frontier = field(default_factory=Frontier)
    last: bytes = b""

    @property
    def size(self) -> int:
        """How many leaves."""
        return self.frontier.size

    def take(self, digests: Sequence[bytes]) -> None:
        """Takes the hashes of the next leaves."""
        if digests:
            self.frontier.extend(digests)
            self.last = digests[-1]

    def copy(self) -> "Progress":
        """One that may be carried on without changing this one."""
        return Progress(Frontier(self.size, list(self.frontier.hashes)), self.last)

    def to_bytes(self) -> bytes:
        """As the state file holds it."""
        hashes = [digest.hex() for digest in self.frontier.hashes]
        found = {"frontier": hashes, "last": self.last.hex(), "root": self.frontier.root().hex()}
        return json.dumps({"size": self.size, **found}).encode()

    @classmethod
    def of(cls, data: bytes) -> "Progress":
        """Read back. Raises NotYet where the file is not whole."""
        try:
            found = json.loads(data)
            frontier = Frontier(found["size"], [bytes.fromhex(digest) for digest in found["frontier"]])
            last = bytes.fromhex(found["last"])
            sound = frontier.is_sound and frontier.root().hex() == found["root"]
        except (ValueError, TypeError, KeyError, AttributeError):
            sound = False
        if not sound:
            raise NotYet(Reason("checkpoint.state_lost"))
        return cls(frontier, last)


def commit_heads(session: Session, now: datetime) -> int:
    """Appends the event that commits to every stream's last event, and answers how long the log is with it.

    The log is locked first, so that nobody writes between the reading of the heads and their event.
    """
    size = session.scalars(select(LogState.size).with_for_update()).one()
    day = today(session, now)
    work = begin(session, CLOCK, acting_instant(session, now, day), day)
    rows = session.execute(select(StreamHead.name, StreamHead.size, StreamHead.head))
    heads = [Head(name, size - 1, bytes(head)) for name, size, head in rows]
    record(work, "log", TYPE, {"streams": len(heads), "root": heads_root(heads).hex()})
    seal(work)
    return size + 1


def ends_in_heads(session: Session) -> bool:
    """Whether the log's last event commits to the heads before it."""
    last = leaf_at(session, log_size(session) - 1)
    return last is not None and json.loads(last[1])["type"] == TYPE


def read_on(session: Session, progress: Progress, end: int) -> None:
    """Reads the leaves up to a size again from the database and takes their hashes, made anew.

    Raises NotYet where one is missing or is not the one whose hash lies beside it.
    """
    for portion in leaves(session, progress.size, end):
        wanted = [leaf_hash(leaf) if isinstance(leaf, bytes) else b"" for _, leaf, _ in portion]
        if wanted != [digest for _, _, digest in portion]:
            pairs = zip(portion, wanted, strict=True)
            seq = next(row[0] for row, digest in pairs if row[2] != digest)
            raise NotYet(Reason("checkpoint.leaf_changed", {"seq": seq}))
        if portion and portion[-1][0] != progress.size + len(portion) - 1:
            raise NotYet(Reason("checkpoint.leaf_changed", {"seq": progress.size}))
        progress.take(wanted)
    if progress.size != end:
        raise NotYet(Reason("checkpoint.leaf_changed", {"seq": progress.size}))


def standing(session: Session, progress: Progress) -> Reason | None:
    """Why the log is not the one that was signed so far, seen quickly: by its length and the last leaf signed."""
    size = log_size(session)
    if size < progress.size:
        return Reason("log.shorter", {"size": size, "checkpoint": progress.size})
    last = leaf_at(session, progress.size - 1) if progress.size else None
    if progress.size and (last is None or leaf_hash(bytes(last[1])) != progress.last):
        return Reason("log.other", {"checkpoint": progress.size})
    return None


def standing_by_notes(session: Session, notes: Notes, *, thorough: bool) -> Reason | None:
    """Why the log is not the one that was signed, by the largest note at hand: its size and, thoroughly, its root."""
    checkpoint = newest_note(session, notes)
    if checkpoint is None:
        return None
    size = log_size(session)
    if size < checkpoint.size:
        return Reason("log.shorter", {"size": size, "checkpoint": checkpoint.size})
    if thorough and root_of(session, checkpoint.size) != checkpoint.root:
        return Reason("log.other", {"checkpoint": checkpoint.size})
    return None


def root_of(session: Session, size: int) -> bytes:
    """The root over the first leaves, by the hashes that lie beside them."""
    frontier = Frontier()
    for portion in leaf_hashes(session, size):
        frontier.extend(portion)
    return frontier.root()


def newest_note(session: Session, notes: Notes) -> Checkpoint | None:
    """What the largest checkpoint says, of those on file and in the database; a note that cannot be read is none."""
    found = [checkpoint for size in notes.sizes()[-1:] if (checkpoint := _says(notes.note(size)))]
    row = newest_checkpoint(session)
    if row and (checkpoint := _says(row.note.encode())):
        found.append(checkpoint)
    return max(found, key=lambda checkpoint: checkpoint.size, default=None)


def is_halted(session: Session) -> bool:
    """Whether nothing may be written to the log."""
    return session.get(HaltRow, 1) is not None


def halt(session: Session, reason: Reason | None, now: datetime) -> None:
    """From now on nothing is written to the log, for this reason; with None it is written to again."""
    session.execute(delete(HaltRow))
    if reason:
        size = reason.facts.get("checkpoint")
        session.execute(insert(HaltRow).values(id=1, code=reason.code, size=size, at=now))


def publish(session: Session, size: int, note: bytes, now: datetime) -> None:
    """Puts a signed checkpoint where pages and bundles find it; one that is there stays."""
    if session.get(CheckpointRow, size) is None:
        session.execute(insert(CheckpointRow).values(size=size, note=note.decode(), at=now))


def is_urgent(session: Session, start: int, end: int) -> bool:
    """Whether something among these events is to be under a checkpoint within seconds."""
    return any(_is_urgent(leaf) for portion in leaves(session, start, end) for _, leaf, _ in portion)


def _is_urgent(leaf: bytes) -> bool:
    try:
        fields = decode(leaf)
    except BadLeaf:
        return True
    return fields["type"] in URGENT or fields["data"].get("to") == CLOSED


def _says(note: bytes) -> Checkpoint | None:
    try:
        return parse_checkpoint(parse(note).text)
    except BadNote:
        return None
