"""Checkpoints (C2SP tlog-checkpoint): how long a log is and the root of its tree, signed; and tlog-proof files."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import new

from caseflow.proof.note import (
    LOG,
    WITNESS,
    BadNote,
    Key,
    Note,
    Signature,
    cosign_text,
    parse,
    sign_text,
    unbase64,
    verified,
)
from caseflow.proof.tree import HASH_BYTES, LONGEST_PATH

PROOF = "c2sp.org/tlog-proof@v1"
NUMBER_DIGITS = 19
"""A size or number has no more decimal digits than 2^63."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a checkpoint says: the log's name, how many leaves, the root over them."""

    origin: str
    size: int
    root: bytes

    @property
    def body(self) -> bytes:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64(self.root)}\n".encode()


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint that its log signed, and which known witnesses cosigned it when (seconds of 1970)."""

    checkpoint: Checkpoint
    note: Note
    witnesses: Mapping[Key, int]


@dataclass(frozen=True, slots=True)
class Proof:
    """A tlog-proof taken apart; nothing is believed yet. `extra` is signed by nobody."""

    index: int
    path: tuple[bytes, ...]
    note: bytes
    extra: bytes | None = None


def sign_checkpoint(checkpoint: Checkpoint, seed: bytes) -> Note:
    """The checkpoint as a note signed by its log, whose key bears the log's name."""
    return Note(checkpoint.body, (sign_text(checkpoint.body, checkpoint.origin, seed),))


def cosign(note: Note, name: str, seed: bytes, time: int) -> Signature:
    """A witness's cosignature: as of `time` this is the largest consistent tree it has seen of the log."""
    return cosign_text(note.text, name, seed, time)


def parse_checkpoint(text: bytes) -> Checkpoint:
    """What the text of a note says. Raises BadNote unless it is exactly origin, size ≥ 1 and a root of 32 bytes."""
    lines = text.decode("utf-8", errors="replace").split("\n")
    if len(lines) != 4 or lines[3] or not lines[0]:
        raise BadNote("checkpoint_malformed")
    size, top = number(lines[1]), unbase64(lines[2])
    if not size or len(top) != HASH_BYTES:
        raise BadNote("checkpoint_malformed")
    return Checkpoint(lines[0], size, top)


def read_checkpoint(data: bytes, logs: Iterable[Key], witnesses: Iterable[Key] = ()) -> Signed:
    """A checkpoint signed by one of the logs. Raises BadNote for any other, and for a bad signature of a known key."""
    trusted, watching = list(logs), list(witnesses)
    if any(key.kind != LOG for key in trusted) or any(key.kind != WITNESS for key in watching):
        raise BadNote("key_unknown_kind")
    note = parse(data)
    checkpoint = parse_checkpoint(note.text)
    if all(key.name != checkpoint.origin for key in trusted):
        raise BadNote("checkpoint_other_log")
    signers = verified(note, [key for key in trusted if key.name == checkpoint.origin] + watching)
    if not any(key.kind == LOG for key in signers):
        raise BadNote("checkpoint_not_signed")
    return Signed(checkpoint, note, {key: time for key, time in signers.items() if time is not None})


def write_proof(index: int, path: Sequence[bytes], note: bytes) -> bytes:
    """A tlog-proof file: the event's number, its path, an empty line, the checkpoint."""
    lines = [PROOF, f"index {index}", *(base64(step) for step in path), "", ""]
    return "\n".join(lines).encode() + note


def parse_proof(data: bytes) -> Proof:
    """Takes a tlog-proof apart; its note is not read. Raises BadNote."""
    head, parted, note = data.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise BadNote("proof_malformed") from None
    extra = None
    if len(lines) > 1 and lines[1].startswith("extra "):
        extra = unbase64(lines.pop(1).removeprefix("extra "))
    if not parted or len(lines) < 2 or lines[0] != PROOF or not lines[1].startswith("index "):
        raise BadNote("proof_malformed")
    path = tuple(unbase64(line) for line in lines[2:])
    if len(path) > LONGEST_PATH or any(len(step) != HASH_BYTES for step in path):
        raise BadNote("proof_malformed")
    return Proof(number(lines[1].removeprefix("index ")), path, note, extra)


def number(text: str) -> int:
    """A decimal without leading zeroes, below 2^63. Raises BadNote."""
    plain = text.isascii() and text.isdecimal() and len(text) <= NUMBER_DIGITS
    if not plain or text != str(int(text)) or int(text) >= 1 << 63:
        raise BadNote("number_malformed")
    return int(text)


def base64(data: bytes) -> str:
    """Standard base64 with its padding."""
    return b64encode(data).decode()


def sm3(data: bytes) -> str | None:
    """The SM3 digest as hex digits, to stand beside SHA-256; None where this Python's OpenSSL has it not."""
    try:
        return new("sm3", data).hexdigest()
    except ValueError:
        return None
