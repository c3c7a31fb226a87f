"""A receipt: the number and hash of an event, for whoever did the act to keep, and what becomes of it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from caseflow.clock import OFFICE_ZONE
from caseflow.proof.checkpoint import parse_checkpoint, sm3
from caseflow.proof.leaf import leaf_hash
from caseflow.proof.note import parse
from caseflow.services.checkpoints import root_of
from caseflow.store.checkpoints import cosigned, leaf_at, newest_checkpoint

LINE = (5, 5, 6)
"""Lengths of the groups of a printed root: four times these are its 64 hex digits, 12 groups in all."""
_TYPED = re.compile(r"([0-9]{1,18})-([0-9a-f]{4}(?:-?[0-9a-f]{4}){3})")


class Standing(StrEnum):
    """What becomes of a receipt."""

    INCLUDED = "included"
    WAITING = "waiting"
    NOT_THERE = "not_there"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of a receipt, and the size of the checkpoint it was held against (0: there is none)."""

    standing: Standing
    seq: int
    checkpoint: int
    leaf_hash: bytes | None = None


def check_receipt(session: Session, typed: str) -> Checked | None:
    """Holds a receipt against the log and its newest checkpoint; None for what is no receipt's code.

    An event that is not what the receipt says, or is missing, or is under a root other than that of the checkpoint,
    is not there: somebody has changed the log after the act.
    """
    match = _TYPED.fullmatch(typed.strip().lower().replace(" ", "-"))
    if match is None:
        return None
    seq, digits = int(match[1]), match[2].replace("-", "")
    leaf, newest = leaf_at(session, seq), newest_checkpoint(session)
    size = newest.size if newest else 0
    if leaf is None or not leaf_hash(leaf[1]).hex().startswith(digits):
        return Checked(Standing.NOT_THERE, seq, size)
    if newest is None or size <= seq:
        return Checked(Standing.WAITING, seq, size, leaf[2])
    checkpoint = parse_checkpoint(parse(newest.note.encode()).text)
    whole = leaf[2] == leaf_hash(leaf[1]) and root_of(session, size) == checkpoint.root
    return Checked(Standing.INCLUDED if whole else Standing.NOT_THERE, seq, size, leaf[2])


def signed_so_far(session: Session) -> dict[str, Any] | None:
    """The newest checkpoint as pages and papers show it; None where none was ever signed."""
    newest = newest_checkpoint(session)
    if newest is None:
        return None
    said = parse_checkpoint(parse(newest.note.encode()).text)
    return {
        "log": said.origin,
        "size": said.size,
        "at": newest.at.astimezone(OFFICE_ZONE).strftime("%Y-%m-%d %H:%M"),
        "groups": groups(said.root),
        "sm3": sm3(said.body),
        "witnesses": [{"name": row.witness, "size": row.size} for row in cosigned(session)],
    }


def groups(root: bytes) -> list[str]:
    """A root in 12 short groups, to be printed and read aloud."""
    digits, found, at = root.hex(), [], 0
    for length in LINE * 4:
        found.append(digits[at : at + length])
        at += length
    return found
