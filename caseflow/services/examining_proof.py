"""Examines how the log is signed and witnessed (doctor): checkpoints, the key of whoever signs, the witnesses."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.errors import NotYet
from caseflow.services.counting_log import log_size
from caseflow.services.examining import Check
from caseflow.store.checkpoints import HaltRow, cosigned, newest_checkpoint
from caseflow.store.notes import KEY, Notes

LATE = timedelta(minutes=10)
"""Twice as long as an event may wait for its checkpoint."""
UNSEEN = timedelta(hours=48)
"""Twice as long as a checkpoint may wait for its witness."""


def examine_proof(session: Session, notes: Notes, now: datetime) -> Iterator[Check]:
    """What an installation without checkpoints or witnesses lacks is said and is no fault; what has stopped is one."""
    halted = session.scalar(select(HaltRow))
    if halted:
        yield Check("log_halt", False, "doctor.read_only", {"checkpoint": halted.size})
    yield _checkpoint(session, now)
    yield _key(notes)
    yield _witness(session, now)


def _checkpoint(session: Session, now: datetime) -> Check:
    newest = newest_checkpoint(session)
    if newest is None:
        return Check("checkpoint", True, "doctor.checkpoint_none")
    age, behind = now - newest.at, log_size(session) - newest.size
    late = behind > 0 and age > LATE
    facts = {"size": newest.size, "minutes": max(age // timedelta(minutes=1), 0), "behind": behind}
    return Check("checkpoint", not late, "doctor.checkpoint_late" if late else "doctor.checkpoint", facts)


def _key(notes: Notes) -> Check:
    """Whoever may not look into the folder is another account than the one that signs, as it should be."""
    try:
        if not notes.has_key():
            return Check("log_key", True, "doctor.log_key_none")
        notes.key()
    except PermissionError:
        return Check("log_key", True, "doctor.log_key_elsewhere")
    except NotYet as refused:
        return Check("log_key", False, refused.reasons[0].code, refused.reasons[0].facts)
    return Check("log_key", True, "doctor.log_key", {"path": str(notes.folder / KEY)})


def _witness(session: Session, now: datetime) -> Check:
    newest = max(cosigned(session), key=lambda row: row.size, default=None)
    if newest is None:
        return Check("witness", True, "doctor.witness_none")
    age = now - newest.at
    facts = {"size": newest.size, "hours": max(age // timedelta(hours=1), 0)}
    return Check(
        "witness", age <= UNSEEN, "doctor.witness" if age <= UNSEEN else "doctor.witness_late", facts
    )
