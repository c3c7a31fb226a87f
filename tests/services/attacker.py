"""Somebody with full access to the database: no trigger and no foreign key holds them, and they know the format."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

Fields = dict[str, Any]


def bytes_of(fields: Fields) -> bytes:
    """A leaf, by the page alone."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def hash_of(leaf: bytes) -> bytes:
    """A leaf's hash, by the page alone."""
    return sha256(b"\x00" + leaf).digest()


class Attacker:
    """Works in one transaction, which the test rolls back."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.sqlite = session.get_bind().dialect.name == "sqlite"
        if self.sqlite:
            self.run("PRAGMA defer_foreign_keys=ON")
            for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
                self.run(f"DROP TRIGGER {name}")
        else:
            self.run("SET LOCAL session_replication_role = replica")

    def run(self, statement: str, **values: Any) -> None:
        """Whatever they like."""
        self.session.execute(text(statement), values)

    def rows(self, statement: str, **values: Any) -> list[Any]:
        """Whatever they want to know."""
        return list(self.session.execute(text(statement), values))

    def one(self, statement: str, **values: Any) -> Any:
        """One value."""
        return self.session.execute(text(statement), values).scalar_one()

    @property
    def last(self) -> int:
        """The log's last number."""
        return int(self.one("SELECT max(seq) FROM event"))

    def leaf(self, seq: int) -> Fields:
        """An event's fields."""
        return dict(json.loads(bytes(self.one("SELECT leaf FROM event WHERE seq = :seq", seq=seq))))

    def put(self, seq: int, leaf: bytes, *, head: bool = True) -> None:
        """Puts a leaf in an event's place with the hash it should have, and the stream's head with it."""
        digest = hash_of(leaf)
        self.run(
            "UPDATE event SET leaf = :leaf, leaf_hash = :hash WHERE seq = :seq",
            leaf=leaf,
            hash=digest,
            seq=seq,
        )
        if head:
            name = self.one("SELECT stream FROM event WHERE seq = :seq", seq=seq)
            self.run("UPDATE stream SET head = :head WHERE name = :name", head=digest, name=name)

    def forge(self, seq: int, *, head: bool = True, **fields: Any) -> None:
        """Rewrites fields of an event."""
        self.put(seq, bytes_of(self.leaf(seq) | fields), head=head)

    def append(self, stream: str, type_: str, data: Fields) -> None:
        """A further event, right in every way the log can see."""
        before = self.rows("SELECT size, head FROM stream WHERE name = :name", name=stream)
        size, head = (before[0].size, bytes(before[0].head)) if before else (0, None)
        fields = {
            "stream": stream,
            "n": size,
            "prev": head.hex() if head else None,
            "type": type_,
            "data": data,
            "pii": {},
        }
        leaf = bytes_of(self.leaf(self.last) | fields)
        values = {"seq": self.last + 1, "stream": stream, "n": size, "leaf": leaf, "hash": hash_of(leaf)}
        self.run("INSERT INTO event VALUES (:seq, :stream, :n, :leaf, :hash)", **values)
        self.run("DELETE FROM stream WHERE name = :name", name=stream)
        self.run(
            "INSERT INTO stream VALUES (:name, :size, :head)", name=stream, size=size + 1, head=hash_of(leaf)
        )
        self.run("UPDATE log_state SET size = size + 1")

    def forget_last(self) -> None:
        """Takes the last event away, and sets its stream's head to the event before."""
        stream, number = self.rows("SELECT stream, stream_seq FROM event WHERE seq = :seq", seq=self.last)[0]
        self.run("DELETE FROM event WHERE seq = :seq", seq=self.last)
        head = self.one(
            "SELECT leaf_hash FROM event WHERE stream = :s AND stream_seq = :n", s=stream, n=number - 1
        )
        self.run("UPDATE stream SET size = :n, head = :head WHERE name = :s", n=number, head=head, s=stream)


Attack = Callable[[Attacker], None]
