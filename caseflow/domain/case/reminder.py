"""A reminder (提醒) that a person sent: the first and mildest step, about one thing that a unit owes."""

from dataclasses import dataclass
from datetime import date

from caseflow.domain.event import Event


@dataclass(frozen=True, slots=True)
class Reminder:
    """The obligation `kind`, `ref` it was about, the unit it went to, on which day and from whom."""

    kind: str
    ref: str
    unit: str
    on: date
    by: str


def reminder_of(event: Event) -> Reminder:
    """The reminder that an event puts on record: `send_reminder` of a case, `remind_unit` of a meeting or plan."""
    return Reminder(event.data["kind"], event.data["ref"], event.data["unit"], event.day, event.actor)
