"""The zip, read byte by byte from the first to the last; what is not accounted for is a fault."""

import hashlib
import re
import struct
import zlib

from caseflow.proof.single.plain import Bad

MOST_ENTRIES = 60_000
NAME = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]*)(?:/[A-Za-z0-9][A-Za-z0-9._-]*)?", re.ASCII)
REGULAR = {0, 0o100644 << 16}


class Archive:
    """The members of a zip by name, stored as they are; attachments are hashed as they are read and never kept."""

    def __init__(self, raw, report):
        self.raw, self.report = memoryview(raw), report
        self.members, self.digests, self.sizes = {}, {}, {}
        try:
            self.read()
        except (Bad, struct.error) as wrong:
            report.fault("zip_malformed", str(wrong))

    def read(self):
        if len(self.raw) < 22:
            raise Bad("end record")
        end = struct.unpack("<4s4H2LH", self.raw[-22:])
        count, size, start = end[4], end[5], end[6]
        if end[0] != b"PK\x05\x06" or end[1] or end[2] or end[3] != count or end[7]:
            raise Bad("end record")
        if start + size != len(self.raw) - 22 or count > MOST_ENTRIES:
            raise Bad("central directory")
        entries, at = [], start
        for _ in range(count):
            entry, at = self.central(at)
            entries.append(entry)
        if at != start + size:
            raise Bad("central directory")
        if self.refuse(entries):
            return
        at = 0
        for entry in entries:
            at = self.local(entry, at)
        if at != start:
            raise Bad("bytes between entries")

    def central(self, at):
        head = struct.unpack("<4s6H3L5H2L", self.raw[at : at + 46])
        if head[0] != b"PK\x01\x02" or head[11] or head[12] or head[13]:
            raise Bad("central directory")
        name = bytes(self.raw[at + 46 : at + 46 + head[10]])
        entry = {
            "name": name.decode("latin-1"),
            "flags": head[3],
            "method": head[4],
            "crc": head[7],
            "packed": head[8],
            "size": head[9],
            "attributes": head[15],
            "offset": head[16],
            "fixed": head[2:10],
        }
        return entry, at + 46 + head[10]

    def refuse(self, entries):
        """Names and kinds, before anything is read. Nothing is packed, so nothing can unpack to more than it is."""
        seen, bad = set(), False
        for entry in entries:
            name = entry["name"]
            safe = NAME.fullmatch(name) and not entry["flags"] and not entry["method"]
            if not safe or entry["size"] != entry["packed"] or entry["attributes"] not in REGULAR:
                bad = self.report.fault("zip_entry_unsafe", name)
            if name.lower() in seen:
                bad = self.report.fault("zip_name_twice", name)
            seen.add(name.lower())
        return bad

    def local(self, entry, at):
        name = entry["name"].encode("latin-1")
        begin = at + 30 + len(name)
        end = begin + entry["size"]
        if entry["offset"] != at or end > len(self.raw):
            raise Bad("offset")
        head = struct.unpack("<4s5H3L2H", self.raw[at : at + 30])
        same = (
            head[0] == b"PK\x03\x04" and head[1:9] == entry["fixed"] and head[9] == len(name) and not head[10]
        )
        if not same or bytes(self.raw[at + 30 : begin]) != name:
            raise Bad("entry " + entry["name"])
        part = self.raw[begin:end]
        if zlib.crc32(part) != entry["crc"]:
            raise Bad("entry " + entry["name"])
        name = entry["name"]
        self.members[name] = None if name.startswith("attachments/") else bytes(part)
        self.digests[name], self.sizes[name] = hashlib.sha256(part).hexdigest(), entry["size"]
        return end
