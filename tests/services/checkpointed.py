"""A city with one case whose log is signed, and what an administrator of its database may do to it."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from caseflow.jobs.checkpointing import Checkpointer
from caseflow.store.checkpoints import CheckpointRow
from caseflow.store.database import make_engine, writing
from caseflow.store.notes import Notes
from caseflow.transaction import looking
from tests.makers import OPENED, work_on
from tests.services.attacker import Attacker
from tests.services.writing import describe

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)


def a_checkpointer(url: str, folder: Path) -> Checkpointer:
    """One over a database, with a folder of its own."""
    return Checkpointer(make_engine(url), Notes(folder))


def act(engine: Engine) -> None:
    """Something that is not urgent happens in the case."""
    with work_on(engine, OPENED) as work:
        describe(work)


def sizes(engine: Engine) -> list[int]:
    """Over how many events there are checkpoints."""
    with looking(engine) as session:
        return sorted(row.size for row in session.query(CheckpointRow))


def cut(engine: Engine, events: int, *, checkpoints: bool = False) -> None:
    """What an older copy of the database in the place of the newer looks like: the last events are gone."""
    with writing(engine) as session, session.begin():
        by = Attacker(session)
        for _ in range(events):
            last = by.last
            stream, number = by.rows("SELECT stream, stream_seq FROM event WHERE seq = :seq", seq=last)[0]
            by.run("DELETE FROM event WHERE seq = :seq", seq=last)
            by.run("DELETE FROM text WHERE seq = :seq", seq=last)
            head = by.rows(
                "SELECT leaf_hash FROM event WHERE stream = :name AND stream_seq = :number",
                name=stream,
                number=number - 1,
            )
            by.run(
                "UPDATE stream SET size = :size, head = :head WHERE name = :name",
                size=number,
                head=head[0][0],
                name=stream,
            )
        by.run("UPDATE log_state SET size = size - :events", events=events)
        if checkpoints:
            by.run("DELETE FROM cosignature WHERE size > (SELECT size FROM log_state)")
            by.run("DELETE FROM checkpoint WHERE size > (SELECT size FROM log_state)")


def spoil_last_leaf(engine: Engine) -> None:
    """Another word in the last leaf, and nothing beside it."""
    with writing(engine) as session, session.begin():
        by = Attacker(session)
        leaf = bytes(by.one("SELECT leaf FROM event WHERE seq = :seq", seq=by.last))
        by.run(
            "UPDATE event SET leaf = :leaf WHERE seq = :seq",
            leaf=leaf.replace(b"clock", b"clerk"),
            seq=by.last,
        )


def as_if_larger(notes: Notes) -> bytes:
    """A note that says it is over more events, and bears the signature of another."""
    size = notes.sizes()[0]
    return notes.note(size).replace(f"\n{size}\n".encode(), b"\n99999\n")
