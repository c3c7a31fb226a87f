"""Strict base64, strict JSON and its one way of being written; digests and instants."""

import base64
import binascii
import hashlib
import json
import re
from datetime import datetime


class Bad(Exception):
    """Something is not as it must be; the text says what."""


def unbase64(text):
    """The bytes of standard base64 with its padding, written in the one way there is."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Bad("base64") from None
    if base64.b64encode(raw).decode() != text:
        raise Bad("base64")
    return raw


def unbase64url(text):
    """The bytes of base64url without padding, written in the one way there is."""
    if not isinstance(text, str) or not re.fullmatch(r"[A-Za-z0-9_-]*", text):
        raise Bad("base64url")
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        raise Bad("base64url") from None
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != text:
        raise Bad("base64url")
    return raw


def strict_json(raw):
    """What JSON says, where no key stands twice and no number is broken; the bytes may be spaced at will."""

    def pairs(found):
        if len({key for key, _ in found}) != len(found):
            raise Bad("a key stands twice")
        return dict(found)

    def no(_):
        raise Bad("not an integer")

    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=pairs, parse_float=no, parse_constant=no)
    except (ValueError, RecursionError):
        raise Bad("not JSON") from None


ESCAPED = re.compile(r'[\x00-\x1f"\\]')
SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def written(value):
    """JSON in its one form: keys by code point, no spaces, nothing escaped that need not be."""
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + ESCAPED.sub(lambda found: SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}", value) + '"'
    if isinstance(value, list):
        return "[" + ",".join(written(item) for item in value) + "]"
    return "{" + ",".join(written(key) + ":" + written(value[key]) for key in sorted(value)) + "}"


def canonical_json(raw):
    """What canonical JSON says."""
    value = strict_json(raw)
    try:
        same = written(value).encode("utf-8") == raw
    except (UnicodeEncodeError, RecursionError):
        same = False
    if not same:
        raise Bad("not in canonical form")
    return value


def lines_of(raw):
    """Lines without their ends; each must end with LF."""
    if raw and not raw.endswith(b"\n"):
        raise Bad("the last line does not end")
    return raw.split(b"\n")[:-1]


def sha(raw):
    return hashlib.sha256(raw).digest()


HEX = re.compile(r"[0-9a-f]{64}")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)


def is_hex(value):
    return isinstance(value, str) and HEX.fullmatch(value) is not None


def instant(text):
    """A leaf's instant."""
    if not isinstance(text, str) or not INSTANT.fullmatch(text):
        raise Bad("instant")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Bad("instant") from None
