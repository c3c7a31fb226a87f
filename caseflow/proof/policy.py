"""Whom a verifier trusts (C2SP tlog-policy): logs, witnesses, and how many of them must have cosigned.

The policy is the inspector's own file. It never comes out of what is to be verified.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from caseflow.proof.note import LOG, WITNESS, BadNote, Key, parse_key

NONE = "none"
LONGEST = 256 * 1024
_ALLOWED = re.compile(rb"[\t\n\x20-\x7e\x80-\xff]*")


@dataclass(frozen=True, slots=True)
class Group:
    """So many of its members, witnesses or groups by name, must have cosigned."""

    least: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy read; `quorum` is the name of a witness or group, or `none`."""

    logs: tuple[Key, ...]
    witnesses: Mapping[str, Key]
    groups: Mapping[str, Group]
    quorum: str

    def is_met(self, cosigned: Iterable[Key]) -> bool:
        """Whether these keys, whose cosignatures hold, are enough."""
        keys = set(cosigned)
        return self.quorum == NONE or self._has(self.quorum, keys)

    @property
    def demands_witness(self) -> bool:
        """Whether a checkpoint without any cosignature is too little."""
        return not self.is_met(())

    def _has(self, name: str, keys: set[Key]) -> bool:
        if name in self.witnesses:
            return self.witnesses[name] in keys
        group = self.groups[name]
        return sum(self._has(member, keys) for member in group.members) >= group.least


@dataclass(slots=True)
class _Reading:
    """What the lines so far have said."""

    logs: list[Key] = field(default_factory=list)
    witnesses: dict[str, Key] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str | None = None

    def log(self, words: list[str]) -> None:
        if not 1 <= len(words) <= 2:
            raise BadNote("policy_malformed")
        self.logs.append(self._new(words[0], LOG))

    def witness(self, words: list[str]) -> None:
        if not 2 <= len(words) <= 3:
            raise BadNote("policy_malformed")
        self._name(words[0])
        self.witnesses[words[0]] = self._new(words[1], WITNESS)

    def group(self, words: list[str]) -> None:
        if len(words) < 3:
            raise BadNote("policy_malformed")
        name, least, members = words[0], words[1], tuple(words[2:])
        self._name(name)
        taken = {member for group in self.groups.values() for member in group.members}
        if any(not self._knows(member) or member in taken for member in members):
            raise BadNote("policy_unknown_member")
        if len(set(members)) != len(members):
            raise BadNote("policy_unknown_member")
        self.groups[name] = Group(_least(least, len(members)), members)

    def quorum_(self, words: list[str]) -> None:
        if len(words) != 1 or self.quorum is not None or not (words[0] == NONE or self._knows(words[0])):
            raise BadNote("policy_quorum")
        self.quorum = words[0]

    def _knows(self, name: str) -> bool:
        return name in self.witnesses or name in self.groups

    def _name(self, name: str) -> None:
        if name == NONE or self._knows(name):
            raise BadNote("policy_name_taken")

    def _new(self, vkey: str, kind: int) -> Key:
        key = parse_key(vkey)
        if key.kind != kind:
            raise BadNote("key_unknown_kind")
        # One key in two places would let one hand stand for two, or the log witness itself.
        if any(key.public == other.public for other in (*self.logs, *self.witnesses.values())):
            raise BadNote("policy_duplicate_key")
        return key


def parse_policy(data: bytes) -> Policy:
    """Reads a policy. Raises BadNote for whatever is not one, and for a last line that may be cut off."""
    if len(data) > LONGEST or not _ALLOWED.fullmatch(data) or not data.endswith(b"\n"):
        raise BadNote("policy_malformed")
    reading = _Reading()
    does: dict[str, Callable[[list[str]], None]] = {
        "log": reading.log,
        "witness": reading.witness,
        "group": reading.group,
        "quorum": reading.quorum_,
    }
    for line in data.decode("utf-8", errors="surrogateescape").split("\n"):
        words = re.split("[ \t]+", line.strip(" \t"))
        if words == [""] or words[0].startswith("#"):
            continue
        if words[0] not in does:
            raise BadNote("policy_malformed")
        does[words[0]](words[1:])
    if reading.quorum is None:
        raise BadNote("policy_quorum")
    return Policy(tuple(reading.logs), reading.witnesses, reading.groups, reading.quorum)


def _least(text: str, members: int) -> int:
    if text in ("any", "all"):
        return 1 if text == "any" else members
    if not re.fullmatch("[1-9][0-9]{0,3}", text) or int(text) > members:
        raise BadNote("policy_threshold")
    return int(text)
