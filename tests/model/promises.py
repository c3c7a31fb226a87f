"""What a promise is asked about, and the list of all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from caseflow.domain.case import Case
from caseflow.domain.event import Event
from caseflow.domain.moment import Moment
from caseflow.domain.terms import Step
from tests.model.told import Told


@dataclass(frozen=True, slots=True)
class Seen:
    """One event of a case: the case before (None at filing) and after it, and what a plain reader makes of it."""

    before: Case | None
    event: Event
    case: Case
    told: Told
    order: tuple[Step, ...]
    now: Moment

    @property
    def day(self) -> date:
        """The day on which it is asked."""
        return self.now.day


HELD: list[Callable[[Seen], None]] = []


def always(promise: Callable[[Seen], None]) -> Callable[[Seen], None]:
    """Registers a promise."""
    HELD.append(promise)
    return promise
