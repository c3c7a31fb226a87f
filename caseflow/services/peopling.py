"""People and their accounts (人员与账号). Name and login are on record; a password is nowhere but in its hash."""

from argon2 import PasswordHasher
from sqlalchemy import insert, select, update

from caseflow.domain.accounts import looks, new_login, password_faults
from caseflow.domain.actions import Action
from caseflow.domain.city import Person
from caseflow.domain.errors import BadInput, NotPermitted, NotYet, Reason
from caseflow.domain.terms import Office, Tenure
from caseflow.services.access import permit
from caseflow.services.inputs import said
from caseflow.services.passwords import HASHER
from caseflow.services.record import record
from caseflow.services.work import Work
from caseflow.store.accounts import CredentialRow

COMMAND_LINE = "command_line/"


def add_person(work: Work, name: str, login: str) -> str:
    """Adds a person with an account that has no password yet, and answers their code, `p1`, `p2`, …: never reused.

    Raises BadInput for a login that cannot be, or that is another's or looks like it.
    """
    permit(work, Action.MANAGE_ACCOUNTS)
    return _add(work, name, login)


def first_administrator(work: Work, name: str, login: str) -> str:
    """The first person of a city, its system administrator, put there from the command line of its server.

    Everybody else comes after: the system administrator adds a person and, this once, gives the office of security
    administrator; who holds it gives all other offices. Raises NotYet where the city has people.
    """
    if not work.actor.code.startswith(COMMAND_LINE):
        raise NotPermitted(Reason("account.command_line_only", {}))
    if work.city.people:
        raise NotYet(Reason("account.not_first", {}))
    code = _add(work, name, login)
    data = {
        "office": Office.SYSTEM_ADMIN.value,
        "unit": work.city.root,
        "tenure": Tenure.REGULAR.value,
        "start": work.day.isoformat(),
        "end": None,
    }
    record(work, f"person/{code}", "appoint", data)
    return code


def rename_person(work: Work, person: str, name: str) -> None:
    """A person bears another name from now on; the older stays on record."""
    permit(work, Action.MANAGE_ACCOUNTS)
    known_person(work, person)
    record(work, f"person/{person}", "rename_person", texts={"name": said("person_name", name)})


def disable_person(work: Work, person: str, reason: str) -> None:
    """Ends a person's sign-ins and takes every office out of their hands until the account is enabled again."""
    permit(work, Action.MANAGE_ACCOUNTS)
    if not known_person(work, person).enabled:
        raise NotYet(Reason("account.disabled", {}))
    if person == work.actor.code:
        raise NotPermitted(Reason("account.own", {}))
    keep_security(work, others_than=person)
    record(work, f"person/{person}", "disable_person", texts={"reason": said("reason", reason)})
    for key in work.city.people[person].keys:  # enabled again, they enrol anew
        if key.revoked_by is None:
            record(work, f"person/{person}", "revoke_key", {"key": key.id}, texts={"reason": reason.strip()})
    end_sign_ins(work, person)


def enable_person(work: Work, person: str) -> None:
    """Lets a person sign in again, with the password they had."""
    permit(work, Action.MANAGE_ACCOUNTS)
    if known_person(work, person).enabled:
        raise NotYet(Reason("account.enabled", {}))
    record(work, f"person/{person}", "enable_person")


def set_password(work: Work, person: str, new: str, hasher: PasswordHasher = HASHER) -> None:
    """A person chooses a password, which ends all their sign-ins and voids a one-time password that waits.

    The edge has asked for the old one. Nobody else chooses it, except the command line in a demonstration city, whose
    passwords are known. Raises BadInput with everything that is wrong with it.
    """
    known_person(work, person)
    shown = work.city.demonstration and work.actor.code.startswith(COMMAND_LINE)
    if person != work.actor.code and not shown:
        raise NotPermitted(Reason("password.not_own", {}))
    faults = list(password_faults(new, login_of(work, person)))
    if faults:
        raise BadInput(*faults)
    own = update(CredentialRow).where(CredentialRow.person == person)
    work.session.execute(own.values(hash=hasher.hash(new), must_change=False, waiting_hash=None))
    end_sign_ins(work, person)
    record(work, f"person/{person}", "set_password")


def known_person(work: Work, code: str) -> Person:
    """The person of this code. Raises BadInput for none."""
    if code not in work.city.people:
        raise BadInput(Reason("person.unknown", {}))
    return work.city.people[code]


def login_of(work: Work, person: str) -> str:
    """What a person signs in as, folded."""
    return work.session.scalars(select(CredentialRow.login).where(CredentialRow.person == person)).one()


def end_sign_ins(work: Work, person: str) -> None:
    """Ends every sign-in of a person, wherever they are."""
    grown = update(CredentialRow).where(CredentialRow.person == person)
    work.session.execute(grown.values(epoch=CredentialRow.epoch + 1))


def rely_on_people(work: Work) -> None:
    """Makes this work stale if anybody is added, appointed or disabled meanwhile."""
    for code in (*work.city.people, _next_code(work)):
        stream = f"person/{code}"
        work.seen.setdefault(stream, work.city_sizes.get(stream, 0))


def rely_on_offices(work: Work) -> None:
    """Makes this work stale if an office changes hands, units move or another rulebook comes into force meanwhile."""
    rely_on_people(work)
    work.seen.setdefault("city", work.city_sizes.get("city", 0))


def keep_security(work: Work, others_than: str) -> None:
    """Refuses what would leave nobody to give offices: another must hold that office without an end."""
    people = work.city.people
    if not _gives_offices(people[others_than]):
        return
    rely_on_people(work)
    if not any(_gives_offices(person) for code, person in people.items() if code != others_than):
        raise NotYet(Reason("appointment.last_security", {}))


def keep_security_outside(work: Work, unit: str) -> None:
    """Refuses to end the unit in which alone somebody gives offices: their office would end with it."""
    rely_on_people(work)
    people = [person for person in work.city.people.values() if _gives_offices(person)]
    held = {
        a.unit for p in people for a in p.appointments if a.office is Office.SECURITY_ADMIN and a.end is None
    }
    if held == {unit}:
        raise NotYet(Reason("appointment.last_security", {}))


def _gives_offices(person: Person) -> bool:
    held = (a for a in person.appointments if a.office is Office.SECURITY_ADMIN)
    return person.enabled and any(a.end is None for a in held)


def _next_code(work: Work) -> str:
    return f"p{len(work.city.people) + 1}"


def _add(work: Work, name: str, login: str) -> str:
    texts = {"name": said("person_name", name), "login": new_login(login)}
    _refuse_taken(work, texts["login"])
    code = _next_code(work)
    record(work, f"person/{code}", "add_person", texts=texts)
    row = {
        "person": code,
        "login": texts["login"],
        "looks": looks(texts["login"]),
        "must_change": True,
        "epoch": 0,
    }
    work.session.execute(insert(CredentialRow).values(row))
    return code


def _refuse_taken(work: Work, login: str) -> None:
    asked = select(CredentialRow.login).where(CredentialRow.looks == looks(login))
    other = work.session.scalar(asked)
    if other:
        raise BadInput(Reason("login.taken", {"login": other}))
