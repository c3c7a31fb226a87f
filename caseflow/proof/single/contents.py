"""The texts that are open, the files, and the timeline for people."""

import re
import struct
from datetime import timedelta

from caseflow.proof.single.plain import Bad, canonical_json, instant, is_hex, lines_of, sha, written
from caseflow.proof.single.words import WORDS

OPENED = {
    "sign": re.compile(r"statement|proof"),
    "enrol_key": re.compile(r"key\.[a-z0-9_.]+\.public", re.ASCII),
}
NEVER = re.compile(r"(?!)")


class Contents:
    """Openings, attachments, case.txt."""

    def openings(self):
        leaves = {
            (leaf.stream, leaf.n): leaf
            for leaf in (*self.events, *(x for k in self.keys.values() for x in k))
        }
        last = None
        try:
            for line in lines_of(self.members["openings.ndjson"]):
                found = canonical_json(line)
                if not isinstance(found, dict) or set(found) != {"event", "name", "salt", "stream", "value"}:
                    raise Bad("keys")
                kinds = [type(found[key]) for key in ("event", "name", "salt", "stream", "value")]
                if kinds != [int, str, str, str, str] or not is_hex(found["salt"]):
                    raise Bad("values")
                place = (found["stream"], found["event"], found["name"])
                if last is not None and place <= last:
                    raise Bad("order")
                last = place
                self.opened(place, found["salt"], found["value"], leaves)
        except Bad:
            self.fault("openings_malformed", "openings.ndjson")
        all_texts = sum(len(leaf.fields["pii"]) for leaf in self.events)
        count = all_texts - sum(place[0].startswith("case/") for place in self.texts)
        if count:
            self.report.note("texts_closed", count=count)

    def opened(self, place, salt, value, leaves):
        stream, event, name = place
        where = f"{stream}#{event} {name}"
        leaf = leaves.get((stream, event))
        digest = leaf.fields["pii"].get(name) if leaf else None
        if digest is None:
            self.fault("opening_unknown", where)
            return
        if name.startswith("vault.") or (
            self.kind == "public" and not OPENED.get(leaf.type, NEVER).fullmatch(name)
        ):
            self.fault("opening_forbidden", where)
        parts = (b"caseflow/text/v1", bytes.fromhex(salt), name.encode("utf-8"), value.encode("utf-8"))
        if sha(b"".join(struct.pack(">Q", len(part)) + part for part in parts)).hex() != digest:
            self.fault("opening_wrong", where)
        self.texts[place] = value

    def attachments(self):
        wanted = {}
        for leaf in self.events:
            digest, size = leaf.data.get("digest"), leaf.data.get("bytes")
            if leaf.type == "add_evidence" and is_hex(digest):
                wanted[digest] = size
        there = {name[12:] for name in self.archive.digests if name.startswith("attachments/")}
        for digest in sorted(there):
            name = f"attachments/{digest}"
            if digest not in wanted or self.kind == "public":
                self.fault("attachment_unknown", name)
            if self.archive.digests[name] != digest or self.archive.sizes[name] != wanted.get(
                digest, self.archive.sizes[name]
            ):
                self.fault("attachment_wrong", name)
        if self.kind == "public":
            if wanted:
                self.report.note("files_left_out", count=len(wanted))
            return
        for digest in sorted(set(wanted) - there):
            self.fault("attachment_missing", f"attachments/{digest}")

    def timeline(self):
        if self.members["case.txt"] != self.as_text().encode("utf-8"):
            self.fault("timeline_changed", "case.txt")

    def as_text(self):
        lines = [
            f"案件 {self.case}",
            f"日志 {self.log}",
            "本文件由 events.ndjson 与 openings.ndjson 生成，核验时重新生成并逐字节比对；以 events.ndjson 为准。",
        ]
        for leaf in self.events:
            fields = leaf.fields
            local = instant(fields["at"]) + timedelta(hours=8)
            word = f" {WORDS[leaf.type]}" if leaf.type in WORDS else ""
            lines += [
                "",
                f"第{leaf.n}条  {local:%Y-%m-%d %H:%M:%S}  {leaf.type}{word}",
                f"    办理日 {fields['day']}  办理人 {fields['actor']}  职务 {fields['office']}",
            ]
            if fields["on_behalf"]:
                lines.append(f"    代 {fields['on_behalf']}")
            if fields["occurred_at"]:
                lines.append(f"    材料所载日期 {fields['occurred_at']}")
            if leaf.data:
                lines.append(f"    内容 {written(leaf.data)}")
            for name in sorted(fields["pii"]):
                value = self.texts.get((leaf.stream, leaf.n, name))
                said = "（本包不含原文）" if value is None else value.replace("\n", "\n        ")
                lines.append(f"    {name}：{said}")
        return "\n".join(lines) + "\n"
