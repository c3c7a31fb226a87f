"""Attacks on signatures and closures, A43–A52: the log holds them, and only what was signed can show it."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from caseflow.proof.assertion import Assertion, to_base64
from caseflow.proof.batch import root_of
from tests.authenticator import Passkey
from tests.proof.attacks.catalogue import attack
from tests.proof.attacks.showing import contents, packed, seal
from tests.proof.attacks.world import CASE, World, enrol, passkey, people, up_to_signing

STREAM = f"case/{CASE}"


def signed(name: str, *, first: Callable[[World], None] = people, **second: Any) -> None:
    """A closure whose first signature is good and whose second has a lie in it."""

    def made() -> bytes:
        world = World()
        first(world)
        up_to_signing(world)
        world.sign("p1", "party")
        world.sign("p2", "government", to="closed", **second)
        return packed(contents(seal(world)))

    attack(name)(made)


def closed(name: str, change: Callable[[World], None]) -> None:
    """A case brought to signing and closed somehow."""

    def made() -> bytes:
        world = World()
        people(world)
        up_to_signing(world)
        change(world)
        return packed(contents(seal(world)))

    attack(name)(made)


signed("A43-replay-on-another-case", lies={"case": "central-2021/13"})
signed("A43b-replay-on-another-log", lies={"log": "other.example"})
signed("A43c-replay-of-another-act", lies={"action": "refuse"})
signed("A45-swap-of-boxes", lies={"box": "party"})
signed("A45b-from-another-office", lies={"office": "party_head/shuangliao"})
signed("A45c-of-another-person", lies={"person": "p1"})
signed("A46b-statement-of-another-dossier", lies={"dossier": "e" * 64})
signed("A47-expired", lies={"expires": "2023-05-06T01:00:00.000000Z"})
signed("A47b-good-for-a-year", lies={"expires": "2024-05-06T01:00:00.000000Z"})
signed("A48-key-of-a-stranger", key=Passkey(credential=passkey("p2").credential))
signed("A50-over-another-head", lies={"head": "0:" + "0" * 64})
signed("A50b-under-other-rules", lies={"rules": "siping/2020.1"})
signed("A51-of-another-ceremony", answers={"ceremony": "webauthn.create"})
signed("A51b-of-another-site", answers={"origin": "https://caseflow.example.evil.example"})
signed("A51c-without-verifying-the-user", answers={"flags": 0x01})
signed("A51d-without-anybody-present", answers={"flags": 0x04})
signed("A51e-in-a-frame", answers={"crossOrigin": True})
signed("A51f-of-another-authenticator", turn=lambda a: _resigned(a, authenticator_data=bytes(20)))
signed("A51g-not-the-site-it-was-made-for", turn=lambda a: replace(a, rp_id="example"))
signed("A51h-other-challenge", turn=lambda _: passkey("p2").sign(b"another challenge"))
signed("A51i-client-data-no-json", turn=lambda a: _resigned(a, client_data=b"webauthn.get"))
signed(
    "A51j-signature-bent",
    turn=lambda a: replace(a, signature=a.signature[:-1] + bytes([a.signature[-1] ^ 1])),
)
signed("A51k-proof-no-json", retold="signed")
signed("A51l-another-credential", turn=lambda a: replace(a, credential=b"another one"))
signed("A51m-page-of-no-safe-site", answers={"origin": "http://caseflow.example"})
signed("A51n-other-rp-hash", turn=lambda a: _resigned(a, authenticator_data=bytes(32) + b"\x05" + bytes(4)))
signed("A52b-batch-of-another-log", batch=True, of_batch={"log": "other.example"})
signed("A52c-batch-of-another-person", batch=True, of_batch={"person": "p1"})
signed("A52d-batch-of-another-time", batch=True, of_batch={"expires": "2023-05-06T01:30:00.000000Z"})
signed("A52e-batch-without-it", batch=True, of_batch={"root": root_of([b"x"]).hex()})
signed("A52f-batch-of-another-size", batch=True, of_batch={"size": "4"})
signed(
    "A52g-batch-that-is-none",
    batch=True,
    turn=lambda a: _resigned(
        a, batch=replace(a.batch, statement=b"sign all of it\n"), asked=b"sign all of it\n"
    ),
)


def _resigned(answer: Assertion, asked: bytes | None = None, **change: Any) -> Assertion:
    """Another answer with its own good signature."""
    key = passkey("p2")
    if asked is not None:
        answer = replace(key.sign(sha256(asked).digest()), batch=answer.batch)
    answer = replace(answer, **change)
    message = answer.authenticator_data + sha256(answer.client_data).digest()
    return replace(answer, signature=key._sign(message))  # as an authenticator would that lies


closed("A48b-key-nobody-enrolled", lambda world: _closing(world, data={"key": "p2.7"}))


def _closing(world: World, data: dict[str, Any]) -> None:
    world.sign("p1", "party")
    event = world.sign("p2", "government", to="closed")
    event["data"] |= data


def with_key(name: str, after: Callable[[World], None] | None = None, **data: Any) -> None:
    """An attack on the record of the second signer's key."""

    def first(world: World) -> None:
        world.add("log", "open_log", {"log": "siping.example"}, actor="clock")
        enrol(world, "p1")
        enrol(world, "p2", **data)
        if after:
            after(world)

    signed(name, first=first)


def _revoked(world: World) -> None:
    world.add("person/p2", "revoke_key", {"key": "p2.1"}, {"reason": "丢失"}, actor="p8")


def _approved_by(person: str) -> Callable[[World], None]:
    def approve(world: World) -> None:
        world.add("person/p2", "approve_key", {"key": "p2.1"}, actor=person, office="security")

    return approve


