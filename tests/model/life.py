"""One life of the city: cases filed one after another, and what people try on each, right or wrong."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

import tests.model.invariants_of_days  # its promises are among those held
import tests.model.invariants_of_months  # noqa: F401  # as are these
from caseflow.domain import case as cases
from caseflow.domain.actions import Action
from caseflow.domain.actor import CLOCK, Actor, actor_on
from caseflow.domain.case import Case, has_duty
from caseflow.domain.errors import Refused
from caseflow.domain.event import Event
from caseflow.domain.guards import ask
from caseflow.domain.lifecycle import TRIGGERS, row_for
from caseflow.domain.moment import Moment, standing_part
from caseflow.domain.permissions import can
from caseflow.domain.terms import Step
from caseflow.services.access import held_case, moment
from caseflow.services.peopling import disable_person, enable_person
from caseflow.services.streams import event_of
from caseflow.services.ticking import day_work
from caseflow.services.unit_keeping import end_unit
from caseflow.services.work import Work
from caseflow.store.files import Files
from caseflow.store.log import EventRow
from caseflow.transaction import looking, working
from tests.makers import morning
from tests.model.acts import ACTS, Act
from tests.model.cast import BEGIN, CAST, ORDERS, force_order
from tests.model.dice import Dice
from tests.model.inputs import Given, Scene
from tests.model.invariants import no_whole_is_signed_or_closed_over_a_part_that_is_not
from tests.model.promises import HELD, Seen
from tests.model.told import Told
from tests.model.town import Town

SHOWN = 60
"""How many of the last steps a broken promise shows."""
REFORMS = (
    ("zjj", "slj"),
    ("zjj", "slj", "nyncj"),
    ("lishu", "tiedong"),
    ("nyncj", "slj"),
    ("tiexi", "tiedong"),
    ("sthjj", "dcs-zf"),
)
"""A unit and who succeeds it: one where units are merged, two where one is split."""
AWAY = ("tiexi-party", "tiexi-government", "city-government", "judge")
"""Who may be away for a while: their account is disabled, and their office vacant."""


class BrokenPromise(AssertionError):  # noqa: N818  a promise, not a mistake of the test
    """Something that must always hold did not; it says which, the seed, and how it came to it."""


@dataclass
class Tally:
    """What happened at least once: rows of the table, guards that refused, states taken over; and all acts."""

    rows: Counter[str] = field(default_factory=Counter)
    claimed: Counter[str] = field(default_factory=Counter)
    guards: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)


class Life:
    """A city, a dice and a day. `cases` and `told` hold what the log says, read back after every step."""

    def __init__(self, town: Town, files: Files, order: str, seed: int, tally: Tally) -> None:
        self.town, self.files, self.order, self.tally = town, files, order, tally
        self.seed, self.name = seed, f"{order} seed {seed}"
        self.dice = Dice(self.name)
        self.day, self.turns, self.size = BEGIN, 0, 0
        self.cases: dict[str, Case] = {}
        self.told: dict[str, Told] = {}
        self.steps: list[str] = []
        self.away: str | None = None
        self._able: dict[Any, list[str]] = {}
        town.renew()
        with working(town.engine, CLOCK, self.instant(), self.day) as work:
            force_order(work, ORDERS[order], cooperating=self.dice.odd(0.5))
        self.city, self.calendar = work.city, work.calendar
        self.rules = work.book
        self.hear()

    def instant(self) -> datetime:
        """A little later than the last step, on the present day."""
        self.turns += 1
        return morning(self.day) + timedelta(seconds=self.turns)

    def actor(self, login: str) -> Actor:
        """Somebody of the cast as the office knows them today."""
        return CLOCK if login == "clock" else actor_on(self.city.people[self.town.codes[login]], self.day)

    def able(self, action: Action, case: Case) -> list[str]:
        """Who may do this to the case today; everybody where nobody may."""
        key = action, case.parties, case.transfer_to, self.away
        if key not in self._able:
            everybody = [*CAST, "clock"]
            self._able[key] = [
                who for who in everybody if can(self.actor(who), action, case, self.city, self.day)
            ]
        return self._able[key] or list(CAST)

    def free(self, name: str, key: str, who: str) -> bool:
        """Whether no guard of the act's row stands in this person's way."""
        case, trigger = self.cases[key], ACTS[name].row
        row = row_for(case.state, trigger) if trigger else None
        now = self.now(case, self.actor(who))
        return row is None or not any(answer.unmet for answer in ask(row.guards, case, now))

    def now(self, case: Case, actor: Actor) -> Moment:
        """The moment somebody meets a case."""
        parts = (standing_part(self.cases.get, part) for part in case.links.parts)
        known = tuple(part for part in parts if part)
        return Moment(self.day, actor, self.city, self.rules, self.calendar, known)

    def perform(self, name: str, key: str, who: str, given: Given) -> bool:
        """One act by one person; whether it was done. Raises BrokenPromise."""
        told = {name: value for name, value in given.items() if name not in ("files", "data", "words")}
        self.steps.append(f"{self.day} {key} {who} {name} {told}")
        act, actor, size = ACTS[name], self.actor(who), self.size
        try:
            with working(self.town.engine, actor, self.instant(), self.day) as work:
                unmet = self._unmet(work, act, key)
                act.do(work, key, **given)
        except Refused as refused:
            self.steps[-1] += f" → {refused}"
            self.hear()
            self.must(self.size == size, "a refusal leaves no event")
            self.tally.refused[name] += 1
            self.tally.guards.update(unmet or ())
            return False
        except Exception as wrong:
            self.steps[-1] += f" → {type(wrong).__name__}: {wrong}"
            raise BrokenPromise(self.story("only refusals refuse")) from wrong
        self.city, self.rules = work.city, work.book
        self.tally.done[name] += 1
        moved = {event.type for event in self.hear() if event.type in TRIGGERS}
        self.must(moved <= {act.row}, f"{name} does nothing but its own row: {moved}")
        if moved:
            self.must(unmet == (), f"what is done met every guard: {unmet}")
        return True

    def tick(self) -> None:
        """What the clock does on this day."""
        self.steps.append(f"{self.day} the clock")
        with working(self.town.engine, CLOCK, self.instant(), self.day) as work:
            day_work(work)
        self.hear()

    def wait(self, days: int) -> None:
        """Days go by; on some of them, and mostly on the last, the clock works."""
        for n in range(days):
            self.day += timedelta(days=1)
            if self.dice.odd(0.7 if n == days - 1 else 0.08):
                self.tick()

    def reform(self) -> None:
        """A unit ends today, tomorrow or was ended yesterday, and its work is taken up."""
        unit, *heirs = REFORMS[self.seed % len(REFORMS)]
        on = self.day + timedelta(days=self.dice.choice([-1, 0, 1]))
        self.steps.append(f"{self.day} {unit} ends on {on}: {heirs}")
        admin = actor_on(self.city.people["p1"], self.day)
        with working(self.town.engine, admin, self.instant(), self.day) as work:
            end_unit(work, unit, on, heirs)
        self.city, self._able = work.city, {}
        self.hear()
        self.wait(1)
        self._able = {}
        self.tick()
        for case in self.cases.values():
            self.must(not has_duty(case, unit) or unit in case.awaiting, f"{unit} owes nothing on {case.key}")

    def toggle(self) -> None:
        """Somebody leaves, or is back; or a rulebook with another order comes into force."""
        if self.away is None and self.dice.odd(0.3):
            self.steps.append(f"{self.day} another rulebook")
            with working(self.town.engine, CLOCK, self.instant(), self.day) as work:
                force_order(work, self.dice.choice(list(ORDERS.values())), cooperating=self.dice.odd(0.5))
        else:
            who = self.away or self.dice.choice(AWAY)
            self.steps.append(f"{self.day} {who} {'is back' if self.away else 'leaves'}")
            admin = actor_on(self.city.people["p1"], self.day)
            with working(self.town.engine, admin, self.instant(), self.day) as work:
                code = self.town.codes[who]
                enable_person(work, code) if self.away else disable_person(work, code, "调离")
            self.away = None if self.away else who
        self.city, self.rules = work.city, work.book
        self.hear()

    def scene(self, key: str) -> Scene:
        """What somebody sees of a case before they act."""
        case = self.cases[key]
        others = tuple(other for other in self.cases if other != key and self.cases[other].kind is case.kind)
        return Scene(case, self.day, self.rules, others, self.files)

    def hear(self) -> list[Event]:
        """Reads what is new in the log, and asks every promise of every event of a case."""
        with looking(self.town.engine) as session:
            rows = session.execute(
                select(EventRow.seq, EventRow.leaf).where(EventRow.seq >= self.size).order_by(EventRow.seq)
            )
            events = [event_of(leaf, seq) for seq, leaf in rows]
        self.size += len(events)
        for event in events:
            if event.stream.startswith("case/"):
                self._take(event)
        try:
            no_whole_is_signed_or_closed_over_a_part_that_is_not(self.told)
        except AssertionError as wrong:
            self.must(False, f"no whole is signed or closed over a part that is not: {wrong}")
        return events

    def _take(self, event: Event) -> None:
        key = event.stream.removeprefix("case/")
        before = self.cases.get(key)
        self.cases[key] = cases.apply(before, event)
        told = self.told.setdefault(key, Told())
        told.hear(event)
        if event.type in TRIGGERS:
            self.tally.rows[event.type] += 1
        if event.type == "take_over":
            self.tally.claimed[event.data["state"]] += 1
        order = tuple(Step(step) for step in self.rules.codes("steps.order"))
        seen = Seen(before, event, self.cases[key], told, order, self.now(self.cases[key], CLOCK))
        for promise in HELD:
            try:
                promise(seen)
            except AssertionError as wrong:
                self.must(False, f"{promise.__name__} after {event.type}: {wrong}")

    def must(self, holds: bool, promise: str) -> None:
        """Raises BrokenPromise with the seed and the steps that led there."""
        if not holds:
            raise BrokenPromise(self.story(promise))

    def story(self, promise: str) -> str:
        """What was promised, the seed, and the last steps."""
        return "\n".join([promise, self.name, *self.steps[-SHOWN:]])

    def _unmet(self, work: Work, act: Act, key: str) -> tuple[str, ...] | None:
        """The guards that stand in this actor's way; None where the table has no such row in this state."""
        case = held_case(work, key)
        row = row_for(case.state, act.row) if case and act.row else None
        if case is None or row is None:
            return None
        answers = ask(row.guards, case, moment(work, case))
        return tuple(answer.guard for answer in answers if answer.unmet)
