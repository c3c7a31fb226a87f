"""Reads the State Council's yearly notice (部分节假日安排的通知) as it is published, sentence by sentence.

Nothing is believed unseen: weekdays and numbers of days that the notice prints are checked against its dates.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from caseflow.domain.errors import Reason

_WEEKDAYS = "一二三四五六日"
_HEADING = re.compile(
    r"(?:^|(?<=[\s。;]))(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[.、])\s*([^:。,;()\d]{2,16}):"
)
_DATE = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_THROUGH = re.compile(r"至|到|-|—|–|~|―")
_COUNT = re.compile(r"(?:共|放假)(\d{1,2})天")
_NEW_YEAR = "new_year"
_LONGEST = 31


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one holiday that a sentence names: `worked` in exchange, or off."""

    holiday: str
    first: date
    last: date
    worked: bool
    sentence: str

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of it."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


@dataclass(slots=True)
class Reading:
    """What a notice says, in its order, and everything in which it contradicts itself."""

    stretches: list[Stretch] = field(default_factory=list)
    faults: list[Reason] = field(default_factory=list)

    def days(self, *, worked: bool) -> dict[date, str]:
        """The days off, or those worked in exchange, each with its holiday's code."""
        return {day: one.holiday for one in self.stretches if one.worked is worked for day in one.days}


def is_notice(text: str) -> bool:
    """Whether a text is a notice rather than lines of days: it has a numbered heading and says 放假."""
    plain = unicodedata.normalize("NFKC", text)
    return "放假" in plain and _HEADING.search(plain) is not None


def read_notice(year: int, text: str, holidays: Mapping[str, str]) -> Reading:
    """What the notice of a year says; `holidays` are the codes by the names in use."""
    plain = unicodedata.normalize("NFKC", text)
    headings = list(_HEADING.finditer(plain))
    reading = Reading()
    for n, heading in enumerate(headings):
        end = headings[n + 1].start() if n + 1 < len(headings) else len(plain)
        name = _name(heading[1])
        if name in holidays:
            _Section(year, holidays[name], reading).read(plain[heading.end() : end])
        elif "放假" in plain[heading.end() : end]:
            reading.faults.append(Reason("calendar.unknown_name", {"name": name}))
    if not reading.stretches and not reading.faults:
        reading.faults.append(Reason("calendar.no_days", {}))
    return reading


def _name(written: str) -> str:
    """A holiday's name without quotation marks and with the joint the vocabulary uses."""
    name = re.sub(r"[\s\"“”'国际]" if "劳动" in written else r"[\s\"“”']", "", written)
    return name.replace("和", "、").replace("中秋节、国庆节", "国庆节、中秋节")


@dataclass(slots=True)
class _Section:
    """What stands under one holiday's heading."""

    year: int
    holiday: str
    reading: Reading

    def read(self, text: str) -> None:
        for sentence in filter(None, (part.strip() for part in re.split(r"[。\n]", text))):
            off: list[Stretch] = []
            for clause in _clauses(sentence):
                worked = "上班" in clause
                if not worked and "放假" not in clause and "补休" not in clause:
                    continue
                found = list(self._stretches(clause, sentence, worked=worked))
                self.reading.stretches += found
                off += [one for one in found if not one.worked]
            self._count(sentence, off)

    def _stretches(self, clause: str, sentence: str, *, worked: bool) -> Iterator[Stretch]:
        """The days a clause names, single or from one to another."""
        found = list(_DATE.finditer(clause))
        days = self._days(found)
        n = 0
        while n < len(days):
            first = last = days[n]
            if n + 1 < len(days) and _THROUGH.search(clause[found[n].end() : found[n + 1].start()]):
                n, last = n + 1, days[n + 1]
            n += 1
            if first is None or last is None:
                continue
            if 0 <= (last - first).days <= _LONGEST:
                yield Stretch(self.holiday, first, last, worked, sentence)
            else:
                self._fault("calendar.wrong_way", date=first.isoformat(), last=last.isoformat())

    def _days(self, found: Sequence[re.Match[str]]) -> list[date | None]:
        """Each date written out: a month or year not repeated is that before it; None for one that does not exist."""
        days: list[date | None] = []
        year, month = None, None
        for one in found:
            month = int(one[2]) if one[2] else month
            year = int(one[1]) if one[1] else year
            try:
                day = date(year or self._year_of(month), month or 0, int(one[3]))
            except ValueError:
                self._fault("calendar.no_such_day", text=one[0])
                days.append(None)
                continue
            self._weekday(day, one[4] or "")
            days.append(day)
        return days

    def _year_of(self, month: int | None) -> int:
        """December under New Year's heading is that of the year before."""
        return self.year - 1 if self.holiday == _NEW_YEAR and month == 12 else self.year

    def _weekday(self, day: date, beside: str) -> None:
        said = _WEEKDAY.search(beside)
        if said and said[1].replace("天", "日") != _WEEKDAYS[day.weekday()]:
            self._fault("calendar.wrong_weekday", date=day.isoformat(), said=said[0])

    def _count(self, sentence: str, off: Sequence[Stretch]) -> None:
        said, found = _COUNT.search(sentence), sum(len(one.days) for one in off)
        if said and off and int(said[1]) != found:
            days = "、".join(one.first.isoformat() for one in off)
            self._fault("calendar.wrong_count", date=days, said=int(said[1]), found=found)

    def _fault(self, code: str, **facts: str | int) -> None:
        self.reading.faults.append(Reason(code, facts))


def _clauses(sentence: str) -> list[str]:
    """The sentence at its commas and semicolons, but for those within brackets."""
    return re.split(r"[,;](?![^(]*\))", sentence)
