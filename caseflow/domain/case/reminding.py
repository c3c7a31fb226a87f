"""Folds reminders. One changes nothing but what is known of having been said."""

from caseflow.domain.case.facts import Case
from caseflow.domain.case.fold import on
from caseflow.domain.case.reminder import reminder_of
from caseflow.domain.event import Event
from caseflow.domain.replacing import replace


@on("send_reminder")
def _send(case: Case, event: Event) -> Case:
    return replace(case, reminders=(*case.reminders, reminder_of(event)))
