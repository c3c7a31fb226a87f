"""The moment at which a case is judged: the day, who asks, and what the city then knows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from caseflow.domain.actor import Actor
from caseflow.domain.calendar import Calendar
from caseflow.domain.case import Case
from caseflow.domain.city import City
from caseflow.domain.rulebook import Rulebook
from caseflow.domain.terms import Step


@dataclass(frozen=True, slots=True)
class Moment:
    """What guards may look at beside the case.

    `parts` stand for the case's locality parts, in their order: each itself, or the case as which it came back.
    """

    day: date
    actor: Actor
    city: City
    rules: Rulebook
    calendar: Calendar
    parts: tuple[Case, ...] = ()

    def order(self, case: Case) -> tuple[Step, ...]:
        """The order of the middle steps: that of the case's application, before it that of the rulebook."""
        return case.order or tuple(Step(step) for step in self.rules.codes("steps.order"))


def standing_part(held: Callable[[str], Case | None], key: str) -> Case | None:
    """The case that stands for a part: the part, or where its problem came back, the case filed for that."""
    part = held(key)
    while part and part.links.rebound_as and (later := held(part.links.rebound_as)):
        part = later
    return part
