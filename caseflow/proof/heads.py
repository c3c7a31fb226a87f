"""The heads of all streams under one root: it shows that the last events of a stream were not left out."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from caseflow.proof.leaf import leaf_hash
from caseflow.proof.tree import includes, inclusion_path, root

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


def _leaves(heads: Iterable[Head]) -> list[bytes]:
    return [leaf_hash(head.entry) for head in sorted(heads)]
