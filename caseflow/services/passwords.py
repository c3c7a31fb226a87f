"""Passwords: how they are kept, and how one is made for a person to sign in with once."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

HASHER = PasswordHasher(
    time_cost=3, memory_cost=64 * 1024, parallelism=4, hash_len=32, salt_len=16, type=Type.ID
)
"""RFC 9106, second recommended choice: 3 passes, 64 MiB (stated in KiB), 4 lanes; about 0.1 s and 64 MiB a check."""
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that people take for one another: 0 o, 1 l i."""
GROUPS, GROUP_LENGTH = 4, 4


def one_time_password() -> str:
    """Four groups of four signs, 79 bits, easy to read out and to type: `k7mh-2xqa-…`."""
    groups = ("".join(secrets.choice(SIGNS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def matches(hasher: PasswordHasher, hash_: str, password: str) -> bool:
    """Whether a password is the one a hash was made of; False for a hash nobody can read."""
    try:
        return hasher.verify(hash_, password)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False
