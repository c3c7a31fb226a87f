"""Folds the whole log again for `verify`; what cannot be folded is a fault, not a crash."""

from typing import Any

from caseflow.domain import case as cases
from caseflow.domain import city as cities
from caseflow.domain import dispatch, lookback, meeting, plans, register
from caseflow.domain.case import Case
from caseflow.domain.city import City
from caseflow.domain.dispatch import Round
from caseflow.domain.event import Event
from caseflow.domain.lookback import LookBack
from caseflow.domain.meeting import Meeting
from caseflow.domain.plans import Plan
from caseflow.domain.register import Register
from caseflow.proof.chain import Fault
from caseflow.services.project import rows_of
from caseflow.store.projection import Rows

NOT_OURS = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What folding raises on data that no service of ours would have written."""


class Refolding:
    """The city and every other stream as the events make them, and the digests of texts erased by law."""

    def __init__(self) -> None:
        self.city = City()
        self.cases: dict[str, Case] = {}
        self.rounds: dict[str, Round] = {}
        self.registers: dict[str, Register] = {}
        self.meetings: dict[str, Meeting] = {}
        self.plans: dict[str, Plan] = {}
        self.look_backs: dict[str, LookBack] = {}
        self.erased: set[str] = set()
        self.faults: list[Fault] = []

    def take(self, event: Event) -> None:
        """Folds one event, in the order of the log."""
        try:
            self._fold(event)
        except NOT_OURS as wrong:
            facts = {"type": event.type, "what": type(wrong).__name__}
            self.faults.append(Fault("event_out_of_place", f"event {event.seq}", facts))

    def rows(self) -> Rows:
        """Every row that all this makes; facts that make none are a fault."""
        rows: Rows = {}
        self._put(rows, "city", self.city)
        for case in self.cases.values():
            self._put(rows, case.stream, case)
        for round_ in self.rounds.values():
            self._put(rows, round_.stream, round_)
        for book in self.registers.values():
            self._put(rows, book.stream, book)
        for held in self.meetings.values():
            self._put(rows, held.stream, held)
        return rows

    def _fold(self, event: Event) -> None:
        kind, _, name = event.stream.partition("/")
        if kind == "case":
            self.cases[name] = cases.apply(self.cases.get(name), event)
        elif kind == "round":
            self.rounds[name] = dispatch.apply(self.rounds.get(name), event)
        elif kind == "register":
            self.registers[name] = register.apply(self.registers.get(name), event)
        elif kind == "meeting":
            self.meetings[name] = meeting.apply(self.meetings.get(name), event)
        elif kind == "plan":
            self.plans[name] = plans.apply(self.plans.get(name), event)
        elif kind == "lookback":
            self.look_backs[name] = lookback.apply(self.look_backs.get(name), event)
        else:
            self.city = cities.apply(self.city, event)
        if event.type == "erase_text":
            self.erased.update(event.data["digests"])

    def _put(self, rows: Rows, stream: str, facts: Any) -> None:
        try:
            rows |= rows_of(facts)
        except NOT_OURS as wrong:
            self.faults.append(
                Fault("stream_makes_no_row", f"stream {stream}", {"what": type(wrong).__name__})
            )
