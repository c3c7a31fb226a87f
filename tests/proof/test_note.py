"""A note is read in one way only, and a known key's bad signature spoils it, whoever else signed."""

from base64 import b64encode
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseflow.proof.checkpoint import (
    Checkpoint,
    cosign,
    parse_checkpoint,
    parse_proof,
    read_checkpoint,
    sign_checkpoint,
    sm3,
    write_proof,
)
from caseflow.proof.note import (
    LOG,
    WITNESS,
    BadNote,
    Key,
    Note,
    Signature,
    key_of,
    parse,
    parse_key,
    verified,
)

SEED, OTHER_SEED, WITNESS_SEED = b"\x01" * 32, b"\x02" * 32, b"\x03" * 32
NAME = "siping.test"
KEY = key_of(NAME, LOG, SEED)
WITNESS_KEY = key_of("jiwei.siping.test", WITNESS, WITNESS_SEED)
SAYS = Checkpoint(NAME, 7, b"\x07" * 32)
SIGNED = sign_checkpoint(SAYS, SEED)
COSIGNED = Note(
    SIGNED.text, (*SIGNED.signatures, cosign(SIGNED, WITNESS_KEY.name, WITNESS_SEED, 1_700_000_000))
)
GOOD = SIGNED.bytes
BODY, LINE = GOOD.split(b"\n\n")
LINE = LINE[:-1]


def code_of(data: bytes) -> str:
    with pytest.raises(BadNote) as refused:
        read_checkpoint(data, [KEY], [WITNESS_KEY])
    return refused.value.code


def test_a_checkpoint_says_what_its_log_signed_and_who_cosigned_it() -> None:
    signed = read_checkpoint(COSIGNED.bytes, [KEY], [WITNESS_KEY])
    assert signed.checkpoint == SAYS
    assert signed.witnesses == {WITNESS_KEY: 1_700_000_000}
    assert signed.note.bytes == COSIGNED.bytes


