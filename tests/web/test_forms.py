"""Every form there is: its labels, hints and what it says of nonsense, in both languages and in our words."""

import re
from collections.abc import Iterator

import pytest
import wtforms
from werkzeug.datastructures import MultiDict
from wtforms.fields.choices import SelectFieldBase

from caseflow.web.forms import Form, Part
from caseflow.words.say import speak
from tests.web.office import City

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NONSENSE = ("", " ", "x", "2023-02-30", "99999999999", "二〇二三年")
OF_THE_FRAME = ("csrf_token", "form_key", "seen")
LIBRARY = re.compile(r"[Nn]ot a valid|[Ii]nvalid|is required|must be|could not|allowed|Field")


def spoken(text: object, chinese: bool) -> bool:
    """Whether a text is in the language; English may quote “长期坚持”, which is what has to be typed."""
    if chinese:
        return bool(CHINESE.search(str(text)))
    return not CHINESE.search(re.sub("“.*?”", "", str(text)))


def forms(of: type = Form) -> Iterator[type[wtforms.Form]]:
    """Every class of forms and of their parts."""
    for one in of.__subclasses__():
        yield one
        yield from forms(one)


ALL = sorted({*forms(), *forms(Part)}, key=lambda form: (form.__module__, form.__qualname__))


def test_there_are_forms_to_look_at() -> None:
    assert len(ALL) > 40


@pytest.fixture(autouse=True)
def _language_ends() -> Iterator[None]:
    """The language chosen ends with the test."""
    yield
    speak("zh")


def made(form: type[wtforms.Form], text: str | None, language: str) -> wtforms.Form:
    """The form filled in with a text everywhere, its lists empty where a page would fill them."""
    speak(language)
    names = [field.name for field in form()]
    typed = (
        MultiDict((name, text) for name in names if name not in OF_THE_FRAME) if text is not None else None
    )
    filled = form(formdata=typed)
    for field in filled:
        if isinstance(field, SelectFieldBase) and field.choices is None:
            field.choices = []
    return filled


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.__name__)
def test_labels_and_hints_are_said_in_both_languages(calm: City, form: type[wtforms.Form]) -> None:
    with calm.app.test_request_context("/", method="POST"):
        for language, ours in (("zh", True), ("en", False)):
            for field in made(form, None, language):
                if field.name in OF_THE_FRAME or field.type == "HiddenField":
                    continue
                label = str(field.label.text)
                assert spoken(label, ours), (field.name, label)
                assert label[0] == label[0].upper(), (field.name, label)
                hint = (
                    re.sub("^jpg、png、webp、heic$", "图片", str(field.description))
                    if ours
                    else field.description
                )
                assert not hint or spoken(hint, ours), (field.name, hint)


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.__name__)
def test_what_is_wrong_is_said_in_our_words_in_both_languages(calm: City, form: type[wtforms.Form]) -> None:
    with calm.app.test_request_context("/", method="POST"):
        for text in NONSENSE:
            for language, ours in (("zh", True), ("en", False)):
                filled = made(form, text, language)
                filled.validate()
                said = [
                    str(error)
                    for field in filled
                    for error in _flat(field.errors)
                    if field.name != "csrf_token"
                ]
                wrong = [one for one in said if not spoken(one, ours) or LIBRARY.search(one)]
                assert wrong == [], (text, language)


def _flat(errors: object) -> Iterator[object]:
    """Errors of a field, and of the fields within it."""
    if isinstance(errors, dict):
        for inner in errors.values():
            yield from _flat(inner)
    elif isinstance(errors, list | tuple):
        for inner in errors:
            yield from _flat(inner)
    else:
        yield errors
