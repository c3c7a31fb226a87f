"""Attacks on leaves, proofs, checkpoint and heads: A20–A36, A39–A41, A54 and what an inspector holds."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

from caseflow.proof.bundle.writing import Contents, Entry
from caseflow.proof.checkpoint import Checkpoint, cosign
from caseflow.proof.note import LOG, WITNESS, Signature, key_of, parse
from tests.proof.attacks.archives import changed, good, member
from tests.proof.attacks.catalogue import Attempt, attack
from tests.proof.attacks.history import honest
from tests.proof.attacks.showing import Sealed, contents, members_of, packed, repacked, seal
from tests.proof.attacks.world import (
    CASE,
    LOG_NAME,
    LOG_SEED,
    NOW,
    OTHER,
    POLICY,
    WITNESSES,
    World,
    base,
)

STREAM = f"case/{CASE}"


def shown(name: str, change: Callable[[Contents], Contents]) -> None:
    """An attack that shows something else of an honest log."""
    attack(name)(lambda: packed(change(contents(honest()))))


def recorded(name: str, change: Callable[[World], None], *, relinked: bool = True, **sealing: Any) -> None:
    """An attack of all who hold keys: the log itself was made wrong, and everything fits."""

    def made() -> bytes:
        world = base()
        change(world)
        if relinked:
            world.relink()
        return packed(contents(seal(world, **sealing)))

    attack(name)(made)


def noted(name: str, change: Callable[[Sealed], bytes]) -> None:
    """An attack on the checkpoint's file, in all the places where it stands."""

    def made() -> bytes:
        sealed = honest()
        return packed(contents(replace(sealed, note=change(sealed))))

    attack(name)(made)


def _lines(sealed: Sealed, *signatures: Signature) -> bytes:
    return replace(parse(sealed.note), signatures=signatures).bytes


shown("A20-omit-the-last-event", lambda c: replace(c, events=c.events[:-1]))
shown("A21-omit-a-middle-event", lambda c: replace(c, events=[*c.events[:3], *c.events[4:]]))
shown("A22-reorder", lambda c: replace(c, events=[c.events[0], c.events[2], c.events[1], *c.events[3:]]))
shown("A23-another-case-offered", lambda _: replace(contents(honest(), OTHER), case=CASE))
shown("A23b-keys-of-a-stranger", lambda c: replace(c, keys=[*c.keys, *_of_stream("log")]))
shown("A23c-keys-left-out", lambda c: replace(c, keys=c.keys[:3]))
shown("A23d-keys-out-of-order", lambda c: replace(c, keys=[*c.keys[3:], *c.keys[:3]]))
shown("A23e-last-key-event-left-out", lambda c: replace(c, keys=c.keys[:-1]))
shown(
    "A23f-head-of-a-stream-left-out",
    lambda c: replace(c, heads={n: p for n, p in c.heads.items() if n == STREAM}),
)


def _of_stream(stream: str) -> list[Entry]:
    sealed = honest()
    return [Entry(leaf) for leaf, name in zip(sealed.leaves, sealed.streams, strict=True) if name == stream]


@attack("A25-another-origin")
def _() -> Attempt:
    line = f"log {key_of('other.example', LOG, b'O' * 32).vkey}\n".encode()
    return Attempt(
        packed(contents(seal(base(), log=b"O" * 32, origin="other.example"))), policy=line + POLICY
    )


recorded("A25d-another-origin-unknown", lambda _: None, origin="other.example")


@attack("A25b-another-log-under-its-own-name")
def _() -> Attempt:
    policy = f"log {key_of('other.example', LOG, LOG_SEED).vkey}\nquorum none\n".encode()
    return Attempt(good(), policy=policy)


noted("A26-all-signatures-stripped", lambda sealed: sealed.checkpoint.body + b"\n")
noted("A26b-the-log-signature-stripped", lambda s: _lines(s, *parse(s.note).signatures[1:]))
noted(
    "A27-required-witness-stripped",
    lambda s: _lines(s, parse(s.note).signatures[0], parse(s.note).signatures[2]),
)
noted("A27b-all-witnesses-stripped", lambda s: _lines(s, parse(s.note).signatures[0]))


@attack("A28-own-log-with-its-own-policy-inside")
def _() -> bytes:
    seed = b"X" * 32
    members = members_of(packed(contents(seal(base(), log=seed, witnesses=()))))
    policy = f"log {key_of(LOG_NAME, LOG, seed).vkey}\nquorum none\n".encode()
    return repacked(members | {"policy.txt": policy})


@attack("A28b-own-log")
def _() -> bytes:
    return packed(contents(seal(base(), log=b"X" * 32)))


