"""Ceremonies at the keys: a challenge is kept on the server, is good for one person at one sign-in, and only once."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, insert, select, update

from caseflow.domain.errors import Reason
from caseflow.services.work import Work
from caseflow.store.ceremony import CeremonyRow
from caseflow.store.log import LogState

GOOD_FOR = timedelta(minutes=15)
"""How long what was shown may be signed; longer, and nobody remembers what it was (P9)."""
KEPT = timedelta(days=2)
"""How long a used nonce is remembered; a statement is out of date long before."""


@dataclass(frozen=True, slots=True)
class Ceremony:
    """What was asked of a person, until when."""

    nonce: str
    asked: dict[str, Any]
    expires_at: datetime


def new_nonce() -> str:
    """32 hex digits that nobody guesses."""
    return secrets.token_hex(16)


def moment_of(work: Work) -> datetime:
    """The instant that counts for what expires: the server's, but never earlier than the record's last event."""
    last = work.session.scalar(select(LogState.last_at))
    return max(work.at, last) if last else work.at


def begin_ceremony(work: Work, kind: str, browser: str, asked: dict[str, Any], nonce: str) -> Ceremony:
    """Keeps what is asked of the actor. `browser` is the token of their sign-in."""
    until = moment_of(work) + GOOD_FOR
    row = {
        "nonce": nonce,
        "person": work.actor.code,
        "kind": kind,
        "sign_in": kept_token(browser),
        "asked": json.dumps(asked, ensure_ascii=False, sort_keys=True),
        "expires_at": until,
    }
    work.session.execute(insert(CeremonyRow).values(row))
    return Ceremony(nonce, asked, until)


def pending_ceremony(work: Work, kind: str, browser: str, nonce: str) -> Ceremony | None:
    """A ceremony of the actor's at this sign-in that is neither used nor over; nothing changes by asking."""
    found = work.session.scalar(select(CeremonyRow).where(*_own(work, kind, browser, nonce)))
    if found is None or found.used_at is not None or moment_of(work) > found.expires_at:
        return None
    return Ceremony(found.nonce, json.loads(found.asked), found.expires_at)


def use_ceremony(work: Work, kind: str, browser: str, nonce: str) -> Ceremony | Reason:
    """Takes a ceremony, once, whatever comes of it; the caller commits also where it then refuses.

    One of somebody else, of another sign-in or of another kind is not there.
    """
    found = work.session.scalar(select(CeremonyRow).where(*_own(work, kind, browser, nonce)))
    if found is None:
        return Reason("ceremony.unknown", {})
    free = update(CeremonyRow).where(CeremonyRow.nonce == nonce, CeremonyRow.used_at.is_(None))
    taken = work.session.execute(free.values(used_at=work.at).returning(CeremonyRow.nonce)).scalar()
    if taken is None:
        return Reason("ceremony.used", {})
    if moment_of(work) > found.expires_at:
        return Reason("ceremony.expired", {"minutes": GOOD_FOR // timedelta(minutes=1)})
    return Ceremony(found.nonce, json.loads(found.asked), found.expires_at)


def clear_old(work: Work) -> None:
    """Forgets old ceremonies; the day's work does this."""
    work.session.execute(delete(CeremonyRow).where(CeremonyRow.expires_at <= work.at - KEPT))


def _own(work: Work, kind: str, browser: str, nonce: str) -> tuple[Any, ...]:
    return (
        CeremonyRow.nonce == nonce,
        CeremonyRow.person == work.actor.code,
        CeremonyRow.kind == kind,
        CeremonyRow.sign_in == kept_token(browser),
    )


def kept_token(browser: str) -> bytes:
    """What is kept of a sign-in's token: its digest."""
    return sha256(browser.encode("utf-8", "backslashreplace")).digest()
