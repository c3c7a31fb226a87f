"""A leaf has one byte string, and every byte string that is no leaf is refused."""

import hashlib
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.proof.leaf import BadLeaf, decode, encode, leaf_hash

FIELDS: dict[str, Any] = {
    "v": 1,
    "log": "siping.test",
    "stream": "case/central-2021/1",
    "n": 1,
    "prev": "ab" * 32,
    "type": "assign",
    "actor": "p7",
    "office": "coordinator/siping",
    "on_behalf": None,
    "at": "2023-05-04T01:00:00.000000Z",
    "day": "2023-05-04",
    "occurred_at": "2023-05-03",
    "rules": "siping/2023.1",
    "data": {"lead_unit": "shj", "limit": "2023-05-11", "parts": [1, True, None, "0.5"], "of": {"one": "号"}},
    "pii": {"reason": "cd" * 32},
}

codes = st.text(st.characters(categories=("L", "N", "P"), exclude_characters="，。；！？"), max_size=20)
names = st.from_regex(r"[a-z][a-z0-9_.]{0,8}", fullmatch=True)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | codes,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)
leaves = st.builds(
    lambda data, actor, day: FIELDS | {"data": data, "actor": actor or "p", "day": day.isoformat()},
    st.dictionaries(names, values, max_size=4),
    codes,
    st.dates(),
)


@given(leaves)
def test_a_leaf_comes_back_as_it_was_written(fields: dict[str, Any]) -> None:
    assert decode(encode(fields)) == fields


@given(leaves)
def test_whoever_follows_the_page_gets_the_same_bytes_and_hash(fields: dict[str, Any]) -> None:
    pairs = (f"{json.dumps(key)}:{by_hand(fields[key])}" for key in sorted(fields))
    leaf = ("{" + ",".join(pairs) + "}").encode("utf-8")
    assert encode(fields) == leaf
    assert leaf_hash(leaf) == hashlib.sha256(bytes([0]) + leaf).digest()


def by_hand(value: Any) -> str:
    """JSON as docs/record.md says it, without the library's own encoder for what has parts."""
    if isinstance(value, dict):
        return "{" + ",".join(f'"{key}":{by_hand(value[key])}' for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(by_hand, value)) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return (
        {None: "null", True: "true", False: "false"}[value]
        if value is None or value is True or value is False
        else str(value)
    )


