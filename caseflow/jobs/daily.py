"""The day's work, one office day after another, each in a transaction of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from time import monotonic, sleep

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from caseflow.clock import OFFICE_ZONE
from caseflow.domain.actor import CLOCK
from caseflow.domain.errors import NotYet, Reason
from caseflow.jobs.leasing import Held, host, leased
from caseflow.services.delivering import hand_over
from caseflow.services.opening import begin
from caseflow.services.record import seal
from caseflow.services.ticking import Counts, day_work, first_day, last_tick, note_run
from caseflow.services.today import acting_day, is_demonstration
from caseflow.store.database import writing
from caseflow.store.maintenance import tidy_wal

MORNING = time(0, 5)
"""When the clock works on a demonstration city's day."""
ONE_DAY = timedelta(days=1)
LEASE = "day"
PAUSE = 0.2
"""Seconds between two looks at whether another machine has finished."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The run asked for: up to which day, the first day still to do, and the server's instant."""

    until: date
    start: date
    now: datetime
    demonstration: bool

    @property
    def days(self) -> Iterator[date]:
        """The days to do; none where the last run went as far."""
        for number in range((self.until - self.start).days + 1):
            yield self.start + number * ONE_DAY

    def at(self, day: date) -> datetime:
        """The instant that the day's events bear: the server's, in a demonstration city that of the day."""
        return datetime.combine(day, MORNING, OFFICE_ZONE) if self.demonstration else self.now


def planned(session: Session, now: datetime, asked: date | None = None) -> Plan:
    """What there is to do up to a day, today where none is asked for. Raises NotYet where no city is open."""
    first, last = first_day(session), last_tick(session)
    if first is None:
        raise NotYet(Reason("city.not_open"))
    # An earlier day than the last one's is no act on that day: the run does nothing.
    until = asked if asked and last and asked <= last else acting_day(session, now, asked)
    return Plan(until, last + ONE_DAY if last else first, now, is_demonstration(session))


def run(engine: Engine, plan: Plan, patience: float = 0) -> Counts:
    """Each day is committed before the next begins, so that a run that breaks off goes on where it was.

    Whoever else does the day's work is waited for, as many seconds as there is `patience`; NotYet after that. What they
    have done meanwhile is not done again.
    """
    until = monotonic() + patience
    while True:
        with leased(engine, LEASE) as held:
            if held is not None:
                return _run(engine, plan, held)
        if monotonic() >= until:
            raise NotYet(Reason("tick.elsewhere"))
        sleep(PAUSE)


def _run(engine: Engine, plan: Plan, held: Held) -> Counts:
    total = Counts()
    for day in plan.days:
        total.add(_day_in_two(engine, plan, day, held))
        tidy_wal(engine)
    if plan.until < plan.start:
        with writing(engine) as session, session.begin():
            held.check(session)
            work = begin(session, CLOCK, plan.at(plan.until), plan.until)
            note_run(session, plan.until, work, total, host(), 0)
    return total


def _day_in_two(engine: Engine, plan: Plan, day: date, held: Held) -> Counts:
    """The day's events in one transaction, the messages they left in the outbox in a second one."""
    counts = Counts()
    with writing(engine) as session, session.begin():
        held.check(session)
        last = last_tick(session)
        if last is None or last < day:  # else another machine did it since the run was planned
            counts.add(_one_day(session, plan, day))
    with writing(engine) as session, session.begin():
        held.check(session)
        counts.sent += hand_over(begin(session, CLOCK, plan.at(day), day))
    return counts


def rehearse(engine: Engine, plan: Plan) -> Counts:
    """The same days in one transaction that is taken back."""
    total = Counts()
    with writing(engine) as session:
        for day in plan.days:
            total.add(_one_day(session, plan, day))
            total.sent += hand_over(begin(session, CLOCK, plan.at(day), day))
        session.rollback()
    return total


def _one_day(session: Session, plan: Plan, day: date) -> Counts:
    """One day's work, sealed, with its run's row; messages are counted when they are handed over."""
    work = begin(session, CLOCK, plan.at(day), day)
    began = monotonic()
    counts = day_work(work)
    seal(work)
    note_run(session, day, work, counts, host(), round((monotonic() - began) * 1000))
    counts.sent = 0
    return counts
