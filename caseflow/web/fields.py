"""Fields with our manners: what is missing is said as what to write, and nothing is chosen for anybody."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flask import request
from wtforms import Field, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectFieldBase
from wtforms.validators import Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from caseflow.domain.errors import BadInput
from caseflow.web.choice import SelectChoice
from caseflow.web.failing import said
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_


class Needed:
    """Refuses an empty field. What could not be read is refused by the field itself."""

    field_flags = {"required": True}  # noqa: RUF012  the form library reads it so

    def __call__(self, _form: object, field: Field) -> None:
        """Raises StopValidation with what to write or choose."""
        sent = field.raw_data or ()
        counted = sent if isinstance(field, SelectMultipleField) else sent[:1]  # one value is read, the first
        if any(isinstance(text, str) and text.strip() for text in counted):
            return
        field.errors = []
        choose = isinstance(field, SelectFieldBase)
        sentence = gettext(N_("选择“%(label)s”")) if choose else gettext(N_("填写“%(label)s”"))
        raise StopValidation(sentence % {"label": field.label.text})


class Sometimes(Optional):
    """May be left empty except where its hint says that it must not: the page does not call such a field optional."""

    def __init__(self) -> None:
        super().__init__()
        self.field_flags = {}


class Pick(SelectField):
    """One of a list, nothing chosen beforehand unless there is but one, or the address asks for it (`?name=value`)."""

    def offer(self, choices: Iterable[SelectChoice], now: str | None = None) -> None:
        """What there is to choose from, and what now stands."""
        listed = list(choices)
        self.choices = [SelectChoice(value="", label=gettext("请选择")), *listed]
        if request.method == "POST":
            return
        values = [choice.value for choice in listed]
        asked = request.args.get(self.name, now or "")
        self.data = asked if asked in values else values[0] if len(values) == 1 else ""


class Verdict(RadioField):
    """One of a few, all in view, none chosen beforehand."""


class Checks(SelectMultipleField):
    """Any number of a list, each with a box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class Read(StringField):
    """A line that must be understood: `data` is the text, `meaning` what `read` makes of it, None where empty."""

    meaning: Any = None

    def __init__(self, label: str, read: Callable[[str], Any], **more: Any) -> None:
        super().__init__(label, **more)
        self._read = read

    def pre_validate(self, _form: object) -> None:
        """Raises StopValidation with why it was not understood."""
        text = (self.data or "").strip()
        try:
            self.meaning = self._read(text) if text else None
        except BadInput as refused:
            raise StopValidation(said(refused.reasons[0])) from None


class Lines(TextAreaField):
    """Several short things, one a line; `data` is the text, `lines` what it holds."""

    @property
    def lines(self) -> list[str]:
        """The lines that say something."""
        return [line.strip() for line in (self.data or "").splitlines() if line.strip()]


class Verdicts(Field):
    """Yes or no to each of the criteria offered, none answered beforehand; `data` holds the answers by code."""

    criteria: Sequence[tuple[str, str]] = ()

    def process(self, formdata: Any, *_: Any, **__: Any) -> None:
        """Reads one answer per criterion, named `<field>-<code>`."""
        self.process_errors: list[str] = []
        start = f"{self.name}-"
        answers = {name: formdata.get(name) for name in formdata or () if name.startswith(start)}
        self.data = {name.removeprefix(start): answer == "yes" for name, answer in answers.items()}

    def pre_validate(self, _form: object) -> None:
        """Raises StopValidation while a criterion is left open."""
        if any(code not in self.data for code, _ in self.criteria):
            raise StopValidation(gettext(N_("每条标准都作出结论")))


def needed_text(label: str, hint: str = "") -> TextAreaField:
    """A text of some lines that must be written."""
    return TextAreaField(label, validators=[Needed()], description=hint)


def needed_line(label: str, hint: str = "") -> StringField:
    """A line that must be written."""
    return StringField(label, validators=[Needed()], description=hint)
