"""One digest per person and working morning: what is late, due today, due soon, and new since the last one."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from caseflow.domain.actor import actor_on
from caseflow.services.delivering import deliver
from caseflow.services.pending import Pending, pending
from caseflow.services.reaching import reachable
from caseflow.services.work import Work
from caseflow.store.runs import OutboxRow

DIGEST = "digest"
WHO = "person/"
"""Before the code of the person a digest is for, where other messages name a unit or post."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """What a person owes, by how it presses; each duty stands once."""

    late: tuple[Pending, ...]
    today: tuple[Pending, ...]
    soon: tuple[Pending, ...]
    opened: tuple[Pending, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.late or self.today or self.soon or self.opened)


def open_digests(work: Work) -> int:
    """Puts today's digest on its way to everybody who wants one and owes something; how many digests.

    Asked again on the same day it does nothing: a person's digest is decided on once.
    """
    done = select(OutboxRow.who).where(OutboxRow.matter == DIGEST, OutboxRow.day == work.day)
    decided, opened, keep = set(work.session.scalars(done)), 0, work.actor
    for person, reach in reachable(work.session, work.day).items():
        channels = [one for one in reach if one.digest]
        if not channels or f"{WHO}{person}" in decided or person not in work.city.people:
            continue
        work.actor = actor_on(work.city.people[person], work.day)
        row = OutboxRow(matter=DIGEST, case="", who=f"{WHO}{person}", day=work.day, sent_at=work.at)
        since = last_digest(work, row.who)
        work.session.add(row)
        work.session.flush()
        if not sorted_duties(work, since).empty:
            deliver(work, row, person, channels)
            opened += 1
    work.actor = keep
    work.session.flush()
    return opened


def sorted_duties(work: Work, since: date) -> Sorted:
    """The actor's duties; what was opened on or after `since` and presses by no date counts as new."""
    running = [duty for duty in pending(work) if duty.stopped_on is None]
    near = work.day + timedelta(days=work.book.number("light.near"))
    dated = [(duty, duty.due) for duty in running if duty.due and duty.due <= near]
    opened = (duty for duty in running if not (duty.due and duty.due <= near) and duty.opened_on >= since)
    return Sorted(
        tuple(duty for duty, due in dated if due < work.day),
        tuple(duty for duty, due in dated if due == work.day),
        tuple(duty for duty, due in dated if due > work.day),
        tuple(opened),
    )


def last_digest(work: Work, who: str) -> date:
    """The day of the person's digest before today's, from which on a duty is new; yesterday where there is none."""
    asked = select(func.max(OutboxRow.day)).where(
        OutboxRow.matter == DIGEST, OutboxRow.who == who, OutboxRow.day < work.day
    )
    return work.session.scalar(asked) or work.day - timedelta(days=1)
