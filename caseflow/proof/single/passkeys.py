"""One passkey signature: its statement, its key in force, its batch."""

from datetime import timedelta

from caseflow.proof.single.assertion import Assertions
from caseflow.proof.single.keys import PublicKey
from caseflow.proof.single.plain import Bad, canonical_json, instant, is_hex, sha, unbase64url
from caseflow.proof.single.statements import BATCH, STATEMENT, signer, statement_of
from caseflow.proof.single.tree import leaf_hash, root_from_path

QUARTER = timedelta(minutes=15)


class Passkeys(Assertions):
    """What a passkey signed, and whether it could."""

    def passkey(self, leaf):
        texts = self.whole.texts
        text = texts.get((leaf.stream, leaf.n, "statement"))
        proof = texts.get((leaf.stream, leaf.n, "proof"))
        if text is None or proof is None:
            self.fault("signature_unopened", leaf.where)
            return
        statement = self.statement(leaf, text)
        try:
            proof = self.proof(proof)
        except Bad:
            self.fault("proof_unreadable", leaf.where)
            return
        key = self.key(leaf, proof)
        if statement:
            self.assertion(leaf, proof, self.challenge(leaf, text, statement, proof), key)

    def statement(self, leaf, text):
        try:
            found = statement_of(text, "caseflow-sign/v1", STATEMENT)
        except Bad:
            self.fault("statement_unreadable", leaf.where)
            return None
        fields = leaf.fields
        same = {
            "log": self.whole.log,
            "case": self.whole.case,
            "action": leaf.type,
            "box": leaf.data.get("box"),
            "office": fields["office"],
            "person": signer(leaf),
            "dossier": leaf.data.get("dossier"),
            "head": f"{leaf.n - 1}:{fields['prev']}",
            "rules": fields["rules"],
        }
        for name, value in same.items():
            if found[name] != value:
                self.fault(f"statement_{name}", leaf.where)
        if fields["at"] > found["expires"]:
            self.fault("statement_expires", leaf.where)
        if instant(found["expires"]) > instant(fields["at"]) + QUARTER:
            self.fault("statement_long", leaf.where)
        if found["nonce"] in self.nonces:
            self.fault("statement_replayed", leaf.where)
        self.nonces.add(found["nonce"])
        return found

    def proof(self, text):
        found = canonical_json(text.encode("utf-8"))
        keys = {"authenticator_data", "client_data", "credential", "origin", "rp_id", "signature"}
        if not isinstance(found, dict) or set(found) - {"batch"} != keys:
            raise Bad("keys")
        if not all(isinstance(found[key], str) for key in keys):
            raise Bad("values")
        unbase64url(found["credential"])
        for key in ("authenticator_data", "client_data", "signature"):
            found[key] = unbase64url(found[key])
        if "batch" in found:
            batch = found["batch"]
            if not isinstance(batch, dict) or set(batch) != {"index", "path", "size", "statement"}:
                raise Bad("batch")
            kinds = [type(batch[key]) for key in ("index", "path", "size", "statement")]
            if (
                kinds != [int, list, int, str]
                or len(batch["path"]) > 40
                or not all(map(is_hex, batch["path"]))
            ):
                raise Bad("batch")
        return found

    def challenge(self, leaf, text, statement, proof):
        """What the key was asked to sign: the digest of the statement, or of the batch it is proved to be in."""
        batch = proof.get("batch")
        if batch is None:
            return sha(text.encode("utf-8"))
        asked = sha(batch["statement"].encode("utf-8"))
        try:
            whole = statement_of(batch["statement"], "caseflow-sign-batch/v1", BATCH)
        except Bad:
            self.fault("batch_unreadable", leaf.where)
            return asked
        try:
            path = [bytes.fromhex(step) for step in batch["path"]]
            root = root_from_path(batch["index"], batch["size"], leaf_hash(text.encode("utf-8")), path).hex()
        except Bad:
            root = None
        if (whole["size"], whole["root"]) != (str(batch["size"]), root):
            self.fault("batch_without_it", leaf.where)
        if any(whole[name] != statement[name] for name in ("log", "person", "expires")):
            self.fault("batch_of_another", leaf.where)
        return asked

    def key(self, leaf, proof):
        """The key that signed, in force at this event; None where there is none."""
        stream = self.whole.keys.get(f"person/{signer(leaf)}")
        if stream is None:
            return None
        name = leaf.data.get("key")
        mine = [
            one
            for one in stream
            if one.data.get("key") == name
            and name is not None
            and one.type in ("enrol_key", "approve_key", "revoke_key")
        ]
        enrolled = next((one for one in mine if one.type == "enrol_key"), None)
        if enrolled is None or enrolled.data.get("means") != "passkey":
            self.fault("key_unknown", leaf.where)
            return None
        second = [
            one
            for one in mine
            if one.type == "approve_key"
            and one.n > enrolled.n
            and self.is_before(one, leaf)
            and one.fields["actor"] not in (signer(leaf), enrolled.fields["actor"])
        ]
        if not second:
            self.fault("key_not_in_force", leaf.where)
        if any(one.type == "revoke_key" and self.is_before(one, leaf) for one in mine):
            self.fault("key_revoked", leaf.where)
        if proof["credential"] != enrolled.data.get("credential"):
            self.fault("credential_wrong", leaf.where)
        return self.public(leaf, enrolled, name)

    def public(self, leaf, enrolled, name):
        text = self.whole.texts.get((enrolled.stream, enrolled.n, f"key.{name}.public"))
        if text is None:
            self.fault("signature_unopened", enrolled.where)
            return None
        if sha(text.encode("utf-8")).hex() != enrolled.data.get("digest"):
            self.fault("key_public_wrong", leaf.where)
        if enrolled.data.get("alg") not in ("es256", "eddsa", "rs256"):
            self.fault("key_algorithm", leaf.where)
            return None
        try:
            key = PublicKey(text)
            if key.alg != enrolled.data["alg"]:
                raise Bad("another algorithm")
        except Bad:
            self.fault("key_unreadable", leaf.where)
            return None
        return key

    def is_before(self, one, leaf):
        """Whether one leaf stands before another in the log; without a checkpoint their times must do."""
        if None in (one.index, leaf.index):
            return one.fields["at"] < leaf.fields["at"]
        return one.index < leaf.index
