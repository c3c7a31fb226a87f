"""Every limit of the procedure that ever ran on a case, kept as it last ran: clocks alone know only those that wait."""

from dataclasses import dataclass
from datetime import date

from caseflow.domain.case.clocks import Clock, clocks
from caseflow.domain.case.facts import Case


@dataclass(slots=True)
class Ran:
    """A clock as it last ran, with the case as it then was; `ended_on` None while it runs."""

    clock: Clock
    case: Case
    set_on: date
    ended_on: date | None = None


class Watch:
    """Sees one case after each of its events, and keeps what ran, in the order in which it began."""

    def __init__(self) -> None:
        self.found: list[Ran] = []
        self._open: dict[str, Ran] = {}

    def see(self, case: Case, day: date) -> None:
        """The case after an event of this office day."""
        running = {clock.name: clock for clock in clocks(case)}
        for name in self._open.keys() - running.keys():
            self._open.pop(name).ended_on = day
        for name, clock in running.items():
            if name in self._open:
                self._open[name].clock, self._open[name].case = clock, case
            else:
                self._open[name] = Ran(clock, case, day)
                self.found.append(self._open[name])
