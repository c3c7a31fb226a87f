"""One-time codes (一次性验证码): RFC 6238 with SHA-1, six digits, thirty seconds, as every app makes them."""

import hmac
from base64 import b32encode
from hashlib import sha1
from urllib.parse import quote, urlencode

SECONDS, DIGITS, AROUND = 30, 6, 1
"""Of a step; of a code; how many steps before and after are still taken (RFC 6238, 5.2)."""


def step_at(seconds: float) -> int:
    """The number of the step at an instant, in seconds since 1970."""
    return int(seconds) // SECONDS


def code_at(secret: bytes, step: int) -> str:
    """The code of a step (RFC 4226, 5.3)."""
    digest = hmac.new(secret, step.to_bytes(8, "big"), sha1).digest()
    at = digest[-1] & 15
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of(secret: bytes, code: str, seconds: float) -> int | None:
    """The step, the present one or its neighbour, of which this is the code; None for no such."""
    if len(code) != DIGITS or not (code.isascii() and code.isdecimal()):
        return None
    now = step_at(seconds)
    steps = range(now - AROUND, now + AROUND + 1)
    return next((step for step in steps if hmac.compare_digest(code_at(secret, step), code)), None)


def written(secret: bytes) -> str:
    """The secret as apps take it by hand: base32, without padding."""
    return b32encode(secret).decode("ascii").rstrip("=")


def address(secret: bytes, login: str, issuer: str) -> str:
    """The secret as apps take it by QR (otpauth)."""
    return f"otpauth://totp/{quote(f'{issuer}:{login}')}?" + urlencode(
        {"secret": written(secret), "issuer": issuer}
    )
