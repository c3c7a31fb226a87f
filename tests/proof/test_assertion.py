"""What a passkey signed is checked from stored bytes alone, and nothing else passes (attacks A43 to A52)."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest

from caseflow.proof import cose
from caseflow.proof.assertion import Assertion, BadProof, InBatch, canonical, faults, from_base64, to_base64
from caseflow.proof.batch import is_in, path_of, root_of
from caseflow.proof.statement import challenge
from tests.authenticator import ORIGIN, PRESENT, RP_ID, VERIFIED, Passkey, cbor
from tests.proof.test_statement import BATCH, STATEMENT

KEYS = {alg: Passkey(alg) for alg in ("es256", "eddsa", "rs256")}
KEY = KEYS["es256"]
BYTES = STATEMENT.encode()
ASKED = challenge(BYTES)


@pytest.mark.parametrize("alg", KEYS)
def test_each_kind_of_key_signs_what_is_stored(alg: str) -> None:
    key = KEYS[alg]
    assert cose.algorithm(key.public) == alg
    proof = key.sign(ASKED).encode()
    assert faults(BYTES, proof, key.public) == ()
    assert faults(replace(STATEMENT, box="government").encode(), proof, key.public) == ("challenge_wrong",)
    assert faults(BYTES, proof, Passkey(alg).public) == ("signature_wrong",)


@pytest.mark.parametrize(
    ("code", "assertion"),
    [
        ("challenge_wrong", KEY.sign(bytes(32))),
        ("ceremony_wrong", KEY.sign(ASKED, ceremony="webauthn.create")),
        ("user_not_present", KEY.sign(ASKED, flags=VERIFIED)),
        ("user_not_verified", KEY.sign(ASKED, flags=PRESENT)),
        ("origin_framed", KEY.sign(ASKED, crossOrigin=True)),
        ("origin_wrong", KEY.sign(ASKED, origin="https://caseflow.example.attacker.test")),
        ("origin_wrong", KEY.sign(ASKED, origin="http://caseflow.example")),
        ("origin_wrong", KEY.sign(ASKED, origin="https://notcaseflow.example")),
        ("origin_wrong", KEY.sign(ASKED, origin=f"{ORIGIN}/page")),
        ("origin_wrong", replace(KEY.sign(ASKED), origin="https://www.caseflow.example")),
        ("rp_id_wrong", replace(KEY.sign(ASKED), rp_id="example")),
        ("signature_wrong", replace(KEY.sign(ASKED), signature=KEY.sign(bytes(32)).signature)),
        ("signature_wrong", replace(KEY.sign(ASKED), signature=b"")),
        ("authenticator_data_unreadable", replace(KEY.sign(ASKED), authenticator_data=b"x" * 36)),
        ("client_data_unreadable", replace(KEY.sign(ASKED), client_data=b"[]")),
    ],
)
def test_each_lie_has_its_code(code: str, assertion: Assertion) -> None:
    assert code in faults(BYTES, assertion.encode(), KEY.public)


def test_flags_raised_after_signing_are_no_signature() -> None:
    signed = KEY.sign(ASKED, flags=PRESENT)
    raised = bytearray(signed.authenticator_data)
    raised[32] |= VERIFIED
    forged = replace(signed, authenticator_data=bytes(raised))
    assert faults(BYTES, forged.encode(), KEY.public) == ("signature_wrong",)


def test_a_proof_has_one_form() -> None:
    proof = KEY.sign(ASKED).encode()
    assert Assertion.parse(proof).encode() == proof
    line = json.loads(proof)
    others = [
        proof + "\n",
        json.dumps(line),
        canonical(line | {"more": "x"}),
        canonical({key: value for key, value in line.items() if key != "credential"}),
        canonical(line | {"signature": line["signature"] + "="}),
        canonical(line | {"signature": 1}),
        canonical(line | {"signature": "é"}),
        canonical(line | {"batch": {"index": 0}}),
        canonical(line | {"batch": {"index": 0, "size": True, "path": [], "statement": ""}}),
        canonical(line | {"batch": None}),
        canonical([line]),
        "[" * 100_000,
        proof.replace('"origin"', '"origin":"x","origin"'),
        "",
    ]
    for other in others:
        with pytest.raises(BadProof):
            Assertion.parse(other)
        assert faults(BYTES, other, KEY.public) == ("proof_unreadable",)
    assert faults(BYTES[:-1], proof, KEY.public) == ("statement_unreadable",)


def test_only_the_one_writing_of_base64url_is_read() -> None:
    assert from_base64(to_base64(b"\xff\xfe")) == b"\xff\xfe"
    for other in ("__4=", "__5", "//4", "__4 ", "_", "__4\n"):
        with pytest.raises(ValueError):
            from_base64(other)


@pytest.mark.parametrize(
    "key",
    [
        b"",
        KEY.public[:-1],
        KEY.public + b"\x00",
        cbor({1: 2, 3: -7, -1: 1, -2: b"\x01" * 32, -3: b"\x01" * 32}),  # no point of the curve
        cbor({1: 2, 3: -7, -1: 2, -2: b"\x01" * 32, -3: b"\x01" * 32}),  # another curve
        cbor({1: 2, 3: -8, -1: 1, -2: b"\x01" * 32, -3: b"\x01" * 32}),  # kind and algorithm disagree
        cbor({1: 1, 3: -8, -1: 6, -2: b"\x01" * 31}),
        cbor({1: 3, 3: -257, -1: b"\xff" * 64, -2: b"\x01\x00\x01"}),  # 512 bits
        cbor({1: 3, 3: -257, -1: b"\xff" * 256, -2: b"\x02"}),  # an even exponent
        b"\xbf" + KEY.public[1:] + b"\xff",  # indefinite length
        b"\x81\x01",
        b"\xa1\x01\x61x",
        b"\xa2\x01\x02\x01\x02",
        b"\xbb" + b"\xff" * 8,
    ],
    ids=range(14),
)
def test_what_is_no_key_verifies_nothing(key: bytes) -> None:
    assert faults(BYTES, KEY.sign(ASKED).encode(), key) == ("key_unreadable",)


def batch(size: int) -> tuple[list[bytes], bytes, list[str]]:
    """Statements, the batch statement over them, and each one's proof by one signature."""
    many = [replace(STATEMENT, case=f"central-2021/T{i}").encode() for i in range(size)]
    whole = replace(BATCH, size=str(size), root=root_of(many).hex()).encode()
    signed = KEY.sign(challenge(whole))
    places = (InBatch(i, size, tuple(path_of(many, i)), whole) for i in range(size))
    return many, whole, [replace(signed, batch=place).encode() for place in places]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13])
