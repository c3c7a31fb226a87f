"""The page on which a visit to the place (现场督导) is recorded."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, DateField
from wtforms.validators import Optional

from caseflow.domain.actions import Action
from caseflow.domain.case import Case
from caseflow.domain.errors import BadInput, Reason
from caseflow.domain.permissions import can
from caseflow.services import guiding
from caseflow.services.evidencing import Photo
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acts.base import page
from caseflow.web.acts.replying import offer_files
from caseflow.web.fields import Checks, Lines, Needed, needed_line, needed_text
from caseflow.web.forms import ActForm
from caseflow.words.msgid import N_


class GuidanceForm(ActForm):
    """One visit."""

    has_file = True

    on = DateField(N_("督导日期"), validators=[Needed()])
    place = needed_line(N_("现场地点"))
    people = Lines(N_("参加人员"), validators=[Needed()], description=N_("每行一人，写单位、姓名和职务"))
    findings = needed_text(N_("发现的问题"), N_("没有发现问题的，写明进展情况"))
    asks = Lines(N_("要求的措施"), validators=[Optional()], description=N_("每行一条，写“日期 措施”"))
    photos = MultipleFileField(
        N_("现场照片"), validators=[Optional()], description=N_("jpg、png、webp、heic，可选多张")
    )
    files = Checks(N_("有关的证据"), validators=[Optional()], description=N_("从本件证据中选"))
    hand_on = BooleanField(N_("同时登记为外部发现"), description=N_("登记后亮红灯，处理完毕后解除"))


def _offer(work: Work, case: Case, form: Any) -> None:
    """Who visits but enters no finding from outside is not asked to."""
    offer_files(work, case, form)
    if not can(work.actor, Action.RECORD_CRITICISM, case, work.city, work.day):
        del form.hand_on


def _asked(lines: list[str]) -> Iterator[tuple[date, str]]:
    """Each line's day and words. Raises BadInput for a line that does not begin with a day."""
    for line in lines:
        day, _, words = line.partition(" ")
        try:
            yield date.fromisoformat(day), words.strip()
        except ValueError:
            raise BadInput(Reason("guidance.line", {"line": line[:40]})) from None


def _record(work: Work, key: str, form: Any) -> Case:
    return guiding.record_guidance(
        work,
        key,
        form.on.data,
        form.place.data,
        form.people.lines,
        form.findings.data,
        asks=list(_asked(form.asks.lines)),
        files=[int(one) for one in form.files.data or ()] if "files" in form else (),
        photos=list(map(_photo, filter(None, form.photos.data or ()))),
        keep=here.installation().files,
        hand_on="hand_on" in form and form.hand_on.data,
    )


def _photo(file: FileStorage) -> Photo:
    file.stream.seek(0)  # the whole piece of work may run again
    return Photo(file.filename or "", file.stream.read())


page(
    "record_guidance",
    Action.RECORD_GUIDANCE,
    GuidanceForm,
    _record,
    prepare=_offer,
    template="cases/record_guidance.html",
    after="after.record_guidance",
)
