"""One case filed by hand, where no ledger brings it: a task or a petition, each with its own fields."""

from collections.abc import Iterator
from typing import Any, ClassVar

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import BooleanField, DateField, Field, IntegerField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional

from caseflow.domain.actions import Action
from caseflow.domain.case.parts import Parties
from caseflow.domain.errors import BadInput, Reason
from caseflow.domain.numerals import folded
from caseflow.domain.phrases import due_phrase, read_ordinal
from caseflow.domain.terms import Channel, Kind
from caseflow.services.entering import MOST_BATCHES, NUMBER_CHARACTERS, is_usable, task_number, title_of
from caseflow.services.filing import NewCase, NewMeasure, file_case
from caseflow.services.inputs import past_day, said
from caseflow.services.limits import ends
from caseflow.services.work import Work
from caseflow.store.scope import SIGNING
from caseflow.web import here
from caseflow.web.acting import case_address
from caseflow.web.acts.choices import term_choices, unit_choices
from caseflow.web.administration import Done, Duty, Subject, answer
from caseflow.web.case_filter import inspection_choices
from caseflow.web.case_list import bp
from caseflow.web.choice import SelectChoice
from caseflow.web.fields import Checks, Lines, Needed, Pick, Read, needed_line, needed_text
from caseflow.web.forms import ActForm
from caseflow.words.msgid import N_
from caseflow.words.say import term

__all__ = ["bp"]


class _CaseForm(ActForm):
    """What every case has; what is left empty is filled in before it is handed over."""

    order: ClassVar[tuple[str, ...]] = ()
    inspection = Pick(N_("督察轮次"), validators=[Needed()])
    problem = needed_text(N_("问题"))
    title = StringField(N_("标题"), validators=[Optional()], description=N_("不填的，取问题的第一句"))
    locality = Pick(N_("责任主体"), validators=[Optional()])
    acceptance_unit = Pick(N_("验收单位"), validators=[Optional()])
    responsible = Checks(N_("责任单位"), validators=[Optional()])
    cooperating = Checks(N_("配合部门"), validators=[Optional()])

    def __iter__(self) -> Iterator[Field]:
        """The fields as people read them from the paper, then what is hidden."""
        hidden = (name for name in self._fields if name not in self.order)
        return iter([self._fields[name] for name in (*self.order, *hidden)])


class TaskForm(_CaseForm):
    """A task, as the plan lists it."""

    order = (
        "inspection", "ordinal", "problem", "title", "goal", "measures", "due",
        "locality", "lead_unit", "acceptance_unit", "responsible", "cooperating",
    )  # fmt: skip
    ordinal = Read(
        N_("序号"), read_ordinal, validators=[Needed()], description=N_("方案清单里的序号，编号由此而来")
    )
    goal = TextAreaField(N_("整改目标"), validators=[Optional()])
    measures = Lines(N_("整改措施"), validators=[Optional()], description=N_("一行一条"))
    due = Read(
        N_("整改时限"),
        due_phrase,
        validators=[Optional()],
        description=N_("照方案原文填，如“2023年10月底前”“立行立改，长期坚持”"),
    )
    lead_unit = Pick(N_("牵头部门"), validators=[Optional()])


class PetitionForm(_CaseForm):
    """A petition, as the inspection team handed it over."""

    order = (
        "inspection", "number", "batch", "channel", "problem", "title", "types", "key_case", "received_on",
        "handed_over", "feedback_due", "locality", "lead_unit", "acceptance_unit", "responsible", "cooperating",
    )  # fmt: skip
    number = needed_line(N_("受理编号"))
    batch = IntegerField(N_("批次"), validators=[Optional(), NumberRange(1, MOST_BATCHES)])
    channel = Pick(N_("来源"), validators=[Optional()])
    types = Checks(N_("污染类型"), validators=[Optional()])
    key_case = BooleanField(N_("重点案件"))
    received_on = DateField(N_("受理日期"), validators=[Optional()])
    handed_over = DateField(N_("交办日期"), validators=[Optional()])
    feedback_due = DateField(
        N_("反馈期限"), validators=[Optional()], description=N_("不填的，从交办日期起按规则算")
    )
    lead_unit = Pick(N_("承办单位"), validators=[Optional()])


