"""Attacks on the history, A1–A13 and A16, each by five attackers.

L1 edits rows and exports. L2, the database's administrator, computes every hash anew. L3 also holds the log's key,
L4 a witness's besides, L5 all keys; then the inspector holds a checkpoint from before.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from caseflow.proof.checkpoint import Checkpoint
from tests.proof.attacks.catalogue import Attempt, attack
from tests.proof.attacks.showing import Sealed, contents, packed, seal
from tests.proof.attacks.world import CASE, OTHER, World, base

STREAM = f"case/{CASE}"
EDITS: dict[str, Callable[[World], None]] = {}


def edit(name: str) -> Callable[[Callable[[World], None]], Callable[[World], None]]:
    def put(function: Callable[[World], None]) -> Callable[[World], None]:
        EDITS[name] = function
        return function

    return put


@cache
def honest() -> Sealed:
    """The log as it was, of which the inspector has a checkpoint."""
    return seal(base())


def _event(world: World, type_: str, which: int = 0) -> dict[str, Any]:
    return [event for event in world.of(STREAM) if event["type"] == type_][which]


def _renumber(world: World) -> None:
    for number, event in enumerate(world.of(STREAM)):
        event["n"] = number


@edit("A01-edit-a-field")
def _(world: World) -> None:
    _event(world, "assign")["data"]["limit"] = "2023-06-30"


@edit("A02-backdate")
def _(world: World) -> None:
    _event(world, "publish_notice")["data"]["first_day"] = "2023-04-20"
    _event(world, "publish_notice")["day"] = "2023-04-20"


@edit("A03-delete-a-middle-event")
def _(world: World) -> None:
    world.events.remove(_event(world, "assign"))
    _renumber(world)


@edit("A04-reorder-two")
def _(world: World) -> None:
    one, two = (world.events.index(_event(world, name)) for name in ("self_check", "apply_closure"))
    for field in ("type", "data", "pii"):
        first, second = world.events[one], world.events[two]
        first[field], second[field] = second[field], first[field]


@edit("A05-truncate-the-tail")
def _(world: World) -> None:
    world.events.remove(_event(world, "sign", -1))


@edit("A06-delete-a-signature")
def _(world: World) -> None:
    world.events.remove(_event(world, "sign", 1))
    _renumber(world)


@edit("A07-insert-a-forged-event")
def _(world: World) -> None:
    at = world.events.index(_event(world, "self_check"))
    forged = dict(_event(world, "self_check"), type="extend", data={"due": "2024-12-31"}, pii={})
    world.events.insert(at, forged)
    _renumber(world)


@edit("A08-delete-another-case")
def _(world: World) -> None:
    world.events = [event for event in world.events if event["stream"] != f"case/{OTHER}"]


@edit("A09-change-the-dossier-signed")
def _(world: World) -> None:
    _event(world, "sign", -1)["data"]["dossier"] = "e" * 64


@edit("A10-swap-the-signer")
def _(world: World) -> None:
    _event(world, "sign", -1)["actor"] = "p1"


@edit("A11-close-without-the-second-signature")
def _(world: World) -> None:
    world.events.remove(_event(world, "sign", -1))
    _event(world, "sign", -1)["data"]["to"] = "closed"


@edit("A12-move-an-event-to-another-case")
def _(world: World) -> None:
    moved = _event(world, "add_evidence")
    moved["stream"], moved["n"] = f"case/{OTHER}", len(world.of(f"case/{OTHER}"))
    _renumber(world)


@edit("A13-renumber-over-a-gap")
def _(world: World) -> None:
    world.events.remove(_event(world, "add_evidence"))
    _renumber(world)


@edit("A16-show-an-event-twice")
def _(world: World) -> None:
    at = world.events.index(_event(world, "self_check"))
    world.events.insert(at, dict(_event(world, "self_check")))
    _renumber(world)


def edited(name: str, *, relinked: bool, grown: bool = False) -> World:
    world = base()
    if grown:
        for _ in range(40):
            world.add("city", "add_unit", {"code": "x", "kind": "bureau"})
    EDITS[name](world)
    if relinked:
        world.relink()
    return world


def by_rows(name: str) -> Attempt:
    """The product exports what the rows now say, under the checkpoint that was signed."""
    made, was = seal(edited(name, relinked=False)), honest()
    return Attempt(packed(contents(replace(made, note=was.note, checkpoint=was.checkpoint))))


def by_hashes(name: str) -> Attempt:
    """Every hash is right, and the old signatures stand under the new root."""
    made = seal(edited(name, relinked=True))
    lines = honest().note.partition(b"\n\n")[2]
    return Attempt(packed(contents(replace(made, note=made.checkpoint.body + b"\n" + lines))))


def by_log_key(name: str, witnesses: tuple[str, ...]) -> Attempt:
    return Attempt(packed(contents(seal(edited(name, relinked=True), witnesses=witnesses))))


def by_all_keys(name: str) -> Attempt:
    """The forged log is longer than the one the inspector saw, and offers the proof it can make."""
    made, was = seal(edited(name, relinked=True, grown=True)), honest()
    assert isinstance(was.checkpoint, Checkpoint)
    found = contents(made, held=was.checkpoint.size)
    return Attempt(packed(found), held=was.note)


def _put(name: str) -> None:
    attack(f"{name}-L1")(lambda: by_rows(name))
    attack(f"{name}-L2")(lambda: by_hashes(name))
    attack(f"{name}-L3")(lambda: by_log_key(name, ()))
    attack(f"{name}-L4")(lambda: by_log_key(name, ("w2",)))
    attack(f"{name}-L5")(lambda: by_all_keys(name))


for _name in EDITS:
    _put(_name)
