"""Takes a bundle apart. Nothing is believed: what cannot be read is a problem, what can is for the checks to judge."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from caseflow.proof.bundle import layout
from caseflow.proof.bundle.archive import Archive
from caseflow.proof.bundle.layout import BadVersion, Version
from caseflow.proof.checkpoint import Checkpoint, Proof, parse_checkpoint, parse_proof
from caseflow.proof.heads import TYPE as HEADS
from caseflow.proof.leaf import BadLeaf, decode, leaf_hash
from caseflow.proof.note import BadNote, Note, parse
from caseflow.proof.policy import Policy, parse_policy

Place = tuple[str, int, str]
"""Where a text stands: stream, number of the event, name."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MANIFEST = re.compile(rb"([0-9a-f]{64}) (0|[1-9][0-9]*) ([!-~]+)")


class Unreadable(ValueError):  # noqa: N818  the house names what is wrong, not that it is an error
    """Not written as the format asks."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the inspector brings: a policy, a checkpoint held from before, and the time (seconds of 1970)."""

    policy: bytes | None
    held: bytes | None
    now: float


@dataclass(slots=True)
class Leaf:
    """An event with its hash, the line it stands on, and its proof where there is a checkpoint."""

    fields: Mapping[str, Any]
    hash: bytes
    where: str
    proof_name: str = ""
    proof: Proof | None = None

    @property
    def n(self) -> int:
        """Its number in its stream."""
        return int(self.fields["n"])

    @property
    def type(self) -> str:
        """What happened."""
        return str(self.fields["type"])

    @property
    def stream(self) -> str:
        """Its stream."""
        return str(self.fields["stream"])

    @property
    def data(self) -> Mapping[str, Any]:
        """What its type says."""
        found: Mapping[str, Any] = self.fields["data"]
        return found

    @property
    def signer(self) -> str:
        """Whose signature it is: on paper a clerk records it for the one who signed."""
        return str(self.fields["on_behalf"] or self.fields["actor"])


@dataclass(slots=True)
class Text:
    """A text with what it was opened by."""

    place: Place
    salt: bytes
    value: str


@dataclass(slots=True)
class Bundle:
    """A bundle taken apart. `problems` are pairs of code and place; what could not be read is None or left out.

    `judged` is what the checks of signatures found, once asked.
    """

    archive: Archive
    given: Given
    version: Version
    problems: list[tuple[str, str]] = field(default_factory=list)
    manifest: list[tuple[str, str, int]] | None = None
    note: Note | None = None
    checkpoint: Checkpoint | None = None
    policy: Policy | None = None
    events: list[Leaf] = field(default_factory=list)
    keys: dict[str, list[Leaf]] = field(default_factory=dict)
    heads: Leaf | None = None
    paths: dict[str, tuple[int, list[bytes]]] | None = None
    opened: list[Text] = field(default_factory=list)
    texts: dict[Place, str] = field(default_factory=dict)
    judged: list[Any] | None = None

    @property
    def leaves(self) -> list[Leaf]:
        """Every leaf in it."""
        return [*self.events, *(leaf for leaves in self.keys.values() for leaf in leaves)]

    def member(self, name: str) -> bytes:
        """A file's bytes; a missing one is empty, and a problem of its own."""
        return self.archive.members.get(name, b"")


def read_bundle(archive: Archive, given: Given) -> Bundle | tuple[str, str]:
    """The bundle, or the one problem that ends it: no VERSION, or one that is not ours."""
    raw = archive.members.get(layout.VERSION)
    if raw is None:
        return "member_missing", layout.VERSION
    try:
        version = Version.parse(raw)
    except BadVersion as wrong:
        return "version_unknown" if wrong.unknown else "version_malformed", layout.VERSION
    bundle = Bundle(archive, given, version)
    due = layout.ALWAYS | layout.SIGNED if version.size else layout.ALWAYS
    bundle.problems += [("member_missing", name) for name in sorted(due - archive.digests.keys())]
    _read_manifest(bundle)
    _read_policy(bundle)
    if version.size:
        _read_checkpoint(bundle)
        _read_heads(bundle)
    bundle.events = list(_leaves(bundle, layout.EVENTS, of_keys=False))
    for leaf in _leaves(bundle, layout.KEYS, of_keys=True):
        bundle.keys.setdefault(leaf.stream, []).append(leaf)
    _read_openings(bundle)
    return bundle


def canonical(raw: bytes) -> Any:
    """What a line of canonical JSON says. Raises Unreadable."""
    try:
        found = json.loads(raw)
        text = json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
        if text.encode("utf-8") == raw:
            return found
    except (ValueError, RecursionError):
        pass
    raise Unreadable


def lines(raw: bytes) -> list[bytes]:
    """Lines without their ends. Raises Unreadable where the last one does not end."""
    if raw and not raw.endswith(b"\n"):
        raise Unreadable
    return raw.split(b"\n")[:-1]


def _read_manifest(bundle: Bundle) -> None:
    try:
        found = [_MANIFEST.fullmatch(one) for one in lines(bundle.member(layout.MANIFEST))]
    except Unreadable:
        found = [None]
    rows = [(one[3].decode(), one[1].decode(), int(one[2])) for one in found if one]
    if len(rows) < len(found):
        bundle.problems.append(("manifest_malformed", layout.MANIFEST))
    else:
        bundle.manifest = rows


