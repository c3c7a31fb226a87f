"""What an authenticator answered (WebAuthn, 7.2)."""

import re

from caseflow.proof.single.plain import Bad, sha, strict_json, unbase64url


class Assertions:
    """This challenge, for this site, by a verified user."""

    def assertion(self, leaf, proof, challenge, key):
        """WebAuthn, 7.2: what the authenticator signed is this challenge, for this site, by a verified user."""
        self.client(leaf, proof, challenge)
        data = proof["authenticator_data"]
        if len(data) < 37:
            self.fault("authenticator_data_unreadable", leaf.where)
        else:
            if data[:32] != sha(proof["rp_id"].encode("utf-8")):
                self.fault("rp_id_wrong", leaf.where)
            if not data[32] & 0x01:
                self.fault("user_not_present", leaf.where)
            if not data[32] & 0x04:
                self.fault("user_not_verified", leaf.where)
        if key and not key.holds(data + sha(proof["client_data"]), proof["signature"]):
            self.fault("signature_wrong", leaf.where)

    def client(self, leaf, proof, challenge):
        try:
            client = strict_json(proof["client_data"])
            answered = unbase64url(client["challenge"])
        except (Bad, KeyError, TypeError):
            self.fault("client_data_unreadable", leaf.where)
            return
        if client.get("type") != "webauthn.get":
            self.fault("ceremony_wrong", leaf.where)
        if answered != challenge:
            self.fault("challenge_wrong", leaf.where)
        host = re.fullmatch(
            r"https://([a-z0-9.-]+)(?::[0-9]{1,5})?|http://(localhost)(?::[0-9]{1,5})?", proof["origin"]
        )
        name, rp_id = (host[1] or host[2]) if host else "", proof["rp_id"]
        right = rp_id and (name == rp_id or name.endswith("." + rp_id))
        if client.get("origin") != proof["origin"] or not right:
            self.fault("origin_wrong", leaf.where)
        if client.get("crossOrigin", False) is not False:
            self.fault("origin_framed", leaf.where)
