"""The pages of the monthly dispatch: a unit's word, and the coordinator's."""

from collections.abc import Iterator
from typing import Any

from flask import request, url_for
from wtforms import BooleanField, DateField, TextAreaField
from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.monthly import Report
from caseflow.domain.errors import Reason
from caseflow.domain.terms import Progress
from caseflow.services import reporting
from caseflow.services.likening import nearest
from caseflow.services.queueing import next_review
from caseflow.services.reporting import last_worded
from caseflow.services.withholding import own_words
from caseflow.services.work import Work
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import choice, term_choices
from caseflow.web.acts.contributing import TAKE, parts_of, take_over
from caseflow.web.acts.likes import liked, said_of
from caseflow.web.acts.matter import Row, matter, row, told
from caseflow.web.fields import Needed, Pick, Sometimes, Verdict
from caseflow.web.forms import MORE, ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import day_in_words, month_in_words, term

RETURNED = "returned"


class ReportForm(ActForm):
    """A month's progress in the unit's words."""

    month = Pick(N_("月份"), validators=[Needed()])
    progress = Pick(N_("进度"), validators=[Needed()])
    unchanged = BooleanField(
        N_("本月无变化"), description=N_("与上次所报完全一样的勾选这里即可，不必改写文字；如实勾选不扣分")
    )
    done = TextAreaField(N_("本月进展"), description=N_("上次所报已带入，只改有变化的地方"))
    problems = TextAreaField(N_("存在问题"), validators=[Optional()])
    next_steps = TextAreaField(N_("下月打算"), validators=[Optional()])
    aware = BooleanField(N_("已知雷同，仍按此填报"), description=N_("雷同会记录在案，由整改办审核时一并看到"))


class ReviewForm(ActForm):
    """The progress as the coordinator confirms it, or a return."""

    month = Pick(N_("月份"), validators=[Needed()])
    result = Verdict(N_("审核结果"), validators=[Needed()])
    reason = TextAreaField(
        N_("退回理由"), validators=[Sometimes()], description=N_("退回的须写明，牵头部门看得到")
    )
    tail = TextAreaField(N_("剩余工作"), validators=[Sometimes()], description=N_("确认基本完成的须写明"))
    tail_by = DateField(
        N_("剩余工作完成日期"), validators=[Sometimes()], description=N_("确认基本完成的须填")
    )


def _offer_report(work: Work, case: Case, form: ReportForm) -> None:
    """Opens months, the first one owed beforehand; and the last report's words, for only what changed is written."""
    opened = [expected.month for expected in case.expected if not expected.closed]
    sent = {report.month for report in case.reports if report.result != RETURNED}
    owed = [month for month in opened if month not in sent] or opened[-1:]
    form.month.offer((choice(month, month_in_words(month)) for month in opened), owed[0] if owed else None)
    before = case.progress.value if case.reports else None
    form.progress.offer(term_choices("progress", Progress), before)
    if not form.is_submitted():
        words, last = own_words(work, case), [one for one in case.reports if one.words]
        fields = {"report.done": form.done, "report.problems": form.problems, "report.next": form.next_steps}
        for name, field in fields.items():
            field.data = words.get(name, "") if last and name in last[-1].words else ""
    if TAKE in request.form.getlist(MORE):
        take_over(work, case, form)
    if not case.reports:
        del form.unchanged
    if not _like(work, case, form):
        del form.aware


def _like(work: Work, case: Case, form: ReportForm) -> bool:
    """Whether what was typed is so like another report that the sender is asked once."""
    month, done = form.month.data or "", form.done.data or ""
    unchanged = "unchanged" in form and form.unchanged.data
    return bool(form.is_submitted() and not unchanged and nearest(work, case, month, done))


def _report(work: Work, key: str, form: Any) -> None:
    progress = Progress(form.progress.data)
    if "unchanged" in form and form.unchanged.data:
        words = (form.done.data or "", form.problems.data or "", form.next_steps.data or "")
        reporting.report_unchanged(work, key, form.month.data, progress, words)
        return
    reporting.report(
        work,
        key,
        form.month.data,
        progress,
        form.done.data or "",
        problems=form.problems.data or "",
        next_steps=form.next_steps.data or "",
        aware="aware" in form and form.aware.data,
    )


