"""An authenticator in software: makes keys and answers as a passkey and a browser do, or lies on demand."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from caseflow.proof.assertion import Assertion, to_base64

RP_ID, ORIGIN = "caseflow.example", "https://caseflow.example"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def cbor(value: object) -> bytes:
    """The few kinds of CBOR that keys and attestations are made of."""
    if isinstance(value, int):
        return _head(0, value) if value >= 0 else _head(1, -1 - value)
    if isinstance(value, bytes):
        return _head(2, len(value)) + value
    if isinstance(value, str):
        return _head(3, len(value.encode())) + value.encode()
    assert isinstance(value, dict)
    return _head(5, len(value)) + b"".join(cbor(key) + cbor(item) for key, item in value.items())


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    for short, length in ((24, 1), (25, 2), (26, 4)):
        if number < 1 << 8 * length:
            return bytes([major << 5 | short]) + number.to_bytes(length, "big")
    raise ValueError(number)


@dataclass
class Passkey:
    """One key for one site. `alg` is es256, eddsa or rs256."""

    alg: str = "es256"
    rp_id: str = RP_ID
    credential: bytes = field(default_factory=lambda: token_bytes(16))

    def __post_init__(self) -> None:
        """Makes the key pair."""
        if self.alg == "es256":
            self.private: object = ec.generate_private_key(ec.SECP256R1())
        elif self.alg == "eddsa":
            self.private = ed25519.Ed25519PrivateKey.generate()
        else:
            self.private = rsa.generate_private_key(65537, 2048)

    @property
    def public(self) -> bytes:
        """The public key as COSE writes it."""
        if isinstance(self.private, ec.EllipticCurvePrivateKey):
            point = self.private.public_key().public_numbers()
            return cbor(
                {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
            )
        if isinstance(self.private, ed25519.Ed25519PrivateKey):
            return cbor({1: 1, 3: -8, -1: 6, -2: self.private.public_key().public_bytes_raw()})
        assert isinstance(self.private, rsa.RSAPrivateKey)
        numbers = self.private.public_key().public_numbers()
        return cbor({1: 3, 3: -257, -1: numbers.n.to_bytes(256, "big"), -2: numbers.e.to_bytes(3, "big")})

    def register(self, challenge: bytes, origin: str = ORIGIN, flags: int = PRESENT | VERIFIED) -> str:
        """The browser's JSON after a registration, with attestation `none`."""
        client = self._client("webauthn.create", challenge, origin)
        attested = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + self.public
        data = self._data(flags | ATTESTED) + attested
        response = {
            "clientDataJSON": to_base64(client),
            "attestationObject": to_base64(cbor({"fmt": "none", "attStmt": {}, "authData": data})),
        }
        return self._answer(response)

    def sign(
        self,
        challenge: bytes,
        origin: str = ORIGIN,
        flags: int = PRESENT | VERIFIED,
        ceremony: str = "webauthn.get",
        **more: object,
    ) -> Assertion:
        """What is stored of an assertion."""
        client, data = self._client(ceremony, challenge, origin, **more), self._data(flags)
        signature = self._sign(data + sha256(client).digest())
        return Assertion(data, client, self.credential, origin, self.rp_id, signature)

    def answer(self, challenge: bytes, origin: str = ORIGIN, flags: int = PRESENT | VERIFIED) -> str:
        """The browser's JSON after an assertion."""
        signed = self.sign(challenge, origin, flags)
        return self._answer(
            {
                "clientDataJSON": to_base64(signed.client_data),
                "authenticatorData": to_base64(signed.authenticator_data),
                "signature": to_base64(signed.signature),
            }
        )

    def _answer(self, response: dict[str, str]) -> str:
        own = to_base64(self.credential)
        return json.dumps({"id": own, "rawId": own, "type": "public-key", "response": response})

    def _client(self, ceremony: str, challenge: bytes, origin: str, **more: object) -> bytes:
        return json.dumps(
            {"type": ceremony, "challenge": to_base64(challenge), "origin": origin, **more}
        ).encode()

    def _data(self, flags: int) -> bytes:
        return sha256(self.rp_id.encode()).digest() + bytes([flags]) + bytes(4)

    def _sign(self, message: bytes) -> bytes:
        if isinstance(self.private, ec.EllipticCurvePrivateKey):
            return self.private.sign(message, ec.ECDSA(SHA256()))
        if isinstance(self.private, ed25519.Ed25519PrivateKey):
            return self.private.sign(message)
        assert isinstance(self.private, rsa.RSAPrivateKey)
        return self.private.sign(message, padding.PKCS1v15(), SHA256())
