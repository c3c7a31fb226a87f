"""The base of all forms: Chinese labels said in the reader's language, a key against double clicks, what was seen."""

import secrets
from typing import Any

import wtforms
from flask import request
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, PasswordField

from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_

KEY_BYTES = 16
MORE = "more"
"""The button that asks for the form with more in it instead of acting."""
SAID = {
    "Not a valid date value.": N_("填写日期，如 2023-10-31"),
    "Not a valid integer value.": N_("填写整数"),
    "Number must be between %(min)s and %(max)s.": N_("填写 %(min)s 至 %(max)s 之间的数"),
    "Not a valid choice.": N_("从所列各项中选"),
    "Invalid Choice: could not coerce.": N_("从所列各项中选"),
    "'%(value)s' is not a valid choice for this field.": N_("从所列各项中选"),
    "'%(value)s' are not valid choices for this field.": N_("从所列各项中选"),
}
"""What the form library says of a field, in our words."""


class Form(FlaskForm):  # type: ignore[misc]
    """A form whose labels and hints are msgids."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """The library's own sentences are said by ours."""

        def get_translations(self, _form: object) -> "_Said":
            """In the reader's language."""
            return _Said()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            _translate(field)


class Part(wtforms.Form):
    """Several fields that belong together and stand more than once in a form."""

    class Meta(wtforms.Form.Meta):  # type: ignore[misc]  # its stubs call it Any
        """As of a whole form."""

        def get_translations(self, _form: object) -> "_Said":
            """In the reader's language."""
            return _Said()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            _translate(field)


class ActForm(Form):
    """A form that acts: `form_key` makes a double click act once, `seen` says which state of the case it answers."""

    has_file = False
    form_key = HiddenField(default=lambda: secrets.token_urlsafe(KEY_BYTES))
    seen = HiddenField()


def handed_in(form: Form) -> bytes:
    """What was handed in, by which a second copy is known: no password, nor the token, which is new on every page."""
    without = {"csrf_token", *(field.name for field in form if isinstance(field, PasswordField))}
    return repr(sorted(pair for pair in request.form.items(multi=True) if pair[0] not in without)).encode()


class _Said:
    """What WTForms asks for its sentences."""

    def gettext(self, string: str) -> str:
        """The sentence in the reader's language; its own where it has none of ours."""
        return gettext(SAID[string]) if string in SAID else string

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The same for a count."""
        return self.gettext(singular if n == 1 else plural)


def _translate(field: Field) -> None:
    """Says label and hint in the reader's language; a label begins with a capital where the language has them."""
    if field.name in ("csrf_token", "form_key", "seen"):
        return
    label = gettext(field.label.text)
    field.label.text = label[:1].upper() + label[1:]
    if field.description:
        field.description = gettext(field.description)
