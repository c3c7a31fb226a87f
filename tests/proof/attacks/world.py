"""A small log with two cases, signers with passkeys, a checkpoint and three witnesses: what attacks are made of."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from caseflow.proof.assertion import InBatch, to_base64
from caseflow.proof.batch import path_of, root_of
from caseflow.proof.commitment import commitment
from caseflow.proof.leaf import leaf_hash
from caseflow.proof.note import LOG, WITNESS, key_of
from caseflow.proof.statement import BatchStatement, Statement, challenge
from tests.authenticator import Passkey

LOG_NAME = "siping.example"
CASE, OTHER = "central-2021/12", "central-2021/13"
START = datetime(2023, 5, 6, 1, 0, tzinfo=UTC)
NOW = datetime(2023, 6, 1, tzinfo=UTC).timestamp()
LOG_SEED = b"L" * 32
WITNESSES = {"w1": b"1" * 32, "w2": b"2" * 32, "w3": b"3" * 32}
POLICY = "\n".join(
    [
        f"log {key_of(LOG_NAME, LOG, LOG_SEED).vkey}",
        *(
            f"witness {name} {key_of(f'{name}.example', WITNESS, seed).vkey}"
            for name, seed in WITNESSES.items()
        ),
        "group either any w2 w3",
        "group both all w1 either",
        "quorum both",
        "",
    ]
).encode()
DOSSIER = sha256(b"dossier").hexdigest()
ORDER = ["acceptance", "notice", "signatures"]
FILES = {sha256(data).hexdigest(): data for data in (b"photo before", b"photo after")}


@cache
def _passkey(person: str, alg: str) -> Passkey:
    return Passkey(alg)


def passkey(person: str, alg: str = "es256") -> Passkey:
    """A person's key, the same in every world of a run."""
    return _passkey(person, alg)


def public(person: str, alg: str = "es256") -> str:
    return to_base64(passkey(person, alg).public)


@dataclass
class World:
    """Events as fields, with the texts they bring; a change of them is an attack on the record."""

    events: list[dict[str, Any]] = field(default_factory=list)
    texts: dict[tuple[str, int, str], str] = field(default_factory=dict)

    def add(
        self,
        stream: str,
        type_: str,
        data: dict[str, Any] | None = None,
        texts: dict[str, str] | None = None,
        actor: str = "p9",
        office: str = "coordinator",
        **more: Any,
    ) -> dict[str, Any]:
        """Appends an event, a minute after the one before."""
        at = START + timedelta(minutes=len(self.events))
        fields = {
            "v": 1,
            "log": LOG_NAME,
            "stream": stream,
            "n": sum(event["stream"] == stream for event in self.events),
            "prev": None,
            "type": type_,
            "actor": actor,
            "office": office,
            "on_behalf": None,
            "at": instant(at),
            "day": at.date().isoformat(),
            "occurred_at": None,
            "rules": "siping/2023.1",
            "data": data or {},
            "pii": {},
        } | more
        for name, text in (texts or {}).items():
            self.texts[stream, fields["n"], name] = text
            fields["pii"][name] = commitment(salt(stream, fields["n"], name), name, text)
        last = [event for event in self.events if event["stream"] == stream]
        fields["prev"] = more.get("prev", leaf_hash(encode(last[-1])).hex() if last else None)
        self.events.append(fields)
        return fields

    def sign(
        self,
        person: str,
        box: str,
        *,
        key: Passkey | None = None,
        batch: bool = False,
        lies: dict[str, str] | None = None,
        answers: dict[str, Any] | None = None,
        turn: Callable[[Any], Any] = lambda assertion: assertion,
        retold: str | None = None,
        of_batch: dict[str, str] | None = None,
        alg: str = "es256",
        case: str = CASE,
        **data: Any,
    ) -> dict[str, Any]:
        """A signature by passkey; `lies` are lines of its statement, `answers` what the authenticator does wrong."""
        event = self.add(f"case/{case}", "sign", actor=person, office=f"{box}_head/shuangliao")
        said = {"box": box, "dossier": DOSSIER, "head": event["n"], "means": "passkey", "key": f"{person}.1"}
        event["data"] = {name: value for name, value in (said | data).items() if value is not None}
        statement = Statement(
            log=LOG_NAME,
            case=case,
            action="sign",
            box=box,
            office=event["office"],
            person=person,
            dossier=DOSSIER,
            head=f"{event['n'] - 1}:{event['prev']}",
            rules="siping/2023.1",
            expires=instant(datetime.fromisoformat(event["at"]) + timedelta(minutes=10)),
            nonce=sha256(f"{case} {event['n']} {person}".encode()).hexdigest()[:32],
        )
        text = replace(statement, **(lies or {})).encode()
        asked, place = text, None
        if batch:
            others = [
                replace(statement, case=OTHER).encode(),
                text,
                replace(statement, case="central-2021/14").encode(),
            ]
            whole = BatchStatement(LOG_NAME, person, "3", root_of(others).hex(), statement.expires, "c" * 32)
            asked = replace(whole, **(of_batch or {})).encode()
            place = InBatch(1, 3, tuple(path_of(others, 1)), asked)
        answer = (key or passkey(person, alg)).sign(challenge(asked), **(answers or {}))
        proof = turn(replace(answer, batch=place))
        self.retext(event, "statement", text.decode())
        self.retext(event, "proof", retold or proof.encode())
        return event

    def retext(self, event: dict[str, Any], name: str, text: str) -> None:
        """Puts another text in the place of one."""
        self.texts[event["stream"], event["n"], name] = text
        event["pii"][name] = commitment(salt(event["stream"], event["n"], name), name, text)

    def of(self, stream: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["stream"] == stream]

    def relink(self) -> None:
        """Computes every chain anew, as somebody who may write to the database can."""
        heads: dict[str, str] = {}
        for event in self.events:
            if event["n"]:
                event["prev"] = heads.get(event["stream"])
            heads[event["stream"]] = leaf_hash(encode(event)).hex()


def instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def encode(fields: dict[str, Any]) -> bytes:
    """A leaf's bytes, of fields that may be wrong."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def salt(stream: str, n: int, name: str) -> bytes:
    return sha256(f"{stream} {n} {name}".encode()).digest()


def people(world: World, alg: str = "es256") -> None:
    """Two heads with approved keys."""
    world.add("log", "open_log", {"log": LOG_NAME, "city": "siping", "demonstration": False}, actor="clock")
    for person in ("p1", "p2"):
        enrol(world, person, alg=alg)


def enrol(world: World, person: str, *, approved: bool = True, alg: str = "es256", **data: Any) -> None:
    """A key's enrolment and a second person's approval."""
    stream = f"person/{person}"
    world.add(stream, "add_person", texts={"name": f"person {person}"})
    text = public(person, alg)
    said = {
        "key": f"{person}.1",
        "means": "passkey",
        "alg": alg,
        "credential": to_base64(passkey(person, alg).credential),
        "digest": sha256(text.encode()).hexdigest(),
    }
    world.add(stream, "enrol_key", said | data, {f"key.{person}.1.public": text}, actor=person)
    if approved:
        world.add(stream, "approve_key", {"key": f"{person}.1"}, actor="p8", office="security")


def up_to_signing(world: World, case: str = CASE) -> None:
    """A case's way to the two signatures, with one signature that fell on it."""
    stream = f"case/{case}"
    world.add(stream, "file", {"kind": "task", "locality": "shuangliao"}, {"title": "河道排污口\n整治"})
    world.add(stream, "assign", {"lead_unit": "shj", "limit": "2023-05-12"})
    world.add(stream, "accept_assignment", actor="p5", office="officer/shj")
    if case == CASE:
        for number, (digest, data) in enumerate(FILES.items(), 1):
            said = {"digest": digest, "bytes": len(data), "media": "image/jpeg", "kind": "site"}
            world.add(stream, "add_evidence", said, {f"evidence.{number}.name": f"{number}.jpg"}, actor="p5")
    world.add(stream, "self_check", {"unit": "shj", "criteria": ["done"]}, actor="p5")
    world.add(stream, "apply_closure", {"order": ORDER, "to": "accepting"}, actor="p5")
    world.add(
        stream, "pass_acceptance", {"unit": "sthjj", "people": 2}, {"acceptance.place": "河口"}, actor="p6"
    )
    said = {"first_day": "2023-05-06", "last_day": "2023-05-12", "opens_on": "2023-05-18"}
    world.add(stream, "publish_notice", said)
    world.add(stream, "end_notice", {"to": "signing"}, actor="clock", office="none")


def base(alg: str = "es256") -> World:
    """A closed case with a signature that fell, then one alone and one in a batch; and a case beside it."""
    world = World()
    people(world, alg)
    up_to_signing(world)
    world.sign("p1", "party", alg=alg)
    world.add(
        f"case/{CASE}", "return_for_supplement", {"falls": ["signatures"]}, {"reason": "再看"}, actor="p2"
    )
    up_to_signing(world, OTHER)
    world.sign("p1", "party", alg=alg)
    world.sign("p2", "government", batch=True, to="closed", alg=alg)
    world.add(
        f"case/{OTHER}", "freeze_light", {"month": "2023-05", "light": "blue"}, actor="clock", office="none"
    )
    return world
