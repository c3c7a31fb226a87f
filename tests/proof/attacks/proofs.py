"""Attacks on heads, proofs and the order of the log: A39–A41, and what only the keys of all could make."""

from base64 import b64encode
from dataclasses import replace

from caseflow.proof.bundle.writing import Entry
from caseflow.proof.heads import Head
from caseflow.proof.leaf import leaf_hash
from caseflow.proof.tree import inclusion_path
from tests.proof.attacks.archives import changed, member
from tests.proof.attacks.catalogue import attack
from tests.proof.attacks.history import honest
from tests.proof.attacks.logs import grown, recorded
from tests.proof.attacks.showing import contents, packed, seal
from tests.proof.attacks.world import CASE, OTHER, World, base, encode, people

STREAM = f"case/{CASE}"


@attack("A39-heads-not-last")
def _() -> bytes:
    after = dict(base().events[0], n=1, stream="city", prev="0" * 64)
    return packed(contents(seal(base(), after=[after])))


@attack("A39b-heads-of-another-checkpoint")
def _() -> bytes:
    other, found = contents(grown()), contents(honest())
    return packed(replace(found, heads_leaf=other.heads_leaf))


recorded("A39c-heads-that-are-none", lambda _: None, heads_data={"root": "x"})


@attack("A39d-heads-path-of-another-stream")
def _() -> bytes:
    found = contents(honest())
    return packed(replace(found, heads=found.heads | {"log": (0, [])}))


member("A39e-heads-path-spaced", "heads.path", lambda data: data.replace(b'"index":', b'"index": ', 1))
member("A39f-heads-path-bent", "heads.path", lambda data: data.replace(b'"index":0', b'"index":1', 1))


@attack("A40-proof-of-another-leaf")
def _() -> bytes:
    found = contents(honest())
    events = list(found.events)
    events[1] = replace(events[1], leaf=events[1].leaf.replace(b"2023-05-12", b"2023-06-30"))
    return packed(replace(found, events=events))


def _index(text: bytes) -> bytes:
    def change(members: dict[str, bytes]) -> None:
        name = "heads.tlog-proof"
        first, _, rest = members[name].split(b"\n", 2)
        members[name] = first + b"\nindex " + text + b"\n" + rest

    return changed(change)


attack("A41-negative-index")(lambda: _index(b"-1"))
attack("A41b-huge-index")(lambda: _index(b"9" * 30))
attack("A41c-index-beyond-the-size")(lambda: _index(b"4096"))
attack("A41d-too-many-hashes")(lambda: _padded(64))


def _padded(count: int) -> bytes:
    def change(members: dict[str, bytes]) -> None:
        name = "heads.tlog-proof"
        head, gap, note = members[name].partition(b"\n\n")
        members[name] = head + (b"\n" + b64encode(bytes(32))) * count + gap + note

    return changed(change)


@attack("A41e-proof-under-another-checkpoint")
def _() -> bytes:
    def change(members: dict[str, bytes]) -> None:
        name, other = "proofs/0003.tlog-proof", grown()
        head, gap, _ = members[name].partition(b"\n\n")
        members[name] = head + gap + other.note

    return changed(change)


@attack("A42b-does-not-begin-with-filing")
def _() -> bytes:
    world = World()
    people(world)
    world.add(STREAM, "assign", {"lead_unit": "shj", "limit": "2023-05-12"})
    return packed(contents(seal(world)))


@attack("A12c-event-of-another-case-in-the-chain")
def _() -> bytes:
    world = base()
    event = world.add(STREAM, "freeze_light", {"month": "2023-05", "light": "blue"}, actor="clock")
    event["stream"] = f"case/{OTHER}"
    world.events = [one for one in world.events if one is event or one["stream"] != f"case/{OTHER}"]

    def lie(heads: dict[str, Head]) -> None:
        last = heads.pop(f"case/{OTHER}")
        heads[STREAM] = Head(STREAM, last.n, last.leaf_hash)

    sealed = seal(world, lie=lie)
    found = contents(sealed)
    index = next(i for i, leaf in enumerate(sealed.leaves) if leaf == encode(event))
    path = inclusion_path([leaf_hash(leaf) for leaf in sealed.leaves], index)
    return packed(replace(found, events=[*found.events, Entry(encode(event), index, path)]))


@attack("A23g-keys-left-out-with-all-that-names-them")
def _() -> bytes:
    found = contents(honest())
    heads = {name: path for name, path in found.heads.items() if name != "person/p2"}
    openings = [one for one in found.openings if one.stream != "person/p2"]
    return packed(replace(found, keys=found.keys[:3], heads=heads, openings=openings))


recorded("A05b-gap-signed-by-the-log", lambda world: _jump(world))
recorded("A02b-time-runs-back", lambda world: _back(world))
recorded("A25c-leaf-of-another-log", lambda world: _other_log(world))
recorded("A12b-chain-of-the-log-broken", lambda world: _unchained(world), relinked=False)


def _jump(world: World) -> None:
    world.of("person/p2")[-1]["n"] = 5


def _back(world: World) -> None:
    world.of("person/p2")[-1]["at"] = world.of("person/p2")[0]["at"].replace("T01", "T00")


def _other_log(world: World) -> None:
    world.of("person/p2")[0]["log"] = "other.example"


def _unchained(world: World) -> None:
    world.of("person/p2")[-1]["prev"] = "0" * 64


@attack("A04b-order-of-the-log-not-that-of-the-case")
def _() -> bytes:
    world = base()
    one, two = (world.events.index(event) for event in world.of("person/p2")[1:])
    world.events[one], world.events[two] = world.events[two], world.events[one]
    world.events[one]["at"] = world.events[two]["at"]
    ordered = sorted(world.of("person/p2"), key=lambda event: event["n"])
    relinked = World(ordered, world.texts)
    relinked.relink()
    found = contents(seal(world))
    return packed(replace(found, keys=[*found.keys[:3], *sorted(found.keys[3:], key=_number)]))


def _number(entry: Entry) -> bytes:
    return entry.leaf.partition(b'"n":')[2][:1]
