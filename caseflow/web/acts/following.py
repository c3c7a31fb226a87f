"""The pages of what follows or runs beside the steps."""

from collections.abc import Iterator
from typing import Any

from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import BadInput, Reason, Unknown
from caseflow.domain.numerals import folded
from caseflow.services import following
from caseflow.services.access import held_case
from caseflow.services.outside_words import state_in_words
from caseflow.services.withholding import seen_of
from caseflow.services.work import Work
from caseflow.web.acts.assigning import ReasonForm
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import YES, choice, yes_or_no
from caseflow.web.acts.effects import of_resumption, of_suspension
from caseflow.web.acts.matter import matter, row, told
from caseflow.web.fields import Needed, Pick, Sometimes, Verdict, needed_line, needed_text
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import day_in_words


class FeedbackForm(ActForm):
    """When and under which number the inspection team was answered."""

    on = DateField(
        N_("反馈日期"), validators=[Needed()], description=N_("文件上的日期；是否按期以登记当日为准")
    )
    paper = needed_line(N_("文号"))
    reason = TextAreaField(
        N_("更正理由"), validators=[Optional()], description=N_("只在更正已登记的反馈时填写，写明哪里有误")
    )


class FileUpForm(ActForm):
    """The paper number under which the closure is filed one level up."""

    paper = needed_line(N_("文号"))


class ReportYearForm(ActForm):
    """That a standing task holds."""

    year = Pick(N_("年度"), validators=[Needed()])
    note = needed_text(N_("年度情况"), N_("写明措施是否仍在执行、成效是否保持"))


class ConfirmYearForm(ActForm):
    """The acceptance unit's word on a year."""

    year = Pick(N_("年度"), validators=[Needed()])
    confirmed = Verdict(N_("结论"), validators=[Needed()])
    note = TextAreaField(N_("说明"), validators=[Sometimes()], description=N_("不予确认的，须写明理由"))


class MergeForm(ActForm):
    """The main case and why."""

    into = StringField(
        N_("主案件编号"), validators=[Needed()], description=N_("同一督察轮次、反映同一问题的信访案件")
    )
    reason = needed_text(N_("理由"))


def _offer_years(work: Work, case: Case, form: ReportYearForm) -> None:
    form.year.offer(choice(year, str(year)) for year in range(work.day.year, case.filed_on.year - 1, -1))


def _not_standing(_work: Work, case: Case) -> Iterator[Reason]:
    if not case.due.standing:
        yield Reason("guard.not_standing", {"turn": None})


def _offer_reported(_work: Work, case: Case, form: ConfirmYearForm) -> None:
    waiting = (year for year in case.years if year.reported_on and year.confirmed is None)
    form.year.offer(choice(year.year, str(year.year)) for year in waiting)
    form.confirmed.choices = yes_or_no("confirmed")


def _years(work: Work, case: Case) -> dict[str, Any]:
    """What the responsible unit said last."""
    reported = told(work, case, "report_year")
    if not reported:
        return {}
    last = max(case.years, key=lambda year: year.reported_on or case.filed_on)
    return matter(
        gettext("年度情况"),
        row(gettext("年度"), str(last.year)),
        row(gettext("报告日期"), day_in_words(last.reported_on)),
        row(gettext("年度情况"), reported[-1].get("year.note")),
    )


def _merge(work: Work, key: str, form: Any) -> None:
    into = f"{key.partition('/')[0]}/{folded(form.into.data)}"
    try:
        following.merge(work, key, into, form.reason.data)
    except Unknown as unknown:  # of the number typed, not of the page
        raise BadInput(*unknown.reasons) from None


def _feed_back(work: Work, key: str, form: Any) -> None:
    reason = form.reason.data if form.reason else ""
    following.feed_back(work, key, form.on.data, form.paper.data, reason or "")


def _only_to_correct(_work: Work, case: Case, form: FeedbackForm) -> None:
    """A reason is asked for once there is something to correct."""
    if case.fed_back_on is None:
        del form.reason


def _fed_back(work: Work, case: Case) -> dict[str, Any]:
    """What was entered before."""
    if case.fed_back_on is None:
        return {}
    paper = seen_of(work, case).get("feedback.paper")
    return matter(
        gettext("更正反馈"),
        row(gettext("首次登记"), day_in_words(case.fed_back_on), gettext("是否按期以此为准")),
        row(gettext("文号"), paper),
    )


def _parts(work: Work, case: Case) -> dict[str, Any]:
    """How far each locality part has come."""
    parts = [part for key in case.links.parts if (part := held_case(work, key))]
    rows = [row(part.number, state_in_words(part)) for part in parts]
    return matter(gettext("分件"), *rows) if rows else {}


page(
    "feed_back",
    Action.FEED_BACK,
    FeedbackForm,
    _feed_back,
    prepare=_only_to_correct,
    show=_fed_back,
)
page(
    "file_up",
    Action.FILE_UP,
    FileUpForm,
    lambda work, key, form: following.file_up(work, key, form.paper.data),
)
page(
    "report_year",
    Action.REPORT_YEAR,
    ReportYearForm,
    lambda work, key, form: following.report_year(work, key, int(form.year.data), form.note.data),
    prepare=_offer_years,
    lacks=_not_standing,
)
page(
    "confirm_year",
    Action.CONFIRM_YEAR,
    ConfirmYearForm,
    lambda work, key, form: following.confirm_year(
        work, key, int(form.year.data), confirmed=form.confirmed.data == YES, note=form.note.data or ""
    ),
    prepare=_offer_reported,
    show=_years,
)
page(
    "suspend",
    Action.SUSPEND,
    ReasonForm,
    lambda work, key, form: following.suspend(work, key, form.reason.data),
    show=of_suspension,
    template="acts/effect.html",
)
page(
    "resume",
    Action.RESUME,
    ActForm,
    lambda work, key, _form: following.resume(work, key),
    show=of_resumption,
)
page("merge", Action.MERGE, MergeForm, _merge)
page(
    "unmerge",
    Action.UNMERGE,
    ReasonForm,
    lambda work, key, form: following.unmerge(work, key, form.reason.data),
)
page(
    "gather_parts",
    Action.GATHER_PARTS,
    ActForm,
    lambda work, key, _form: following.gather_parts(work, key),
    show=_parts,
)
