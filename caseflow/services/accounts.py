"""Reads the accounts beside the record, for the administrators' list."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from caseflow.domain.one_time import waits
from caseflow.services.work import Work
from caseflow.store.accounts import CredentialRow


@dataclass(frozen=True, slots=True)
class Account:
    """How somebody signs in: `must_change` until they chose a password; `waits` for a one-time one to be released."""

    login: str
    must_change: bool
    has_password: bool
    waits: bool = False


def accounts(work: Work) -> Mapping[str, Account]:
    """Every account by the person's code."""
    columns = (CredentialRow.person, CredentialRow.login, CredentialRow.must_change, CredentialRow.hash)
    found = work.session.execute(select(*columns))
    return {
        person: Account(login, must, hash_ is not None, waits(work.city, work.city.people[person], work.day))
        for person, login, must, hash_ in found
    }
