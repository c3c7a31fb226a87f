"""Writes an evidence bundle: the same contents make the same bytes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from caseflow.proof.bundle import layout
from caseflow.proof.bundle.archive import Member, write_archive
from caseflow.proof.bundle.layout import Version
from caseflow.proof.bundle.timeline import timeline
from caseflow.proof.checkpoint import base64, sm3, write_proof


@dataclass(frozen=True, slots=True)
class Entry:
    """A leaf of the log, and where it stands there with its path to the checkpoint's root."""

    leaf: bytes
    index: int = 0
    path: Sequence[bytes] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """A text that an event commits to, with its salt."""

    stream: str
    event: int
    name: str
    salt: bytes
    value: str


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a bundle shows. `events` are the case's, `keys` those of its signers' streams, both in order.

    Without a `checkpoint` it has no heads and no paths. `heads` says of each stream shown its place among the heads
    and its path to their root; `consistency` holds for each earlier size the path to the checkpoint.
    """

    log: str
    case: str
    kind: str
    readme: bytes
    program: bytes
    events: Sequence[Entry]
    keys: Sequence[Entry] = ()
    openings: Sequence[Opening] = ()
    attachments: Mapping[str, Path] = field(default_factory=dict)
    checkpoint: bytes | None = None
    size: int | None = None
    heads_leaf: Entry | None = None
    heads: Mapping[str, tuple[int, Sequence[bytes]]] = field(default_factory=dict)
    consistency: Mapping[int, Sequence[bytes]] = field(default_factory=dict)


def write_bundle(target: BinaryIO, contents: Contents) -> None:
    """Writes the zip. Raises OSError for a file of evidence that cannot be read."""
    write_archive(target, _members(_texts(contents), contents.attachments))


def manifest(digests: Mapping[str, tuple[str, int]]) -> bytes:
    """The file MANIFEST: digest, size and name of each member but itself and `sm3.txt`, by name."""
    return "".join(f"{digest} {size} {name}\n" for name, (digest, size) in sorted(digests.items())).encode()


def sm3_lines(members: Mapping[str, bytes]) -> bytes:
    """The file `sm3.txt`; it says `absent` where this Python cannot make them."""
    found = [(sm3(members[name]), name) for name in layout.SM3_OF if name in members]
    if any(digest is None for digest, _ in found):
        return layout.NO_SM3
    return "".join(f"{digest} {name}\n" for digest, name in found).encode()


def line(value: Mapping[str, Any]) -> bytes:
    """One line of canonical JSON."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8") + b"\n"


def _members(texts: dict[str, bytes], files: Mapping[str, Path]) -> Iterator[Member]:
    """Each member once: files are hashed while they are copied, and what lists them all comes last."""
    digests = {}
    for name in sorted(texts):
        digests[name] = sha256(texts[name]).hexdigest(), len(texts[name])
        yield name, texts[name]
    for name, path in sorted((layout.ATTACHMENTS + digest, path) for digest, path in files.items()):
        with path.open("rb") as file:
            read = _Hashed(file)
            yield name, read
        digests[name] = read.digest.hexdigest(), read.size
    texts[layout.MANIFEST] = manifest(digests)
    yield layout.MANIFEST, texts[layout.MANIFEST]
    yield layout.SM3, sm3_lines(texts)


class _Hashed:
    """A file that is hashed as it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.digest, self.size = file, sha256(), 0

    def read(self, most: int = -1, /) -> bytes:
        """The next bytes."""
        part = self.file.read(most)
        self.digest.update(part)
        self.size += len(part)
        return part


def _texts(contents: Contents) -> dict[str, bytes]:
    version = Version(contents.log, contents.case, contents.kind, contents.size)
    leaves = [json.loads(entry.leaf) for entry in contents.events]
    told = {_place(one): one.value for one in contents.openings}
    found = {
        layout.VERSION: version.encode(),
        layout.README: contents.readme,
        layout.PROGRAM: contents.program,
        layout.EVENTS: b"".join(entry.leaf + b"\n" for entry in contents.events),
        layout.KEYS: b"".join(entry.leaf + b"\n" for entry in contents.keys),
        layout.OPENINGS: b"".join(line(_opening(one)) for one in sorted(contents.openings, key=_place)),
        layout.TIMELINE: timeline(contents.log, contents.case, leaves, told),
    }
    return found | (_signed(contents, contents.checkpoint) if contents.checkpoint else {})


def _signed(contents: Contents, note: bytes) -> dict[str, bytes]:
    """What a checkpoint adds: proofs of every leaf, the heads, and the way from earlier checkpoints."""
    found = {layout.CHECKPOINT: note}
    for of_keys, entries in ((False, contents.events), (True, contents.keys)):
        for number, entry in enumerate(entries):
            proof = write_proof(entry.index, entry.path, note)
            found[layout.proof_name(number, of_keys=of_keys)] = proof
    if contents.heads_leaf:
        heads = contents.heads_leaf
        found[layout.HEADS_LEAF] = heads.leaf
        found[layout.HEADS_PROOF] = write_proof(heads.index, heads.path, note)
    found[layout.HEADS_PATH] = b"".join(
        line({"index": index, "path": [step.hex() for step in path], "stream": stream})
        for stream, (index, path) in sorted(contents.heads.items())
    )
    for size, steps in contents.consistency.items():
        found[layout.consistency_name(size)] = "".join(f"{base64(step)}\n" for step in steps).encode()
    return found


def _opening(one: Opening) -> dict[str, Any]:
    return {
        "event": one.event,
        "name": one.name,
        "salt": one.salt.hex(),
        "stream": one.stream,
        "value": one.value,
    }


def _place(one: Opening) -> tuple[str, int, str]:
    return one.stream, one.event, one.name
