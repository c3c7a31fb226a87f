"""The short code on a paper, by which anybody can ask whether it was issued: its kind, and the event that made it.

Fifteen signs in groups of five: one for the kind, thirteen for the first 65 bits of the event's leaf hash, one to check
the rest. The signs are those of Crockford's base 32, without I, L, O and U, which are read as 1, 1, 0 and nothing.
"""

from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNS, GROUP, BITS = 15, 5, 65
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0"})
_HASH_BITS = 256


@dataclass(frozen=True, slots=True)
class Code:
    """What a code says: the sign of its kind, and between which two leaf hashes its event's lies, both included."""

    sign: str
    low: bytes
    high: bytes


def make(sign: str, leaf_hash: bytes) -> str:
    """The code of a paper of this kind's sign, in groups. Raises ValueError for no sign of the alphabet."""
    head = int.from_bytes(leaf_hash, "big") >> (_HASH_BITS - BITS)
    values = [ALPHABET.index(sign), *((head >> shift) & 31 for shift in range(BITS - 5, -1, -5))]
    signs = "".join(ALPHABET[value] for value in [*values, _check(values)])
    return "-".join(signs[n : n + GROUP] for n in range(0, SIGNS, GROUP))


def read(text: str) -> Code | None:
    """What somebody typed or scanned as a code; None where it cannot be one, so that a slip is told from a forgery."""
    signs = "".join(c for c in text.upper() if c.isalnum()).translate(_LOOKALIKES)
    if len(signs) != SIGNS or any(c not in ALPHABET for c in signs):
        return None
    *values, check = (ALPHABET.index(c) for c in signs)
    if _check(values) != check:
        return None
    head = 0
    for value in values[1:]:
        head = head << 5 | value
    rest = _HASH_BITS - BITS
    low, high = head << rest, (head + 1 << rest) - 1
    return Code(signs[0], low.to_bytes(32, "big"), high.to_bytes(32, "big"))


def _check(values: list[int]) -> int:
    """A weighted sum in GF(32): one wrong sign, or two that changed places, always show."""
    total = 0
    for value in values:
        total = (total ^ value) << 1
        if total & 32:
            total ^= 0b100101  # x⁵ + x² + 1
    return total
