"""The pages of a petition's check: what was found, and its two confirmations."""

from collections.abc import Iterator
from typing import Any

from wtforms import DateField, TextAreaField
from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import NotYet, Reason
from caseflow.domain.terms import Settlement, Verdict
from caseflow.services import rectifying
from caseflow.services.access import case_for
from caseflow.services.withholding import seen_of
from caseflow.services.work import Work
from caseflow.web import fields
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import term_choices
from caseflow.web.acts.matter import matter, row
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import day_in_words, term


class FindingsForm(ActForm):
    """Verdict and settlement with the facts; a plan where it is settled in stages, names where it is unfounded."""

    verdict = fields.Verdict(N_("是否属实"), validators=[fields.Needed()])
    settlement = fields.Verdict(N_("办结情况"), validators=[fields.Needed()])
    facts = TextAreaField(
        N_("核查事实"), validators=[fields.Needed()], description=N_("何时、何地、由谁核查，查明了什么")
    )
    plan = TextAreaField(
        N_("后续计划"), validators=[Optional()], description=N_("阶段性办结的，写明后续计划")
    )
    due = DateField(
        N_("计划完成日期"), validators=[Optional()], description=N_("阶段性办结的，填今天以后的日期")
    )
    investigators = fields.Lines(
        N_("核查人员"), validators=[Optional()], description=N_("不属实的，写明核查人员，一行一人")
    )


def _offer(_work: Work, _case: Case, form: FindingsForm) -> None:
    form.verdict.choices = term_choices("verdict", Verdict)
    form.settlement.choices = term_choices("settlement", Settlement)


def _record(work: Work, key: str, form: Any) -> None:
    rectifying.record_findings(
        work,
        key,
        Verdict(form.verdict.data),
        Settlement(form.settlement.data),
        form.facts.data,
        plan=form.plan.data or "",
        due=form.due.data,
        investigators=form.investigators.lines,
    )


def _proposed(work: Work, case: Case) -> dict[str, Any]:
    """What waits for confirmation."""
    found = case.proposed_findings
    if found is None:
        return {}
    words = seen_of(work, case)
    people = [words[name] for name in sorted(words) if name.startswith("findings.investigator.")]
    return matter(
        gettext("核查结论"),
        row(gettext("是否属实"), term(f"verdict.{found.verdict}")),
        row(gettext("办结情况"), term(f"settlement.{found.settlement}")),
        row(gettext("核查事实"), words.get("findings.facts")),
        row(gettext("后续计划"), words.get("findings.plan")),
        row(gettext("计划完成日期"), day_in_words(found.due) if found.due else ""),
        row(gettext("核查人员"), "、".join(people)),
        row(gettext("提交日期"), day_in_words(found.on)),
    )


def _of_leader(_work: Work, case: Case) -> Iterator[Reason]:
    if case.proposed_findings is None:
        yield Reason("findings.none_open", {})
    elif case.proposed_findings.leader_confirmed:
        yield Reason("findings.leader_confirmed", {})


def _of_coordinator(_work: Work, case: Case) -> Iterator[Reason]:
    if case.proposed_findings is None:
        yield Reason("findings.none_open", {})
    elif not case.proposed_findings.leader_confirmed:
        yield Reason("findings.leader_first", {})


def _confirm(work: Work, key: str, lacks: Any) -> None:
    """One service serves both; whose turn it is not is told “not yet” here, not “not you” there."""
    lacking = tuple(lacks(work, case_for(work, key, Action.VIEW)))
    if lacking:
        raise NotYet(*lacking)
    rectifying.confirm_findings(work, key)


page("record_findings", Action.RECORD_FINDINGS, FindingsForm, _record, prepare=_offer)
page(
    "confirm_findings_as_leader",
    Action.CONFIRM_FINDINGS_AS_LEADER,
    ActForm,
    lambda work, key, _form: _confirm(work, key, _of_leader),
    show=_proposed,
    lacks=_of_leader,
    after="after.confirm_findings_as_leader",
)
page(
    "confirm_findings",
    Action.CONFIRM_FINDINGS,
    ActForm,
    lambda work, key, _form: _confirm(work, key, _of_coordinator),
    show=_proposed,
    lacks=_of_coordinator,
    after="after.confirm_findings",
)
