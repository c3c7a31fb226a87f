"""Signing in and out. A password is checked first, which is slow and writes nothing; then the outcome is judged.

Both steps read the counters: the first so that a locked login costs nothing, the second so that of many guesses sent
at once no more count than of guesses sent one by one. An unknown login is treated as a wrong password in every way.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address

import sqlalchemy as sql
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from caseflow.domain.accounts import PASSWORD_LENGTH, folded, login_in
from caseflow.domain.errors import Reason
from caseflow.services.passwords import HASHER, matches
from caseflow.services.record import record
from caseflow.services.resetting import use_one_time_password
from caseflow.services.work import Work
from caseflow.settings import Settings
from caseflow.store.accounts import CredentialRow, SignInRow, TryRow, count_try, forget_tries, tries
from caseflow.store.city import PersonRow

FAILURES = 5
"""Wrong passwords that lock a login (practice of cities; GB/T 22239-2019 asks for a limit and names no number)."""
ADDRESS_FAILURES = 50
"""The same for one address, behind which a whole bureau may sit (assumed)."""
LOCKED_FOR = timedelta(minutes=15)
"""How long a lock lasts after the last try, and how long tries are remembered (practice: 5 to 30 minutes)."""
SEEN_EVERY = timedelta(minutes=1)
"""How often a sign-in notes that it is in use; the idle limit is exact to this."""
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a sign-in lasts: idle, and at most."""

    idle: timedelta
    most: timedelta

    @classmethod
    def of(cls, settings: Settings) -> "Limits":
        """As the installation is set."""
        return cls(timedelta(minutes=settings.session_idle), timedelta(hours=settings.session_max))


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a password: `right` for `person` as of `epoch`; `fresh` is a newer hash to keep."""

    subject: str
    person: str | None = None
    right: bool = False
    epoch: int = 0
    fresh: str | None = None


@dataclass(frozen=True, slots=True)
class SignIn:
    """A token for the browser, or why there is none."""

    token: str | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in; `must_change` until they chose a password, `unseen` where `note_seen` is due.

    `proved_at` is when they last entered the password.
    """

    person: str
    must_change: bool
    unseen: bool
    proved_at: datetime


def check_password(
    session: Session, login: str, password: str, now: datetime, hasher: PasswordHasher = HASHER
) -> Checked:
    """Checks a login's password, in a reading session: no lock is held while it takes its time."""
    subject = subject_of(login)
    found = session.scalar(sql.select(CredentialRow).where(CredentialRow.login == login_in(login)))
    if tries(session, subject, now, LOCKED_FOR) >= FAILURES:
        return Checked(subject, found.person if found else None)
    hash_ = found.hash if found and found.hash else _nobodys(hasher)
    right = len(password) <= PASSWORD_LENGTH[1] and matches(hasher, hash_, password)
    if not found or not found.hash:
        return Checked(subject, found.person if found else None)
    fresh = hasher.hash(password) if right and hasher.check_needs_rehash(found.hash) else None
    return Checked(subject, found.person, right, found.epoch, fresh)


def check_own_password(
    session: Session, person: str, password: str, now: datetime, hasher: PasswordHasher = HASHER
) -> Checked:
    """The same for somebody who is signed in and enters their password again."""
    login = session.scalar(sql.select(CredentialRow.login).where(CredentialRow.person == person))
    return check_password(session, login or "", password, now, hasher)


def sign_in(work: Work, checked: Checked, address: str) -> SignIn:
    """Opens a sign-in, or says why not; the caller commits either way, so that failures count.

    The same words answer an unknown login, a wrong password and a disabled account.
    """
    reason = confirm_password(work, checked, address)
    if reason or not checked.person:
        return SignIn(reason=reason)
    if spent := use_one_time_password(work, checked.person):
        return SignIn(reason=spent)
    if checked.fresh:
        own = CredentialRow.person == checked.person
        work.session.execute(sql.update(CredentialRow).where(own).values(hash=checked.fresh))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = {"token": _kept(token), "person": checked.person, "epoch": checked.epoch}
    work.session.execute(sql.insert(SignInRow).values(row | {"opened_at": work.at, "seen_at": work.at}))
    return SignIn(token)


