"""Rows of ledgers of steps (月调度表, 销号台账), and the steps that any ledger tells of, into claims."""

import re
from collections.abc import Mapping
from datetime import date

from caseflow.domain.claims import Claims
from caseflow.domain.errors import BadInput
from caseflow.domain.phrases import dates_in
from caseflow.domain.terms import Progress, State
from caseflow.ledgers.columns import AnyLayout, is_step, step_column
from caseflow.ledgers.folding import fold, fold_identifier
from caseflow.ledgers.ledger import StepFacts, Vocabulary
from caseflow.ledgers.notes import Notes

MARK = "（系统外）"
"""Behind what our own ledgers say was done outside; it reads back."""
DAYS = ("assigned", "accepted", "applied", "site", "closed")
_MARKS = re.compile(r"\(系统外(?:办理)?\)")
_SECOND = re.compile(r"[至到~—-]+(?:同年)?(?P<month>[0-9]{1,2})[月.\-/](?P<day>[0-9]{1,2})日?$")
_FIRST_WORD = re.compile(r"\s")


def read_number(text: str, _: Vocabulary, notes: Notes) -> str:
    """The number of the case in half width without white space."""
    plain, changed = fold_identifier(text)
    if changed:
        notes.warn("number_folded", "number", number=plain)
    return plain


def read_first_word(text: str, _: Vocabulary, __: Notes) -> str:
    """Where a month's table has the number: before the title, unless it leaves it out."""
    return fold_identifier(_FIRST_WORD.split(text.strip(), maxsplit=1)[0])[0]


def read_steps(number: str, cells: Mapping[str, str], _: Vocabulary, __: Notes) -> StepFacts:
    """What the row calls its case."""
    return StepFacts(number, cells.get("task", ""))


def step_cells(layout: AnyLayout, cells: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The cells of a row that tell of steps, by their own code: the column's code in the sheet, and the text."""
    found: dict[str, tuple[str, str]] = {}
    for code, text in cells.items():
        step = step_column(code)
        own = step.code if step else code if layout in ("closures", "month") and is_step(code) else None
        if own and text:
            found[own] = code, text
    return found


class Telling:
    """Reads what cells of steps claim, noting on their columns what is not understood; `words` are folded."""

    def __init__(self, cells: Mapping[str, str], words: Vocabulary, notes: Notes, columns: Mapping[str, str]):
        self._cells, self._words, self._notes, self._columns = cells, words, notes, columns

    def claims(self) -> Claims:
        """What the row claims."""
        days = {code: self._day(code) for code in DAYS}
        first, last = self._notice()
        progress = self._word("progress", self._words.progress, "unknown_progress")
        state = self._word("state", self._words.states, "unknown_state")
        verdict = self._word("verdict", self._words.acceptances, "unknown_acceptance")
        return Claims(
            state=State(state) if state else None,
            progress=Progress(progress) if progress else None,
            passed=None if verdict is None else verdict == "passed",
            first=first,
            last=last,
            party=self._signed("party"),
            government=self._signed("government"),
            filed_up=self._filed_up(days["closed"]),
            **days,
        )

    def _text(self, code: str) -> str:
        return plain_step(self._cells.get(code, ""))

    def _word(self, code: str, known: Mapping[str, str], unknown: str) -> str | None:
        text = self._text(code)
        if not text:
            return None
        if text not in known:
            self._notes.warn(unknown, self._columns.get(code, code), text=text)
        return known.get(text)

    def _day(self, code: str) -> date | None:
        text = self._text(code)
        found = self._dates(code, text) if text else ()
        return found[0] if found else None

    def _dates(self, code: str, text: str, wanted: int = 1) -> tuple[date, ...]:
        """The days in a cell; none, with the error noted, where they are not as many as wanted."""
        try:
            found = tuple(day for _, day in dates_in(text))
        except BadInput:
            found = ()
        if len(found) != wanted:
            self._notes.error("unreadable_date", self._columns.get(code, code), text=text)
            return ()
        return found

    def _notice(self) -> tuple[date | None, date | None]:
        """First and last day; the second may leave its year out."""
        text = self._text("notice")
        if not text:
            return None, None
        short, year = _SECOND.search(text), text[:4]
        if short and year.isdecimal():
            text = f"{text[: short.start()]}至{year}-{short['month']}-{short['day']}"
        found = self._dates("notice", text, 2)
        return (found[0], found[1]) if found else (None, None)

    def _signed(self, box: str) -> date | None:
        """The day in a cell that names who signed and when."""
        text = self._text(box)
        if not text:
            return None
        found = self._dates(box, text)
        if found and not signer(text):
            self._notes.warn("takeover_signer_unnamed", self._columns.get(box, box))
        return found[0] if found else None

    def _filed_up(self, closed: date | None) -> date | None:
        """The day beside the paper's number; that of the closure, after which it was filed, where none is written."""
        text = self._text("filed_up")
        try:
            days = [day for _, day in dates_in(text)]
        except BadInput:
            days = []
        return days[0] if days else closed if text else None


def plain_step(text: str) -> str:
    """A cell as it is compared: folded, without the mark that it was done outside."""
    return _MARKS.sub("", fold(text))


def signer(text: str) -> str:
    """Who signed, in a cell that also says when."""
    plain = plain_step(text)
    try:
        dates = dates_in(plain)
    except BadInput:  # no day: its own cell says so
        dates = ()
    for written, _ in dates:
        plain = plain.replace(written, "")
    return plain.strip("/、,;()")
