"""Reads a COSE public key (RFC 9052) of the three kinds authenticators make, and asks it about a signature."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

ES256, EDDSA, RS256 = -7, -8, -257
NAMES = {ES256: "es256", EDDSA: "eddsa", RS256: "rs256"}
LEAST_RSA = 2048
"""Bits; a shorter RSA key is nobody's (GB/T 38540 and NIST SP 800-57 agree)."""
_LONGEST = 1100
"""Bytes: an RSA key of 8192 bits and its frame."""

PublicKey = ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey | rsa.RSAPublicKey


class BadKey(ValueError):  # noqa: N818  the house names what is wrong, not that it is an error
    """The bytes are no COSE key of these three kinds; the message says what is wrong."""


def algorithm(key: bytes) -> str:
    """The name of a key's algorithm: es256, eddsa or rs256. Raises BadKey."""
    return NAMES[_number(_map(key), 3)]


def is_signed(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether this key signed this message. Raises BadKey."""
    public = public_key(key)
    try:
        if isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, message, ec.ECDSA(SHA256()))
        elif isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, message, padding.PKCS1v15(), SHA256())
        else:
            public.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def public_key(key: bytes) -> PublicKey:
    """The key in the library's form. Raises BadKey."""
    found = _map(key)
    kind = (_number(found, 1), _number(found, 3))
    try:
        if kind == (2, ES256) and _number(found, -1) == 1:
            point = b"\x04" + _bytes(found, -2, 32) + _bytes(found, -3, 32)
            return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        if kind == (1, EDDSA) and _number(found, -1) == 6:
            return ed25519.Ed25519PublicKey.from_public_bytes(_bytes(found, -2, 32))
        if kind == (3, RS256):
            modulus, exponent = (int.from_bytes(_bytes(found, part), "big") for part in (-1, -2))
            if modulus.bit_length() < LEAST_RSA:
                raise BadKey("an RSA key that is too short")
            return rsa.RSAPublicNumbers(exponent, modulus).public_key()
    except BadKey:
        raise
    except ValueError as wrong:
        raise BadKey(str(wrong)) from None
    raise BadKey("another kind of key")


def _number(found: dict[int, int | bytes], label: int) -> int:
    value = found.get(label)
    if not isinstance(value, int):
        raise BadKey(f"label {label}")
    return value


def _bytes(found: dict[int, int | bytes], label: int, length: int | None = None) -> bytes:
    value = found.get(label)
    if not isinstance(value, bytes) or not value or (length and len(value) != length):
        raise BadKey(f"label {label}")
    return value


def _map(key: bytes) -> dict[int, int | bytes]:
    """A CBOR map from numbers to numbers or byte strings, of definite length, with nothing after it."""
    if len(key) > _LONGEST:
        raise BadKey("too long")
    major, pairs, at = _head(key, 0)
    if major != 5:
        raise BadKey("no map")
    found: dict[int, int | bytes] = {}
    for _ in range(pairs):
        label, at = _item(key, at)
        value, at = _item(key, at)
        if not isinstance(label, int) or label in found:
            raise BadKey("a label that is no number, or twice")
        found[label] = value
    if at != len(key):
        raise BadKey("something after the key")
    return found


def _item(key: bytes, at: int) -> tuple[int | bytes, int]:
    major, value, at = _head(key, at)
    if major == 0:
        return value, at
    if major == 1:
        return -1 - value, at
    if major == 2 and at + value <= len(key):
        return key[at : at + value], at + value
    raise BadKey("neither number nor byte string")


def _head(key: bytes, at: int) -> tuple[int, int, int]:
    """The major type and the number of an item's head (RFC 8949, 3), and where it ends."""
    if at >= len(key):
        raise BadKey("cut off")
    major, short = key[at] >> 5, key[at] & 31
    if short < 24:
        return major, short, at + 1
    if short > 26:
        raise BadKey("a number that is too long, or no definite length")
    end = at + 1 + (1 << short - 24)
    if end > len(key):
        raise BadKey("cut off")
    return major, int.from_bytes(key[at + 1 : end], "big"), end
