"""The pages of evidence: a photograph from the phone's camera or a document, and taking one's own off again."""

from flask_wtf.file import FileField
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.case.parts import Evidence
from caseflow.domain.errors import BadInput, Reason
from caseflow.rulebooks.schema import EVIDENCE
from caseflow.services import evidencing
from caseflow.services.withholding import seen_of
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import choice
from caseflow.web.fields import Needed, Pick
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import say, term

GENERAL = "0"
"""How the form says that a file belongs to no measure in particular."""


class AddForm(ActForm):
    """A photograph or a document, what it is, and what it shows."""

    has_file = True
    photo = FileField(N_("照片"), description=N_("jpg、png、webp、heic"))
    document = FileField(N_("或者文件"), description=N_("pdf、docx、xlsx、txt，不能带密码和宏"))
    kind = Pick(N_("类别"), validators=[Needed()])
    measure = Pick(N_("说明哪条措施"), validators=[Needed()])
    point = StringField(
        N_("点位"),
        validators=[Optional()],
        description=N_("同一点位的前后照片填同一个数，页面上并排显示"),
    )
    taken_on = DateField(N_("拍摄或出具日期"), validators=[Optional()], description=N_("不晚于今天"))
    note = TextAreaField(N_("说明"), validators=[Optional()])

    def validate_photo(self, field: FileField) -> None:
        """One of the two, not both. Raises ValidationError with what to do."""
        if bool(field.data) == bool(self.document.data):
            raise ValidationError(gettext(N_("选一张照片或者一个文件")))


class WithdrawForm(ActForm):
    """Which file, and why."""

    evidence = Pick(N_("证据"), validators=[Needed()])
    reason = TextAreaField(
        N_("理由"), validators=[Needed()], description=N_("撤下后仍可查阅，理由记入经过，有关单位看得到")
    )


def _offer(work: Work, case: Case, form: AddForm) -> None:
    """The kinds this case's class asks for come first; with one measure there is nothing to ask."""
    asked = [
        kind
        for wanted in work.book.alternatives(f"evidence.{case.evidence_class}")
        for kind in sorted(wanted)
    ]
    kinds = dict.fromkeys((*asked, *EVIDENCE))
    form.kind.offer([choice(kind, term(f"evidence.{kind}")) for kind in kinds])
    words = seen_of(work, case)
    numbers = [measure.number for measure in case.measures if not measure.withdrawn]
    of_measures = [choice(n, f"{n} {words.get(f'measure.{n}', '')}") for n in numbers]
    form.measure.offer([*of_measures, choice(GENERAL, say("evidence.general"))])


def _add(work: Work, key: str, form: AddForm) -> None:
    file = form.photo.data or form.document.data
    file.stream.seek(0)  # the whole piece of work may run again
    evidencing.add_evidence(
        work,
        here.installation().files,
        key,
        file.stream.read(),
        file.filename or "",
        form.kind.data,
        measure=int(form.measure.data) or None,
        point=_point(form.point.data or ""),
        note=form.note.data or "",
        taken_on=form.taken_on.data,
    )


def _point(text: str) -> int | None:
    """The number of a place. Raises BadInput for anything else."""
    written = text.strip()
    if written and not (written.isdecimal() and len(written) <= len(str(evidencing.MOST_POINTS))):
        raise BadInput(Reason("evidence.point", {}))
    return int(written) if written else None


def _offer_own(work: Work, case: Case, form: WithdrawForm) -> None:
    words = seen_of(work, case)
    own = [one for one in case.evidence if not one.withdrawn and evidencing.is_own(work, one)]
    form.evidence.offer(
        [choice(one.id, _called(one, words.get(f"evidence.{one.id}.name", ""))) for one in own]
    )


def _called(evidence: Evidence, name: str) -> str:
    return f"{evidence.id} {term(f'evidence.{evidence.kind}')} {name}"


page("add_evidence", Action.ADD_EVIDENCE, AddForm, _add, prepare=_offer, template="cases/add_evidence.html")
page(
    "withdraw_evidence",
    Action.WITHDRAW_EVIDENCE,
    WithdrawForm,
    lambda work, key, form: evidencing.withdraw_evidence(
        work, key, int(form["evidence"].data), form["reason"].data
    ),
    prepare=_offer_own,
    danger=True,
)
