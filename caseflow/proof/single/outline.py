"""What a bundle must hold: its version, its members, and what says so."""

import hashlib
import re

from caseflow.proof.single.plain import Bad, lines_of

FIXED = {
    "README.zh.txt",
    "VERSION",
    "MANIFEST",
    "case.txt",
    "events.ndjson",
    "keys.ndjson",
    "openings.ndjson",
    "sm3.txt",
    "verify.py",
}
SIGNED = {"checkpoint.txt", "heads.leaf", "heads.tlog-proof", "heads.path"}
VERSION = re.compile(
    r"caseflow-bundle/v1\nlog: ([^\n]+)\ncase: ([^\n]+)\nkind: (full|public)\n"
    r"checkpoint: (none|[1-9]\d{0,17})\nhash: sha-256\n",
    re.ASCII,
)
SM3_OF = ("MANIFEST", "checkpoint.txt", "events.ndjson", "heads.leaf", "keys.ndjson", "openings.ndjson")


class Outline:
    """Version, list of contents and second digests."""

    def version(self):
        raw = self.members.get("VERSION")
        if raw is None:
            self.fault("member_missing", "VERSION")
            return False
        text = raw.decode("utf-8", "replace")
        if not text.startswith("caseflow-bundle/v1\n") or (
            text.endswith("\n") and "\nhash: sha-256\n" not in text
        ):
            self.fault("version_unknown", "VERSION")
            return False
        found = VERSION.fullmatch(text)
        if not found:
            self.fault("version_malformed", "VERSION")
            return False
        self.log, self.case, self.kind = found[1], found[2], found[3]
        self.report.case = self.case
        self.signed = found[4] != "none"
        self.size = int(found[4]) if self.signed else 0
        for name in sorted((FIXED | SIGNED if self.signed else FIXED) - set(self.members)):
            self.fault("member_missing", name)
            self.members[name] = b""
        return True

    def known(self, name):
        if name in FIXED or (self.signed and name in SIGNED):
            return True
        if not self.signed and name.startswith(("proofs/", "consistency/")):
            return False
        return bool(
            re.fullmatch(
                r"proofs/(key-)?[0-9]{4,}\.tlog-proof|attachments/[0-9a-f]{64}|"
                r"consistency/[1-9][0-9]*\.path",
                name,
            )
        )

    def manifest(self):
        for name in self.archive.digests:
            if not self.known(name):
                self.fault("member_unknown", name)
        found = []
        try:
            for line in lines_of(self.members["MANIFEST"]):
                parts = re.fullmatch(rb"([0-9a-f]{64}) (0|[1-9][0-9]*) ([!-~]+)", line)
                if not parts:
                    raise Bad("line")
                found.append((parts[3].decode(), parts[1].decode(), int(parts[2])))
        except Bad:
            self.fault("manifest_malformed", "MANIFEST")
            return
        names = [name for name, _, _ in found]
        if names != sorted(set(self.archive.digests) - {"MANIFEST", "sm3.txt"}):
            self.fault("manifest_incomplete", "MANIFEST")
        for name, digest, size in found:
            there = self.archive.digests.get(name)
            if there is not None and (there, self.archive.sizes[name]) != (digest, size):
                self.fault("manifest_wrong", name)

    def sm3(self):
        raw = self.members["sm3.txt"]
        if raw == b"absent\n":
            self.report.note("sm3_unchecked", what="sm3.txt: absent")
            return
        names = [
            name for name in SM3_OF if self.members.get(name) is not None and name in self.archive.digests
        ]
        found = re.findall(rb"([0-9a-f]{64}) ([!-~]+)\n", raw)
        same = b"".join(digest + b" " + name + b"\n" for digest, name in found) == raw
        if not same or [name.decode() for _, name in found] != names:
            self.fault("sm3_malformed", "sm3.txt")
            return
        try:
            hashlib.new("sm3")
        except ValueError:
            self.report.note("sm3_unchecked", what="this Python has no SM3")
            return
        for digest, name in found:
            if hashlib.new("sm3", self.members[name.decode()]).hexdigest() != digest.decode():
                self.fault("sm3_wrong", name.decode())
