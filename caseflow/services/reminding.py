"""Reminding (提醒): the office asks a unit for what it owes, on record; once a day for the same thing."""

from collections.abc import Collection
from dataclasses import dataclass

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.reminder import Reminder
from caseflow.domain.errors import BadInput, NotYet, Reason
from caseflow.domain.obligations import Obligation, obligations, stands_still
from caseflow.services.access import case_for, permit
from caseflow.services.attending import PLAN, Asked, standing
from caseflow.services.convening import held_meeting
from caseflow.services.messaging import remind
from caseflow.services.planning import held_plan
from caseflow.services.record import record
from caseflow.services.searching import cases_of
from caseflow.services.work import Work
from caseflow.store.queries import expected_of
from caseflow.store.scope import scope_clause

OF_A_MONTH = frozenset({"report", "contribution"})
"""What units owe for a month's dispatch."""
OF_UNITS = frozenset({"asked.hand_in_plan", "asked.finish_item"})
"""What units owe beside cases and may be reminded of; to a meeting they are called."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One reminder as it would go out; `skip` says why it will not."""

    case: Case
    owed: Obligation
    skip: Reason | None


def remindable(work: Work, case: Case) -> list[Planned]:
    """What units owe on a case, each with whether they may be reminded of it today. Heads are asked by their inbox."""
    owed = (one for one in obligations(case) if one.met_on is None and one.who in work.city.units)
    return [Planned(case, one, _why_not(work, case, one)) for one in owed]


def month_reminders(work: Work, month: str) -> list[Planned]:
    """What units have not sent yet of a month, in the order of the units and cases."""
    within = scope_clause(work.actor, Action.SEND_REMINDER, work.city, work.day)
    cases = cases_of(work, expected_of(work.session, within, month)).values()
    found = (
        planned
        for case in cases
        for planned in remindable(work, case)
        if planned.owed.kind in OF_A_MONTH and month_of(planned.owed) == month
    )
    place = {code: n for n, code in enumerate(work.city.units)}
    return sorted(found, key=lambda one: (place[one.owed.who], one.case.key, one.owed.ref))


def month_of(owed: Obligation) -> str:
    """The month an obligation of the dispatch is about."""
    return owed.ref.partition(".")[0]


def send_reminder(work: Work, key: str, kind: str, ref: str) -> Case:
    """Reminds the unit that owes this. Raises BadInput where nothing such is owed, NotYet where it was done today."""
    case = case_for(work, key, Action.SEND_REMINDER)
    planned = next(
        (one for one in remindable(work, case) if (one.owed.kind, one.owed.ref) == (kind, ref)), None
    )
    if planned is None:
        raise BadInput(Reason("reminder.nothing_owed", {}))
    if planned.skip:
        raise NotYet(planned.skip)
    owed = planned.owed
    record(work, case.stream, "send_reminder", {"kind": kind, "ref": ref, "unit": owed.who})
    remind(work, "reminded", case.key, owed.who)
    return work.cases[key]


def remind_month(work: Work, month: str, keys: Collection[str]) -> int:
    """Reminds every unit that has not sent a month's word on these cases; how many reminders went out.

    Who was reminded today, or whose case stands still, is left out. Raises NotYet where nobody is left.
    """
    permit(work, Action.SEND_REMINDER)
    chosen = [one for one in month_reminders(work, month) if one.case.key in keys and one.skip is None]
    if not chosen:
        raise NotYet(Reason("reminder.nobody_left", {}))
    for one in chosen:
        send_reminder(work, one.case.key, one.owed.kind, one.owed.ref)
    return len(chosen)


def remind_asked(work: Work, about: str, ref: str = "") -> None:
    """Reminds a unit of its implementation plan or of what a meeting agreed (`about`: the stream after a slash).

    Raises BadInput where nothing such is owed by a unit, NotYet where it was done today.
    """
    permit(work, Action.SEND_REMINDER)
    asked = (one for one in standing(work) if (one.about, one.ref) == (about, ref))
    owed = next((one for one in asked if one.word in OF_UNITS and one.who in work.city.units), None)
    if owed is None:
        raise BadInput(Reason("reminder.nothing_owed", {}))
    data = {"kind": owed.word.partition(".")[2], "ref": ref, "unit": owed.who}
    before = {(one.kind, one.ref, one.unit, one.on) for one in _sent(work, owed)}
    if (data["kind"], ref, owed.who, work.day) in before:
        raise NotYet(Reason("reminder.sent_today", {}))
    record(work, about.removeprefix("/"), "remind_unit", data)
    remind(work, "reminded", about, owed.who)


def _sent(work: Work, owed: Asked) -> tuple[Reminder, ...]:
    """The reminders on record where this is asked."""
    if owed.place.kind == PLAN:
        inspection, _, unit = owed.place.name.partition("/")
        return held_plan(work, inspection, unit).reminders
    meeting = held_meeting(work, owed.place.name)
    return meeting.reminders if meeting else ()


def _why_not(work: Work, case: Case, owed: Obligation) -> Reason | None:
    if stands_still(case, owed.kind):
        return Reason("reminder.stands_still", {})
    about = (owed.kind, owed.ref, owed.who, work.day)
    if any((one.kind, one.ref, one.unit, one.on) == about for one in case.reminders):
        return Reason("reminder.sent_today", {})
    return None
