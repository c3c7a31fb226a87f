"""The checkpoint: who signed it, what the inspector's policy asks, and whether it continues what they hold."""

from caseflow.proof.single.keys import ed25519_holds
from caseflow.proof.single.notes import Note, Policy
from caseflow.proof.single.plain import Bad, lines_of, unbase64
from caseflow.proof.single.tree import roots_from_consistency


class Signed:
    """Log signature, witnesses, consistency."""

    def checkpoint(self):
        try:
            self.note = Note(self.members["checkpoint.txt"])
        except Bad:
            self.fault("checkpoint_malformed", "checkpoint.txt")
        if self.note and self.note.origin != self.log:
            self.fault("checkpoint_other_log", "checkpoint.txt")
        if self.note and self.note.size != self.size:
            self.fault("checkpoint_other_size", "checkpoint.txt")
        if self.note and self.policy:
            self.log_signature(self.note)
            self.witnesses()
        if self.note:
            self.held()

    def read_policy(self):
        if self.policy_raw is None:
            self.fault("policy_missing", "--policy")
            return
        try:
            self.policy = Policy(self.policy_raw)
            if not self.policy.logs:
                raise Bad("no log")
        except Bad:
            self.policy = None
            self.fault("policy_malformed", "--policy")

    def log_signature(self, note):
        keys = [key for key in self.policy.logs if key.name == note.origin]
        if not keys:
            self.fault("log_not_pinned", note.origin)
            return
        mine = [
            (key, blob)
            for name, id_, blob in note.signatures
            for key in keys
            if (name, id_) == (key.name, key.id)
        ]
        if not mine:
            self.fault("log_signature_missing", "checkpoint.txt")
        for key, blob in mine:
            if not ed25519_holds(key.key, note.body, blob):
                self.fault("log_signature_wrong", key.name)

    def witnesses(self):
        signed = set()
        for name, id_, blob in self.note.signatures:
            for called, key in self.policy.witnesses.items():
                if (name, id_) == (key.name, key.id) and self.cosigned(key, blob):
                    signed.add(called)
        if not self.policy.is_met(signed):
            self.fault("quorum_unmet", self.policy.quorum)

    def cosigned(self, key, blob):
        when = int.from_bytes(blob[:8], "big")
        message = b"cosignature/v1\ntime %d\n" % when + self.note.body
        if len(blob) == 72 and (when == 0 or when > self.now + 86400):
            self.fault("witness_time_wrong", key.name)
            return False
        if len(blob) != 72 or not ed25519_holds(key.key, message, blob[8:]):
            self.fault("witness_signature_wrong", key.name)
            return False
        self.witnessed.append(when)
        return True

    def held(self):
        if self.held_raw is None:
            self.report.note("no_consistency")
            return
        try:
            held = Note(self.held_raw)
        except Bad:
            self.fault("held_malformed", "--held")
            return
        if not self.is_from_log(held):
            self.fault("held_malformed", "--held")
        elif held.size > self.note.size:
            self.fault("older_than_held", "--held")
        elif held.size == self.note.size:
            if held.root != self.note.root:
                self.fault("split_view", "--held")
        else:
            self.consistent(held)

    def is_from_log(self, held):
        if held.origin != self.log or not self.policy:
            return held.origin == self.log
        keys = {(key.name, key.id): key for key in self.policy.logs}
        return any(
            ed25519_holds(keys[name, id_].key, held.body, blob)
            for name, id_, blob in held.signatures
            if (name, id_) in keys
        )

    def consistent(self, held):
        name = f"consistency/{held.size}.path"
        if name not in self.members:
            self.fault("consistency_missing", name)
            return
        try:
            path = [unbase64(line.decode("ascii")) for line in lines_of(self.members[name])]
            one, two = roots_from_consistency(held.size, self.note.size, held.root, path)
        except (Bad, UnicodeDecodeError):
            self.fault("inconsistent", name)
            return
        if (one, two) != (held.root, self.note.root):
            self.fault("inconsistent", name)
