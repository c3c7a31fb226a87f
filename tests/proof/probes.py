"""Wrong proofs, made from right ones: whatever the mutation, the check must say no.

The classes are those of the public vectors for RFC 6962 (docs/testing.md); the values are our own.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

RANDOM = sha256(b"a root of nothing").digest()
NOTHING = sha256(b"").digest()


class Inclusion(NamedTuple):
    leaf: bytes
    index: int
    size: int
    path: list[bytes]
    root: bytes


class Consistency(NamedTuple):
    old: int
    old_root: bytes
    size: int
    root: bytes
    path: list[bytes]


def inclusions(right: Inclusion) -> Iterator[tuple[str, Inclusion]]:
    """Wrong neighbours of a right inclusion proof, each named by what was done."""
    for name, index in _indexes(right.index):
        yield name, right._replace(index=index)
    for name, size in _sizes(right.size):
        yield name, right._replace(size=size)
    for name, root in (*_roots(right.root), ("leaf as root", right.leaf)):
        if root != right.root:
            yield name, right._replace(root=root)
    yield "random leaf", right._replace(leaf=RANDOM)
    yield "flipped leaf", right._replace(leaf=_flip(right.leaf, 7))
    yield "short leaf", right._replace(leaf=right.leaf[:-1])
    for name, path in _paths(right.path, right.root):
        yield name, right._replace(path=path)


def consistencies(right: Consistency) -> Iterator[tuple[str, Consistency]]:
    """Wrong neighbours of a right consistency proof."""
    for name, old in (*_indexes(right.old), ("size 0 before", 0)):
        yield f"old {name}", right._replace(old=old)
    for name, size in _sizes(right.size):
        yield name, right._replace(size=size)
    for name, root in _roots(right.root):
        yield name, right._replace(root=root)
    for name, root in _roots(right.old_root):
        yield f"old {name}", right._replace(old_root=root)
    if right.root != right.old_root:
        yield "roots swapped", right._replace(root=right.old_root, old_root=right.root)
        yield "sizes swapped", right._replace(old=right.size, size=right.old)
    for name, path in _paths(right.path, right.root):
        yield name, right._replace(path=path)


def _indexes(index: int) -> Iterator[tuple[str, int]]:
    yield from (
        ("index + 1", index + 1),
        ("index - 1", index - 1),
        ("index XOR 2", index ^ 2),
        ("index negative", -index - 1),
        ("index huge", index + (1 << 63)),
    )


def _sizes(size: int) -> Iterator[tuple[str, int]]:
    yield from (("size × 2", size * 2), ("size ÷ 2", size // 2), ("size 0", 0), ("size huge", 1 << 63))


def _roots(root: bytes) -> Iterator[tuple[str, bytes]]:
    yield from (
        ("root empty", b""),
        ("root random", RANDOM),
        ("root of nothing", NOTHING),
        ("root flipped", _flip(root, 0)),
        ("root cut", root[:-1]),
        ("root with a byte before", b"\0" + root),
        ("root with a byte after", root + b"\0"),
        ("root as text", root.hex().encode()),
    )


def _paths(path: list[bytes], root: bytes) -> Iterator[tuple[str, list[bytes]]]:
    yield "garbage before", [RANDOM, *path]
    yield "garbage after", [*path, RANDOM]
    yield "root before", [root, *path]
    yield "root after", [*path, root]
    yield "empty hash after", [*path, b""]
    yield "64 hashes", [*path, *[RANDOM] * 64]
    for number, step in enumerate(path):
        yield f"bit of {number}", [*path[:number], _flip(step, number), *path[number + 1 :]]
        yield f"without {number}", [*path[:number], *path[number + 1 :]]
        yield f"cut {number}", [*path[:number], step[:-1], *path[number + 1 :]]
        yield f"twice {number}", [*path[: number + 1], *path[number:]]
        yield f"inserted at {number}", [*path[:number], RANDOM, *path[number:]]
    if len(path) > 1 and path[0] != path[-1]:
        yield "ends swapped", [path[-1], *path[1:-1], path[0]]
    if path:
        yield "nothing", []


def _flip(data: bytes, bit: int) -> bytes:
    return bytes([data[0] ^ 1 << bit % 8]) + data[1:]
