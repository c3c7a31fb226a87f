"""The short code on a paper: it leads to one event, and a slip of the pen is told from a code nobody issued."""

from hashlib import sha256

import pytest

from caseflow.domain.issuing import SIGNS
from caseflow.domain.paper_code import ALPHABET, make, read
from caseflow.domain.paper_code import SIGNS as LENGTH

HASH = sha256(b"leaf").digest()
CODE = make("W", HASH)


def test_a_code_holds_the_kind_and_the_range_its_leaf_lies_in() -> None:
    code = read(CODE)
    assert code is not None
    assert code.sign == "W"
    assert code.low <= HASH <= code.high
    assert int.from_bytes(code.high, "big") - int.from_bytes(code.low, "big") < 2 ** (
        256 - 64
    )  # 65 bits are said


@pytest.mark.parametrize("text", [CODE.lower(), CODE.replace("-", ""), CODE.replace("-", " "), f" {CODE} "])
def test_a_code_may_be_written_with_or_without_its_groups(text: str) -> None:
    assert read(text) == read(CODE)


def test_letters_that_look_alike_are_read_as_the_one_that_is_used() -> None:
    code = make("W", bytes(32))
    assert set("ILOU").isdisjoint(ALPHABET)
    assert read(code.replace("0", "O")) == read(code)
    one = make("W", b"\x08" + bytes(31))
    assert "1" in one
    assert read(one.replace("1", "l")) == read(one)


def test_every_single_wrong_sign_shows() -> None:
    signs = CODE.replace("-", "")
    for place, sign in enumerate(signs):
        for other in ALPHABET:
            if other != sign:
                assert read(signs[:place] + other + signs[place + 1 :]) is None


def test_every_two_signs_that_changed_places_show() -> None:
    signs = CODE.replace("-", "")
    for one in range(LENGTH):
        for two in range(one + 1, LENGTH):
            if signs[one] != signs[two]:
                swapped = list(signs)
                swapped[one], swapped[two] = signs[two], signs[one]
                assert read("".join(swapped)) is None


@pytest.mark.parametrize("text", ["", "W", CODE + "A", CODE[:-1], "核验码", "U" * 15])
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert read(text) is None


def test_every_kind_of_paper_has_a_sign_of_its_own() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS)
    assert set(SIGNS.values()) <= set(ALPHABET)
