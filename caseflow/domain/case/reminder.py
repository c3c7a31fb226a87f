"""A reminder (提醒) that a person sent: the first and mildest step, about one thing that a unit owes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reminder:
    """The obligation `kind`, `ref` it was about, the unit it went to, on which day and from whom."""

    kind: str
    ref: str
    unit: str
    on: date
    by: str
