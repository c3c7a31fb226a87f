"""The pages of acceptance: supplements, the on-site record, passing and sending back."""

from typing import Any

from wtforms import DateField, TextAreaField
from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.services import accepting
from caseflow.services.limits import ends
from caseflow.services.withholding import seen_of
from caseflow.services.work import Work
from caseflow.web.acts.base import page
from caseflow.web.acts.matter import called, matter, row
from caseflow.web.fields import Lines, Needed, Verdicts, needed_line, needed_text
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.rulebook import meaning_in_words
from caseflow.words.say import day_in_words


class SupplementForm(ActForm):
    """What is missing, and by when."""

    wanted = needed_text(N_("补正内容"), N_("逐项写明缺什么；整改时限不因补正顺延"))
    until = DateField(N_("补正期限"), validators=[Needed()])


class SuppliedForm(ActForm):
    """What was supplied."""

    note = needed_text(N_("补正说明"), N_("逐项写明已补的内容；文件在案件页上传"))


class PassForm(ActForm):
    """The on-site record, a verdict on every criterion, and the opinion."""

    site_day = DateField(N_("现场验收日期"), validators=[Needed()])
    place = needed_line(N_("现场地点"))
    people = Lines(N_("验收人员"), validators=[Needed()], description=N_("一行一人"))
    verdicts = Verdicts(N_("逐条结论"))
    opinion = TextAreaField(N_("验收意见"), validators=[Optional()])
    province = needed_text(N_("省级意见"), N_("写明出具意见的单位、日期和结论"))


class FailForm(ActForm):
    """Why the case goes back, and by when it is corrected."""

    reason = needed_text(N_("退回理由"), N_("写明哪条标准没有达到、现场看到了什么"))
    correct_by = DateField(N_("改正期限"), validators=[Needed()])


def _until(name: str, limit: str) -> Any:
    """Says below a date which day is the last one it may be."""

    def prepare(work: Work, _case: Case, form: ActForm) -> None:
        latest = day_in_words(ends(work, limit))
        form[name].description = gettext("今天以后，不晚于%(day)s") % {"day": latest}

    return prepare


def _asked(work: Work, case: Case) -> dict[str, Any]:
    """What the acceptance unit wants."""
    if case.supplement is None:
        return {}
    return matter(
        gettext("补正要求"),
        row(gettext("补正内容"), seen_of(work, case).get("supplement.wanted")),
        row(gettext("补正期限"), day_in_words(case.supplement.until)),
    )


def _offer_criteria(work: Work, _case: Case, form: PassForm) -> None:
    form.verdicts.criteria = [(rule.key, meaning_in_words(rule)) for rule in work.book.criteria()]
    form.people.description = gettext("一行一人，不少于 %(people)s 人") % {
        "people": work.book.number("acceptance.people")
    }
    if not work.book.flag("acceptance.by_province"):
        del form.province


def _self_checked(work: Work, case: Case) -> dict[str, Any]:
    """Which units have checked themselves, and what they said."""
    words = seen_of(work, case)
    rows = [row(called([check.unit]), day_in_words(check.on)) for check in case.self_checks]
    return matter(
        gettext("自查"),
        *rows,
        row(gettext("单位负责人"), words.get("self_check.head")),
        row(gettext("说明"), words.get("self_check.note")),
        row(gettext("申请日期"), day_in_words(case.application.on) if case.application else ""),
    )


def _pass(work: Work, key: str, form: Any) -> None:
    accepting.pass_acceptance(
        work,
        key,
        site_day=form.site_day.data,
        place=form.place.data,
        who=form.people.lines,
        verdicts=form.verdicts.data,
        opinion=form.opinion.data or "",
        province=form.province.data if "province" in form else "",
    )


page(
    "request_supplement",
    Action.REQUEST_SUPPLEMENT,
    SupplementForm,
    lambda work, key, form: accepting.request_supplement(work, key, form.wanted.data, form.until.data),
    prepare=_until("until", "supplement.limit"),
)
page(
    "supply_supplement",
    Action.SUPPLY_SUPPLEMENT,
    SuppliedForm,
    lambda work, key, form: accepting.supply_supplement(work, key, form.note.data),
    show=_asked,
)
page(
    "begin_acceptance",
    Action.BEGIN_ACCEPTANCE,
    ActForm,
    lambda work, key, _form: accepting.begin_acceptance(work, key),
    show=_self_checked,
    after="after.begin_acceptance",
)
page(
    "pass_acceptance",
    Action.PASS_ACCEPTANCE,
    PassForm,
    _pass,
    prepare=_offer_criteria,
    show=_self_checked,
)
page(
    "fail_acceptance",
    Action.FAIL_ACCEPTANCE,
    FailForm,
    lambda work, key, form: accepting.fail_acceptance(work, key, form.reason.data, form.correct_by.data),
    prepare=_until("correct_by", "acceptance.correction"),
    danger=True,
)
