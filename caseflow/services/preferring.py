"""What a person prefers of the pages: language and theme. It is no part of the record."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from caseflow.store.accounts import CredentialRow


@dataclass(frozen=True, slots=True)
class Preference:
    """Language `zh` or `en`, theme `auto`, `light` or `dark`; None where nothing was chosen."""

    language: str | None
    theme: str | None


def preference(session: Session, person: str) -> Preference:
    """What this person chose."""
    asked = select(CredentialRow.language, CredentialRow.theme).where(CredentialRow.person == person)
    found = session.execute(asked).one_or_none()
    return Preference(found.language, found.theme) if found else Preference(None, None)


def prefer(session: Session, person: str, *, language: str | None = None, theme: str | None = None) -> None:
    """Keeps a choice; None leaves the other as it is."""
    chosen = {name: value for name, value in (("language", language), ("theme", theme)) if value}
    session.execute(update(CredentialRow).where(CredentialRow.person == person).values(**chosen))
