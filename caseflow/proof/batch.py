"""Many statements under one signature: a small RFC 6962 tree over their bytes, and the path that proves one of them."""

from collections.abc import Sequence

from caseflow.proof import tree
from caseflow.proof.leaf import leaf_hash


def root_of(statements: Sequence[bytes]) -> bytes:
    """The root over the statements' bytes, in their order."""
    return tree.root([leaf_hash(statement) for statement in statements])


def path_of(statements: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that lead from one statement up to the root, lowest first."""
    return tree.inclusion_path([leaf_hash(statement) for statement in statements], index)


def is_in(statement: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path leads from this statement, number `index` of `size`, to the root."""
    return tree.includes(leaf_hash(statement), index, size, path, root)