def test_each_statement_of_a_batch_is_proved_alone(size: int) -> None:
    many, _, proofs = batch(size)
    for i, proof in enumerate(proofs):
        assert faults(many[i], proof, KEY.public) == ()
        assert all(
            "batch_without_it" in faults(other, proof, KEY.public) for other in many if other != many[i]
        )


def test_a_batch_proves_nothing_that_was_not_in_it_nor_for_another() -> None:
    many, whole, proofs = batch(3)
    signed = Assertion.parse(proofs[0])
    assert signed.batch is not None
    path = signed.batch.path
    for place in (
        InBatch(1, 3, path, whole),
        InBatch(0, 4, path, whole),
        InBatch(0, 3, path[:-1], whole),
        InBatch(0, 3, (*path, path[0]), whole),
        InBatch(3, 3, path, whole),
        InBatch(-1, 3, path, whole),
    ):
        assert "batch_without_it" in faults(many[0], replace(signed, batch=place).encode(), KEY.public)
    later = replace(STATEMENT, case="central-2021/T0", expires="2023-10-20T01:16:00.000000Z").encode()
    alone = replace(BATCH, size="1", root=root_of([later]).hex()).encode()
    forged = replace(KEY.sign(challenge(alone)), batch=InBatch(0, 1, (), alone)).encode()
    assert faults(later, forged, KEY.public) == ("batch_of_another",)
    broken = replace(signed, batch=InBatch(0, 3, path, whole[:-1])).encode()
    assert "batch_unreadable" in faults(many[0], broken, KEY.public)


def test_the_tree_of_a_batch_is_that_of_rfc_6962() -> None:
    """By hand for three leaves: H(1, H(1, a, b), c)."""
    a, b, c = (sha256(b"\x00" + leaf).digest() for leaf in (b"a", b"b", b"c"))
    ab = sha256(b"\x01" + a + b).digest()
    root = sha256(b"\x01" + ab + c).digest()
    assert root_of([b"a", b"b", b"c"]) == root
    assert path_of([b"a", b"b", b"c"], 2) == [ab]
    assert is_in(b"c", 2, 3, [ab], root)
    assert not is_in(b"c", 1, 3, [ab], root)
    assert not is_in(b"d", 2, 3, [ab], root)


def test_the_site_is_part_of_what_is_stored() -> None:
    stored = Assertion.parse(KEY.sign(ASKED).encode())
    assert (stored.origin, stored.rp_id) == (ORIGIN, RP_ID)
    local = Passkey(rp_id="localhost")
    assert faults(BYTES, local.sign(ASKED, origin="http://localhost:5717").encode(), local.public) == ()
