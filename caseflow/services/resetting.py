"""One-time passwords (重置密码): given by the system administrator, for some released by a second, used once."""

from argon2 import PasswordHasher
from sqlalchemy import select, update

from caseflow.domain.actions import Action
from caseflow.domain.actor import Actor
from caseflow.domain.errors import NotPermitted, NotYet, Reason
from caseflow.domain.one_time import spent, unreleasable, waits
from caseflow.services.access import permit
from caseflow.services.limits import ends
from caseflow.services.passwords import HASHER, one_time_password
from caseflow.services.peopling import COMMAND_LINE, end_sign_ins, known_person
from caseflow.services.record import record
from caseflow.services.work import Work
from caseflow.store.accounts import CredentialRow


def give_one_time_password(work: Work, person: str, hasher: PasswordHasher = HASHER) -> str:
    """Gives a person a password that opens the account once, until a day; shown once, kept nowhere.

    An earlier one is void. For whom a second person must release it (`domain/one_time.py`), their own password and
    their sign-ins stay good until then.
    """
    if not (work.actor.code.startswith(COMMAND_LINE) and list(work.city.people) == [person]):
        permit(work, Action.MANAGE_ACCOUNTS)
    known_person(work, person)
    password = one_time_password()
    until = ends(work, "accounts.one_time_password")
    record(work, f"person/{person}", "give_password", {"until": until.isoformat()})
    hash_ = hasher.hash(password)
    if waits(work.city, work.city.people[person], work.day) and _has_own(work, person):
        _keep(work, person, waiting_hash=hash_)
    else:
        _keep(work, person, hash=hash_, must_change=True, waiting_hash=None)
        end_sign_ins(work, person)
    return password


def release_one_time_password(work: Work, person: str) -> None:
    """A second person lets a one-time password work, which ends the older password and all sign-ins.

    Raises NotPermitted for the one who gave it, for one's own, and for the audit administrator while somebody else
    is security administrator; NotYet where none waits, or where it is out of date.
    """
    permit(work, Action.RELEASE_PASSWORD)
    found = known_person(work, person)
    reason = unreleasable(work.actor, work.city, found, work.day)
    if reason:
        raise NotPermitted(reason)
    if not found.one_time or not waits(work.city, found, work.day):
        raise NotYet(Reason("password.nothing_waits", {}))
    if found.one_time.until and work.day > found.one_time.until:
        raise NotYet(Reason("password.out_of_date", {"until": found.one_time.until.isoformat()}))
    record(work, f"person/{person}", "release_password")
    hash_ = work.session.scalar(select(CredentialRow.waiting_hash).where(CredentialRow.person == person))
    if hash_:
        _keep(work, person, hash=hash_, must_change=True, waiting_hash=None)
    end_sign_ins(work, person)


def use_one_time_password(work: Work, person: str) -> Reason | None:
    """Notes that somebody's right password, where it is a one-time one, is used now, or says why it opens nothing."""
    if _has_own(work, person):
        return None
    reason = spent(work.city, work.city.people[person], work.day)
    if reason is None:
        work.actor = Actor(person)
        record(work, f"person/{person}", "use_password")
    return reason


def _has_own(work: Work, person: str) -> bool:
    """Whether they have a password that they chose themselves."""
    asked = select(CredentialRow.hash, CredentialRow.must_change).where(CredentialRow.person == person)
    hash_, must_change = work.session.execute(asked).one()
    return bool(hash_) and not must_change


def _keep(work: Work, person: str, **kept: str | bool | None) -> None:
    work.session.execute(update(CredentialRow).where(CredentialRow.person == person).values(**kept))
