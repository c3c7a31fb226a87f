"""A row of the petition ledger (信访案件台账, or the published nine columns) into facts."""

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache

from caseflow.domain.errors import BadInput
from caseflow.domain.numerals import number as read_numeral
from caseflow.domain.phrases import read_date
from caseflow.ledgers.folding import fold, fold_identifier
from caseflow.ledgers.ledger import PetitionFacts, Vocabulary
from caseflow.ledgers.notes import Notes
from caseflow.ledgers.units import named_units, split_names

COUNTERS = ("ordered", "penalized", "fine", "interviewed", "held_accountable", "attachments")
_YES = frozenset({"是", "√", "✓", "1", "TRUE", "重点", "重复"})
_NO = frozenset({"", "否", "×", "0", "FALSE", "无", "-", "—", "/"})
_BATCH = re.compile(r"第(?P<batch>[0-9一二三四五六七八九十百零]{1,5})批")
_COUNT = re.compile(r"第?(?P<n>[0-9][0-9,]{0,14}(?:\.0+)?|[一二三四五六七八九十百零]+)[批家件人元份次个]?")
_NUMBER_PARTS = re.compile(r"[A-Z]*(?P<channel>[DX])(?P<day>20[0-9]{6})[0-9]+")
_read_date = lru_cache(maxsize=1 << 10)(read_date)


def read_number(text: str, words: Vocabulary, notes: Notes) -> str:
    """The petition's number in half width without white space; a warning where its pattern is unusual."""
    plain, changed = fold_identifier(text)
    if changed:
        notes.warn("number_folded", "number", number=plain)
    if plain and not re.fullmatch(words.petition_number_pattern, plain):
        notes.warn("number_pattern", "number", number=plain)
    return plain


def batch_in_title(titles: list[str]) -> int | None:
    """The one batch the rows above the header name; None where they name none, or a range of batches."""
    batches = {read_numeral(found["batch"]) for title in titles for found in _BATCH.finditer(fold(title))}
    return batches.pop() if len(batches) == 1 else None


def read_petition(
    number: str, cells: Mapping[str, str], words: Vocabulary, notes: Notes
) -> PetitionFacts | None:
    """The facts of a row; None, with the errors noted, where a date is not understood."""
    days = {column: _day(column, cells.get(column, ""), notes) for column in ("handed_over", "feedback_due")}
    if any(days[column] is None and cells.get(column) for column in days):
        return None
    letter, numbered_on = _from_number(number)
    units = named_units(cells.get("lead", ""))
    leads = units.leads + units.plain
    if len(leads) > 1:
        notes.warn("co_lead", "lead", lead=leads[0], others="、".join(leads[1:]))
    return PetitionFacts(
        area=cells.get("area", ""),
        types=_types(cells, words, notes),
        verdict=_word(cells, "verdict", words.verdicts, notes),
        settlement=_word(cells, "settlement", words.settlements, notes),
        channel=_word(cells, "channel", words.channels, notes)
        if cells.get("channel")
        else words.channels.get(letter),
        batch=_count("batch", cells, notes),
        numbered_on=numbered_on,
        handed_over=days["handed_over"] or numbered_on,
        feedback_due=days["feedback_due"],
        key=_flag("key", cells, notes),
        repeat=_flag("repeat", cells, notes),
        earlier=fold_identifier(cells["earlier"])[0] or None if cells.get("earlier") else None,
        leads=leads,
        cooperating=units.cooperating,
        counters={
            column: count for column in COUNTERS if (count := _count(column, cells, notes)) is not None
        },
    )


def _day(column: str, text: str, notes: Notes) -> dt.date | None:
    try:
        return _read_date(text) if text else None
    except BadInput:
        notes.error("unreadable_date", column, text=text)
        return None


def _from_number(number: str) -> tuple[str, dt.date | None]:
    """The letter of the channel and the day in a number such as SPD20220926001."""
    parts = _NUMBER_PARTS.fullmatch(number)
    try:
        return (parts["channel"], dt.date.fromisoformat(parts["day"])) if parts else ("", None)
    except ValueError:
        return "", None


def _types(cells: Mapping[str, str], words: Vocabulary, notes: Notes) -> tuple[str, ...]:
    """The pollution types as written; unknown ones are kept and still count."""
    if "types" not in cells:
        return ()
    types = split_names(cells["types"])
    if not types:
        notes.warn("empty_type", "types")
    for written in types:
        if fold(written) not in words.types:
            notes.warn("unknown_type", "types", text=written)
    return types


def _word(cells: Mapping[str, str], column: str, known: Mapping[str, str], notes: Notes) -> str | None:
    """What a word of the vocabulary means; None, with a warning, for one it does not have."""
    text = cells.get(column, "")
    if not text:
        return None
    meaning = known.get(fold(text))
    if meaning is None:
        notes.warn(f"unknown_{column}", column, text=text)
    return meaning


def _flag(column: str, cells: Mapping[str, str], notes: Notes) -> bool:
    """Yes or no; no, with a warning, where the text says neither."""
    if not cells.get(column):
        return False
    text = fold(cells[column])
    if text not in _YES and text not in _NO:
        notes.warn("unreadable_flag", column, text=cells[column])
    return text in _YES


def _count(column: str, cells: Mapping[str, str], notes: Notes) -> int | None:
    """A whole number, also with 第…批 or a unit around it; None, with a warning, for anything else."""
    text = cells.get(column)
    if not text:
        return None
    found = _COUNT.fullmatch(fold(text))
    if not found:
        notes.warn("unreadable_count", column, text=text)
        return None
    return read_numeral(found["n"].replace(",", "").split(".")[0])
