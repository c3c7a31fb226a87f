"""Many statements under one signature: a small RFC 6962 tree over their bytes, and the path that proves one of them."""

from collections.abc import Sequence
from hashlib import sha256

from caseflow.proof.leaf import leaf_hash


def root_of(statements: Sequence[bytes]) -> bytes:
    """The RFC 6962 root over the statements' bytes, in their order; at least one."""
    return _root([leaf_hash(statement) for statement in statements])


def path_of(statements: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that lead from one statement up to the root, lowest first (RFC 6962, 2.1.1)."""
    return _path([leaf_hash(statement) for statement in statements], index)


def root_from(statement: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root to which a path leads from one statement; None where no tree of this size has such a path."""
    if not 0 <= index < size:
        return None
    found, last = leaf_hash(statement), size - 1
    for sibling in path:
        if last == 0:
            return None
        if index % 2 or index == last:
            found = _node(sibling, found)
            while index % 2 == 0 and index:
                index, last = index // 2, last // 2
        else:
            found = _node(found, sibling)
        index, last = index // 2, last // 2
    return found if last == 0 else None


def _root(leaves: Sequence[bytes]) -> bytes:
    if len(leaves) == 1:
        return leaves[0]
    split = _split(len(leaves))
    return _node(_root(leaves[:split]), _root(leaves[split:]))


def _path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*_path(leaves[:split], index), _root(leaves[split:])]
    return [*_path(leaves[split:], index - split), _root(leaves[:split])]


def _split(size: int) -> int:
    """The largest power of two below a size."""
    return 1 << (size - 1).bit_length() - 1


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
