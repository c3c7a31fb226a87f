"""Reads the texts that the record commits to."""

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseflow.domain.case import Case
from caseflow.services.streams import portions
from caseflow.services.work import Work
from caseflow.store.log import TextRow


def read_texts(session: Session, digests: Iterable[str]) -> dict[str, str]:
    """The texts by digest; one that was erased is left out."""
    found: dict[str, str] = {}
    for some in portions(dict.fromkeys(digests)):
        asked = select(TextRow.digest, TextRow.value).where(TextRow.digest.in_(some))
        found |= dict(session.execute(asked).all())
    return found


def texts_of(session: Session, case: Case) -> dict[str, str]:
    """The words that now stand under each name of a case."""
    found = read_texts(session, case.texts.values())
    return {name: found[digest] for name, digest in case.texts.items() if digest in found}


def unsealed(work: Work, streams: Collection[str]) -> dict[str, str]:
    """The texts, by digest, that this work has put on these streams and not yet sealed."""
    return {
        draft.event.texts[name]: text
        for draft in work.drafts
        if draft.event.stream in streams
        for name, (_, text) in draft.texts.items()
    }
