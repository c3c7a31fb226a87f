"""Attacks on texts and on what comes beside a bundle: A42, A60, and an inspector without a policy."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

from caseflow.proof.bundle.writing import write_bundle
from tests.proof.attacks.archives import good, member
from tests.proof.attacks.catalogue import Attempt, attack
from tests.proof.attacks.showing import contents, members_of, packed, repacked, seal
from tests.proof.attacks.world import CASE, FILES, World, base, people


@attack("A42-empty-case")
def _() -> bytes:
    world = World()
    people(world)
    found = contents(seal(world))
    return packed(found)


def reopened(name: str, change: Callable[[dict[str, object]], object], *, of: bytes | None = None) -> None:
    """An attack that changes the first opening."""

    def made() -> bytes:
        members = members_of(of or good())
        first, _, rest = members["openings.ndjson"].partition(b"\n")
        opening = json.loads(first)
        change(opening)
        text = json.dumps(opening, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        members["openings.ndjson"] = text + b"\n" + rest
        return repacked(members)

    attack(name)(made)


@attack("A60-text-of-other-words")
def _() -> bytes:
    found = contents(seal(base()))
    title = next(one for one in found.openings if one.name == "title")
    others = [one for one in found.openings if one is not title]
    return packed(replace(found, openings=[*others, replace(title, value="无此问题")]))


reopened("A60b-text-of-no-event", lambda opening: opening.update(event=0, name="aaa"))
reopened("A60c-text-without-salt", lambda opening: opening.update(salt=""))


@attack("A60d-vault-opened")
def _() -> bytes:
    world = World()
    people(world)
    world.add(f"case/{CASE}", "file", {"kind": "petition"}, {"vault.phone": "13800000000"})
    return packed(contents(seal(world)))


@attack("A60e-public-bundle-with-a-text")
def _() -> bytes:
    found = contents(seal(base()), kind="public")
    full = contents(seal(base()))
    title = next(one for one in full.openings if one.name == "title")
    return packed(replace(found, openings=[*found.openings, title]))


member("A60f-text-twice", "openings.ndjson", lambda data: data + data.splitlines(keepends=True)[-1])
member(
    "A60g-text-of-a-stranger",
    "openings.ndjson",
    lambda data: data + b'{"event":0,"name":"title","salt":"%s","stream":"z","value":"x"}\n' % (b"0" * 64),
)
member("A30d-one-more-line-that-is-no-leaf", "events.ndjson", lambda data: data + b"{}\n")


@attack("A36d-no-policy")
def _() -> Attempt:
    return Attempt(good(), policy=None)


@attack("A36e-policy-cut-off")
def _() -> Attempt:
    return Attempt(good(), policy=b"quorum both")


@attack("A36f-no-checkpoint")
def _() -> Attempt:
    return Attempt(unsigned())


@attack("A36g-neither-checkpoint-nor-policy")
def _() -> Attempt:
    return Attempt(unsigned(), policy=None)


def unsigned() -> bytes:
    """A bundle that nobody signed."""
    found = replace(contents(seal(base())), checkpoint=None, size=None)
    target = BytesIO()
    write_bundle(target, replace(found, attachments={}))
    members = members_of(target.getvalue()) | {
        f"attachments/{digest}": data for digest, data in FILES.items()
    }
    return repacked(members)
