"""What every service asks of what was handed in: a reason said, a day that can be, a unit that is known."""

import re
from collections.abc import Iterable
from datetime import date

from caseflow.domain.case import Case
from caseflow.domain.city import Unit
from caseflow.domain.errors import BadInput, Reason
from caseflow.domain.personal import personal_spans
from caseflow.services.work import Work

UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
"""NUL, and halves of characters: no database keeps them as they are."""


def said(what: str, text: str | None) -> str:
    """The text without surrounding white space. Raises BadInput where nothing was written."""
    words = storable(what, (text or "").strip())
    if not words:
        code = "reason.missing" if what == "reason" else "text.missing"
        raise BadInput(Reason(code, {"what": f"text.{what}"}))
    return words


def storable(what: str, text: str) -> str:
    """The text itself. Raises BadInput where a database could not keep it as it is."""
    if UNSTORABLE.search(text):
        raise BadInput(Reason("text.unstorable", {"what": f"text.{what}"}))
    return text


def naming_nobody(what: str, text: str | None) -> str:
    """The text, in which nobody may be named: what units read in common names cases and units. Raises BadInput."""
    words = said(what, text)
    for span in personal_spans(words):
        raise BadInput(
            Reason("text.names_somebody", {"what": f"text.{what}", "found": words[span.start : span.end]})
        )
    return words


def past_day(work: Work, day: date, first: date | None = None) -> date:
    """A day something happened: not after today, and not before `first`. Raises BadInput."""
    if day > work.day:
        raise BadInput(Reason("day.in_future", {"day": day.isoformat()}))
    if first and day < first:
        raise BadInput(Reason("day.before", {"day": day.isoformat(), "first": first.isoformat()}))
    return day


def on_the_case(case: Case, files: Iterable[int]) -> list[int]:
    """The numbers of files, each once. Raises BadInput where one does not lie on the case."""
    named = list(dict.fromkeys(files))
    if not {*named} <= {one.id for one in case.evidence if not one.withdrawn}:
        raise BadInput(Reason("evidence.unknown", {}))
    return named


def known_unit(work: Work, code: str) -> str:
    """A unit of the city, through mapped names. Raises BadInput for none."""
    if code not in work.city.units:
        raise BadInput(Reason("unit.unknown", {"name": code}))
    return work.city.unit(code).code


def party_unit(work: Work, code: str) -> str:
    """A unit that can be given a part in a case today: known, and not ended. Raises BadInput."""
    unit = work.city.units[known_unit(work, code)]
    if unit.has_ended(work.day):
        raise BadInput(ended(unit))
    return unit.code


def ended(unit: Unit) -> Reason:
    """Why a unit whose end is on record is not chosen any more."""
    return Reason("unit.ended", {"day": unit.ended_on.isoformat() if unit.ended_on else None})


def people(work: Work, names: list[str], key: str) -> list[str]:
    """The people named, at least as many as the rulebook asks under `key`. Raises BadInput."""
    named = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    if len(named) < work.book.number(key):
        raise BadInput(Reason("people.too_few", {"needed": work.book.number(key)}))
    return named