def confirm_password(work: Work, checked: Checked, address: str) -> Reason | None:
    """Judges a checked password and counts it; None where it was right. The caller commits either way."""
    locked = Reason("sign_in.locked", {"minutes": LOCKED_FOR // timedelta(minutes=1)})
    session, from_address = work.session, f"address/{address}"
    tried = count_try(session, checked.subject, work.at, FAILURES, LOCKED_FOR)
    guessed = (
        not _is_shared(address) and tries(session, from_address, work.at, LOCKED_FOR) >= ADDRESS_FAILURES
    )
    if tried is None or guessed:
        return locked
    if checked.right and _still_stands(session, checked):
        forget_tries(session, checked.subject)
        return None
    count_try(session, from_address, work.at, ADDRESS_FAILURES, LOCKED_FOR)
    if tried < FAILURES:
        return Reason("sign_in.wrong", {})
    if checked.person:
        record(work, f"person/{checked.person}", "lock_account", {"minutes": locked.facts["minutes"]})
    return locked


def _is_shared(address: str) -> bool:
    """Whether everybody comes from this address: the server listens on its own machine alone, behind a proxy.

    Were it locked, fifty wrong passwords by anybody would keep the whole city out.
    """
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def signed_in(session: Session, token: str, now: datetime, limits: Limits) -> SignedIn | None:
    """Who this token stands for, None where the sign-in is over: ended, idle, too old, or the account changed."""
    asked = (
        sql.select(SignInRow, CredentialRow)
        .join(CredentialRow, CredentialRow.person == SignInRow.person)
        .join(PersonRow, PersonRow.code == SignInRow.person)
        .where(SignInRow.token == _kept(token), SignInRow.epoch == CredentialRow.epoch, PersonRow.enabled)
        .where(SignInRow.seen_at > now - limits.idle, SignInRow.opened_at > now - limits.most)
    )
    found = session.execute(asked).one_or_none()
    if found is None:
        return None
    row, account = found
    unseen = now - row.seen_at >= SEEN_EVERY
    return SignedIn(account.person, account.must_change, unseen, row.proved_at or row.opened_at)


def prove(work: Work, token: str) -> str:
    """The actor has just entered the password again: their sign-in goes on under a new token, the old is worth nothing.

    It ends no later than it would have; of one that is over nothing goes on. The edge has confirmed the password.
    """
    fresh, own = secrets.token_urlsafe(TOKEN_BYTES), SignInRow.token == _kept(token)
    renewed = sql.update(SignInRow).where(own, SignInRow.person == work.actor.code)
    work.session.execute(renewed.values(token=_kept(fresh), seen_at=work.at, proved_at=work.at))
    return fresh


def note_seen(session: Session, token: str, now: datetime) -> None:
    """Notes that a sign-in is in use; never brings back one that is over, nor moves it back in time."""
    own = (SignInRow.token == _kept(token)) & (SignInRow.seen_at < now)
    session.execute(sql.update(SignInRow).where(own).values(seen_at=now))


def sign_out(session: Session, token: str) -> None:
    """Ends one sign-in on the server; the token is worth nothing afterwards."""
    session.execute(sql.delete(SignInRow).where(SignInRow.token == _kept(token)))


@dataclass(frozen=True, slots=True)
class OwnSignIn:
    """One of the actor's own sign-ins that are good: since when, last used when, and whether it is this browser's."""

    opened_at: datetime
    seen_at: datetime
    here: bool


def own_sign_ins(work: Work, token: str, limits: Limits) -> list[OwnSignIn]:
    """Where the actor is signed in now, the latest first."""
    asked = (
        sql.select(SignInRow)
        .join(CredentialRow, CredentialRow.person == SignInRow.person)
        .where(SignInRow.person == work.actor.code, SignInRow.epoch == CredentialRow.epoch)
        .where(SignInRow.seen_at > work.at - limits.idle, SignInRow.opened_at > work.at - limits.most)
    )
    rows = work.session.scalars(asked.order_by(SignInRow.opened_at.desc(), SignInRow.seen_at.desc()))
    return [OwnSignIn(row.opened_at, row.seen_at, row.token == _kept(token)) for row in rows]


def end_others(work: Work, token: str) -> None:
    """Ends every other sign-in of the actor's; this one stays."""
    others = (SignInRow.person == work.actor.code) & (SignInRow.token != _kept(token))
    work.session.execute(sql.delete(SignInRow).where(others))


def clear_old(session: Session, now: datetime, limits: Limits) -> None:
    """Removes sign-ins that are over and tries that are forgotten; the day's work does this."""
    over = (SignInRow.seen_at <= now - limits.idle) | (SignInRow.opened_at <= now - limits.most)
    session.execute(sql.delete(SignInRow).where(over))
    session.execute(sql.delete(TryRow).where(TryRow.last_at <= now - LOCKED_FOR))


def _still_stands(session: Session, checked: Checked) -> bool:
    """Whether the account is still as it was when the password was checked, and enabled."""
    own = (
        (CredentialRow.person == checked.person) & (CredentialRow.epoch == checked.epoch) & PersonRow.enabled
    )
    asked = sql.select(CredentialRow.person).join(PersonRow, PersonRow.code == CredentialRow.person)
    return session.scalar(asked.where(own)) is not None


def subject_of(login: str) -> str:
    """What tries of a login are counted under: a digest, for people type passwords where the login belongs."""
    return f"login/{sha256(folded(login).encode('utf-8', 'backslashreplace')).hexdigest()}"


def _kept(token: str) -> bytes:
    return sha256(token.encode("utf-8", "backslashreplace")).digest()


_dummies: dict[PasswordHasher, str] = {}
"""A hash nobody knows the password of, one for each hasher, so that an unknown login takes as long as a known one."""


def _nobodys(hasher: PasswordHasher) -> str:
    if hasher not in _dummies:
        _dummies[hasher] = hasher.hash(secrets.token_urlsafe(TOKEN_BYTES))
    return _dummies[hasher]
