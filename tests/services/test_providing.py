"""Keys of another kind: a provider of the tests' own, enrolled, approved and used as passkeys are."""

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Engine

from caseflow.domain.errors import BadInput, Reason
from caseflow.services.enrolling import approve_key
from caseflow.services.providing import enrol_provided_key, possession, sign_provided
from caseflow.services.proving import Outcome
from caseflow.services.texts import read_texts
from caseflow.services.verifying import verify
from caseflow.transaction import looking
from tests.services.staff import SECURITY, work_as
from tests.signing import BROWSER, SIGNED, Town, prepare


class Token:
    """A token of the tests: Ed25519 over the bytes, in hex."""

    def __init__(self, name: str = "test_token") -> None:
        self.id = name

    def faults(self, signed: bytes, proof: str, public: bytes) -> tuple[str, ...]:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(bytes.fromhex(proof), signed)
        except (InvalidSignature, ValueError):
            return ("signature_wrong",)
        return ()


TOKEN = Token()


@pytest.fixture
def town(city: Engine) -> Town:
    return Town(city)


def enrol(town: Town, private: Ed25519PrivateKey, provider: Token = TOKEN, *, approved: bool = True) -> None:
    with work_as(town.engine, town.party, SIGNED) as work:
        proof = private.sign(possession(work)).hex()
        enrol_provided_key(work, provider, private.public_key().public_bytes_raw(), proof)
    if approved:
        with work_as(town.engine, SECURITY, SIGNED) as work:
            approve_key(work, town.party, 2)


def sign(town: Town, private: Ed25519PrivateKey, *numbers: str) -> Outcome:
    prepared = prepare(town.engine, town.party, *numbers)
    proofs = [private.sign(one.encode()).hex() for one in prepared.statements.values()]
    with work_as(town.engine, town.party, SIGNED) as work:
        return sign_provided(work, TOKEN, BROWSER, prepared.nonce, proofs)


def test_a_provided_key_signs_each_statement_and_the_record_names_the_provider(town: Town) -> None:
    enrol(town, private := Ed25519PrivateKey.generate())
    assert sign(town, private, "T1", "T2").signed == ("SP2022/T1", "SP2022/T2")
    (event,) = town.signed("T2")
    assert (event.data["means"], event.data["key"]) == ("test_token", 2)
    with looking(town.engine) as session:
        texts = read_texts(session, event.texts.values())
        assert verify(session).result == "verified"
    signed, proof = (texts[event.texts[name]] for name in ("statement", "proof"))
    assert TOKEN.faults(signed.encode(), proof, private.public_key().public_bytes_raw()) == ()


def test_only_an_approved_key_of_this_provider_signs_and_only_these_bytes(town: Town) -> None:
    enrol(town, private := Ed25519PrivateKey.generate(), approved=False)
    assert sign(town, private, "T1").reason == Reason("signature.key_not_good", {})
    with work_as(town.engine, SECURITY, SIGNED) as work:
        approve_key(work, town.party, 2)
    assert sign(town, Ed25519PrivateKey.generate(), "T1").reason == Reason("signature.not_verified", {})
    assert town.signed() == []


def test_nobody_enrols_a_key_they_do_not_hold_nor_takes_anothers_name(town: Town) -> None:
    held, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    public = other.public_key().public_bytes_raw()
    with work_as(town.engine, town.party, SIGNED) as work:
        proof = held.sign(possession(work)).hex()
        with pytest.raises(BadInput, match=r"key\.not_registered"):
            enrol_provided_key(work, TOKEN, public, proof)
    for name in ("passkey", "paper", "Token", "x" * 21):
        with pytest.raises(BadInput, match=r"provider\.name"):
            enrol(town, held, Token(name), approved=False)
