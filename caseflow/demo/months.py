"""The office's months in the demonstration: reminders before the reports are due, and the circular of each month."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial

from caseflow.demo.acts import COLLEAGUE, COORDINATOR, Act, Stage, officer
from caseflow.demo.tasks import number_for
from caseflow.demo.workdays import workday, workdays_after
from caseflow.domain.case import Case
from caseflow.domain.terms import Progress
from caseflow.services import circulars, reminding, reporting
from caseflow.services.access import held_case
from caseflow.services.naming import names_on
from caseflow.services.reporting import last_worded
from caseflow.services.texts import read_texts
from caseflow.services.work import Work

FIRST, LAST = date(2023, 5, 1), date(2024, 5, 1)
"""The first month that was dispatched, and the last one of the story."""
DRAFTED, ISSUED = 3, 5
"""Working days of the next month on which a month's circular was written, and issued by a second person."""
REMINDED = frozenset({"2023-06", "2023-09", "2024-03"})
REMINDER_DAY, MOST = 19, 3
"""On which day of these months, and how many units at most, the office reminds of what is not sent yet."""
COPIED = 11, date(2023, 9, 18), "2023-09"
"""The task whose lead unit sends the last month's words again, on which day, and for which month."""


def month_acts(cases: Mapping[str, Case]) -> Iterator[Act]:
    """What the office did month by month; `cases` are the tasks by number."""
    month = FIRST
    while month <= LAST:
        name, following = f"{month:%Y-%m}", (month + timedelta(days=31)).replace(day=1)
        if name in REMINDED:
            on = workday(month.replace(day=REMINDER_DAY))
            yield Act(on, Stage.FIND, COORDINATOR, name, partial(_remind, month=name))
        draft, issue = partial(_draft, month=name), partial(circulars.issue_circular, month=name)
        before = following - timedelta(days=1)
        yield Act(workdays_after(before, DRAFTED), Stage.DRAFT, COORDINATOR, name, draft)
        yield Act(workdays_after(before, ISSUED), Stage.RELEASE, COLLEAGUE, name, issue)
        month = following
    task, day, name = COPIED
    case = cases[number_for(task)]
    lead = officer(case.parties.lead_unit or "")
    yield Act(day, Stage.REPORT, lead, case.key, partial(_copy, key=case.key, month=name))
    yield Act(day, Stage.REVIEW, COORDINATOR, case.key, partial(_return, key=case.key, month=name))


def _remind(work: Work, *, month: str) -> None:
    """The first units in the register that have not sent the month's word."""
    for planned in [one for one in reminding.month_reminders(work, month) if one.skip is None][:MOST]:
        reminding.send_reminder(work, planned.case.key, planned.owed.kind, planned.owed.ref)


def _draft(work: Work, *, month: str) -> None:
    """The text as the month's figures have it."""
    facts = circulars.circular_facts(work, month)
    texts = circulars.draft_texts(facts, names_on(work.session, work.city, work.day))
    circulars.draft_circular(work, month, texts)


def _copy(work: Work, *, key: str, month: str) -> None:
    case = held_case(work, key)
    words = last_worded(case, month) if case else {}
    done = read_texts(work.session, words.values()).get(words.get("report.done", ""), "")
    if case and done:
        reporting.report(work, key, month, Progress.NORMAL, done)


def _return(work: Work, *, key: str, month: str) -> None:
    reason = "与上月填报雷同，请写明本月实际进展；确无变化的，勾选“本月无变化”。"
    reporting.review_report(work, key, month, reason=reason)
