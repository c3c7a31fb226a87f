"""How long the log is."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.store.log import LogState


def log_size(session: Session) -> int:
    """The number of events on record; 0 where there is no log yet."""
    return session.scalar(select(LogState.size)) or 0
