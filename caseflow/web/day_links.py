"""Where each date of a case explains itself: one click from wherever it stands."""

from datetime import date

from flask import url_for

from caseflow.domain.case import Case
from caseflow.domain.case.papers import known_name
from caseflow.domain.date_names import date_name
from caseflow.web import here


def date_address(case: Case, which: str, on: date | None = None) -> str:
    """The page of a date, called as pages call it; `on` is the past day looked at, today needs none."""
    looked = on.isoformat() if on and on != here.look().day else None
    return url_for("cases.one_date", inspection=case.inspection, number=case.number, which=which, day=looked)


def day_link(case: Case, name: str, on: date | None = None) -> str:
    """The same for a date as the record calls it."""
    return date_address(case, known_name(case, name), on)


def owed_link(case: Case, word: str, ref: str = "", on: date | None = None) -> str:
    """The same for the day by which something is owed; `word` names it as a duty or an obligation does."""
    return day_link(case, date_name(case, word, ref), on)
