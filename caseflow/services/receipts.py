"""A receipt: the number and hash of an event, for whoever did the act to keep, and what becomes of it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from caseflow.proof.checkpoint import parse_checkpoint
from caseflow.proof.leaf import leaf_hash
from caseflow.proof.note import parse
from caseflow.services.checkpoints import root_of
from caseflow.store.checkpoints import leaf_at, newest_checkpoint

CODE_DIGITS, GROUP = 16, 4
LINE = (5, 5, 6)
"""Lengths of the groups of a printed root: four times these are its 64 hex digits, 12 groups in all."""
_TYPED = re.compile(r"([0-9]{1,18})-([0-9a-f]{4}(?:-?[0-9a-f]{4}){3})")


class Standing(StrEnum):
    """What becomes of a receipt."""

    INCLUDED = "included"
    WAITING = "waiting"
    NOT_THERE = "not_there"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The event's number in the log and its leaf's hash."""

    seq: int
    leaf_hash: bytes

    @property
    def code(self) -> str:
        """Short enough to write down: the number, and the first 16 digits of the hash in fours."""
        digits = self.leaf_hash.hex()[:CODE_DIGITS]
        return "-".join([str(self.seq), *(digits[at : at + GROUP] for at in range(0, CODE_DIGITS, GROUP))])


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of a receipt, and the size of the checkpoint it was held against (0: there is none)."""

    standing: Standing
    seq: int
    checkpoint: int


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
    if leaf is None or not leaf_hash(leaf.leaf).hex().startswith(digits):
        return Checked(Standing.NOT_THERE, seq, size)
    if newest is None or size <= seq:
        return Checked(Standing.WAITING, seq, size)
    checkpoint = parse_checkpoint(parse(newest.note.encode()).text)
    whole = leaf.leaf_hash == leaf_hash(leaf.leaf) and root_of(session, size) == checkpoint.root
    return Checked(Standing.INCLUDED if whole else Standing.NOT_THERE, seq, size)


def groups(root: bytes) -> list[str]:
    """A root in 12 short groups, to be printed and read aloud."""
    digits, found, at = root.hex(), [], 0
    for length in LINE * 4:
        found.append(digits[at : at + length])
        at += length
    return found
