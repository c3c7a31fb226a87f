"""Checks a passkey's signature (WebAuthn assertion) from what is stored, without network, server or browser."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Self
from urllib.parse import urlsplit

from caseflow.proof.batch import is_in
from caseflow.proof.cose import BadKey, is_signed
from caseflow.proof.statement import BadStatement, BatchStatement, Statement, challenge

PRESENT, VERIFIED = 0x01, 0x04
"""Flags of authenticator data: somebody touched it; it knew by PIN or body whom (WebAuthn, 6.1)."""
_FIXED = 37
"""Bytes of authenticator data without extensions: hash of the RP ID, flags, counter."""
_MOST_PATH = 40
_HASH = re.compile(r"[0-9a-f]{64}")
_KEYS = {"authenticator_data", "client_data", "credential", "origin", "rp_id", "signature"}


class BadProof(ValueError):  # noqa: N818  the house names what is wrong, not that it is an error
    """The text is not a proof of this format; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class InBatch:
    """Where one statement stands in a batch that was signed as a whole."""

    index: int
    size: int
    path: tuple[bytes, ...]
    statement: bytes


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a passkey and the browser answered, as bytes, and for which site."""

    authenticator_data: bytes
    client_data: bytes
    credential: bytes
    origin: str
    rp_id: str
    signature: bytes
    batch: InBatch | None = None

    def encode(self) -> str:
        """One line of canonical JSON, as the text `proof` holds it."""
        line: dict[str, Any] = {
            "authenticator_data": to_base64(self.authenticator_data),
            "client_data": to_base64(self.client_data),
            "credential": to_base64(self.credential),
            "origin": self.origin,
            "rp_id": self.rp_id,
            "signature": to_base64(self.signature),
        }
        if self.batch:
            line["batch"] = {
                "index": self.batch.index,
                "path": [node.hex() for node in self.batch.path],
                "size": self.batch.size,
                "statement": self.batch.statement.decode("utf-8"),
            }
        return canonical(line)

    @classmethod
    def parse(cls, proof: str) -> Self:
        """Reads the text. Raises BadProof unless writing it again gives the same one."""
        try:
            line = json.loads(proof)
            if canonical(line) != proof or not isinstance(line, Mapping) or line.keys() - {"batch"} != _KEYS:
                raise BadProof("keys or form")
            if not all(isinstance(line[key], str) for key in _KEYS):
                raise BadProof("a value of another kind")
            named = {key: from_base64(line[key]) for key in _KEYS - {"origin", "rp_id"}}
            batch = _batch(line["batch"]) if "batch" in line else None
            return cls(origin=line["origin"], rp_id=line["rp_id"], batch=batch, **named)
        except (ValueError, TypeError, KeyError, RecursionError) as wrong:
            raise BadProof(f"{type(wrong).__name__}: {wrong}") from None


def faults(statement: bytes, proof: str, key: bytes) -> tuple[str, ...]:
    """Every reason why `key` (a COSE key) did not sign this statement, by code; empty where it did.

    Whether the statement is that of the event, and the key one in force then, is asked elsewhere
    (`statement.differences`, the events of the signer's stream).
    """
    try:
        Statement.parse(statement)
    except BadStatement:
        return ("statement_unreadable",)
    try:
        assertion = Assertion.parse(proof)
    except BadProof:
        return ("proof_unreadable",)
    found = list(_batch_faults(statement, assertion.batch)) if assertion.batch else []
    signed = assertion.batch.statement if assertion.batch else statement
    return (*found, *assertion_faults(assertion, challenge(signed), key))


def assertion_faults(assertion: Assertion, asked: bytes, key: bytes) -> tuple[str, ...]:
    """The same for the bare answer to a challenge."""
    found = [*_client_faults(assertion, asked), *_authenticator_faults(assertion)]
    message = assertion.authenticator_data + sha256(assertion.client_data).digest()
    try:
        if not is_signed(key, assertion.signature, message):
            found.append("signature_wrong")
    except BadKey:
        found.append("key_unreadable")
    return tuple(found)


def canonical(value: object) -> str:
    """The one way to write JSON here, as leaves do it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def to_base64(value: bytes) -> str:
    """Base64url without padding."""
    return urlsafe_b64encode(value).rstrip(b"=").decode("ascii")


def from_base64(text: str) -> bytes:
    """Reads base64url without padding. Raises ValueError for anything that is not written exactly so."""
    value = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    if to_base64(value) != text:
        raise ValueError("not base64url")
    return value


def _batch(line: object) -> InBatch:
    if not isinstance(line, Mapping) or line.keys() != {"index", "path", "size", "statement"}:
        raise BadProof("keys of batch")
    index, size, path, whole = line["index"], line["size"], line["path"], line["statement"]
    kinds = (type(index), type(size), type(path), type(whole))
    if kinds != (int, int, list, str):
        raise BadProof("a value of batch of another kind")
    if len(path) > _MOST_PATH or not all(isinstance(node, str) and _HASH.fullmatch(node) for node in path):
        raise BadProof("path")
    return InBatch(index, size, tuple(bytes.fromhex(node) for node in path), whole.encode("utf-8"))


def _batch_faults(statement: bytes, batch: InBatch) -> list[str]:
    try:
        whole, one = BatchStatement.parse(batch.statement), Statement.parse(statement)
    except BadStatement:
        return ["batch_unreadable"]
    found = []
    proved = is_in(statement, batch.index, batch.size, batch.path, bytes.fromhex(whole.root))
    if str(batch.size) != whole.size or not proved:
        found.append("batch_without_it")
    if (whole.log, whole.person, whole.expires) != (one.log, one.person, one.expires):
        found.append("batch_of_another")
    return found


def _client_faults(assertion: Assertion, asked: bytes) -> list[str]:
    try:
        client = json.loads(assertion.client_data)
        answered = from_base64(client["challenge"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ["client_data_unreadable"]
    found = []
    if client.get("type") != "webauthn.get":
        found.append("ceremony_wrong")
    if answered != asked:
        found.append("challenge_wrong")
    if client.get("origin") != assertion.origin or not _belongs(assertion.origin, assertion.rp_id):
        found.append("origin_wrong")
    if client.get("crossOrigin", False) is not False:
        found.append("origin_framed")
    return found


def _belongs(origin: str, rp_id: str) -> bool:
    """Whether a page of this origin may use keys of this RP ID: on its host or below it, by https or on localhost."""
    try:
        parts = urlsplit(origin)
        host = parts.hostname or ""
    except ValueError:
        return False
    whole = f"{parts.scheme}://{parts.netloc}" == origin
    secure = parts.scheme == "https" or (parts.scheme == "http" and host == "localhost")
    return bool(rp_id) and whole and secure and (host == rp_id or host.endswith(f".{rp_id}"))


def _authenticator_faults(assertion: Assertion) -> list[str]:
    data = assertion.authenticator_data
    if len(data) < _FIXED:
        return ["authenticator_data_unreadable"]
    found = []
    if data[:32] != sha256(assertion.rp_id.encode("utf-8")).digest():
        found.append("rp_id_wrong")
    if not data[32] & PRESENT:
        found.append("user_not_present")
    if not data[32] & VERIFIED:
        found.append("user_not_verified")
    return found
