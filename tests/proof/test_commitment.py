"""A commitment holds one text, under one name, with one salt, and tells nothing without them."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.proof.commitment import commitment, new_salt

SALT = bytes(range(32))


def by_hand(*parts: bytes) -> str:
    """As docs/record.md says it."""
    return sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).hexdigest()


@given(st.binary(max_size=40), st.text(max_size=10), st.text(max_size=40))
def test_whoever_follows_the_page_gets_the_same_digest(salt: bytes, name: str, text: str) -> None:
    assert commitment(salt, name, text) == by_hand(b"caseflow/text/v1", salt, name.encode(), text.encode())


@pytest.mark.parametrize(
    ("salt", "name", "text"),
    [
        (SALT, "title", "污水直排。"),
        (SALT, "problem", "污水直排"),
        (SALT[::-1], "title", "污水直排"),
        (SALT, "title污", "水直排"),
        (SALT + b"t", "itle", "污水直排"),
    ],
)
def test_text_name_and_salt_are_each_bound_at_their_length(salt: bytes, name: str, text: str) -> None:
    assert commitment(salt, name, text) != commitment(SALT, "title", "污水直排")


def test_no_other_digest_of_the_product_can_be_one() -> None:
    assert commitment(SALT, "a", "b") != by_hand(SALT, b"a", b"b")
    assert commitment(SALT, "a", "b") != sha256(b"\x00" + SALT + b"ab").hexdigest()


def test_a_text_is_kept_as_typed_and_not_made_alike() -> None:
    assert commitment(SALT, "name", "\ufa0e") != commitment(SALT, "name", "\u5317")
    assert commitment(SALT, "name", "e\u0301") != commitment(SALT, "name", "\xe9")


def test_salts_are_long_and_never_the_same() -> None:
    salts = {new_salt() for _ in range(1000)}
    assert len(salts) == 1000
    assert {len(salt) for salt in salts} == {32}
