"""The last event of each stream, as the checkpoint committed to it."""

from caseflow.proof.single.leaves import Leaf, read_leaf
from caseflow.proof.single.plain import Bad, canonical_json, is_hex, lines_of, written
from caseflow.proof.single.statements import signer
from caseflow.proof.single.tree import leaf_hash, root_from_path


class Heads:
    """Nothing was left out at the end of a stream."""

    def read_heads(self):
        if not self.signed:
            return
        raw = self.members["heads.leaf"]
        try:
            fields = read_leaf(raw)
            data = fields["data"]
            if (fields["type"], fields["stream"], fields["actor"]) != ("commit_heads", "log", "clock"):
                raise Bad("type")
            if (
                set(data) != {"streams", "root"}
                or type(data["streams"]) is not int
                or not is_hex(data["root"])
            ):
                raise Bad("data")
        except Bad:
            self.fault("heads_malformed", "heads.leaf")
            self.read_paths()
            return
        leaf = Leaf(raw, fields, "heads.leaf")
        if fields["log"] != self.log:
            self.fault("leaf_other_log", "heads.leaf")
        self.before_witness(leaf)
        self.included(leaf, "heads.tlog-proof")
        if self.note and leaf.index is not None and leaf.index != self.note.size - 1:
            self.fault("heads_not_last", "heads.tlog-proof")
        self.heads = leaf
        self.read_paths()

    def read_paths(self):
        self.paths = {}
        try:
            for line in lines_of(self.members["heads.path"]):
                found = canonical_json(line)
                right = isinstance(found, dict) and set(found) == {"index", "path", "stream"}
                if not right or type(found["index"]) is not int or not isinstance(found["stream"], str):
                    raise Bad("line")
                if not isinstance(found["path"], list) or not all(is_hex(step) for step in found["path"]):
                    raise Bad("path")
                if self.paths and found["stream"] <= max(self.paths):
                    raise Bad("order")
                self.paths[found["stream"]] = (
                    found["index"],
                    [bytes.fromhex(step) for step in found["path"]],
                )
        except Bad:
            self.fault("heads_malformed", "heads.path")
            self.paths = None
            return
        if self.events:
            self.complete(f"case/{self.case}", self.events)

    def complete(self, stream, leaves):
        """The last event shown of a stream was its last when the checkpoint was made."""
        if not self.signed or self.heads is None or self.paths is None:
            return
        if stream not in self.paths:
            self.fault("heads_missing", stream)
            return
        index, path = self.paths[stream]
        entry = written([stream, leaves[-1].n, leaves[-1].hash.hex()]).encode("utf-8")
        try:
            root = root_from_path(index, self.heads.data["streams"], leaf_hash(entry), path)
        except Bad:
            root = b""
        if root.hex() != self.heads.data["root"]:
            self.fault("heads_wrong", stream)

    def read_keys(self):
        wanted = {
            f"person/{signer(leaf)}"
            for leaf in self.events
            if leaf.type == "sign" and leaf.data.get("means") == "passkey"
        }
        for leaf in self.leaves("keys.ndjson", "key-"):
            self.keys.setdefault(leaf.stream, []).append(leaf)
        for stream in sorted(wanted - set(self.keys)):
            self.fault("keys_missing", stream)
        for stream in sorted(set(self.keys) - wanted):
            self.fault("keys_foreign", stream)
        order = [int(leaf.where.rpartition(":")[2]) for leaves in self.keys.values() for leaf in leaves]
        if order != sorted(order) or list(self.keys) != sorted(self.keys):
            self.fault("keys_unordered", "keys.ndjson")
        for stream, leaves in self.keys.items():
            self.chain(leaves)
            self.complete(stream, leaves)
        if self.signed and self.paths is not None:
            for stream in sorted(set(self.paths) - wanted - {f"case/{self.case}"}):
                self.fault("keys_foreign", stream)
