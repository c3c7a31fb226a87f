"""Whether what was committed can still vanish: nothing is signed before it cannot."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from caseflow.domain.errors import NotYet, Reason

FULL = 2
"""SQLite's `synchronous`: 2 FULL and 3 EXTRA reach the disk before a commit returns."""
STANDBYS = (
    "SELECT flush_lsn >= CAST(:lsn AS pg_lsn) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')"
)


@dataclass(frozen=True, slots=True)
class Lasting:
    """How the database keeps what was committed: by itself, or with standbys that must have written it too."""

    lsn: str | None = None


def lasting(session: Session) -> Lasting:
    """What to wait for, asked after the commit. Raises NotYet where the database promises nothing."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        if (connection.exec_driver_sql("PRAGMA synchronous").scalar() or 0) < FULL:
            raise NotYet(Reason("checkpoint.not_lasting", {"what": "synchronous"}))
        return Lasting()
    if connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "off":
        raise NotYet(Reason("checkpoint.not_lasting", {"what": "synchronous_commit"}))
    if not connection.exec_driver_sql("SHOW synchronous_standby_names").scalar():
        return Lasting()
    return Lasting(str(connection.exec_driver_sql("SELECT pg_current_wal_lsn()").scalar()))


def has_reached(session: Session, wanted: Lasting) -> bool:
    """Whether a standby has it on its disk, where standbys are asked for."""
    if wanted.lsn is None:
        return True
    found = session.connection().exec_driver_sql(STANDBYS.replace(":lsn", "%(lsn)s"), {"lsn": wanted.lsn})
    return any(reached for (reached,) in found)
