"""The leaf: the exact bytes of one event, as they are stored, hashed and verified for ever.

UTF-8 JSON on one line, keys sorted, no white space between tokens, no floats, every key of `KEYS` present.
`docs/record.md` fixes the format; a reader needs nothing but this page and SHA-256.
"""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

VERSION = 1
KEYS = frozenset(
    {"v", "log", "stream", "n", "prev", "type", "actor", "office", "on_behalf"}
    | {"at", "day", "occurred_at", "rules", "data", "pii"}
)
LONGEST_CODE = 120
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.][0-9]{6}Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[a-z][a-z0-9_.]*")
# White space, controls, what shows nothing or turns the writing round, lone surrogates, marks of a sentence.
_NOT_A_CODE = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff，。；！？]"
)


class BadLeaf(ValueError):  # noqa: N818  the house names what is wrong, not that it is an error
    """The bytes are not a leaf of this format; the message says what is wrong."""


def encode(fields: Mapping[str, Any]) -> bytes:
    """The one byte string for these fields. Raises BadLeaf where a field breaks the format."""
    check(fields)
    return _canonical(fields)


def decode(leaf: bytes) -> dict[str, Any]:
    """The fields of stored bytes. Raises BadLeaf unless encoding them again gives the same bytes."""
    try:
        fields = json.loads(leaf)
        if _canonical(fields) != leaf:
            raise BadLeaf("not in canonical form")
        check(fields)
    except BadLeaf:
        raise
    except (ValueError, RecursionError) as wrong:
        raise BadLeaf(f"not JSON: {type(wrong).__name__}") from None
    return dict(fields)


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256 of 0x00 and the leaf (RFC 6962, 2.1), 32 bytes."""
    return sha256(b"\x00" + leaf).digest()


def is_code(value: str) -> bool:
    """Whether a leaf may hold this string: a code, id, date or decimal, not a sentence."""
    return len(value) <= LONGEST_CODE and not _NOT_A_CODE.search(value)


def is_instant(value: object) -> bool:
    """Whether it is an instant as leaves write it, and the calendar has it."""
    return _matches(_INSTANT, value) and _is_real(datetime, str(value))


def check(fields: object) -> None:
    """Raises BadLeaf unless the fields are complete and each is of its kind."""
    if not isinstance(fields, Mapping) or fields.keys() != KEYS:
        raise BadLeaf("keys are not exactly those of the format")
    if not _is_count(fields["v"]) or fields["v"] != VERSION or not _is_count(fields["n"]):
        raise BadLeaf("v or n")
    _check_text_fields(fields)
    if (fields["prev"] is None) != (fields["n"] == 0):
        raise BadLeaf("prev is null exactly in the first event of a stream")
    if not isinstance(fields["data"], Mapping) or not isinstance(fields["pii"], Mapping):
        raise BadLeaf("data and pii are objects")
    _check_data(fields["data"])
    if not all(_matches(_NAME, name) and _matches(_DIGEST, digest) for name, digest in fields["pii"].items()):
        raise BadLeaf("pii maps names to digests")


def _check_text_fields(fields: Mapping[str, Any]) -> None:
    for key in ("log", "stream", "type", "actor", "office"):
        if not isinstance(fields[key], str) or not fields[key]:
            raise BadLeaf(key)
        _check_data(fields[key])
    for key in ("on_behalf", "occurred_at", "rules"):
        if not isinstance(fields[key], str | None):
            raise BadLeaf(key)
        _check_data(fields[key])
    if not is_instant(fields["at"]):
        raise BadLeaf("at")
    if not _matches(_DAY, fields["day"]) or not _is_real(date, fields["day"]):
        raise BadLeaf("day")
    if fields["prev"] is not None and not _matches(_DIGEST, fields["prev"]):
        raise BadLeaf("prev")


def _check_data(value: object) -> None:
    """Only codes, ids, dates, integers and decimal strings: a sentence belongs in the text table."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if not _matches(_NAME, key):
                raise BadLeaf(f"data key {key!r}")
            _check_data(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _check_data(item)
    elif isinstance(value, str):
        if not is_code(value):
            raise BadLeaf(f"not a code: {value[:40]!r}")
    elif value is not None and not isinstance(value, bool | int):
        raise BadLeaf(f"data holds a {type(value).__name__}")


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_real(kind: type[date], value: str) -> bool:
    """Whether the calendar and the clock have it: no 31 April, no hour 24."""
    try:
        kind.fromisoformat(value)
    except ValueError:
        return False
    return True


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _canonical(fields: object) -> bytes:
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")
