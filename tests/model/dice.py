"""The one source of chance: seeded, so that every life can be lived again."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice(Random):
    """A dice that mostly says what a careful person would, and sometimes what nobody should."""

    def odd(self, share: float = 0.06) -> bool:
        """Whether this once something is wrong, missing or out of range."""
        return self.random() < share

    def reason(self) -> str:
        """A reason, sometimes none."""
        return " " if self.odd() else "情况说明"

    def one(self, values: Sequence[T], otherwise: T) -> T:
        """One of these; `otherwise` where there is none, or for once."""
        return otherwise if not values or self.odd() else self.choice(values)

    def past(self, day: date, since: date) -> date:
        """A day from `since` to today, sometimes tomorrow."""
        return (
            day + timedelta(days=1)
            if self.odd()
            else day - timedelta(days=self.randint(0, max((day - since).days, 0)))
        )

    def ahead(self, day: date, least: int, most: int) -> date:
        """A day that many days ahead, sometimes today."""
        return day if self.odd() else day + timedelta(days=self.randint(least, most))
