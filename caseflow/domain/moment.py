"""The moment at which a case is judged: the day, who asks, and what the city then knows."""

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
    """What guards may look at beside the case. `parts` are the case's locality parts."""

    day: date
    actor: Actor
    city: City
    rules: Rulebook
    calendar: Calendar
    parts: tuple[Case, ...] = ()

    def order(self, case: Case) -> tuple[Step, ...]:
        """The order of the middle steps: that of the case's application, before it that of the rulebook."""
        return case.order or tuple(Step(step) for step in self.rules.codes("steps.order"))
