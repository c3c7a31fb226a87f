"""Signed notes, verifier keys and the inspector's policy (C2SP)."""

import re

from caseflow.proof.single.plain import Bad, sha, unbase64

CHECKPOINT = re.compile(
    r"([^\s\x00-\x1f\x7f\ufeff+]+)\n(0|[1-9][0-9]*)\n([A-Za-z0-9+/]{43}=)\n\n((?:— [^\n]+\n)+)"
)
LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+=*)")
MOST_SIGNATURES = 64


class Note:
    """A checkpoint with its signature lines."""

    def __init__(self, raw):
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise Bad("not UTF-8") from None
        found = CHECKPOINT.fullmatch(text)
        if not found or len(found[2]) > 18:
            raise Bad("not a checkpoint")
        self.origin, self.size, self.root = found[1], int(found[2]), unbase64(found[3])
        self.body = text[: text.index("\n\n") + 1].encode("utf-8")
        self.signatures = []
        for line in found[4].splitlines():
            parts = LINE.fullmatch(line)
            blob = unbase64(parts[2]) if parts else b""
            if len(blob) < 5:
                raise Bad("signature line")
            self.signatures.append((parts[1], blob[:4], blob[4:]))
        if not self.size or len(self.signatures) > MOST_SIGNATURES:
            raise Bad("size")


class VerifierKey:
    """`name+id+base64(type||key)`."""

    def __init__(self, text, kind):
        parts = text.split("+", 2)
        if len(parts) != 3 or not parts[0] or not re.fullmatch(r"[0-9a-f]{8}", parts[1]):
            raise Bad("vkey")
        raw = unbase64(parts[2])
        if len(raw) != 33 or raw[0] != kind:
            raise Bad("vkey")
        self.name, self.id, self.key = parts[0], bytes.fromhex(parts[1]), raw[1:]
        if sha(self.name.encode("utf-8") + b"\n" + raw)[:4] != self.id:
            raise Bad("vkey id")


class Policy:
    """Which logs, which witnesses, and how many of them."""

    def __init__(self, raw):
        self.logs, self.witnesses, self.groups, self.quorum = [], {}, {}, None
        self.members = set()
        if re.search(rb"[^\t\n\x20-\x7e\x80-\xff]", raw) or (raw and not raw.endswith(b"\n")):
            raise Bad("policy bytes")
        for line in raw.decode("utf-8", "surrogateescape").split("\n"):
            words = re.split(r"[ \t]+", line.strip(" \t"))
            if words[0] and not words[0].startswith("#"):
                self.take(words)
        if self.quorum is None:
            raise Bad("no quorum")
        keys = [key.key for key in (*self.logs, *self.witnesses.values())]
        if len(set(keys)) != len(keys):
            raise Bad("a key stands twice")

    def take(self, words):
        match words:
            case ["log", key] | ["log", key, _]:
                self.logs.append(VerifierKey(key, 0x01))
            case ["witness", name, key] | ["witness", name, key, _]:
                self.new(name)
                self.witnesses[name] = VerifierKey(key, 0x04)
            case ["group", name, count, *members] if members:
                self.new(name)
                for member in members:
                    if (member not in self.witnesses and member not in self.groups) or member in self.members:
                        raise Bad("group member")
                    self.members.add(member)
                self.groups[name] = (self.count(count, len(members)), members)
            case ["quorum", name] if self.quorum is None:
                if name != "none" and name not in self.witnesses and name not in self.groups:
                    raise Bad("quorum")
                self.quorum = name
            case _:
                raise Bad("policy line")

    def new(self, name):
        if name == "none" or name in self.witnesses or name in self.groups:
            raise Bad("name")

    @staticmethod
    def count(text, members):
        if text in ("any", "all"):
            return 1 if text == "any" else members
        if not re.fullmatch(r"[1-9][0-9]{0,3}", text) or int(text) > members:
            raise Bad("threshold")
        return int(text)

    def is_met(self, signed, name=None):
        name = name or self.quorum
        if name == "none":
            return True
        if name in self.witnesses:
            return name in signed
        count, members = self.groups[name]
        return sum(self.is_met(signed, member) for member in members) >= count


def proof_file(raw):
    """Index, path and checkpoint of a tlog-proof."""
    head, gap, note = raw.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise Bad("proof") from None
    if not gap or len(lines) < 2 or lines[0] != "c2sp.org/tlog-proof@v1" or len(lines) > 65:
        raise Bad("proof")
    found = re.fullmatch(r"index (0|[1-9][0-9]{0,17})", lines[1])
    if not found:
        raise Bad("proof index")
    path = [unbase64(line) for line in lines[2:]]
    if any(len(step) != 32 for step in path):
        raise Bad("proof hash")
    return int(found[1]), path, note
