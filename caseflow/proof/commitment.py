"""Salted digests that commit a leaf to a text without holding it, so that the text can be erased by law."""

import secrets
from hashlib import sha256

SALT_BYTES = 32
_DOMAIN = b"caseflow/text/v1"


def new_salt() -> bytes:
    """32 random bytes, one salt a text, so that equal texts have different digests."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(salt: bytes, name: str, text: str) -> str:
    """Hex SHA-256 over domain, salt, field name and text, each with its length before it.

    Without the salt nobody can test a guess, so erasing salt and text erases all that is known of it.
    """
    digest = sha256()
    for part in (_DOMAIN, salt, name.encode("utf-8"), text.encode("utf-8")):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
