"""The page on which somebody who went back to a closed case says what they found there (回头看)."""

from collections.abc import Iterator
from typing import Any

from wtforms import DateField

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import Reason
from caseflow.domain.lookback import RESULTS
from caseflow.services import looking_back
from caseflow.services.work import Work
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import choice
from caseflow.web.fields import Lines, Needed, Pick, Verdict, needed_line, needed_text
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import term


class LookBackForm(ActForm):
    """One look at one case."""

    draw = Pick(N_("哪次抽查"), validators=[Needed()])
    result = Verdict(
        N_("结果"),
        validators=[Needed()],
        description=N_("反弹的，整改办提出重新立案；整改不实的，提出撤销销号"),
    )
    on = DateField(N_("现场核查日期"), validators=[Needed()])
    place = needed_line(N_("现场地点"))
    people = Lines(N_("核查人员"), validators=[Needed()], description=N_("一行一人"))
    words = needed_text(N_("看到的情况"), N_("写明到现场看到什么，与销号材料是否相符"))


def _offer(work: Work, case: Case, form: Any) -> None:
    form.draw.offer(choice(name, name) for name in looking_back.open_draws(work, case))
    form.result.choices = [choice(one, term(f"look_back.{one}")) for one in RESULTS]
    form.people.description = gettext("一行一人，不少于 %(people)s 人") % {
        "people": work.book.number("look_back.people")
    }


def _lacks(work: Work, case: Case) -> Iterator[Reason]:
    if not looking_back.open_draws(work, case):
        yield Reason("look_back.not_drawn", {})


def _record(work: Work, key: str, form: Any) -> Case:
    return looking_back.look_back(
        work,
        key,
        form.draw.data,
        form.result.data,
        form.on.data,
        form.place.data,
        form.people.lines,
        form.words.data,
    )


page("look_back", Action.LOOK_BACK, LookBackForm, _record, prepare=_offer, lacks=_lacks)
