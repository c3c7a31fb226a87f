"""A report beside the one it is like (雷同), with what both say alike marked, for whoever reviews it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.monthly import Report
from caseflow.domain.likeness import Pieces, side_by_side
from caseflow.domain.permissions import can
from caseflow.services.access import held_case
from caseflow.services.likening import DONE
from caseflow.services.withholding import seen_texts
from caseflow.services.work import Work
from caseflow.web.speaking import gettext
from caseflow.words.say import month_in_words


@dataclass(frozen=True, slots=True)
class Compared:
    """Two texts in pieces, and where the second one is from."""

    percent: int
    month: str
    other: str
    here: Pieces
    there: Pieces


def liked(work: Work, case: Case, report: Report) -> Compared | None:
    """A report beside the one it is like; None where it is like none, or the other is not the reader's to see."""
    if report.like is None or report.like_to is None:
        return None
    key, month = report.like_to
    other = held_case(work, key)
    if other is None or not can(work.actor, Action.VIEW, other, work.city, work.day):
        return None
    of_month = [one for one in other.reports if one.month == month and DONE in one.words]
    own, theirs = said_of(work, report.words), said_of(work, of_month[-1].words if of_month else {})
    here, there = side_by_side(own.get(DONE, ""), theirs.get(DONE, ""))
    number = gettext("本件") if key == case.key else other.number
    return Compared(
        int(Decimal(report.like) * 100), report.month, f"{number} {month_in_words(month)}", here, there
    )


def said_of(work: Work, words: Mapping[str, str]) -> dict[str, str]:
    """The words of a report by name, as the reader may see them."""
    found = seen_texts(work, words.values())
    return {name: found[digest] for name, digest in words.items() if digest in found}