def _read_policy(bundle: Bundle) -> None:
    if bundle.given.policy is None:
        bundle.problems.append(("policy_missing", "--policy"))
        return
    try:
        bundle.policy = parse_policy(bundle.given.policy)
    except BadNote:
        bundle.policy = None
    if bundle.policy is None or not bundle.policy.logs:
        bundle.policy = None
        bundle.problems.append(("policy_malformed", "--policy"))


def _read_checkpoint(bundle: Bundle) -> None:
    try:
        bundle.note = parse(bundle.member(layout.CHECKPOINT))
        bundle.checkpoint = parse_checkpoint(bundle.note.text)
    except BadNote:
        bundle.note = None
        bundle.problems.append(("checkpoint_malformed", layout.CHECKPOINT))


def _leaves(bundle: Bundle, name: str, *, of_keys: bool) -> Iterator[Leaf]:
    try:
        rows = lines(bundle.member(name))
    except Unreadable:
        bundle.problems.append(("leaf_unreadable", name))
        return
    if not rows and not of_keys:
        bundle.problems.append(("case_empty", name))
    for number, raw in enumerate(rows):
        where = f"{name}:{number + 1}"
        leaf = _leaf(bundle, raw, where, layout.proof_name(number, of_keys=of_keys))
        if leaf:
            yield leaf
        else:
            bundle.problems.append(("leaf_unreadable", where))
    prefix = "proofs/key-" if of_keys else "proofs/"
    due = {layout.proof_name(number, of_keys=of_keys) for number in range(len(rows))}
    for other in sorted(bundle.archive.members.keys() - due):
        if re.fullmatch(prefix + r"[0-9]+\.tlog-proof", other):
            bundle.problems.append(("member_unknown", other))


def _leaf(bundle: Bundle, raw: bytes, where: str, proof_name: str) -> Leaf | None:
    try:
        leaf = Leaf(decode(raw), leaf_hash(raw), where, proof_name)
    except BadLeaf:
        return None
    if bundle.version.size:
        leaf.proof = _proof(bundle, proof_name)
    return leaf


def _proof(bundle: Bundle, name: str) -> Proof | None:
    if name not in bundle.archive.members:
        bundle.problems.append(("member_missing", name))
        return None
    try:
        proof = parse_proof(bundle.member(name))
    except BadNote:
        proof = None
    if proof is None or proof.extra is not None:
        bundle.problems.append(("proof_malformed", name))
        return None
    return proof


def _read_heads(bundle: Bundle) -> None:
    leaf = _leaf(bundle, bundle.member(layout.HEADS_LEAF), layout.HEADS_LEAF, layout.HEADS_PROOF)
    if leaf and _is_of_heads(leaf):
        bundle.heads = leaf
    else:
        bundle.problems.append(("heads_malformed", layout.HEADS_LEAF))
    try:
        bundle.paths = dict(_paths(bundle.member(layout.HEADS_PATH)))
    except Unreadable:
        bundle.problems.append(("heads_malformed", layout.HEADS_PATH))


def _is_of_heads(leaf: Leaf) -> bool:
    kind = (leaf.type, leaf.stream, leaf.fields["actor"]) == (HEADS, "log", "clock")
    streams, root = leaf.data.get("streams"), leaf.data.get("root")
    return kind and leaf.data.keys() == {"streams", "root"} and type(streams) is int and is_digest(root)


def is_digest(value: object) -> bool:
    """Whether it is a SHA-256 as the record writes it."""
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def _paths(raw: bytes) -> Iterator[tuple[str, tuple[int, list[bytes]]]]:
    last = None
    for row in lines(raw):
        found = canonical(row)
        if not isinstance(found, dict) or found.keys() != {"index", "path", "stream"}:
            raise Unreadable
        index, path, stream = found["index"], found["path"], found["stream"]
        if (type(index), type(path), type(stream)) != (int, list, str) or not all(map(is_digest, path)):
            raise Unreadable
        if last is not None and stream <= last:
            raise Unreadable
        last = stream
        yield stream, (index, [bytes.fromhex(step) for step in path])


def _read_openings(bundle: Bundle) -> None:
    try:
        for row in lines(bundle.member(layout.OPENINGS)):
            text = _text(canonical(row))
            if bundle.opened and text.place <= bundle.opened[-1].place:
                raise Unreadable
            bundle.opened.append(text)
            bundle.texts[text.place] = text.value
    except Unreadable:
        bundle.problems.append(("openings_malformed", layout.OPENINGS))


def _text(found: Any) -> Text:
    if not isinstance(found, dict) or found.keys() != {"event", "name", "salt", "stream", "value"}:
        raise Unreadable
    kinds = [type(found[key]) for key in ("event", "name", "salt", "stream", "value")]
    if kinds != [int, str, str, str, str] or not is_digest(found["salt"]):
        raise Unreadable
    return Text(
        (found["stream"], found["event"], found["name"]), bytes.fromhex(found["salt"]), found["value"]
    )
