"""Signed notes (C2SP signed-note) and the keys that sign them. Whatever is not exactly a note is refused."""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from caseflow.proof.ed25519 import SIGNATURE_BYTES, holds, public_of, sign

LOG, WITNESS = 0x01, 0x04
"""Types of keys: Ed25519 over the text, and cosignature/v1, which adds an instant."""
PUBLIC_BYTES, TIME_BYTES, ID_BYTES = 32, 8, 4
LONGEST = 64 * 1024
MOST_SIGNATURES = 64
DASH = "\u2014 "


class BadNote(ValueError):  # noqa: N818  the house names what is wrong, not that it is an error
    """Not a note, checkpoint, key, proof or policy that may be relied on; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Key:
    """A verifier's key: whose, of which type, and its 32 public bytes."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The first 4 bytes of a hash of all three; it only says which key to try."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:ID_BYTES]

    @property
    def vkey(self) -> str:
        """The key as one word, to hand to a verifier."""
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.kind]) + self.public).decode()}"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: who it says signed, with which key, and the bytes."""

    name: str
    key_id: bytes
    signature: bytes

    @property
    def line(self) -> str:
        """As a note holds it, with its newline."""
        return f"{DASH}{self.name} {b64encode(self.key_id + self.signature).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A note taken apart; nothing is believed yet. `text` ends in a newline."""

    text: bytes
    signatures: tuple[Signature, ...]

    @property
    def bytes(self) -> bytes:
        """The note put together again."""
        return self.text + b"\n" + "".join(one.line for one in self.signatures).encode()


def parse_key(text: str) -> Key:
    """A key from its one word. Raises BadNote unless it is one of our two types and its id is its own."""
    name, _, rest = text.partition("+")
    key_id, _, material = rest.partition("+")
    raw = unbase64(material)
    if len(raw) != 1 + PUBLIC_BYTES or raw[0] not in (LOG, WITNESS):
        raise BadNote("key_unknown_kind")
    key = Key(_name(name), raw[0], raw[1:])
    if key.vkey != text or key.id.hex() != key_id:
        raise BadNote("key_malformed")
    return key


def key_of(name: str, kind: int, seed: bytes) -> Key:
    """The verifier's key that belongs to a private one."""
    return Key(_name(name), kind, public_of(seed))


def parse(data: bytes) -> Note:
    """Takes a note apart. Raises BadNote for BOM, CR, any control character, bytes before or after, too many lines."""
    if len(data) > LONGEST:
        raise BadNote("note_too_long")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise BadNote("note_not_utf8") from None
    if text.startswith("\ufeff") or any(
        (letter < " " and letter != "\n") or letter == "\x7f" for letter in text
    ):
        raise BadNote("note_control_character")
    head, parted, tail = text.rpartition("\n\n")
    if not parted or not head or not tail.endswith("\n"):
        raise BadNote("note_malformed")
    lines = tail[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise BadNote("note_too_many_signatures")
    return Note(f"{head}\n".encode(), tuple(parse_signature(line) for line in lines))


def parse_signature(line: str) -> Signature:
    """One signature line, without its newline."""
    words = line.split(" ")
    if len(words) != 3 or not line.startswith(DASH):
        raise BadNote("signature_line_malformed")
    raw = unbase64(words[2])
    if len(raw) <= ID_BYTES:
        raise BadNote("signature_line_malformed")
    return Signature(_name(words[1]), raw[:ID_BYTES], raw[ID_BYTES:])


def verified(note: Note, keys: Iterable[Key]) -> dict[Key, int | None]:
    """The known keys that signed, each with its cosignature's instant (seconds of 1970) or None for a log's.

    Unknown keys are passed over. Raises BadNote where a known key's signature is not its own, whoever else signed,
    and where no known key signed at all.
    """
    known: dict[tuple[str, bytes], Key] = {}
    for key in keys:
        if known.setdefault((key.name, key.id), key) != key:
            raise BadNote("key_ambiguous")
    signers: dict[Key, int | None] = {}
    for one in note.signatures:
        if signer := known.get((one.name, one.key_id)):
            signers[signer] = _check(signer, note.text, one.signature)
    if not signers:
        raise BadNote("note_not_signed")
    return signers


def sign_text(text: bytes, name: str, seed: bytes) -> Signature:
    """A log's signature over a text."""
    return Signature(name, key_of(name, LOG, seed).id, sign(seed, text))


def cosign_text(text: bytes, name: str, seed: bytes, time: int) -> Signature:
    """A witness's signature over a text, as of `time` (seconds of 1970)."""
    stamped = time.to_bytes(TIME_BYTES, "big") + sign(seed, _cosigned(text, time))
    return Signature(name, key_of(name, WITNESS, seed).id, stamped)


def unbase64(text: str) -> bytes:
    """Standard base64 with its padding, written in the one way there is. Raises BadNote."""
    try:
        raw = b64decode(text, validate=True)
    except (Error, ValueError):
        raise BadNote("base64_malformed") from None
    if b64encode(raw).decode() != text:
        raise BadNote("base64_malformed")
    return raw


def _check(key: Key, text: bytes, signature: bytes) -> int | None:
    """The instant of a good cosignature, None of a good signature of a log. Raises BadNote for any other."""
    if key.kind == LOG:
        if len(signature) != SIGNATURE_BYTES or not holds(key.public, text, signature):
            raise BadNote("signature_wrong")
        return None
    time = int.from_bytes(signature[:TIME_BYTES], "big")
    if len(signature) != TIME_BYTES + SIGNATURE_BYTES or not 0 < time < 1 << 63:
        raise BadNote("cosignature_malformed")
    if not holds(key.public, _cosigned(text, time), signature[TIME_BYTES:]):
        raise BadNote("signature_wrong")
    return time


def _cosigned(text: bytes, time: int) -> bytes:
    return b"cosignature/v1\ntime %d\n" % time + text


def _name(text: str) -> str:
    if (
        not text
        or "+" in text
        or any(letter.isspace() or letter < " " or "\ud800" <= letter <= "\udfff" for letter in text)
    ):
        raise BadNote("key_name_malformed")
    return text
