"""The pages of the units' work: measures, self-checks, opinions, asking for acceptance and taking it back."""

from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.services import rectifying
from caseflow.services.withholding import seen_of
from caseflow.services.work import Work
from caseflow.web.acts.assigning import ReasonForm
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import YES, choice, yes_or_no
from caseflow.web.acts.matter import called, matter, row
from caseflow.web.choice import SelectChoice
from caseflow.web.fields import Checks, Needed, Pick, Sometimes, Verdict, needed_line
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.rulebook import meaning_in_words
from caseflow.words.say import day_in_words


class MeasureForm(ActForm):
    """A measure, and whether it is done."""

    number = Pick(N_("措施"), validators=[Needed()])
    done = Verdict(N_("完成情况"), validators=[Needed()])
    note = TextAreaField(N_("说明"), validators=[Optional()], description=N_("写明做了什么、证据是哪些"))


class ClauseForm(ActForm):
    """A measure, and the clause of a plan that it carries out."""

    number = Pick(N_("措施"), validators=[Needed()])
    clause = needed_line(N_("方案条款"), N_("写明是谁的实施方案、第几条，照抄条款的要点"))


class SelfCheckForm(ActForm):
    """The criteria the unit meets, and whose name stands under it."""

    criteria = Checks(N_("已达到的标准"), description=N_("逐条核对后勾选；没有全部勾选的，不能申请验收"))
    head = StringField(
        N_("单位负责人"), validators=[Needed()], description=N_("对自查负责的单位主要负责同志姓名")
    )
    note = TextAreaField(N_("说明"), validators=[Optional()])


class OpinionForm(ActForm):
    """Whether a further lead unit agrees with closing."""

    agrees = Verdict(N_("意见"), validators=[Needed()])
    note = TextAreaField(N_("说明"), validators=[Sometimes()], description=N_("不同意的，须写明理由"))


class ApplyForm(ActForm):
    """A note to the acceptance unit."""

    note = TextAreaField(N_("说明"), validators=[Optional()], description=N_("验收单位须知道的情况"))


def _offer_clause(work: Work, case: Case, form: ClauseForm) -> None:
    _offer_numbers(work, case, form.number)


def _offer_measures(work: Work, case: Case, form: MeasureForm) -> None:
    _offer_numbers(work, case, form.number)
    form.done.choices = yes_or_no("done")


def _offer_numbers(work: Work, case: Case, field: Pick) -> None:
    words = seen_of(work, case)
    field.offer(
        choice(measure.number, f"{measure.number} {words.get(f'measure.{measure.number}', '')}")
        for measure in case.measures
        if not measure.withdrawn
    )


def _measures(work: Work, case: Case) -> dict[str, Any]:
    """Every measure with the day it was done."""
    words = seen_of(work, case)
    rows = [
        row(
            gettext("措施%(number)s") % {"number": measure.number},
            words.get(f"measure.{measure.number}") or "—",
            gettext("%(day)s完成") % {"day": day_in_words(measure.done_on)} if measure.done_on else "",
        )
        for measure in case.measures
        if not measure.withdrawn
    ]
    return matter(gettext("整改措施"), *rows)


def _offer_criteria(work: Work, _case: Case, form: SelfCheckForm) -> None:
    form.criteria.choices = [
        SelectChoice(value=rule.key, label=meaning_in_words(rule)) for rule in work.book.criteria()
    ]


def _checks(_work: Work, case: Case) -> dict[str, Any]:
    """Which units have checked themselves."""
    days = {case.now(check.unit): check.on for check in case.self_checks}
    rows = [
        row(called([unit]), day_in_words(days[unit]) if unit in days else gettext("未自查"))
        for unit in case.checkers
    ]
    return matter(gettext("各单位自查"), *rows)


def _offer_opinion(_work: Work, _case: Case, form: OpinionForm) -> None:
    form.agrees.choices = yes_or_no("agrees")


page(
    "mark_measure",
    Action.MARK_MEASURE,
    MeasureForm,
    lambda work, key, form: rectifying.mark_measure(
        work, key, int(form.number.data), done=form.done.data == YES, note=form.note.data or ""
    ),
    prepare=_offer_measures,
    show=_measures,
)
page(
    "cite_clause",
    Action.CITE_CLAUSE,
    ClauseForm,
    lambda work, key, form: rectifying.cite_clause(work, key, int(form.number.data), form.clause.data or ""),
    prepare=_offer_clause,
    show=_measures,
)
page(
    "self_check",
    Action.SELF_CHECK,
    SelfCheckForm,
    lambda work, key, form: rectifying.self_check(
        work, key, form.criteria.data or [], form.head.data, form.note.data or ""
    ),
    prepare=_offer_criteria,
    show=_checks,
)
page(
    "give_opinion",
    Action.GIVE_OPINION,
    OpinionForm,
    lambda work, key, form: rectifying.give_opinion(
        work, key, agrees=form.agrees.data == YES, note=form.note.data or ""
    ),
    prepare=_offer_opinion,
)
page(
    "apply_closure",
    Action.APPLY_CLOSURE,
    ApplyForm,
    lambda work, key, form: rectifying.apply_closure(work, key, form.note.data or ""),
    show=_checks,
)
page(
    "withdraw",
    Action.WITHDRAW,
    ReasonForm,
    lambda work, key, form: rectifying.withdraw(work, key, form.reason.data),
    danger=True,
)
