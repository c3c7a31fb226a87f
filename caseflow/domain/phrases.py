"""Dates, due phrases (整改时限) and task numbers as ledgers write them; what is not understood is refused."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from caseflow.domain.errors import BadInput, Reason
from caseflow.domain.numerals import DIGITS, folded, number

AT_ONCE = "立行立改"
STANDING = "长期坚持"

_YEARS = range(2000, 2100)
_YEAR = r"(?P<year>[0-9]{4}|[〇○◯零一二三四五六七八九]{4})年"
_MONTH = r"(?P<month>[0-9]{1,2}|[一二三四五六七八九十]+)月"
_DAY = r"(?P<day>[0-9]{1,2}|[一二三四五六七八九十]+)[日号]"
_END = r"[底末]?"
_BY = r"(?:[以之]?前)?"  # “X前” includes X

_DAYS = (
    r"(?P<year>[0-9]{4})(?P<sep>[-./])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})",
    _YEAR + _MONTH + _DAY,
)
_STRETCHES = (  # a stretch of the year is due on its last day
    _YEAR + _MONTH + _END,
    _YEAR + r"第?(?P<quarter>[1-4一二三四])季度" + _END,
    _YEAR + r"(?P<half>[上下])半年" + _END,
    _YEAR + r"年?[底末]",
)
_DATES = tuple(map(re.compile, _DAYS))
_DUE_DAYS = tuple(re.compile(pattern + _BY) for pattern in (*_DAYS, *_STRETCHES))
_JOINTS = re.compile(r"[,、;。并和且]+")
_ORDINAL = re.compile(
    r"(?:序号|第)?(?:(?P<digits>[0-9]{1,4})(?:\.0+)?|(?P<numeral>[零一二三四五六七八九十百]+))[项号]?"
)


@dataclass(frozen=True, slots=True)
class DuePhrase:
    """What a due phrase says: a last day (in time itself), 立行立改, 长期坚持, or these joined."""

    day: dt.date | None = None
    at_once: bool = False
    standing: bool = False

    def due(self, plan_date: dt.date, at_once_days: int) -> dt.date | None:
        """The due date; None where the work only stands (长期坚持).

        立行立改 alone is due `at_once_days` calendar days after the plan. Beside a written day the day decides: it
        is what the plan published, and nobody is overdue before it by a number the rulebook assumes.
        """
        if self.day or not self.at_once:
            return self.day
        return plan_date + dt.timedelta(days=at_once_days)


def dates_in(text: str) -> tuple[tuple[str, dt.date], ...]:
    """Every date within a text with the words it is written in, folded. Raises BadInput as `read_date` does."""
    matches = (match for pattern in _DAYS for match in re.finditer(pattern, folded(text)))
    found = sorted(matches, key=lambda match: match.start())
    return tuple((match[0], read_date(match[0])) for match in found)


def read_date(text: str) -> dt.date:
    """One day written out: 2023-10-31, 2023.10.31, 2023/10/31, 2023年10月31日, 二〇二三年十月三十一日.

    Raises BadInput for anything else, a date that does not exist, and a year outside 2000 to 2099.
    """
    return _last_day(_DATES, folded(text), text) or _refuse("date.not_understood", text)


def due_phrase(text: str) -> DuePhrase:
    """What a due phrase says. Raises BadInput where a part is not understood, and where two parts name a day."""
    parts = [part for part in _JOINTS.split(folded(text.replace("\n", "、"))) if part]
    dated = [part for part in parts if part not in (AT_ONCE, STANDING)]
    days = [_last_day(_DUE_DAYS, part, text) or _refuse("due.not_understood", text) for part in dated]
    if not parts:
        _refuse("due.not_understood", text)
    if len(days) > 1:
        _refuse("due.two_days", text)
    return DuePhrase(days[0] if days else None, AT_ONCE in parts, STANDING in parts)


def read_ordinal(text: str) -> int:
    """A task's number, from 1: 3, 3.0, 三, 序号三, 第三项. Raises BadInput where the text is not exactly one."""
    found = _ORDINAL.fullmatch(folded(text))
    ordinal = number(found["digits"] or found["numeral"]) if found else 0
    return ordinal or _refuse("ordinal.not_understood", text)


def _last_day(patterns: Iterable[re.Pattern[str]], part: str, text: str) -> dt.date | None:
    """The day the part names, or the last one of the stretch it names; None where no pattern fits."""
    for pattern in patterns:
        if found := pattern.fullmatch(part):
            named = found.groupdict()
            return _date(_year(named["year"], text), _month(named), named.get("day"), text)
    return None


def _year(written: str, text: str) -> int:
    digits = re.sub("[〇○◯]", "零", written)
    year = int("".join(str(DIGITS.index(digit)) if digit in DIGITS else digit for digit in digits))
    return year if year in _YEARS else _refuse("date.year_out_of_range", text)


def _month(named: dict[str, str | None]) -> int:
    """The month named, or the last month of the quarter, half or year."""
    if month := named.get("month"):
        return number(month)
    if quarter := named.get("quarter"):
        return number(quarter) * 3
    return 6 if named.get("half") == "上" else 12


def _date(year: int, month: int, day: str | None, text: str) -> dt.date:
    try:
        return dt.date(year, month, number(day) if day else calendar.monthrange(year, month)[1])
    except ValueError:
        _refuse("date.impossible", text)


def _refuse(code: str, text: str) -> NoReturn:
    raise BadInput(Reason(code, {"text": text}))
