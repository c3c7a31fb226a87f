"""Folds what the office decides of texts in which somebody may be named."""

from caseflow.domain.case.facts import Case
from caseflow.domain.case.fold import on
from caseflow.domain.case.held import Held
from caseflow.domain.event import Event
from caseflow.domain.replacing import replace


@on("clear_texts")
def _clear(case: Case, event: Event) -> Case:
    """Each text named is cleared or stays with the office; one that no event had marked is marked by this."""
    decided = dict.fromkeys(event.data["withheld"], False) | dict.fromkeys(event.data["cleared"], True)
    known = {one.digest for one in case.held}
    held = tuple(
        replace(one, cleared=decided[one.digest], checked_on=event.day) if one.digest in decided else one
        for one in case.held
    )
    unmarked = (
        Held(digest, "", event.day, "", "", cleared=cleared, checked_on=event.day)
        for digest, cleared in decided.items()
        if digest not in known
    )
    return replace(case, held=(*held, *unmarked))
