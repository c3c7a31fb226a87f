"""The page on which a lead unit proposes another plan: goal, measures line by line, units."""

from typing import Any

from flask import request
from wtforms import BooleanField, DateField, FieldList, FormField, HiddenField, StringField, TextAreaField
from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.parts import Measure
from caseflow.domain.errors import BadInput, Reason
from caseflow.services import deciding
from caseflow.services.access import case_for
from caseflow.services.withholding import is_sentence_instead, seen_of
from caseflow.services.work import Work
from caseflow.store.scope import SIGNING
from caseflow.web import here
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import choice, unit_choices
from caseflow.web.choice import SelectChoice
from caseflow.web.fields import Checks, Pick, needed_text
from caseflow.web.forms import ActForm, Part
from caseflow.words.msgid import N_

SINGLE = ("locality", "lead_unit", "acceptance_unit")
SEVERAL = ("responsible", "cooperating")


class MeasureLine(Part):
    """One measure: a new one has no number yet."""

    number = HiddenField()
    text = TextAreaField(N_("内容"))
    unit = Pick(N_("责任单位"), validators=[Optional()])
    due = DateField(N_("完成节点"), validators=[Optional()])
    dropped = BooleanField(N_("删去这一条"))


class AmendmentForm(ActForm):
    """The plan as it would stand; what is left as it is does not change."""

    reason = needed_text(N_("理由"), N_("写明为什么要调整、对整改效果有什么影响"))
    paper = StringField(
        N_("上级文号"), validators=[Optional()], description=N_("任务由上级下达的，填上级同意调整的文号")
    )
    goal = TextAreaField(N_("整改目标"), validators=[Optional()])
    measures = FieldList(FormField(MeasureLine), label=N_("整改措施"))
    locality = Pick(N_("责任主体"), validators=[Optional()])
    lead_unit = Pick(N_("牵头部门"), validators=[Optional()])
    acceptance_unit = Pick(N_("验收单位"), validators=[Optional()])
    responsible = Checks(N_("责任单位"))
    cooperating = Checks(N_("配合部门"))


def _prefill(work: Work, case: Case, form: AmendmentForm) -> None:
    """The plan as it stands, with one empty line for a new measure; another where the reader asked for it."""
    words, units = seen_of(work, case), unit_choices(work)
    if not form.is_submitted():
        form.goal.data = words.get("goal", "")
        for measure in _standing(case):
            form.measures.append_entry(_as_line(measure, words))
        form.measures.append_entry()
    elif "more" in request.form:
        form.measures.append_entry()
    for entry in form.measures:
        entry.form.unit.offer(_with(units, entry.form.unit.data), entry.form.unit.data)
    for name in SINGLE:
        offered = unit_choices(work, *SIGNING) if name == "locality" else units
        form[name].offer(offered, getattr(case.parties, name))
    for name in SEVERAL:
        form[name].choices = units
        if not form.is_submitted():
            form[name].data = list(getattr(case.parties, name))


def _with(units: list[SelectChoice], held: str | None) -> list[SelectChoice]:
    """The units with the one a measure has: what was done by a unit that is no more stays its own."""
    if not held or held in (unit.value for unit in units) or held not in here.names().city.units:
        return units
    return [*units, choice(held, here.names().unit(held))]


def _as_line(measure: Measure, words: dict[str, str]) -> dict[str, Any]:
    text = words.get(f"measure.{measure.number}", "")
    return {"number": str(measure.number), "text": text, "unit": measure.unit, "due": measure.due}


def _standing(case: Case) -> list[Measure]:
    return [measure for measure in case.measures if not measure.withdrawn]


def _propose(work: Work, key: str, form: Any) -> None:
    """Only what differs from what stands is proposed. Raises BadInput where nothing does."""
    case = case_for(work, key, Action.PROPOSE_AMENDMENT)
    words = seen_of(work, case)
    rows, texts = _measures(case, form, words)
    change: dict[str, Any] = {name: form[name].data for name in SINGLE if _differs(case, form, name)}
    change |= {
        name: form[name].data for name in SEVERAL if set(form[name].data) != set(getattr(case.parties, name))
    }
    if texts or rows != _rows(case):
        change["measures"] = rows
    goal = (form.goal.data or "").strip()
    if goal and not _stands(goal, words.get("goal", "")):
        texts["goal"] = goal
    if not change and not texts:
        raise BadInput(Reason("amendment.nothing_changed", {}))
    deciding.propose_amendment(
        work, key, form.reason.data, change=change, texts=texts, paper=form.paper.data or ""
    )


def _stands(text: str, shown: str) -> bool:
    """Whether a text is left as it was shown; where it was held back, as the sentence in its place."""
    return text == shown or is_sentence_instead(text)


def _differs(case: Case, form: Any, name: str) -> bool:
    return bool(form[name].data) and form[name].data != getattr(case.parties, name)


def _rows(case: Case) -> list[dict[str, Any]]:
    """The measures that stand, as an event carries them."""
    return [_row(m.number, m.unit, m.due) for m in _standing(case)]


def _row(number: int, unit: str | None, due: Any) -> dict[str, Any]:
    return {"number": number, "unit": unit or None, "due": due.isoformat() if due else None}


def _measures(case: Case, form: Any, words: dict[str, str]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The measures as proposed, and the words that are new; a line without words or marked as dropped is left out."""
    rows, texts = [], {}
    free = max((measure.number for measure in case.measures), default=0)
    standing = {str(measure.number) for measure in _standing(case)}
    for line in (entry.form for entry in form.measures):
        text = (line.text.data or "").strip()
        if not text or line.dropped.data:
            continue
        if line.number.data in standing:
            number = int(line.number.data)
        else:
            number = free = free + 1
        rows.append(_row(number, line.unit.data, line.due.data))
        if not _stands(text, words.get(f"measure.{number}", "")):
            texts[f"measure.{number}"] = text
    return rows, texts


page(
    "propose_amendment",
    Action.PROPOSE_AMENDMENT,
    AmendmentForm,
    _propose,
    prepare=_prefill,
    template="acts/propose_amendment.html",
    told=lambda _form, _case: "page.to_be_checked",
)
