"""The heads of all streams under one root: it shows that the last events of a stream were not left out."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from caseflow.proof.leaf import leaf_hash
from caseflow.proof.tree import includes, inclusion_path, level_above, node_hash, root

TYPE = "commit_heads"
"""The type of the event that says how many streams there are and what their root is."""


class Head(NamedTuple):
    """The last event of a stream: its number in the stream and its leaf's hash (32 bytes)."""

    stream: str
    n: int
    leaf_hash: bytes

    @property
    def entry(self) -> bytes:
        """The bytes that are hashed as a leaf."""
        entry = [self.stream, self.n, self.leaf_hash.hex()]
        return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()


def heads_root(heads: Iterable[Head]) -> bytes:
    """The root over all heads, sorted by the streams' names (code points)."""
    return root(_leaves(heads))


def head_path(heads: Iterable[Head], stream: str) -> tuple[int, list[bytes]]:
    """A stream's place among the sorted heads and its path to their root. Raises KeyError for a stream not there."""
    names = sorted(heads)
    for index, head in enumerate(names):
        if head.stream == stream:
            return index, inclusion_path(_leaves(names), index)
    raise KeyError(stream)


def is_head(head: Head, index: int, streams: int, path: Sequence[bytes], top: bytes) -> bool:
    """Whether the path proves that this was the stream's head under the root of so many streams."""
    return includes(leaf_hash(head.entry), index, streams, path, top)


class HeadsTree:
    """The root over heads that change one by one: what did not change is not hashed again."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._hashes: dict[str, bytes] = {}
        self._changed: dict[str, tuple[int, bytes]] = {}
        self._levels: list[list[bytes]] = [[]]

    def __len__(self) -> int:
        return len(self._hashes.keys() | self._changed.keys())

    def put(self, stream: str, n: int, digest: bytes) -> None:
        """The stream's last event is this one from now on."""
        self._changed[stream] = n, digest

    def root(self) -> bytes:
        """The root over all streams put so far."""
        hashes = {name: leaf_hash(Head(name, *head).entry) for name, head in self._changed.items()}
        self._changed.clear()
        new = hashes.keys() - self._places.keys()
        self._hashes |= hashes
        if new:
            self._build()
        else:
            self._mend({self._places[name]: digest for name, digest in hashes.items()})
        return self._levels[-1][0] if self._hashes else root([])

    def _build(self) -> None:
        names = sorted(self._hashes)
        self._places = {name: place for place, name in enumerate(names)}
        self._levels = [[self._hashes[name] for name in names]]
        while len(self._levels[-1]) > 1:
            self._levels.append(level_above(self._levels[-1]))

    def _mend(self, hashes: dict[int, bytes]) -> None:
        for below, level in enumerate(self._levels):
            for place, digest in hashes.items():
                level[place] = digest
            pairs = {place >> 1: level[place & ~1 : (place | 1) + 1] for place in hashes}
            if below + 1 < len(self._levels):
                hashes = {
                    place: node_hash(*pair) if len(pair) == 2 else pair[0] for place, pair in pairs.items()
                }


def _leaves(heads: Iterable[Head]) -> list[bytes]:
    return [leaf_hash(head.entry) for head in sorted(heads)]
