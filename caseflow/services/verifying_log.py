"""What is asked of the tables of a log, whichever of the two it is: its rows, its one row of state, its heads."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from caseflow.proof.chain import Chain, Fault, Row
from caseflow.services.comparing import as_stored, converters
from caseflow.store.log import Log, unconverted


def rows_in(session: Session, log: Log) -> Iterator[Row]:
    """Every event of a log as the database holds it."""
    table = log.event
    for row in unconverted(session, table.seq, table.stream, table.stream_seq, table.leaf, table.leaf_hash):
        yield Row(*row)


def states_in(session: Session, log: Log) -> Iterator[tuple[Any, ...]]:
    """The rows of state of a log, of which there is one."""
    table = log.state
    return unconverted(session, table.id, table.log, table.size, table.last_at)


def check_state(session: Session, log: Log, chain: Chain, found: list[tuple[Any, ...]]) -> Iterator[Fault]:
    """Whether the rows of state are the one that the events make."""
    size = found[0][2]
    if size != chain.size:
        yield Fault("log_shortened", "log_state", {"expected": str(size), "found": chain.size})
        return
    last_at = datetime.fromisoformat(chain.last_at) if chain.last_at else None
    values = {"id": 1, "log": chain.log, "size": chain.size, "last_at": last_at}
    wanted = as_stored(values, converters(session, log.state))
    if found != [tuple(wanted.values())]:
        yield Fault("log_state_changed", "log_state")


def check_heads(session: Session, log: Log, chain: Chain) -> Iterator[Fault]:
    """Whether the heads of the streams are those of their last events."""
    seen, table = set(), log.stream
    for name, size, head in unconverted(session, table.name, table.size, table.head):
        number, digest = chain.heads.get(name, (-1, b""))
        if name in seen or (size, head) != (number + 1, digest):
            yield Fault("stream_head_changed", f"stream {name}")
        seen.add(name)
    for name in sorted(chain.heads.keys() - seen):
        yield Fault("stream_head_changed", f"stream {name}")
