"""The page on which a commendation (通报表扬) is put before the group's heads."""

from typing import Any

from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.services import praising
from caseflow.services.listing import units_of
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import choice
from caseflow.web.fields import Lines, Needed, Pick, needed_text
from caseflow.web.forms import ActForm
from caseflow.words.msgid import N_


class CommendForm(ActForm):
    """Whom, what for, and the words."""

    unit = Pick(N_("表扬单位"), validators=[Needed()])
    reason = needed_text(N_("事由"), N_("写明做法和成效"))
    words = needed_text(N_("文书内容"))
    cases = Lines(N_("其他案件"), validators=[Optional()], description=N_("每行一个案件编号，限同一督察轮次"))


def _offer(work: Work, case: Case, form: Any) -> None:
    codes = dict.fromkeys(units_of(case))
    form.unit.offer(choice(code, here.names().unit(code)) for code in codes if code in work.city.units)


def _propose(work: Work, key: str, form: Any) -> Case:
    inspection = key.partition("/")[0]
    cases = [f"{inspection}/{number}" for number in form.cases.lines]
    return praising.propose_commendation(
        work, key, form.unit.data, form.reason.data, form.words.data, cases=cases
    )


page(
    "propose_commendation",
    Action.PROPOSE_COMMENDATION,
    CommendForm,
    _propose,
    prepare=_offer,
    told=lambda _form, _case: "page.paper_proposed",
)
