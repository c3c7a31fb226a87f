"""The page of a reminder: one thing that a unit owes on the case, and the day it was last asked for it."""

from collections.abc import Iterator
from typing import Any

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import Reason
from caseflow.services.reminding import remindable, send_reminder
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import choice
from caseflow.web.acts.matter import matter, row
from caseflow.web.fields import Needed, Pick
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import day_in_words, term

BETWEEN = ":"
"""Between an obligation's kind and its ref in the form."""


class ReminderForm(ActForm):
    """Which of the things owed."""

    owed = Pick(N_("提醒的事项"), validators=[Needed()])


def _offer(work: Work, case: Case, form: ReminderForm) -> None:
    names = here.names()
    form.owed.offer(
        choice(
            f"{one.owed.kind}{BETWEEN}{one.owed.ref}",
            f"{names.called(one.owed.who)}　{term(f'obligation.{one.owed.kind}')}　{day_in_words(one.owed.due)}",
        )
        for one in remindable(work, case)
        if one.skip is None
    )


def _send(work: Work, key: str, form: Any) -> None:
    kind, _, ref = form.owed.data.partition(BETWEEN)
    send_reminder(work, key, kind, ref)


def _sent_before(_work: Work, case: Case) -> dict[str, Any]:
    """Every reminder on record, the newest last."""
    names = here.names()
    rows = [
        row(day_in_words(one.on), f"{names.called(one.unit)}　{term(f'obligation.{one.kind}')}")
        for one in case.reminders
    ]
    return matter(gettext("已发出的提醒"), *rows) if rows else {}


def _nobody(work: Work, case: Case) -> Iterator[Reason]:
    planned = remindable(work, case)
    if all(one.skip for one in planned):
        yield next((one.skip for one in planned if one.skip), Reason("reminder.nothing_owed", {}))


page(
    "send_reminder",
    Action.SEND_REMINDER,
    ReminderForm,
    _send,
    prepare=_offer,
    show=_sent_before,
    lacks=_nobody,
    after="after.send_reminder",
)
