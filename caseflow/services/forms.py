"""A form handed in twice takes effect once: its key is kept in the same transaction as the act.

Two at once both find nothing; one of them then cannot keep the key, and `transaction.retrying` runs it again.
"""

from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete, insert, select

from caseflow.domain.errors import Reason, Stale
from caseflow.services.work import Work
from caseflow.store.accounts import FormRow

KEPT = timedelta(days=2)
"""How long a key is remembered: longer than any page stays open and signed in."""


def once(work: Work, key: str, body: bytes) -> str | None:
    """Where the answer to this form stands if it was handed in before, None for a new one.

    Raises Stale where the same key comes with another content.
    """
    asked = select(FormRow).where(FormRow.person == work.actor.code, FormRow.key == _digest(key.encode()))
    found = work.session.scalar(asked)
    if found is None:
        return None
    if found.digest != _digest(body):
        raise Stale(Reason("stale.form_used", {}))
    return found.location


def remember(work: Work, key: str, body: bytes, location: str) -> None:
    """Keeps the key with the place of the answer; the database refuses it a second time (IntegrityError)."""
    row = {
        "person": work.actor.code,
        "key": _digest(key.encode()),
        "digest": _digest(body),
        "location": location,
    }
    work.session.execute(insert(FormRow).values(row | {"at": work.at}))


def clear_old(work: Work) -> None:
    """Forgets old keys; the day's work does this."""
    work.session.execute(delete(FormRow).where(FormRow.at <= work.at - KEPT))


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