with_key("A49-key-revoked-before", _revoked)
with_key("A49b-key-never-approved", approved=False)
with_key("A49c-key-approved-by-its-owner", _approved_by("p2"), approved=False)


@attack("A49d-key-approved-after-it-signed")
def _() -> bytes:
    world = World()
    enrol(world, "p1")
    enrol(world, "p2", approved=False)
    up_to_signing(world)
    world.sign("p1", "party")
    world.sign("p2", "government", to="closed")
    _approved_by("p8")(world)
    return packed(contents(seal(world)))


def _enrolled(name: str, **change: Any) -> None:
    """The event of the key's enrolment was made wrong."""

    def made() -> bytes:
        world = World()
        people(world)
        event = world.of("person/p2")[1]
        event["data"] |= {name: value for name, value in change.items() if name != "text"}
        if text := change.get("text"):
            world.retext(event, "key.p2.1.public", text)
            event["data"]["digest"] = sha256(text.encode()).hexdigest()
        world.relink()
        up_to_signing(world)
        world.sign("p1", "party")
        world.sign("p2", "government", to="closed")
        return packed(contents(seal(world)))

    attack(name)(made)


_enrolled("A34e-key-of-an-unknown-algorithm", alg="sm2")
_enrolled("A34f-key-of-another-algorithm-than-enrolled", alg="rs256")
_enrolled("A48c-public-key-of-another-digest", digest="e" * 64)
_enrolled("A48d-public-key-that-is-none", text=to_base64(b"\xa1\x01\x02"))
_enrolled("A48e-key-of-another-means", means="code")


@attack("A48f-public-key-kept-back")
def _() -> bytes:
    world = World()
    people(world)
    up_to_signing(world)
    world.sign("p1", "party")
    world.sign("p2", "government", to="closed")
    found = contents(seal(world))
    return packed(replace(found, openings=[one for one in found.openings if one.name != "key.p2.1.public"]))


@attack("A51o-statement-kept-back")
def _() -> bytes:
    world = World()
    people(world)
    up_to_signing(world)
    world.sign("p1", "party")
    world.sign("p2", "government", to="closed")
    found = contents(seal(world))
    kept = [one for one in found.openings if (one.name, one.event) != ("statement", 11)]
    return packed(replace(found, openings=kept))


@attack("A51p-statement-no-statement")
def _() -> bytes:
    world = World()
    people(world)
    up_to_signing(world)
    world.sign("p1", "party")
    event = world.sign("p2", "government", to="closed")
    world.retext(event, "statement", "我同意\n")
    return packed(contents(seal(world)))


closed("A44-one-person-in-both-boxes", lambda world: _both(world, ("p1", "party"), ("p1", "government")))
closed("A45d-one-box-twice", lambda world: _both(world, ("p1", "party"), ("p2", "party")))
closed("A45e-box-that-is-none", lambda world: _both(world, ("p1", "party"), ("p2", "deputy")))


def _both(world: World, one: tuple[str, str], two: tuple[str, str]) -> None:
    world.sign(*one)
    world.sign(*two, to="closed")


def _two_dossiers(world: World) -> None:
    world.sign("p1", "party")
    world.sign("p2", "government", to="closed", dossier="e" * 64, lies={"dossier": "e" * 64})


closed("A46-dossier-changed-between", _two_dossiers)
closed("A11b-closed-with-one-signature", lambda world: world.sign("p1", "party", to="closed") and None)
closed("A11c-closed-with-none", lambda world: world.add(STREAM, "end_notice", {"to": "closed"}) and None)
closed("A11d-closed-with-three", lambda world: _three(world))


def _three(world: World) -> None:
    world.sign("p1", "party")
    world.sign("p2", "government")
    world.sign("p2", "government", to="closed")


def between(name: str, type_: str, data: dict[str, Any], texts: dict[str, str] | None = None) -> None:
    """An event between the two signatures that takes the first one's ground away."""

    def change(world: World) -> None:
        world.sign("p1", "party")
        world.add(STREAM, type_, data, texts, actor="p5")
        world.sign("p2", "government", to="closed")

    closed(name, change)


between("A52-signature-of-a-round-withdrawn", "withdraw", {"to": "rectifying"}, {"reason": "重新整改"})
between("A52h-signature-recalled", "recall", {"falls": ["notice", "signatures"]}, {"reason": "更正"})
between("A46c-self-check-between", "self_check", {"unit": "shj", "criteria": ["done"]})
between("A46d-evidence-withdrawn-between", "withdraw_evidence", {"id": 1})
between("A46e-goal-reworded-between", "amend", {}, {"goal": "少整一点"})
between("A46f-acceptance-reworded-between", "supply_supplement", {}, {"acceptance.list": "另一份"})
between(
    "A46g-notice-published-between", "publish_notice", {"first_day": "2023-05-06", "last_day": "2023-05-12"}
)


def _replayed(world: World) -> None:
    world.sign("p1", "party", lies={"nonce": "f" * 32})
    world.sign("p2", "government", to="closed", lies={"nonce": "f" * 32})


closed("A43d-one-nonce-twice", _replayed)


def _late(world: World) -> None:
    world.add(STREAM, "take_over", {"file": "e" * 64, "state": "closed", "to": "closed"})


closed("A11e-closed-by-a-ledger-after-work-here", _late)


def _evidence_between(world: World) -> None:
    world.sign("p1", "party")
    digest = sha256(b"photo before").hexdigest()
    world.add(STREAM, "add_evidence", {"digest": digest, "bytes": 12, "media": "image/jpeg", "kind": "site"})
    world.sign("p2", "government", to="closed")


closed("A46h-evidence-added-between", _evidence_between)
