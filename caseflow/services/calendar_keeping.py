"""Keeps the calendar (放假安排): a year as the State Council's notice says it, pasted whole or line by line.

A line holds a holiday by its name, its first and last day off, and behind 上班 (or `work`) the weekend days worked
in exchange: `春节 2024-02-10 至 2024-02-17 上班 2024-02-04、2024-02-18`.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256
from itertools import groupby

from caseflow.domain.actions import Action
from caseflow.domain.calendar import CalendarYear
from caseflow.domain.errors import BadInput, Reason
from caseflow.domain.holiday_notice import is_notice, read_notice
from caseflow.services.access import permit
from caseflow.services.inputs import said
from caseflow.services.opening import publish_calendar
from caseflow.services.redating import days_asked, redate, tell_asked
from caseflow.services.work import Work

WORK = {"zh": "上班", "en": "work"}
TO = {"zh": "至", "en": "to"}
_DAY = re.compile(r"(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})日?")
_WORK = re.compile("|".join(WORK.values()))
_ONE_DAY = timedelta(days=1)


def publish_year(
    work: Work, year: int, notice: str, text: str, holidays: Mapping[str, str], seen: str = ""
) -> CalendarYear:
    """Puts a year on record, again where a notice changed it; `holidays` are the codes by the names in use.

    `text` is the notice itself, which goes on record with it, or lines that say the same. A notice is published only
    once somebody saw what was read of it: `seen` is `mark_of` what they saw. Every limit that was counted otherwise is
    counted anew, and whoever it concerns is told.

    Raises BadInput with every line that cannot be read, every contradiction and every day that cannot be.
    """
    permit(work, Action.PUBLISH_CALENDAR)  # before anything is said of what was typed
    number, words = said("notice_number", notice), ""
    if is_notice(text):
        reading, words = read_notice(year, text, holidays), text.strip()
        if reading.faults:
            raise BadInput(*reading.faults)
        off, worked = reading.days(worked=False), reading.days(worked=True)
    else:
        off, worked = read_lines(text, holidays)
    published = CalendarYear(year, number, off, worked)
    if words and seen != mark_of(year, text):
        raise BadInput(Reason("calendar.look_first", {"year": year}))
    before, asked = work.calendar, days_asked(work)
    publish_calendar(work, published, words)
    redate(work, before, year)
    tell_asked(work, asked)
    return published


def mark_of(year: int, text: str) -> str:
    """By what it is known that what is published is what was looked at."""
    return sha256(f"{year}\n{text.strip()}".encode()).hexdigest()[:16]


def read_lines(lines: str, holidays: Mapping[str, str]) -> tuple[dict[date, str], dict[date, str]]:
    """The days off and the days worked that the lines name, each with its holiday's code. Raises BadInput."""
    off: dict[date, str] = {}
    worked: dict[date, str] = {}
    wrong: list[Reason] = []
    written = [line.strip() for line in lines.splitlines()]
    for number, line in enumerate(written, 1):
        try:
            holiday, free, exchanged = _line(line, holidays) if line else ("", [], [])
        except ValueError:
            wrong.append(Reason("calendar.line", {"n": number, "line": line}))
            continue
        off |= dict.fromkeys(free, holiday)
        worked |= dict.fromkeys(exchanged, holiday)
    if wrong or not off:
        raise BadInput(*(wrong or [Reason("calendar.no_days", {})]))
    return off, worked


def write_lines(year: CalendarYear, names: Mapping[str, str], language: str) -> str:
    """A year on record as such lines, so that the next is written after its pattern."""
    rows = []
    for holiday in dict.fromkeys([*year.off.values(), *year.work.values()]):
        spans = [_span(days, language) for days in _runs(year.off, holiday)]
        worked = [day.isoformat() for day, name in sorted(year.work.items()) if name == holiday]
        rows += [f"{names[holiday]} {span}" for span in spans[:-1]]
        rows.append(
            " ".join([names[holiday], *spans[-1:], *([WORK[language], "、".join(worked)] if worked else [])])
        )
    return "\n".join(rows)


def _line(line: str, holidays: Mapping[str, str]) -> tuple[str, list[date], list[date]]:
    """Raises ValueError for a line that does not say one holiday and its days."""
    free, *exchanged = _WORK.split(line)
    first = _DAY.search(line)
    name = line[: first.start()].strip(" :：，,") if first else ""
    name = _WORK.sub("", name).strip()
    spans, worked = list(_days(free)), list(_days(" ".join(exchanged)))
    if name not in holidays or len(spans) > 2 or not (spans or worked):
        raise ValueError(line)
    return holidays[name], list(_through(spans)), worked


def _days(text: str) -> Iterator[date]:
    for year, month, day in _DAY.findall(text):
        yield date(int(year), int(month), int(day))


def _through(ends: list[date]) -> Iterator[date]:
    """Every day from the first of one or two to the last; ValueError where they are the wrong way round."""
    if not ends:
        return
    days = (ends[-1] - ends[0]).days
    if not 0 <= days <= 31:
        raise ValueError(ends)
    yield from (ends[0] + _ONE_DAY * n for n in range(days + 1))


def _runs(off: Mapping[date, str], holiday: str) -> Iterator[list[date]]:
    """The holiday's days off in runs without a gap."""
    days = sorted(day for day, name in off.items() if name == holiday)
    for _, run in groupby(enumerate(days), lambda pair: pair[1] - _ONE_DAY * pair[0]):
        yield [day for _, day in run]


def _span(days: list[date], language: str) -> str:
    first, last = days[0].isoformat(), days[-1].isoformat()
    return first if first == last else f"{first} {TO[language]} {last}"
