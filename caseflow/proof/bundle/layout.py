"""What lies in an evidence bundle, under which names. `docs/verifying.md` fixes the format."""

import re
from dataclasses import dataclass
from typing import Self

TITLE = "caseflow-bundle/v1"
FULL, PUBLIC = "full", "public"
VERSION, MANIFEST, SM3, README, PROGRAM = "VERSION", "MANIFEST", "sm3.txt", "README.zh.txt", "verify.py"
EVENTS, KEYS, OPENINGS, TIMELINE = "events.ndjson", "keys.ndjson", "openings.ndjson", "case.txt"
CHECKPOINT, HEADS_LEAF, HEADS_PROOF, HEADS_PATH = (
    "checkpoint.txt",
    "heads.leaf",
    "heads.tlog-proof",
    "heads.path",
)
ATTACHMENTS = "attachments/"
ALWAYS = frozenset({README, VERSION, MANIFEST, TIMELINE, EVENTS, KEYS, OPENINGS, SM3, PROGRAM})
SIGNED = frozenset({CHECKPOINT, HEADS_LEAF, HEADS_PROOF, HEADS_PATH})
"""What a bundle holds besides where it has a checkpoint."""
SM3_OF = (MANIFEST, CHECKPOINT, EVENTS, HEADS_LEAF, KEYS, OPENINGS)
NO_SM3 = b"absent\n"
OF_SIGNATURES = re.compile(r"statement|proof")
OF_KEYS = re.compile(r"key\.[a-z0-9_.]+\.public")
_NUMBERED = re.compile(
    r"proofs/(key-)?[0-9]{4,}\.tlog-proof|attachments/[0-9a-f]{64}|consistency/[1-9][0-9]*\.path"
)
_VERSION = re.compile(
    r"caseflow-bundle/v1\nlog: ([^\n]+)\ncase: ([^\n]+)\nkind: (full|public)\n"
    r"checkpoint: (none|[1-9][0-9]{0,17})\nhash: sha-256\n"
)


class BadVersion(ValueError):  # noqa: N818  the house names what is wrong, not that it is an error
    """Not the VERSION of a bundle; `unknown` where it may be that of another format."""

    def __init__(self, *, unknown: bool) -> None:
        super().__init__("VERSION")
        self.unknown = unknown


@dataclass(frozen=True, slots=True)
class Version:
    """Of which log and case a bundle is, for whom, and the size of its checkpoint (None without one)."""

    log: str
    case: str
    kind: str
    size: int | None

    @property
    def stream(self) -> str:
        """The case's stream."""
        return f"case/{self.case}"

    def encode(self) -> bytes:
        """The file VERSION."""
        size = self.size or "none"
        lines = (
            TITLE,
            f"log: {self.log}",
            f"case: {self.case}",
            f"kind: {self.kind}",
            f"checkpoint: {size}",
        )
        return "".join(f"{line}\n" for line in (*lines, "hash: sha-256")).encode()

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Reads the file. Raises BadVersion."""
        text = data.decode("utf-8", errors="replace")
        whole = text.endswith("\n")
        if not text.startswith(f"{TITLE}\n") or (whole and "\nhash: sha-256\n" not in text):
            raise BadVersion(unknown=True)
        found = _VERSION.fullmatch(text)
        if not found:
            raise BadVersion(unknown=False)
        return cls(found[1], found[2], found[3], None if found[4] == "none" else int(found[4]))


def proof_name(number: int, *, of_keys: bool = False) -> str:
    """The file that proves line `number` (from 0) of the events, or of the keys."""
    return f"proofs/{'key-' if of_keys else ''}{number:04d}.tlog-proof"


def consistency_name(size: int) -> str:
    """The file that proves that a checkpoint of this size was continued."""
    return f"consistency/{size}.path"


def is_known(name: str, *, signed: bool) -> bool:
    """Whether the format has a file of this name, in a bundle with a checkpoint or without."""
    if name in ALWAYS or (signed and name in SIGNED):
        return True
    return bool(_NUMBERED.fullmatch(name)) and (signed or name.startswith(ATTACHMENTS))


def may_be_open(kind: str, type_: str, name: str) -> bool:
    """Whether a bundle of this kind may show a text of this name that an event of this type brought."""
    if name.startswith("vault."):
        return False
    pattern = {"sign": OF_SIGNATURES, "enrol_key": OF_KEYS}.get(type_)
    return kind == FULL or (pattern is not None and pattern.fullmatch(name) is not None)