@bp.route("/cases/new", methods=["GET", "POST"])
def new() -> Response | str | tuple[str, int]:
    """The form of the kind asked for, a task where none is; and the filing itself."""
    return answer(DUTIES[Kind.PETITION if request.values.get("kind") == Kind.PETITION else Kind.TASK])


def _offer(kind: Kind, form: Any) -> Subject:
    """Fills the lists; nothing is chosen for anybody but the only inspection."""
    work = here.look()
    units = unit_choices(work)
    form.inspection.offer(inspection_choices(work))
    form.locality.offer(unit_choices(work, *SIGNING))
    for one in (form.lead_unit, form.acceptance_unit):
        one.offer(units)
    for one in (form.responsible, form.cooperating):
        one.choices = units
    if isinstance(form, PetitionForm):
        form.channel.offer(term_choices("channel", Channel))
        types = dict.fromkeys(work.book.synonyms("vocabulary.types").values())
        form.types.choices = [SelectChoice(value=word, label=word) for word in types]
    kinds = [{"code": one.value, "word": term(f"kind.{one}"), "now": one is kind} for one in Kind]
    return Subject("", url_for("lists.cases"), {"kind": kind.value, "kinds": kinds})


def _file_task(work: Work, form: Any, _: str) -> Done:
    ordinal: int = form.ordinal.meaning
    return _filed(
        work,
        form,
        kind=Kind.TASK,
        number=task_number(form.inspection.data, str(ordinal)),
        ordinal=ordinal,
        due=form.due.meaning,
        measures=tuple(map(NewMeasure, form.measures.lines)),
        texts=_written(form, goal="goal", due_phrase="due"),
    )


def _file_petition(work: Work, form: Any, _: str) -> Done:
    """The feedback limit runs from the hand-over where none was written. Raises BadInput."""
    number, handed_over = folded(form.number.data), form.handed_over.data
    if not is_usable(number) or "/" in number:  # which would part it in the address of the case
        raise BadInput(Reason("number.unusable", {"limit": NUMBER_CHARACTERS}))
    for day in (form.received_on.data, handed_over):
        if day:
            past_day(work, day)
    return _filed(
        work,
        form,
        kind=Kind.PETITION,
        number=number,
        batch=form.batch.data,
        channel=Channel(form.channel.data) if form.channel.data else None,
        key_case=form.key_case.data,
        received_on=form.received_on.data,
        handed_over=handed_over,
        feedback_due=form.feedback_due.data
        or (ends(work, "feedback.limit", handed_over) if handed_over else None),
        types=tuple(form.types.data),
    )


def _filed(work: Work, form: Any, *, texts: dict[str, str] | None = None, **facts: Any) -> Done:
    """Files what both kinds have and what this one adds."""
    problem, title = said("problem", form.problem.data), (form.title.data or "").strip()
    case = file_case(
        work,
        NewCase(
            inspection=form.inspection.data,
            title=title or title_of(problem),
            parties=_parties(form),
            texts={"problem": problem} | (texts or {}),
            **facts,
        ),
    )
    return Done(case_address(case))


def _parties(form: Any) -> Parties:
    return Parties(
        locality=form.locality.data or None,
        lead_unit=form.lead_unit.data or None,
        responsible=tuple(form.responsible.data),
        cooperating=tuple(form.cooperating.data),
        acceptance_unit=form.acceptance_unit.data or None,
    )


def _written(form: Any, **fields: str) -> dict[str, str]:
    """The texts that were written, by the name the record keeps them by."""
    return {name: said(name, form[field].data) for name, field in fields.items() if form[field].data}


DUTIES = {
    Kind.TASK: Duty(
        name="new_task",
        title=N_("新建整改任务"),
        actions=(Action.FILE,),
        form=TaskForm,
        prepare=lambda _work, form, _: _offer(Kind.TASK, form),
        do=_file_task,
        template="cases/new.html",
    ),
    Kind.PETITION: Duty(
        name="new_petition",
        title=N_("新建信访案件"),
        actions=(Action.FILE,),
        form=PetitionForm,
        prepare=lambda _work, form, _: _offer(Kind.PETITION, form),
        do=_file_petition,
        template="cases/new.html",
    ),
}
