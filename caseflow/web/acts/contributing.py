"""The page on which a responsible unit tells its part of the month, and how the lead unit's report shows the parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import BooleanField, TextAreaField
from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.dispatch_facts import month_facts
from caseflow.domain.errors import NotPermitted, Reason, Refused
from caseflow.services import contributing
from caseflow.services.contributing import Told, contributor, gathered, markable, told_in
from caseflow.services.withholding import seen_of
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import choice
from caseflow.web.acts.matter import called, matter, row
from caseflow.web.fields import Checks, Needed, Pick
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import day_in_words, month_in_words

TAKE = "take"
"""The button that writes the parts into the lead unit's report."""


class ContributeForm(ActForm):
    """A unit's part of a month."""

    month = Pick(N_("月份"), validators=[Needed()])
    unchanged = BooleanField(N_("本月无变化"), description=N_("本单位本月没有新情况的，勾选这里即可"))
    done = TextAreaField(N_("本单位本月所做工作"), description=N_("牵头部门填报时看得到，可以直接取用"))
    measures = Checks(N_("本月完成的措施"), validators=[Optional()], description=N_("勾选的同时标记为已完成"))
    problems = TextAreaField(N_("存在问题"), validators=[Optional()])


@dataclass(frozen=True, slots=True)
class Part:
    """One unit's part as the report's page shows it; `late` says that it came after the day."""

    unit: str
    on: str
    late: bool
    unchanged: bool
    done: str
    problems: str
    measures: str


@dataclass(frozen=True, slots=True)
class Month:
    """An open month with the parts told, the units that told nothing yet, and the day to tell by."""

    month: str
    by: str
    parts: Sequence[Part]
    awaited: str


def parts_of(work: Work, case: Case, months: Sequence[str]) -> list[Month]:
    """The months in which anybody tells a part."""
    found = []
    for month in months:
        facts, told = month_facts(case, month), told_in(work, case, month)
        if told or facts.awaited:
            late = {case.now(part.unit): part.late for part in facts.parts}
            parts = [_part(case, one, late=late[case.now(one.part.unit)]) for one in told]
            found.append(
                Month(month_in_words(month), day_in_words(facts.contribute_by), parts, called(facts.awaited))
            )
    return found


def take_over(work: Work, case: Case, form: Any) -> None:
    """Writes what the units told for the chosen month under what stands in the form already."""
    told = told_in(work, case, form.month.data or "")
    names = here.names()
    form.done.data = gathered(((names.unit(t.part.unit), t.done) for t in told), form.done.data or "")
    form.problems.data = gathered(
        ((names.unit(t.part.unit), t.problems) for t in told), form.problems.data or ""
    )


def _part(case: Case, told: Told, *, late: bool) -> Part:
    part = told.part
    measures = "、".join(gettext("措施%(number)s") % {"number": number} for number in part.measures)
    unit = called([case.now(part.unit)])
    return Part(unit, day_in_words(part.on), late, part.unchanged, told.done, told.problems, measures)


def _offer(work: Work, case: Case, form: ContributeForm) -> None:
    opened = [expected.month for expected in case.expected if not expected.closed]
    form.month.offer(
        (choice(month, month_in_words(month)) for month in opened), opened[-1] if opened else None
    )
    unit = _unit(work, case)
    words = seen_of(work, case)
    numbered = markable(case, unit) if unit else []
    form.measures.choices = [choice(number, f"{number} {words.get(name, '')}") for number, name in numbered]
    if not numbered:
        del form.measures


def _unit(work: Work, case: Case) -> str | None:
    try:
        return contributor(work, case)
    except Refused:
        return None


def _lacks(work: Work, case: Case) -> Iterator[Reason]:
    if all(expected.closed for expected in case.expected):
        yield Reason("month.none_open", {})
    try:
        contributor(work, case)
    except NotPermitted:
        raise
    except Refused as refused:
        yield from refused.reasons


def _show(work: Work, case: Case) -> dict[str, Any]:
    """What the unit told last, for the same month or one before."""
    unit = _unit(work, case)
    own = [part for part in case.contributions if case.now(part.unit) == unit]
    if not own:
        return {}
    told = next(one for one in told_in(work, case, own[-1].month) if case.now(one.part.unit) == unit)
    return matter(
        gettext("上次分报"),
        row(gettext("月份"), month_in_words(own[-1].month)),
        row(gettext("填报日期"), day_in_words(own[-1].on)),
        row(gettext("本单位本月所做工作"), told.done or gettext("本月无变化")),
        row(gettext("存在问题"), told.problems),
    )


def _contribute(work: Work, key: str, form: Any) -> None:
    ticked = form.measures.data if "measures" in form else None
    contributing.contribute(
        work,
        key,
        form.month.data,
        form.done.data or "",
        problems=form.problems.data or "",
        measures=[int(number) for number in ticked or ()],
        unchanged=form.unchanged.data,
    )


page(
    "contribute",
    Action.CONTRIBUTE,
    ContributeForm,
    _contribute,
    prepare=_offer,
    show=_show,
    lacks=_lacks,
    told=lambda _form, _case: "page.contributed",
)
