"""Holds the log, as it is walked, against every checkpoint at hand and every cosignature of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from caseflow.proof.chain import Fault, Row
from caseflow.proof.checkpoint import Checkpoint, parse_checkpoint
from caseflow.proof.heads import TYPE, HeadsTree
from caseflow.proof.note import BadNote, Key, Note, parse, parse_key, parse_signature, verified
from caseflow.proof.tree import Frontier
from caseflow.store.checkpoints import CheckpointRow, CosignatureRow
from caseflow.store.log import unconverted
from caseflow.store.notes import PUBLIC, Notes

PORTION = 4096
"""Hashes gathered before they go into the tree together."""


class Claim(NamedTuple):
    """A checkpoint at hand, and where it was found."""

    where: str
    says: Checkpoint
    note: Note


class CheckpointCheck:
    """Takes the rows of the log one after another; `faults` is asked when they are through."""

    def __init__(self, session: Session, notes: Notes | None, at_hand: Mapping[str, bytes]) -> None:
        self._found: list[Fault] = []
        self._session = session
        self._key = _log_key(notes)
        self._claims: dict[int, list[Claim]] = defaultdict(list)
        for where, note in _notes(session, notes, at_hand):
            self._read(where, note)
        self._roots: dict[int, bytes] = {}
        self._frontier, self._waiting = Frontier(), list[bytes]()
        self._heads, self._committed = HeadsTree(), set[int]()
        self.checkpoint = 0
        """How many events the largest checkpoint is over that the log agrees with."""
        self.witnesses: dict[str, int] = {}
        """Each witness's name, and how many events its newest good cosignature is over."""

    def over(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The same rows, whose hashes go into the tree as they pass."""
        for row in rows:
            self._waiting.append(row.leaf_hash if isinstance(row.leaf_hash, bytes) else b"")
            size = self._frontier.size + len(self._waiting)
            if size in self._claims:
                self._roots[size] = self._root()
            elif len(self._waiting) >= PORTION:
                self._root()
            yield row

    def take(self, row: Row, fields: Mapping[str, Any]) -> None:
        """One event that could be read, before any later one."""
        if fields["type"] == TYPE and fields["stream"] == "log":
            wanted = {"streams": len(self._heads), "root": self._heads.root().hex()}
            if fields["data"] != wanted:
                self._found.append(Fault("heads_wrong", f"event {row.seq}"))
            self._committed.add(row.seq)
        if row.stream == fields["stream"]:
            self._heads.put(row.stream, row.stream_seq, row.leaf_hash)

    def faults(self, size: int) -> Iterator[Fault]:
        """What is wrong, the log being so long."""
        yield from self._found
        for over, claims in sorted(self._claims.items()):
            yield from self._compared(over, claims, size)
        yield from self._cosignatures()

    def _root(self) -> bytes:
        self._frontier.extend(self._waiting)
        self._waiting.clear()
        return self._frontier.root()

    def _compared(self, over: int, claims: list[Claim], size: int) -> Iterator[Fault]:
        if len({claim.says.root for claim in claims}) > 1:
            roots = {
                f"{name}": claim.says.root.hex()
                for name, claim in zip(("first", "second"), claims, strict=False)
            }
            yield Fault("checkpoint_split", f"checkpoint {over}", roots)
        for claim in claims:
            facts = {"size": over, "found": size}
            if over > size:
                yield Fault("log_behind_checkpoint", claim.where, facts)
            elif self._roots.get(over) != claim.says.root:
                yield Fault("checkpoint_other_root", claim.where, facts)
            elif over - 1 not in self._committed:
                yield Fault("heads_missing", claim.where, facts)
            else:
                self.checkpoint = max(self.checkpoint, over)

    def _read(self, where: str, note: bytes) -> None:
        try:
            parsed = parse(note)
            self._claims[(says := parse_checkpoint(parsed.text)).size].append(Claim(where, says, parsed))
        except BadNote as bad:
            self._found.append(Fault("checkpoint_unreadable", where, {"what": bad.code}))
            return
        try:
            if self._key:
                verified(parsed, [self._key])
        except BadNote:
            self._found.append(Fault("checkpoint_signature_wrong", where))

    def _cosignatures(self) -> Iterator[Fault]:
        columns = (CosignatureRow.size, CosignatureRow.witness, CosignatureRow.vkey, CosignatureRow.line)
        for size, witness, vkey, line in unconverted(self._session, *columns):
            try:
                key = parse_key(str(vkey))
                text = next(claim.note.text for claim in self._claims.get(size, ()))
                verified(Note(text, (parse_signature(str(line).removesuffix("\n")),)), [key])
                self.witnesses[key.name] = max(size, self.witnesses.get(key.name, 0))
            except (BadNote, StopIteration):
                yield Fault("cosignature_wrong", f"checkpoint {size}", {"name": str(witness)})


def _log_key(notes: Notes | None) -> Key | None:
    """The log's public key, where it is at hand; without it roots are compared, and signatures are not."""
    held = notes.read(PUBLIC) if notes else None
    try:
        return parse_key(held.decode("ascii", "replace").strip()) if held else None
    except BadNote:
        return None


def _notes(
    session: Session, notes: Notes | None, at_hand: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """Every checkpoint at hand, row, file or handed in, as it lies there; equal ones once."""
    seen = set[bytes]()
    for size, note in unconverted(session, CheckpointRow.size, CheckpointRow.note):
        data = note.encode("utf-8", "surrogateescape") if isinstance(note, str) else b""
        seen.add(data)
        yield f"checkpoint {size}", data
    for size in notes.sizes() if notes else ():
        held = notes.read(f"{size}.txt") if notes else None
        if held is not None and held not in seen:
            yield f"{size}.txt", held
    yield from at_hand.items()