WRONG: dict[str, Any] = {
    "v of another version": {"v": 2},
    "v as a truth": {"v": True},
    "v with a point": {"v": 1.0},
    "n below nothing": {"n": -1},
    "n as a truth": {"n": True},
    "n as a text": {"n": "1"},
    "a first event with a predecessor": {"n": 0},
    "a later event without one": {"prev": None},
    "prev too short": {"prev": "ab" * 31},
    "prev in capitals": {"prev": "AB" * 32},
    "prev with a line end": {"prev": "ab" * 32 + "\n"},
    "no log": {"log": ""},
    "a stream of nothing": {"stream": None},
    "a type in parts": {"type": ["assign"]},
    "a number that acts": {"actor": 7},
    "an office in words": {"office": "整改办 主任"},
    "somebody else as a number": {"on_behalf": 7},
    "at without microseconds": {"at": "2023-05-04T01:00:00Z"},
    "at in another zone": {"at": "2023-05-04T09:00:00.000000+08:00"},
    "at without a zone": {"at": "2023-05-04T01:00:00.000000"},
    "at in no day": {"at": "2023-02-30T01:00:00.000000Z"},
    "at in no hour": {"at": "2023-05-04T24:00:00.000000Z"},
    "at in wide digits": {"at": "２０２３-05-04T01:00:00.000000Z"},
    "a day that is none": {"day": "2023-02-30"},
    "a day in wide digits": {"day": "２０２３-05-04"},
    "a day without dashes": {"day": "20230504"},
    "a day of a week": {"day": "2023-W18-4"},
    "no day": {"day": None},
    "data as a list": {"data": []},
    "pii as a list": {"pii": []},
    "a float": {"data": {"share": 0.5}},
    "a float within": {"data": {"a": [{"b": [1.0]}]}},
    "not a number": {"data": {"x": float("nan")}},
    "without end": {"data": {"x": float("inf")}},
    "a sentence": {"data": {"why": "整改不力。"}},
    "half a sentence": {"data": {"why": "整改不力，限期"}},
    "words": {"data": {"why": "not done"}},
    "a line end": {"data": {"why": "a\nb"}},
    "a wide space": {"data": {"why": "a\u3000b"}},
    "a letter that shows nothing": {"data": {"unit": "shj\u200b"}},
    "a turn of the writing": {"data": {"unit": "\u202ejhs"}},
    "a control": {"data": {"unit": "a\x00"}},
    "half a letter": {"data": {"unit": "\ud800"}},
    "a code beyond all codes": {"data": {"x": "x" * 121}},
    "a key in capitals": {"data": {"Why": 1}},
    "a key in Chinese": {"data": {"原因": 1}},
    "a key of nothing": {"data": {"": 1}},
    "a key that is a number": {"data": {1: 1}},
    "a text under no name": {"pii": {"": "cd" * 32}},
    "a text under a number": {"pii": {1: "cd" * 32}},
    "a text itself": {"pii": {"reason": "不属本局"}},
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_breaks_the_format_is_never_written(name: str) -> None:
    with pytest.raises(BadLeaf):
        encode(FIELDS | WRONG[name])


@pytest.mark.parametrize("name", WRONG)
def test_what_breaks_the_format_is_never_read(name: str) -> None:
    forged = json.dumps(
        FIELDS | WRONG[name], ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
    )
    with pytest.raises(BadLeaf):
        decode(forged.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("key", FIELDS)
def test_every_key_is_there(key: str) -> None:
    with pytest.raises(BadLeaf, match="keys"):
        encode({name: value for name, value in FIELDS.items() if name != key})


def test_bytes_are_no_value() -> None:
    with pytest.raises(BadLeaf, match="bytes"):
        encode(FIELDS | {"data": {"x": b"x"}})


def test_no_key_is_added() -> None:
    with pytest.raises(BadLeaf, match="keys"):
        encode(FIELDS | {"more": 1})


GOOD = encode(FIELDS)
BYTES = {
    "nothing": b"",
    "not JSON": b"leaf",
    "a list": b"[]",
    "a number": b"1",
    "nothing at all": b"null",
    "a space before": b" " + GOOD,
    "a line end behind": GOOD + b"\n",
    "a space between": GOOD.replace(b":", b": ", 1),
    "a mark of byte order": b"\xef\xbb\xbf" + GOOD,
    "another encoding": GOOD.decode().encode("utf-16"),
    "a key twice": GOOD.replace(b'"actor":"p7"', b'"actor":"p8","actor":"p7"'),
    "keys in another order": b'{"v":1,' + GOOD[1:].replace(b',"v":1', b""),
    "an escape nobody needs": GOOD.replace("号".encode(), b"\\u53f7"),
    "an escaped half letter": GOOD.replace(b'"shj"', b'"\\ud800"'),
    "a number with a point": GOOD.replace(b'"n":1', b'"n":1.0'),
    "a number with an exponent": GOOD.replace(b'"n":1', b'"n":1e0'),
    "a number with a nought before": GOOD.replace(b'"n":1', b'"n":01'),
    "NaN": GOOD.replace(b'"n":1', b'"n":NaN'),
    "a number without end": GOOD.replace(b'"n":1', b'"n":' + b"9" * 5000),
    "bytes that are no text": GOOD.replace(b'"shj"', b'"\xff"'),
    "deeper than anybody reads": GOOD.replace(b'"shj"', b"[" * 100_000 + b"]" * 100_000),
}


@pytest.mark.parametrize("name", BYTES)
def test_other_bytes_of_the_same_meaning_are_no_leaf(name: str) -> None:
    assert BYTES[name] != GOOD
    with pytest.raises(BadLeaf):
        decode(BYTES[name])


@pytest.mark.parametrize("depth", range(100, 1000, 100))
def test_a_leaf_as_deep_as_the_reader_goes_is_read_or_refused(depth: int) -> None:
    with suppress(BadLeaf):
        decode(GOOD.replace(b'"shj"', b"[" * depth + b"]" * depth))


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_flipped_byte_is_no_leaf_or_another_leaf(place: int, flip: int) -> None:
    forged = bytearray(GOOD)
    forged[place] ^= flip
    with suppress(BadLeaf):
        assert decode(bytes(forged)) != FIELDS
    assert leaf_hash(bytes(forged)) != leaf_hash(GOOD)


@given(st.binary(max_size=200))
def test_no_bytes_do_worse_than_being_refused(garbage: bytes) -> None:
    with pytest.raises(BadLeaf):
        decode(garbage)
