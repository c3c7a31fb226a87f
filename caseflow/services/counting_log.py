"""How long the log is, and its name."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.store.log import LogState


def log_size(session: Session) -> int:
    """The number of events on record; 0 where there is no log yet."""
    return session.scalar(select(LogState.size)) or 0


def log_name(session: Session) -> str | None:
    """The log's name; None where there is no log yet."""
    return session.scalar(select(LogState.log))
