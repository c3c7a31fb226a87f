"""What a witness decides (C2SP tlog-witness): whether a log only grew since it last looked. No file is touched here.

The request is the text of `add-checkpoint`: `old <size>`, the consistency proof, an empty line, the checkpoint.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from caseflow.proof.checkpoint import Checkpoint, base64, number, parse_checkpoint, read_checkpoint
from caseflow.proof.note import BadNote, Key, Note, parse, unbase64
from caseflow.proof.tree import HASH_BYTES, LONGEST_PATH, extends


class NotWitnessed(Exception):  # noqa: N818  a refusal is an answer
    """The witness does not sign; `code` is stable, `facts` are what its sentence names."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True, slots=True)
class Request:
    """What a log asks a witness: the size it believes the witness saw last, the proof, and the new checkpoint."""

    old: int
    path: tuple[bytes, ...]
    note: bytes


def write_request(old: int, path: Sequence[bytes], note: bytes) -> bytes:
    """The request as its text."""
    lines = [f"old {old}", *(base64(step) for step in path), "", ""]
    return "\n".join(lines).encode() + note


def parse_request(data: bytes) -> Request:
    """Takes a request apart. Raises NotWitnessed for whatever is not one."""
    head, parted, note = data.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
        if not parted or not lines[0].startswith("old "):
            raise BadNote("proof_malformed")
        path = tuple(unbase64(line) for line in lines[1:])
        if len(path) > LONGEST_PATH or any(len(step) != HASH_BYTES for step in path):
            raise BadNote("proof_malformed")
        return Request(number(lines[0].removeprefix("old ")), path, note)
    except (BadNote, UnicodeDecodeError):
        raise NotWitnessed("witness.bad_request") from None


def judge(request: Request, logs: Sequence[Key], last: Checkpoint | None) -> tuple[Checkpoint, Note]:
    """The checkpoint that may be cosigned, given the last one cosigned of that log. Raises NotWitnessed.

    The checks stand in the order of the protocol: unknown log, bad signature, malformed, stale, other root, bad proof.
    """
    checkpoint, note = _read(request, logs)
    seen = last.size if last else 0
    if request.old > checkpoint.size:
        raise NotWitnessed("witness.bad_request")
    if last and last.size == checkpoint.size and last.root != checkpoint.root:
        raise NotWitnessed(
            "witness.other_root", size=last.size, seen=last.root.hex(), now=checkpoint.root.hex()
        )
    if request.old != seen:
        raise NotWitnessed("witness.stale", size=seen, old=request.old)
    if last is None:
        if request.path:
            raise NotWitnessed("witness.bad_proof", size=seen)
    elif not extends(last.size, last.root, checkpoint.size, checkpoint.root, request.path):
        raise NotWitnessed("witness.bad_proof", size=seen)
    return checkpoint, note


def origin_of(note: bytes) -> str:
    """Which log a note says it is of. Raises NotWitnessed for what is no checkpoint."""
    try:
        return parse_checkpoint(parse(note).text).origin
    except BadNote:
        raise NotWitnessed("witness.bad_request") from None


def _read(request: Request, logs: Sequence[Key]) -> tuple[Checkpoint, Note]:
    origin = origin_of(request.note)
    if all(key.name != origin for key in logs):
        raise NotWitnessed("witness.unknown_log", log=origin)
    try:
        signed = read_checkpoint(request.note, logs)
    except BadNote:
        raise NotWitnessed("witness.bad_signature", log=origin) from None
    return signed.checkpoint, signed.note
