"""Leaves, as docs/record.md fixes them."""

import re
from datetime import date

from caseflow.proof.single.plain import Bad, canonical_json, instant, is_hex
from caseflow.proof.single.tree import leaf_hash

KEYS = {
    "v",
    "log",
    "stream",
    "n",
    "prev",
    "type",
    "actor",
    "office",
    "on_behalf",
    "at",
    "day",
    "occurred_at",
    "rules",
    "data",
    "pii",
}
FIELD = re.compile(r"[a-z][a-z0-9_.]*", re.ASCII)
INVISIBLE = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff，。；！？]"
)


def read_leaf(raw):
    """The fields of a leaf, docs/record.md."""
    leaf = canonical_json(raw)
    if not isinstance(leaf, dict) or set(leaf) != KEYS:
        raise Bad("keys")
    if type(leaf["v"]) is not int or leaf["v"] != 1 or type(leaf["n"]) is not int or leaf["n"] < 0:
        raise Bad("v or n")
    for key in ("log", "stream", "type", "actor", "office"):
        if not isinstance(leaf[key], str) or not leaf[key]:
            raise Bad(key)
    if any(not isinstance(leaf[key], str | None) for key in ("on_behalf", "occurred_at", "rules")):
        raise Bad("on_behalf, occurred_at or rules")
    only_codes([leaf[key] for key in KEYS - {"data", "pii"}])
    instant(leaf["at"])
    try:
        if date.fromisoformat(leaf["day"]).isoformat() != leaf["day"]:
            raise Bad("day")
    except (ValueError, TypeError):
        raise Bad("day") from None
    if (leaf["prev"] is None) != (leaf["n"] == 0) or not (leaf["prev"] is None or is_hex(leaf["prev"])):
        raise Bad("prev")
    if not isinstance(leaf["data"], dict) or not isinstance(leaf["pii"], dict):
        raise Bad("data or pii")
    only_codes(leaf["data"])
    if not all(FIELD.fullmatch(name) and is_hex(digest) for name, digest in leaf["pii"].items()):
        raise Bad("pii")
    return leaf


def only_codes(value):
    """Codes, integers and what holds them; no sentence."""
    if isinstance(value, dict):
        if not all(FIELD.fullmatch(key) for key in value):
            raise Bad("key of data")
        only_codes(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            only_codes(item)
    elif isinstance(value, str) and (len(value) > 120 or INVISIBLE.search(value)):
        raise Bad("not a code")


class Leaf:
    """An event with its bytes, its hash, where it stands in the log and which file says so."""

    def __init__(self, raw, fields, where):
        self.hash, self.fields, self.where = leaf_hash(raw), fields, where
        self.stream, self.n, self.type = fields["stream"], fields["n"], fields["type"]
        self.data, self.index = fields["data"], None