def _flipped(number: int) -> bytes:
    def change(members: dict[str, bytes]) -> None:
        name = "proofs/0003.tlog-proof"
        lines = members[name].split(b"\n")
        raw = bytearray(b64decode(lines[2 + number]))
        raw[7] ^= 1
        lines[2 + number] = b64encode(bytes(raw))
        members[name] = b"\n".join(lines)

    return changed(change)


for _number in range(3):
    attack(f"A29-bit-flip-in-hash-{_number}")(lambda number=_number: _flipped(number))

member("A30-leaf-spaced", "events.ndjson", lambda data: data.replace(b'"v":1', b'"v": 1', 1))
member("A30b-key-twice", "events.ndjson", lambda data: data.replace(b'"v":1', b'"v":1,"v":1', 1))
member("A30c-no-last-newline", "events.ndjson", lambda data: data[:-1])
noted(
    "A31-size-edited",
    lambda s: s.note.replace(b"\n%d\n" % s.checkpoint.size, b"\n%d\n" % (s.checkpoint.size + 1)),
)


@attack("A31b-root-edited")
def _() -> bytes:
    sealed = honest()
    other = Checkpoint(LOG_NAME, sealed.checkpoint.size, bytes(32))
    note = sealed.note.replace(sealed.checkpoint.body, other.body)
    return packed(contents(replace(sealed, note=note)))


def grown() -> Sealed:
    """The honest log, later."""
    world = deepcopy(honest().end)
    for _ in range(5):
        world.add("city", "add_unit", {"code": "x", "kind": "bureau"})
    return seal(world)


@attack("A32-old-bundle-as-current")
def _() -> Attempt:
    return Attempt(good(), held=grown().note)


@attack("A32b-nothing-to-continue-what-is-held")
def _() -> Attempt:
    return Attempt(packed(contents(grown())), held=earlier().note)


def earlier() -> Sealed:
    """The honest log, before its last two events."""
    world = base()
    del world.events[-2:]
    return seal(world)


@attack("A32c-garbage-to-continue-what-is-held")
def _() -> Attempt:
    was = honest()
    members = members_of(packed(contents(grown())))
    name = f"consistency/{was.checkpoint.size}.path"
    return Attempt(repacked(members | {name: b64encode(bytes(32)) + b"\n"}), held=was.note)


@attack("A32d-held-is-no-checkpoint")
def _() -> Attempt:
    return Attempt(good(), held=b"siping.example\n")


@attack("A32e-held-was-signed-by-another")
def _() -> Attempt:
    return Attempt(good(), held=seal(base(), log=b"X" * 32).note)


@attack("A54-split-view")
def _() -> Attempt:
    world = base()
    world.events[-1]["data"]["light"] = "red"
    return Attempt(good(), held=seal(world).note)


def _at(time: int) -> bytes:
    """A first witness without fault, and another who was there at this time."""
    note = parse(seal(base(), witnesses=("w1", "w2")).note)
    line = cosign(note, "w3.example", WITNESSES["w3"], time)
    sealed = honest()
    return packed(contents(replace(sealed, note=replace(note, signatures=(*note.signatures, line)).bytes)))


def _zero() -> bytes:
    """A cosignature that says no time."""
    return _with_line(Signature("w3.example", _id("w3"), bytes(72)))


def _id(name: str) -> bytes:
    return key_of(f"{name}.example", WITNESS, WITNESSES[name]).id


def _with_line(line: Signature) -> bytes:
    sealed = honest()
    note = parse(sealed.note)
    return packed(contents(replace(sealed, note=replace(note, signatures=(*note.signatures, line)).bytes)))


attack("A33-witness-in-the-future")(lambda: _at(int(NOW) + 400_000))
attack("A33b-witness-at-no-time")(_zero)
recorded("A33c-events-after-the-witness", lambda _: None, time=int(NOW) - 2_300_000)
attack("A35-key-id-of-a-witness")(
    lambda: _with_line(Signature("w3.example", _id("w3"), (1).to_bytes(8, "big") + bytes(64)))
)
attack("A35b-short-cosignature")(lambda: _with_line(Signature("w3.example", _id("w3"), bytes(71))))
attack("A35c-key-id-of-the-log")(
    lambda: _with_line(Signature(LOG_NAME, key_of(LOG_NAME, LOG, LOG_SEED).id, bytes(64)))
)
noted("A36-crlf", lambda s: s.note.replace(b"\n", b"\r\n"))
noted("A36b-bom", lambda s: b"\xef\xbb\xbf" + s.note)
noted("A36c-trailing-bytes", lambda s: s.note + b"\n")
