"""The lines of a signing statement."""

import re

from caseflow.proof.single.leaves import only_codes
from caseflow.proof.single.plain import Bad, instant, is_hex

STATEMENT = (
    "log",
    "case",
    "action",
    "box",
    "office",
    "person",
    "dossier",
    "head",
    "rules",
    "expires",
    "nonce",
)
BATCH = ("log", "person", "size", "root", "expires", "nonce")


def signer(leaf):
    """Whose signature an event is: on paper a clerk records it for the one who signed."""
    return leaf.fields["on_behalf"] or leaf.fields["actor"]


def statement_of(text, first, names):
    """The lines of a statement by name, in exactly this order."""
    lines = text.split("\n")
    if len(lines) != len(names) + 2 or lines[0] != first or lines[-1]:
        raise Bad("lines")
    found = {}
    for name, line in zip(names, lines[1:-1], strict=True):
        if not line.startswith(f"{name}: ") or len(line) == len(name) + 2:
            raise Bad(name)
        found[name] = line[len(name) + 2 :]
    digests = [found[name] for name in ("dossier", "root") if name in found]
    head = re.fullmatch(r"(0|[1-9][0-9]{0,11}):[0-9a-f]{64}", found.get("head", "0:" + "0" * 64))
    size = re.fullmatch(r"[1-9][0-9]{0,11}", found.get("size", "1"))
    if (
        not head
        or not size
        or not all(map(is_hex, digests))
        or not re.fullmatch(r"[0-9a-f]{32}", found["nonce"])
    ):
        raise Bad("head, size, digest or nonce")
    only_codes(list(found.values()))
    instant(found["expires"])
    return found
