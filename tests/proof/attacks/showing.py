"""What a log is shown by: its heads leaf and checkpoint, and the bundle of a case, honest or repacked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from zipfile import ZipFile

from caseflow.proof.bundle.archive import write_archive
from caseflow.proof.bundle.writing import Contents, Entry, Opening, manifest, sm3_lines, write_bundle
from caseflow.proof.checkpoint import Checkpoint, cosign, sign_checkpoint
from caseflow.proof.heads import Head, head_path, heads_root
from caseflow.proof.leaf import leaf_hash
from caseflow.proof.tree import consistency_path, inclusion_paths, root
from caseflow.services.carrying import the_program
from tests.proof.attacks.world import CASE, FILES, LOG_NAME, LOG_SEED, WITNESSES, World, encode, salt


@dataclass
class Sealed:
    """A log with its heads leaf and checkpoint, as whoever holds these keys would make it."""

    leaves: list[bytes]
    streams: list[str]
    checkpoint: Checkpoint
    note: bytes
    heads: list[Head]
    texts: dict[tuple[str, int, str], str]
    world: World
    end: World


def seal(
    world: World,
    *,
    log: bytes = LOG_SEED,
    witnesses: Iterable[str] = ("w1", "w2"),
    time: int | None = None,
    origin: str = LOG_NAME,
    heads_data: dict[str, Any] | None = None,
    after: Iterable[dict[str, Any]] = (),
    lie: Callable[[dict[str, Head]], None] | None = None,
) -> Sealed:
    """Ends the log with its heads leaf (and whatever an attacker puts `after` it), signs and cosigns."""
    last: dict[str, Head] = {}
    for event in world.events:
        if event["stream"] not in last or event["n"] >= last[event["stream"]].n:
            last[event["stream"]] = Head(event["stream"], event["n"], leaf_hash(encode(event)))
    if lie:
        lie(last)
    heads = list(last.values())
    said = {"streams": len(heads), "root": heads_root(heads).hex()} | (heads_data or {})
    end = replace(world, events=list(world.events), texts=dict(world.texts))
    end.add("log", "commit_heads", said, actor="clock", office="none", rules=None)
    for event in after:
        end.events.append(event)
    leaves = [encode(event) for event in end.events]
    checkpoint = Checkpoint(origin, len(leaves), root([leaf_hash(leaf) for leaf in leaves]))
    note = sign_checkpoint(checkpoint, log)
    when = int(datetime.fromisoformat(end.events[-1]["at"]).timestamp()) + 3600 if time is None else time
    lines = tuple(cosign(note, f"{name}.example", WITNESSES[name], when) for name in witnesses)
    note = replace(note, signatures=(*note.signatures, *lines))
    streams = [event["stream"] for event in end.events]
    return Sealed(leaves, streams, checkpoint, note.bytes, heads, world.texts, world, end)


def contents(sealed: Sealed, case: str = CASE, kind: str = "full", held: int | None = None) -> Contents:
    """What the product would show of a case."""
    stream = f"case/{case}"
    signers = sorted(
        {
            f"person/{event['on_behalf'] or event['actor']}"
            for event in sealed.world.of(stream)
            if event["type"] == "sign" and event["data"].get("means") == "passkey"
        }
    )
    hashes = [leaf_hash(leaf) for leaf in sealed.leaves]
    paths = inclusion_paths(hashes, range(len(hashes)))
    entries = [Entry(leaf, index, paths[index]) for index, leaf in enumerate(sealed.leaves)]
    heads_index = max(i for i, leaf in enumerate(sealed.leaves) if b'"commit_heads"' in leaf)
    known = {head.stream for head in sealed.heads}
    return Contents(
        log=LOG_NAME,
        case=case,
        kind=kind,
        readme="读我\n".encode(),
        program=the_program(),
        events=[entries[i] for i, name in enumerate(sealed.streams) if name == stream],
        keys=[entries[i] for name in signers for i, other in enumerate(sealed.streams) if other == name],
        openings=openings(sealed, [stream, *signers], kind),
        checkpoint=sealed.note,
        size=sealed.checkpoint.size,
        heads_leaf=entries[heads_index],
        heads={name: head_path(sealed.heads, name) for name in [stream, *signers] if name in known},
        consistency={held: consistency_path(hashes, held)} if held else {},
    )


def openings(sealed: Sealed, streams: list[str], kind: str) -> list[Opening]:
    types = {(event["stream"], event["n"]): event["type"] for event in sealed.world.events}
    open_ = {"sign": ("statement", "proof"), "enrol_key": ("key.",)}
    return [
        Opening(stream, n, name, salt(stream, n, name), text)
        for (stream, n, name), text in sealed.texts.items()
        if stream in streams
        and (kind == "full" or name.startswith(open_.get(types.get((stream, n), ""), ("\0",))))
    ]


@cache
def on_disk() -> dict[str, Path]:
    """The files of the case, as the product keeps them."""
    folder = Path(mkdtemp(prefix="caseflow-attacks-"))
    for digest, data in FILES.items():
        (folder / digest).write_bytes(data)
    return {digest: folder / digest for digest in FILES}


def packed(found: Contents) -> bytes:
    """The zip; the full version has the files that its events show."""
    target = BytesIO()
    if found.kind == "full":
        leaves = b"".join(entry.leaf for entry in found.events)
        found = replace(found, attachments={d: path for d, path in on_disk().items() if d.encode() in leaves})
    write_bundle(target, found)
    return target.getvalue()


def members_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(members: dict[str, bytes], *, listed: bool = True) -> bytes:
    """A bundle of these files; whoever made it knows how to list them anew."""
    members = dict(members)
    if listed:
        rest = {name: data for name, data in members.items() if name not in ("MANIFEST", "sm3.txt")}
        members["MANIFEST"] = manifest({name: (sha256(d).hexdigest(), len(d)) for name, d in rest.items()})
        members["sm3.txt"] = sm3_lines({n: d for n, d in members.items() if not n.startswith("attachments/")})
    target = BytesIO()
    write_archive(target, sorted(members.items()))
    return target.getvalue()
