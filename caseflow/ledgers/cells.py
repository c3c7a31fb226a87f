"""One value as text: whole numbers without a point, days as 2023-10-31, everything else as it is written."""

import datetime as dt
import re

from caseflow.ledgers.folding import fold, plain_text
from caseflow.ledgers.sheet import Value

_YEARS = range(2000, 2100)  # the contract takes bare numbers for days only within these
_EPOCHS = {
    False: dt.date(1899, 12, 30),
    True: dt.date(1904, 1, 1),
}  # right from 1900-03-01 on, which is all we take
_SERIAL = re.compile(r"[0-9]{5}(?:\.0+)?")
_DIGITS = 15  # as many as a spreadsheet shows: 0.1 + 0.2 is 0.3


def as_text(value: Value) -> str:
    """The text of a value; empty for an empty cell."""
    if isinstance(value, str):
        return plain_text(value) if value else ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.{_DIGITS}g}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def day_text(text: str, from_1904: bool) -> str:
    """The text of a cell in a date column; a bare serial number between 2000 and 2099 becomes its day."""
    plain = fold(text)
    if not _SERIAL.fullmatch(plain):
        return text
    day = _EPOCHS[from_1904] + dt.timedelta(days=int(float(plain)))
    return day.isoformat() if day.year in _YEARS else text
