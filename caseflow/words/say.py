"""Makes a sentence of a code and its facts, in the language of whoever reads it."""

import gettext
import string
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

LANGUAGES = ("zh", "en")
_PACKAGE = Path(__file__).resolve().parent
_language: ContextVar[str] = ContextVar("language", default="zh")
_COMMA = {"zh": "、", "en": ", "}
_OR = {"zh": "或", "en": " or "}


def speak(lang: str) -> None:
    """Use this language in the present context (one request, one command)."""
    _language.set(lang)


def lang() -> str:
    """The language of the present context, `zh` unless somebody chose."""
    return _language.get()


@cache
def msgids(table: str) -> Mapping[str, str]:
    """All Chinese msgids of the `SENTENCES` or `TERMS` tables in this package, by code; a code stands once."""
    found: dict[str, str] = {}
    for module in iter_modules([str(_PACKAGE)]):
        for code, msgid in getattr(import_module(f"{__package__}.{module.name}"), table, {}).items():
            if found.setdefault(code, msgid) is not msgid:
                raise ValueError(f"{code} is said in two places")
    return found


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The English catalogue, or the msgids themselves for Chinese."""
    if language == "zh":
        return gettext.NullTranslations()
    return gettext.translation("caseflow", _PACKAGE.parent / "locale", [language])


class _Words(string.Formatter):
    """`{x!t}` says a term code, `{x!d}` an ISO day, `{x!m}` a month such as 2023-10, as words.

    `{x:progress}` says a bare code, as events carry it, by the word of that kind.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        if conversion == "t":
            return term(str(value), self.language) if value else "—"
        if conversion == "d":
            return day_in_words(value, self.language)
        if conversion == "m":
            return month_in_words(value, self.language)
        return super().convert_field(value, conversion)

    def format_field(self, value: Any, format_spec: str) -> str:
        if not format_spec:
            return str(value)
        return "—" if value is None else term(f"{format_spec}.{str(value).lower()}", self.language)


def say(code: str, facts: Mapping[str, Any] | None = None, language: str | None = None) -> str:
    """The sentence for a code. Raises KeyError for a code nobody gave words to, or a fact that is missing."""
    language = language or lang()
    sentence = catalogue(language).gettext(msgids("SENTENCES")[code])
    return _Words(language).vformat(sentence, (), facts or {})


def term(code: str, language: str | None = None) -> str:
    """The word for a term code such as `state.filed`; a code without a word is shown as it is.

    Joined codes of one kind, `role.lead_unit|coordinator`, are said in a row; of kinds of evidence one is enough.
    """
    language = language or lang()
    kind, point, names = code.partition(".")
    words = (_word(f"{kind}{point}{name}", language) for name in names.split("|"))
    return (_OR if kind == "evidence" else _COMMA)[language].join(words)


def day_in_words(value: date | str | None, language: str | None = None) -> str:
    """An office day as people write it: 2023年10月31日, 31 October 2023; a dash for none."""
    if not value:
        return "—"
    day = date.fromisoformat(value) if isinstance(value, str) else value
    if (language or lang()) == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%B} {day.year}"


def month_in_words(month: str, language: str | None = None) -> str:
    """A month such as 2023-10 as people write it: 2023年10月, October 2023."""
    first = date.fromisoformat(f"{month}-01")
    return f"{first.year}年{first.month}月" if (language or lang()) == "zh" else f"{first:%B} {first.year}"


def _word(code: str, language: str) -> str:
    msgid = msgids("TERMS").get(code)
    return catalogue(language).gettext(msgid) if msgid else code
