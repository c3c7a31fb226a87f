"""The case's events and its signers' keys: chained, in the log, and none left out at the end."""

import re
from datetime import UTC, datetime

from caseflow.proof.single.leaves import Leaf, read_leaf
from caseflow.proof.single.notes import proof_file
from caseflow.proof.single.plain import Bad, instant, lines_of
from caseflow.proof.single.tree import root_from_path


class Streams:
    """Leaves with their proofs."""

    def read_events(self):
        self.events = self.leaves("events.ndjson", "")
        self.report.events = len(self.events)
        if not self.events:
            if not self.members["events.ndjson"]:
                self.fault("case_empty", "events.ndjson")
            return
        stream = f"case/{self.case}"
        for leaf in self.events:
            if leaf.stream != stream:
                self.fault("leaf_other_case", leaf.where)
        if self.events[0].type != "file":
            self.fault("first_not_filing", self.events[0].where)
        self.chain(self.events)

    def leaves(self, name, prefix):
        try:
            rows = lines_of(self.members[name])
        except Bad:
            self.fault("leaf_unreadable", name)
            return []
        found = []
        for number, raw in enumerate(rows):
            where = f"{name}:{number + 1}"
            try:
                leaf = Leaf(raw, read_leaf(raw), where)
            except Bad:
                self.fault("leaf_unreadable", where)
                continue
            if leaf.fields["log"] != self.log:
                self.fault("leaf_other_log", where)
            self.before_witness(leaf)
            if self.signed:
                self.included(leaf, f"proofs/{prefix}{number:04d}.tlog-proof")
            found.append(leaf)
        self.spare_proofs(prefix, len(rows))
        return found

    def spare_proofs(self, prefix, count):
        due = {f"proofs/{prefix}{number:04d}.tlog-proof" for number in range(count)}
        for name in self.members:
            if re.fullmatch(rf"proofs/{prefix}[0-9]+\.tlog-proof", name) and name not in due:
                self.fault("member_unknown", name)

    def before_witness(self, leaf):
        if self.witnessed:
            last = datetime.fromtimestamp(min(self.witnessed) + 60, UTC)
            if instant(leaf.fields["at"]) > last:
                self.fault("time_after_witness", leaf.where)

    def included(self, leaf, name):
        if name not in self.members:
            self.fault("member_missing", name)
            return
        try:
            index, path, note = proof_file(self.members[name])
        except Bad:
            self.fault("proof_malformed", name)
            return
        leaf.index = index
        if note != self.members["checkpoint.txt"]:
            self.fault("proof_other_checkpoint", name)
        if self.note:
            try:
                root = root_from_path(index, self.note.size, leaf.hash, path)
            except Bad:
                root = None
            if root != self.note.root:
                self.fault("inclusion_wrong", name)

    def chain(self, leaves):
        """One stream: numbers, links, order in the log, time."""
        before = None
        for number, leaf in enumerate(leaves):
            if leaf.n != number:
                self.fault("event_gap", leaf.where)
            if before is not None:
                if leaf.fields["prev"] != before.hash.hex():
                    self.fault("chain_broken", leaf.where)
                if leaf.fields["at"] < before.fields["at"]:
                    self.fault("time_backwards", leaf.where)
                if None not in (leaf.index, before.index) and leaf.index <= before.index:
                    self.fault("index_order", leaf.where)
            before = leaf