MALFORMED = {
    "CR LF": (GOOD.replace(b"\n", b"\r\n"), "note_control_character"),
    "BOM": (b"\xef\xbb\xbf" + GOOD, "note_control_character"),
    "tab": (GOOD.replace(b"7\n", b"7\t\n"), "note_control_character"),
    "NUL": (GOOD.replace(b"7\n", b"7\0\n"), "note_control_character"),
    "not UTF-8": (GOOD.replace(b"siping", b"s\xffping"), "note_not_utf8"),
    "byte after": (GOOD + b"x", "note_malformed"),
    "line after": (GOOD + b"x\n", "signature_line_malformed"),
    "newline after": (GOOD + b"\n", "note_malformed"),
    "no last newline": (GOOD[:-1], "note_malformed"),
    "no signature": (BODY + b"\n\n", "note_malformed"),
    "no empty line": (BODY + b"\n" + LINE + b"\n", "note_malformed"),
    "nothing": (b"", "note_malformed"),
    "too long": (b"x" * 70000, "note_too_long"),
    "65 lines": (GOOD + LINE * 0 + (LINE + b"\n") * 64, "note_too_many_signatures"),
    "hyphen": (GOOD.replace("\u2014".encode(), b"-"), "signature_line_malformed"),
    "two spaces": (GOOD.replace(b"\xe2\x80\x94 ", b"\xe2\x80\x94  "), "signature_line_malformed"),
    "base64 with a space": (GOOD[:-1] + b" \n", "signature_line_malformed"),
    "base64 cut": (GOOD[:-2] + b"\n", "base64_malformed"),
    "base64 of 4 bytes": (BODY + "\n\n\u2014 x AAAAAA==\n".encode(), "signature_line_malformed"),
    "base64 loosely ended": (BODY + "\n\n\u2014 x AAAAAB==\n".encode(), "base64_malformed"),
    "name with plus": (GOOD.replace(b"\x94 siping", b"\x94 si+ing"), "key_name_malformed"),
    "size 0": (GOOD.replace(b"\n7\n", b"\n0\n"), "checkpoint_malformed"),
    "size 07": (GOOD.replace(b"\n7\n", b"\n07\n"), "number_malformed"),
    "size in wide digits": (GOOD.replace(b"\n7\n", "\n\uff17\n".encode()), "number_malformed"),
    "size + 7": (GOOD.replace(b"\n7\n", b"\n+7\n"), "number_malformed"),
    "size past 2^63": (GOOD.replace(b"\n7\n", b"\n9223372036854775808\n"), "number_malformed"),
    "endless size": (GOOD.replace(b"\n7\n", b"\n" + b"7" * 5000 + b"\n"), "number_malformed"),
    "extension": (BODY + b"\nmore\n\n" + LINE + b"\n", "checkpoint_malformed"),
    "root of 31 bytes": (
        GOOD.replace(BODY.split(b"\n")[2], b64encode(b"\x07" * 31)),
        "checkpoint_malformed",
    ),
    "other size": (GOOD.replace(b"\n7\n", b"\n8\n"), "signature_wrong"),
    "other log": (GOOD.replace(b"siping.test", b"siping.text"), "checkpoint_other_log"),
    "other key's line alone": (
        BODY + b"\n\n" + COSIGNED.signatures[1].line.encode(),
        "checkpoint_not_signed",
    ),
    "unknown line alone": (BODY + "\n\n\u2014 nobody AAAAAAAA\n".encode(), "note_not_signed"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_not_exactly_a_checkpoint_of_the_log_is_refused(name: str) -> None:
    data, code = MALFORMED[name]
    assert code_of(data) == code


def test_signatures_of_unknown_keys_are_passed_over() -> None:
    strangers = tuple(Signature(f"w{number}", b"abcd", b"x" * 72) for number in range(20))
    note = Note(COSIGNED.text, (*strangers, *COSIGNED.signatures))
    assert read_checkpoint(note.bytes, [KEY], [WITNESS_KEY]).witnesses == {WITNESS_KEY: 1_700_000_000}


@pytest.mark.parametrize("which", [0, 1])
def test_a_known_keys_bad_signature_rejects_the_whole_note(which: int) -> None:
    good = COSIGNED.signatures[which]
    bad = Signature(good.name, good.key_id, good.signature[:-1] + bytes([good.signature[-1] ^ 1]))
    assert code_of(Note(COSIGNED.text, (*COSIGNED.signatures, bad)).bytes) == "signature_wrong"
    assert code_of(Note(COSIGNED.text, (bad, *COSIGNED.signatures)).bytes) == "signature_wrong"


def test_a_key_with_the_same_id_is_found_out_by_its_signature() -> None:
    forged = Signature(NAME, KEY.id, sign_checkpoint(SAYS, OTHER_SEED).signatures[0].signature)
    assert code_of(Note(SIGNED.text, (forged,)).bytes) == "signature_wrong"


def test_two_known_keys_of_one_name_and_id_are_refused() -> None:
    class Collision(Key):
        id = KEY.id

    with pytest.raises(BadNote, match="key_ambiguous"):
        verified(SIGNED, [KEY, Collision(NAME, LOG, b"\x09" * 32)])


@pytest.mark.parametrize("time", [0, 1 << 63])
def test_a_cosignature_without_a_possible_time_is_refused(time: int) -> None:
    note = Note(SIGNED.text, (*SIGNED.signatures, cosign(SIGNED, WITNESS_KEY.name, WITNESS_SEED, time)))
    assert code_of(note.bytes) == "cosignature_malformed"


def test_a_cosignature_holds_for_its_own_time_only() -> None:
    line = COSIGNED.signatures[1]
    later = Signature(line.name, line.key_id, (1_700_000_001).to_bytes(8, "big") + line.signature[8:])
    assert code_of(Note(SIGNED.text, (*SIGNED.signatures, later)).bytes) == "signature_wrong"


def test_a_signature_of_one_type_is_none_of_the_other() -> None:
    with pytest.raises(BadNote, match="key_unknown_kind"):
        read_checkpoint(GOOD, [WITNESS_KEY])
    with pytest.raises(BadNote, match="key_unknown_kind"):
        read_checkpoint(GOOD, [KEY], [KEY])


def test_a_key_is_one_word_and_reads_back() -> None:
    assert parse_key(KEY.vkey) == KEY
    assert parse_key(WITNESS_KEY.vkey) == WITNESS_KEY


@pytest.mark.parametrize(
    "spoil",
    [
        lambda word: word.replace("siping", "sipinh"),
        lambda word: word.replace(f"+{KEY.id.hex()}+", f"+{KEY.id.hex().upper()}+"),
        lambda word: word.replace(f"+{KEY.id.hex()}+", "+00000000+"),
        lambda word: word + " ",
        lambda word: word[:-1],
        lambda word: word.partition("+")[2],
        lambda _: "",
        lambda _: NAME + "+00000000+" + b64encode(b"\x06" + b"x" * 32).decode(),
    ],
)
def test_a_spoilt_key_is_refused(spoil: Callable[[str], str]) -> None:
    with pytest.raises(BadNote):
        parse_key(spoil(KEY.vkey))


def test_truncation_at_any_byte_never_reads() -> None:
    for end in range(len(COSIGNED.bytes)):
        if COSIGNED.bytes[:end] == SIGNED.bytes:  # a whole note that another had not signed yet
            continue
        with pytest.raises(BadNote):
            read_checkpoint(COSIGNED.bytes[:end], [KEY], [WITNESS_KEY])


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_raise_anything_else(data: bytes) -> None:
    for read in (parse, parse_proof, parse_checkpoint):
        try:
            read(data)
        except BadNote:
            continue


@given(st.integers(0, 2**40), st.lists(st.binary(min_size=32, max_size=32), max_size=63))
def test_a_proof_file_reads_back(index: int, path: list[bytes]) -> None:
    proof = parse_proof(write_proof(index, path, GOOD))
    assert (proof.index, list(proof.path), proof.note, proof.extra) == (index, path, GOOD, None)


FILE = write_proof(3, [b"\x05" * 32], GOOD)


@pytest.mark.parametrize(
    "data",
    [
        FILE.replace(b"@v1", b"@v2"),
        FILE.replace(b"index 3", b"index -3"),
        FILE.replace(b"index 3", b"index 03"),
        FILE.replace(b"index 3", b"index 3 "),
        FILE.replace(b"index 3\n", b""),
        FILE.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + FILE,
        write_proof(3, [b"\x05" * 31], GOOD),
        write_proof(3, [b"\x05" * 32] * 64, GOOD),
        FILE.replace(b"c2sp.org/tlog-proof@v1\n", b"c2sp.org/tlog-proof@v1\nextra ?\n"),
    ],
)
def test_a_spoilt_proof_file_is_refused(data: bytes) -> None:
    with pytest.raises(BadNote):
        parse_proof(data)


def test_the_extra_line_of_a_proof_is_read_and_proves_nothing() -> None:
    extra = FILE.replace(b"c2sp.org/tlog-proof@v1\n", b"c2sp.org/tlog-proof@v1\nextra eA==\n")
    assert parse_proof(extra).extra == b"x"


def test_sm3_is_the_standards_own_example() -> None:
    assert sm3(b"abc") in ("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0", None)
