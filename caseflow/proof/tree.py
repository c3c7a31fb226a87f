"""The Merkle tree of RFC 6962 (section 2.1) over SHA-256: roots, inclusion and consistency, made and checked.

What checks answers yes or no and never raises: whatever is malformed is no proof. A tree of size 0 proves nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

HASH_BYTES = 32
LONGEST_PATH = 63
"""A proof has no more hashes than this; it would be about more than 2^63 leaves."""


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of 0x01 and both children, 32 bytes. A leaf's hash is made in `leaf.py`."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes; of none, SHA-256 of nothing, as the RFC defines it."""
    if not leaves:
        return sha256().digest()
    level = list(leaves)
    while len(level) > 1:
        level = level_above(level)
    return level[0]


def inclusion_path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The proof that leaf `index` is in the tree over `leaves`. Raises IndexError where it is not."""
    return inclusion_paths(leaves, [index])[index]


def inclusion_paths(leaves: Sequence[bytes], indexes: Iterable[int]) -> dict[int, list[bytes]]:
    """The proofs of many leaves at the cost of one tree. Raises IndexError where one is not in it."""
    paths: dict[int, list[bytes]] = {index: [] for index in indexes}
    if any(not 0 <= index < len(leaves) for index in paths):
        raise IndexError("no such leaf")
    level, height = list(leaves), 0
    while len(level) > 1:
        for index, path in paths.items():
            sibling = (index >> height) ^ 1
            if sibling < len(level):
                path.append(level[sibling])
        level, height = level_above(level), height + 1
    return paths


def consistency_path(leaves: Sequence[bytes], old: int) -> list[bytes]:
    """The proof that the tree over the first `old` leaves grew into that over all. Raises IndexError outside 1…n."""
    if not 1 <= old <= len(leaves):
        raise IndexError("no such tree")
    return [root(leaves[start:end]) for start, end in _consistency_ranges(old, len(leaves))]


def includes(leaf: bytes, index: int, size: int, path: Sequence[bytes], top: bytes) -> bool:
    """Whether the path proves that the leaf hash is number `index` of the tree of `size` leaves under `top`."""
    if not (_is_number(index, 0) and _is_number(size, 1) and index < size and _are_hashes([leaf, top], path)):
        return False
    found, number, last = leaf, index, size - 1
    for step in path:
        if last == 0:
            return False
        if number & 1 or number == last:
            found = node_hash(step, found)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found = node_hash(found, step)
        number, last = number >> 1, last >> 1
    return last == 0 and found == top


def extends(old: int, old_top: bytes, size: int, top: bytes, path: Sequence[bytes]) -> bool:
    """Whether the path proves that the tree of `old` leaves is the beginning of the tree of `size` leaves."""
    if not (_is_number(old, 1) and _is_number(size, 1) and old <= size and _are_hashes([old_top, top], path)):
        return False
    if old == size:
        return not path and old_top == top
    whole = old & (old - 1) == 0
    steps = [old_top, *path] if whole else list(path)
    if not path:
        return False
    number, last = old - 1, size - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if number & 1 or number == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            after = node_hash(after, step)
        number, last = number >> 1, last >> 1
    return last == 0 and before == old_top and after == top


@dataclass(slots=True)
class Frontier:
    """The roots of the whole subtrees that make up a growing tree, largest first: log n hashes instead of n."""

    size: int = 0
    hashes: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> None:
        """Takes the next leaf's hash."""
        found, rest = leaf, self.size
        while rest & 1:
            found, rest = node_hash(self.hashes.pop(), found), rest >> 1
        self.hashes.append(found)
        self.size += 1

    def extend(self, leaves: Sequence[bytes]) -> None:
        """Takes many leaves' hashes; whole subtrees among them are made level by level, which is quicker."""
        taken = 0
        while taken < len(leaves):
            width = self.size & -self.size or 1 << len(leaves).bit_length()
            while width > len(leaves) - taken:
                width >>= 1
            self._append_whole(root(leaves[taken : taken + width]), width)
            taken += width

    def root(self) -> bytes:
        """The root over all leaves taken."""
        if not self.hashes:
            return root([])
        found = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            found = node_hash(left, found)
        return found

    @property
    def is_sound(self) -> bool:
        """Whether there is one hash for each whole subtree of a tree of this size."""
        return (
            _is_number(self.size, 0)
            and _are_hashes(self.hashes, [])
            and len(self.hashes) == self.size.bit_count()
        )

    def _append_whole(self, top: bytes, width: int) -> None:
        found, rest = top, self.size // width
        while rest & 1:
            found, rest = node_hash(self.hashes.pop(), found), rest >> 1
        self.hashes.append(found)
        self.size += width


def level_above(level: list[bytes]) -> list[bytes]:
    """The next level: pairs hashed, an odd last one carried up as it is."""
    pairs = zip(level[::2], level[1::2], strict=False)
    above = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
    if len(level) & 1:
        above.append(level[-1])
    return above


def _consistency_ranges(old: int, size: int) -> Iterator[tuple[int, int]]:
    """The subtrees whose roots make the proof, as ranges of leaves, lowest first (RFC 6962, 2.1.2)."""
    start, end, whole, above = 0, size, True, list[tuple[int, int]]()
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            above.append((middle, end))
            end = middle
        else:
            above.append((start, middle))
            start, whole = middle, False
    if not whole:
        yield start, end
    yield from reversed(above)


def _split(size: int) -> int:
    """The largest power of two below `size`, which is 2 or more."""
    return 1 << (size - 1).bit_length() - 1


def _is_number(value: object, least: int) -> bool:
    return type(value) is int and least <= value < 1 << 63


def _are_hashes(ends: Sequence[object], path: Sequence[object]) -> bool:
    return len(path) <= LONGEST_PATH and all(
        type(one) is bytes and len(one) == HASH_BYTES for one in (*ends, *path)
    )
