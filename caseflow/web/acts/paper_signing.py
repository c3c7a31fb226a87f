"""The pages of forms signed on paper (纸质签批): entering the scan, comparing it, putting it aside."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import DateField, TextAreaField
from wtforms.validators import ValidationError

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.services import paper_signing
from caseflow.services.evidencing import Photo
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acts.base import page
from caseflow.web.acts.choices import choice
from caseflow.web.acts.dossier import short
from caseflow.web.fields import Needed, Pick, needed_line
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import term


class EnterForm(ActForm):
    """Who signed which box on which day, the code on the paper, and its scan."""

    has_file = True
    who = Pick(N_("谁在哪一栏签的"), validators=[Needed()])
    on = DateField(N_("表上的签字日期"), validators=[Needed()])
    code = needed_line(N_("表上的案卷校验码"), N_("照着纸上写，如 1A2B-3C4D-5E6F-7A8B"))
    scan = FileField(N_("扫描件"), description=N_("pdf、jpg、png、webp、heic，签字和日期须看得清"))

    def validate_scan(self, field: FileField) -> None:
        """The scan is what the second clerk compares. Raises ValidationError."""
        if not field.data:
            raise ValidationError(gettext(N_("选择扫描件")))


class ConfirmForm(ActForm):
    """Which of the forms was compared with its scan."""

    entry = Pick(N_("核对哪一份"), validators=[Needed()])


class DropForm(ActForm):
    """Which of the forms, and why."""

    entry = Pick(N_("作废哪一份"), validators=[Needed()])
    reason = TextAreaField(N_("理由"), validators=[Needed()], description=N_("理由记入经过"))


def _offer_signers(work: Work, case: Case, form: Any) -> None:
    signers = paper_signing.possible_signers(work, case)
    form.who.offer([choice(f"{box}:{who}", _box_of(box, who)) for box, who in signers])


def _box_of(box: str, who: str) -> str:
    return gettext("%(who)s（%(box)s一栏）") % {"who": here.names().called(who), "box": term(f"box.{box}")}


def _offer_forms(_work: Work, case: Case, form: Any) -> None:
    form.entry.offer([choice(str(one.id), _in_words(one)) for one in case.open_forms])


def _in_words(one: Any) -> str:
    facts = {"who": _box_of(one.box, one.person), "on": one.on, "file": one.file, "code": short(one.dossier)}
    return gettext("%(who)s %(on)s 签，校验码 %(code)s，扫描件是第%(file)s号证据") % facts


def _enter(work: Work, key: str, form: Any) -> Case:
    box, _, person = form.who.data.partition(":")
    form.scan.data.stream.seek(0)  # the whole piece of work may run again
    scan = Photo(form.scan.data.filename or "", form.scan.data.stream.read())
    files = here.installation().files
    return paper_signing.enter_signed_form(
        work, files, key, box, person, form.on.data, form.code.data or "", scan
    )


page(
    "enter_signed_form",
    Action.ENTER_SIGNED_FORM,
    EnterForm,
    _enter,
    prepare=_offer_signers,
)
page(
    "confirm_signed_form",
    Action.CONFIRM_SIGNED_FORM,
    ConfirmForm,
    lambda work, key, form: paper_signing.confirm_signed_form(work, key, int(form.entry.data)),
    prepare=_offer_forms,
)
page(
    "drop_signed_form",
    Action.DROP_SIGNED_FORM,
    DropForm,
    lambda work, key, form: paper_signing.drop_signed_form(
        work, key, int(form.entry.data), form.reason.data or ""
    ),
    prepare=_offer_forms,
    danger=True,
)
