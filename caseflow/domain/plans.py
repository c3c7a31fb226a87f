"""Implementation plans (具体实施方案): a stream per unit and inspection, version after version."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from caseflow.domain.case.reminder import Reminder, reminder_of
from caseflow.domain.event import Event

RESULTS = ("accepted", "returned")
"""What the office may say of a version."""


@dataclass(frozen=True, slots=True)
class Version:
    """One plan as handed in; `digest` names the file. `result` is None until the office has looked at it."""

    number: int
    digest: str
    media: str
    on: date
    by: str
    result: str | None = None
    reviewed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What one unit handed in for one inspection; the city's own plan lies under its root unit."""

    inspection: str
    unit: str
    versions: tuple[Version, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    events: int = 0
    reminders: tuple[Reminder, ...] = ()

    @property
    def stream(self) -> str:
        """The name of the stream that holds the plan's events."""
        return f"plan/{self.inspection}/{self.unit}"

    @property
    def last(self) -> Version | None:
        """The newest version."""
        return self.versions[-1] if self.versions else None


def _hand_in(plan: Plan, event: Event) -> Plan:
    if plan.last and plan.last.result is None:
        raise ValueError("a version waits for its review")
    data, number = event.data, len(plan.versions) + 1
    version = Version(number, data["digest"], data["media"], event.day, event.actor)
    return replace(plan, versions=(*plan.versions, version))


def _review(plan: Plan, event: Event) -> Plan:
    last, result = plan.last, event.data["result"]
    if last is None or last.result or last.number != event.data["number"] or result not in RESULTS:
        raise ValueError("no such version waits")
    return replace(plan, versions=(*plan.versions[:-1], replace(last, result=result, reviewed_on=event.day)))


def _remind(plan: Plan, event: Event) -> Plan:
    return replace(plan, reminders=(*plan.reminders, reminder_of(event)))


HANDLERS: dict[str, Callable[[Plan, Event], Plan]] = {
    "hand_in_plan": _hand_in,
    "review_plan": _review,
    "remind_unit": _remind,
}


def apply(plan: Plan | None, event: Event) -> Plan:
    """The plan after one more event. Raises KeyError for a type nobody folds, ValueError out of place."""
    _, inspection, unit = event.stream.split("/", 2)
    after = HANDLERS[event.type](plan or Plan(inspection, unit), event)
    return replace(after, texts={**after.texts, **event.texts}, events=event.n + 1)


def fold(events: Iterable[Event]) -> Plan | None:
    """The plan all these events make, in order; None for no events."""
    plan: Plan | None = None
    for event in events:
        plan = apply(plan, event)
    return plan
