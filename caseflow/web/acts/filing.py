"""The pages of filing: what it left open, other words, and the parts of a case of several localities."""

from typing import Any

from wtforms import DateField, SelectField, TextAreaField
from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.parts import Parties
from caseflow.domain.errors import BadInput, Reason
from caseflow.domain.phrases import due_phrase
from caseflow.domain.terms import EvidenceClass, Office, State, UnitKind
from caseflow.services import filing
from caseflow.services.access import case_for
from caseflow.services.filing import NewMeasure, Plan, fillable
from caseflow.services.inputs import said
from caseflow.services.tabulating import due_in_words
from caseflow.services.withholding import seen_of
from caseflow.services.work import Work
from caseflow.store.scope import SIGNING
from caseflow.web import here
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import choice, term_choices, unit_choices
from caseflow.web.fields import Checks, Lines, Needed, Pick, Read, needed_line, needed_text
from caseflow.web.forms import ActForm
from caseflow.words.msgid import N_

PLAN = ("goal", "measures", "due", "feedback_due")
"""The parts of a plan, as forms and services call them."""


class CompleteForm(ActForm):
    """The plan, the units and people of a case, and how it is proved."""

    goal = TextAreaField(N_("整改目标"), validators=[Optional()])
    measures = Lines(N_("整改措施"), validators=[Optional()], description=N_("一行一条"))
    due = Read(
        N_("整改时限"),
        due_phrase,
        validators=[Optional()],
        description=N_("照方案原文填，如“2023年10月底前”“立行立改，长期坚持”"),
    )
    feedback_due = DateField(N_("反馈期限"), validators=[Optional()])
    locality = Pick(N_("责任主体"))
    lead_unit = Pick(N_("牵头部门"))
    acceptance_unit = Pick(N_("验收单位"), description=N_("不得与牵头部门、责任单位相同或有隶属关系"))
    supervising_unit = Pick(N_("督导单位"))
    leader_in_charge = Pick(N_("包保领导"))
    evidence_class = SelectField(N_("佐证类别"), description=N_("决定申请验收前须交哪些证据"))
    responsible = Checks(N_("责任单位"))
    co_leads = Checks(N_("共同牵头部门"))
    cooperating = Checks(N_("配合部门"))


class DescribeForm(ActForm):
    """The words of a case; the older ones stay on record."""

    title = needed_line(N_("标题"))
    problem = needed_text(N_("问题"))


class SplitForm(ActForm):
    """The localities that get a part each."""

    localities = Checks(
        N_("责任主体"),
        validators=[Needed()],
        description=N_("每个责任主体一个分件，分件全部销号后由整改办汇总"),
    )


def _offer(work: Work, case: Case, form: CompleteForm) -> None:
    """Units by name; once work has begun only what filing left open is asked."""
    units, standing = unit_choices(work), case.parties
    form.locality.offer(unit_choices(work, *SIGNING), standing.locality)
    for name in ("lead_unit", "acceptance_unit", "supervising_unit"):
        form[name].offer(units, getattr(standing, name))
    form.leader_in_charge.offer(_leaders(work), standing.leader_in_charge)
    for name in ("responsible", "co_leads", "cooperating"):
        form[name].choices = units
        if not form.is_submitted():
            form[name].data = list(getattr(standing, name))
    form.evidence_class.choices = term_choices("evidence_class", EvidenceClass)
    if not form.is_submitted():
        form.evidence_class.data = case.evidence_class.value
    if case.state is State.RECTIFYING:
        for name in (name for name in Parties.__slots__ if getattr(standing, name)):
            del form[name]
    _offer_plan(work, case, form)


def _offer_plan(work: Work, case: Case, form: CompleteForm) -> None:
    """What may be filled in, with what stands there."""
    standing, taken = _standing(work, case), fillable(case)
    for name in PLAN:
        if name not in taken:
            del form[name]
        elif not form.is_submitted():
            form[name].data = standing[name]


def _standing(work: Work, case: Case) -> dict[str, Any]:
    """The plan as it stands, each part as its field holds it."""
    words = seen_of(work, case)
    return {
        "goal": words.get("goal", ""),
        "measures": "\n".join(_measures(case, words)),
        "due": words.get("due_phrase") or due_in_words(case),
        "feedback_due": case.feedback_due,
    }


def _measures(case: Case, words: dict[str, str]) -> dict[str, NewMeasure]:
    """The measures that stand, by their words, each on one line."""
    found = (measure for measure in case.measures if not measure.withdrawn)
    lines = ((" ".join(words.get(f"measure.{one.number}", "").split()), one) for one in found)
    return {line: NewMeasure(line, one.unit, one.due) for line, one in lines if line}


def _leaders(work: Work) -> list[Any]:
    """Whoever holds an office of leadership today."""
    offices = (Office.PARTY_HEAD, Office.GOVERNMENT_HEAD, Office.DEPUTY)
    return [
        choice(person.code, here.names().person(person.code))
        for person in work.city.people.values()
        if any(post.office in offices and post.holds_on(work.day) for post in person.appointments)
    ]


def _complete(work: Work, key: str, form: Any) -> None:
    named = {name: form[name].data for name in Parties.__slots__ if name in form}
    class_ = EvidenceClass(form.evidence_class.data)
    plan = _plan(work, case_for(work, key, Action.COMPLETE_FILING), form)
    filing.complete_filing(work, key, named, evidence_class=class_, plan=plan)


def _plan(work: Work, case: Case, form: Any) -> Plan:
    """What was written and differs from what stands; a measure whose words stay keeps its unit and node."""
    standing = _standing(work, case)
    changed = {
        name: form[name].data
        for name in PLAN
        if name in form and form[name].data and _plain(form[name].data) != _plain(standing[name])
    }
    old = _measures(case, seen_of(work, case))
    lines = form.measures.lines if "measures" in changed else []
    return Plan(
        goal=changed.get("goal", ""),
        measures=tuple(old.get(line) or NewMeasure(line) for line in lines),
        due=form.due.meaning if "due" in changed else None,
        due_words=changed.get("due", ""),
        feedback_due=changed.get("feedback_due"),
    )


def _plain(value: Any) -> Any:
    """A text as browsers do not change it: line ends and white space around it do not count."""
    return [line.strip() for line in value.strip().splitlines()] if isinstance(value, str) else value


def _show_words(work: Work, case: Case, form: DescribeForm) -> None:
    if not form.is_submitted():
        words = seen_of(work, case)
        form.title.data, form.problem.data = words.get("title", ""), words.get("problem", "")


def _describe(work: Work, key: str, form: Any) -> None:
    """Only what differs is put on record. Raises BadInput where nothing does."""
    words = seen_of(work, case_for(work, key, Action.DESCRIBE))
    written = {name: said(name, form[name].data) for name in ("title", "problem")}
    changed = {name: text for name, text in written.items() if _plain(text) != _plain(words.get(name, ""))}
    if not changed:
        raise BadInput(Reason("describe.nothing_changed", {}))
    filing.describe(work, key, changed)


def _offer_localities(work: Work, _case: Case, form: SplitForm) -> None:
    form.localities.choices = unit_choices(work, *(SIGNING - {UnitKind.CITY}))


page("complete_filing", Action.COMPLETE_FILING, CompleteForm, _complete, prepare=_offer)
page("describe", Action.DESCRIBE, DescribeForm, _describe, prepare=_show_words)
page(
    "split",
    Action.SPLIT,
    SplitForm,
    lambda work, key, form: filing.split(work, key, form.localities.data),
    prepare=_offer_localities,
)
