"""What a signer signs: a few readable lines that bind one act on one case, as it stood, to one office for minutes.

`docs/signatures.md` fixes the format. SHA-256 of the exact bytes is the challenge that a key answers.
"""

import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from hashlib import sha256
from typing import Any, Self

from caseflow.proof.leaf import is_code, is_instant

_DIGEST = re.compile(r"[0-9a-f]{64}")
_NONCE = re.compile(r"[0-9a-f]{32}")
_COUNT = re.compile(r"0|[1-9][0-9]{0,11}")


class BadStatement(ValueError):  # noqa: N818  the house names what is wrong, not that it is an error
    """The bytes are not a statement of this format; the message names the line that is not."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One act on one case. `head` is the number and hash of the case's last event that the signer saw.

    `expires` and the instants it is compared with are as leaves write them; `dossier` and `nonce` are hex.
    """

    log: str
    case: str
    action: str
    box: str
    office: str
    person: str
    dossier: str
    head: str
    rules: str
    expires: str
    nonce: str

    @property
    def head_number(self) -> int:
        """The number, in the case's stream, of the last event the signer saw."""
        return int(self.head.partition(":")[0])

    @property
    def head_hash(self) -> str:
        """The hash of that event's leaf, hex."""
        return self.head.partition(":")[2]

    def encode(self) -> bytes:
        """The exact bytes that are signed. Raises BadStatement where a value breaks the format."""
        return _encode(TITLE, self)

    @classmethod
    def parse(cls, statement: bytes) -> Self:
        """Reads bytes. Raises BadStatement unless writing them again gives the same ones."""
        return cls(**_lines(TITLE, cls, statement))


@dataclass(frozen=True, slots=True)
class BatchStatement:
    """Several statements signed at once: `root` is the RFC 6962 root over their bytes, `size` how many they are."""

    log: str
    person: str
    size: str
    root: str
    expires: str
    nonce: str

    def encode(self) -> bytes:
        """The exact bytes that are signed. Raises BadStatement where a value breaks the format."""
        return _encode(BATCH_TITLE, self)

    @classmethod
    def parse(cls, statement: bytes) -> Self:
        """Reads bytes. Raises BadStatement unless writing them again gives the same ones."""
        return cls(**_lines(BATCH_TITLE, cls, statement))


TITLE = "caseflow-sign/v1"
BATCH_TITLE = "caseflow-sign-batch/v1"


def challenge(statement: bytes) -> bytes:
    """What a key is asked to sign for these bytes: their SHA-256, 32 bytes."""
    return sha256(statement).digest()


def differences(statement: Statement, leaf: Mapping[str, Any]) -> tuple[str, ...]:
    """The lines that are not what the event says in whose texts the statement stands; empty where it is its own.

    `leaf` are the fields of the event's leaf. The event must be the next one after the head that the signer saw, and
    not later than the statement's end.
    """
    said = {
        "log": leaf["log"],
        "case": leaf["stream"].removeprefix("case/"),
        "action": leaf["type"],
        "box": leaf["data"].get("box"),
        "office": leaf["office"],
        "person": leaf["on_behalf"] or leaf["actor"],
        "dossier": leaf["data"].get("dossier"),
        "head": f"{leaf['n'] - 1}:{leaf['prev']}",
        "rules": leaf["rules"],
    }
    wrong = [line for line, value in said.items() if getattr(statement, line) != value]
    return (*wrong, "expires") if leaf["at"] > statement.expires else tuple(wrong)


def _encode(title: str, statement: Statement | BatchStatement) -> bytes:
    lines = [title]
    for field, value in zip(fields(statement), astuple(statement), strict=True):
        _check(field.name, value)
        lines.append(f"{field.name}: {value}")
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _lines(title: str, kind: type[Statement | BatchStatement], statement: bytes) -> dict[str, str]:
    try:
        first, *rest = statement.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        raise BadStatement("not UTF-8") from None
    if first != title or rest[-1:] != [""]:
        raise BadStatement("title or last line")
    names = [field.name for field in fields(kind)]
    if len(rest) != len(names) + 1:
        raise BadStatement("number of lines")
    found = {}
    for name, line in zip(names, rest, strict=False):
        label, _, value = line.partition(": ")
        if label != name:
            raise BadStatement(name)
        _check(name, value)
        found[name] = value
    return found


def _check(name: str, value: object) -> None:
    if not isinstance(value, str) or not _FORMS.get(name, _is_name)(value):
        raise BadStatement(name)


def _is_name(value: str) -> bool:
    return bool(value) and is_code(value)


def _is_head(value: str) -> bool:
    number, _, hash_ = value.partition(":")
    return bool(_COUNT.fullmatch(number) and _DIGEST.fullmatch(hash_))


_FORMS = {
    "dossier": lambda value: bool(_DIGEST.fullmatch(value)),
    "root": lambda value: bool(_DIGEST.fullmatch(value)),
    "nonce": lambda value: bool(_NONCE.fullmatch(value)),
    "size": lambda value: bool(_COUNT.fullmatch(value)) and value != "0",
    "expires": is_instant,
    "head": _is_head,
}
