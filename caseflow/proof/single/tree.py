"""The tree of RFC 6962."""

from caseflow.proof.single.plain import Bad, sha


def leaf_hash(leaf):
    return sha(b"\x00" + leaf)


def node(left, right):
    return sha(b"\x01" + left + right)


def root_from_path(index, size, digest, path):
    """The root that a leaf's path leads to. Raises Bad where the path has not the length that index and size ask."""
    if not 0 <= index < size or any(len(step) != 32 for step in path):
        raise Bad("path")
    steps, last = list(path), size - 1
    while last > 0:
        if index % 2 == 1 or index < last:
            if not steps:
                raise Bad("path too short")
            step = steps.pop(0)
            digest = node(step, digest) if index % 2 == 1 else node(digest, step)
        index, last = index // 2, last // 2
    if steps:
        raise Bad("path too long")
    return digest


def roots_from_consistency(old, new, old_root, path):
    """The pair of roots that a consistency proof leads to, 0 < old < new."""
    if not 0 < old < new or any(len(step) != 32 for step in path):
        raise Bad("sizes")
    steps = list(path)
    index, last = old - 1, new - 1
    while index % 2 == 1:
        index, last = index // 2, last // 2
    if index == 0:
        one = two = old_root
    else:
        if not steps:
            raise Bad("path too short")
        one = two = steps.pop(0)
    while last > 0:
        if index % 2 == 1 or index < last:
            if not steps:
                raise Bad("path too short")
            step = steps.pop(0)
            if index % 2 == 1:
                one, two = node(step, one), node(step, two)
            else:
                two = node(two, step)
        index, last = index // 2, last // 2
    if steps:
        raise Bad("path too long")
    return one, two