def _last_review(work: Work, case: Case) -> dict[str, Any]:
    """What came of the last report, above all why it was returned."""
    reviewed = [report for report in case.reports if report.result]
    if not reviewed:
        return {}
    last, words = reviewed[-1], told(work, case, "review_report")[-1]
    return matter(
        gettext("上次填报"),
        row(gettext("月份"), month_in_words(last.month)),
        row(gettext("所报进度"), term(f"progress.{last.progress}")),
        row(gettext("审核结果"), term(f"review.{last.result}")),
        row(gettext("确认进度"), term(f"progress.{last.confirmed}") if last.confirmed else ""),
        row(gettext("退回理由"), words.get("reason")),
    )


def _no_month(_work: Work, case: Case) -> Iterator[Reason]:
    if all(expected.closed for expected in case.expected):
        yield Reason("month.none_open", {})


def waiting(case: Case) -> list[Report]:
    """The reports nobody has reviewed yet, one a month."""
    months = dict.fromkeys(report.month for report in case.reports)
    found = (reporting.waiting_report(case, month) for month in months)
    return [report for report in found if report]


def _offer_review(_work: Work, case: Case, form: ReviewForm) -> None:
    form.month.offer(choice(report.month, month_in_words(report.month)) for report in waiting(case))
    returned = choice(RETURNED, gettext("退回，重新填报"))
    form.result.choices = [*term_choices("progress", Progress), returned]


def _review(work: Work, key: str, form: Any) -> None:
    confirmed = None if form.result.data == RETURNED else Progress(form.result.data)
    reporting.review_report(
        work,
        key,
        form.month.data,
        confirmed=confirmed,
        reason=form.reason.data or "",
        tail=form.tail.data or "",
        tail_by=form.tail_by.data,
    )


def _reported(work: Work, case: Case) -> dict[str, Any]:
    """The unit's words for every month that waits, beside the progress confirmed before."""
    reports = waiting(case)
    words = told(work, case, "report")  # the n-th event made the n-th report
    rows = [
        line for report in reports for line in _rows(work, case, report, words[case.reports.index(report)])
    ]
    if not rows:
        return {}
    likes = [compared for report in reports if (compared := liked(work, case, report))]
    return matter(gettext("待审核的填报"), *rows) | {"likes": likes}


def _rows(work: Work, case: Case, report: Report, words: dict[str, str]) -> Iterator[Row]:
    yield row(gettext("月份"), month_in_words(report.month))
    yield row(gettext("所报进度"), term(f"progress.{report.progress}"))
    if report.unchanged:
        yield row(gettext("本月进展"), gettext("本月无变化，沿用上次所报"))
        words = said_of(work, last_worded(case, report.month))
    yield row(gettext("现确认进度"), term(f"progress.{case.confirmed_progress}"))
    yield row(gettext("上次所报") if report.unchanged else gettext("本月进展"), words.get("report.done"))
    yield row(gettext("存在问题"), words.get("report.problems"))
    yield row(gettext("下月打算"), words.get("report.next"))
    yield row(gettext("填报日期"), day_in_words(report.on))
    yield row(gettext("审核期限"), day_in_words(report.review_by))


def _nothing_to_review(_work: Work, case: Case) -> Iterator[Reason]:
    if not waiting(case):
        yield Reason("report.none_waiting", {})


def _next_one(work: Work, case: Case) -> str | None:
    """The next report that waits for this coordinator, so that a queue is one click each."""
    key = case.key if waiting(case) else next_review(work, case.key)
    if key is None:
        return None
    inspection, _, number = key.partition("/")
    return url_for("acting.act", inspection=inspection, number=number, name="review_report")


def _beside(work: Work, case: Case) -> dict[str, Any]:
    """What came of the last report, and what the responsible units told for each open month."""
    opened = [expected.month for expected in case.expected if not expected.closed]
    return _last_review(work, case) | {"months": parts_of(work, case, opened), "take": TAKE}


page(
    "report",
    Action.REPORT,
    ReportForm,
    _report,
    prepare=_offer_report,
    template="acts/report.html",
    show=_beside,
    lacks=_no_month,
    told=lambda _form, _case: "page.reported",
)
page(
    "review_report",
    Action.REVIEW_REPORT,
    ReviewForm,
    _review,
    prepare=_offer_review,
    template="acts/review_report.html",
    show=_reported,
    lacks=_nothing_to_review,
    onward=_next_one,
)
