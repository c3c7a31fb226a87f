"""Language and theme: the account's choice, else the browser's session, else the installation's."""

from flask import Flask, Response, g, redirect, request, session, url_for
from flask_login import current_user

from caseflow.services.preferring import prefer, preference
from caseflow.web import here
from caseflow.words.say import LANGUAGES, catalogue, lang, speak

THEMES = ("auto", "light", "dark")


def install(app: Flask) -> None:
    """Speaks the reader's language from the first string on, in templates too."""
    app.before_request(_choose)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.add_url_rule("/language", "set_language", _set_language, methods=["POST"])
    app.add_url_rule("/theme", "set_theme", _set_theme, methods=["POST"])


def gettext(msgid: str) -> str:
    """A Chinese msgid in the reader's language."""
    return catalogue(lang()).gettext(msgid)


def ngettext(one: str, many: str, n: int) -> str:
    """The same for a count."""
    return catalogue(lang()).ngettext(one, many, n)


def theme() -> str:
    """The reader's theme: auto, light or dark."""
    return str(g.get("theme", THEMES[0]))


def _choose() -> None:
    person = getattr(current_user, "person", None)
    kept = preference(here.session(), person) if person else None
    language = (kept and kept.language) or session.get("language") or here.installation().settings.lang
    speak(language if language in LANGUAGES else LANGUAGES[0])
    g.theme = (kept and kept.theme) or session.get("theme") or THEMES[0]


def _set_language() -> Response:
    return _set("language", request.form.get("language", ""), LANGUAGES)


def _set_theme() -> Response:
    return _set("theme", request.form.get("theme", ""), THEMES)


def _set(what: str, value: str, known: tuple[str, ...]) -> Response:
    if value in known:
        session[what] = value
        person = getattr(current_user, "person", None)
        if person:
            here.act(lambda work: prefer(work.session, person, **{what: value}))
    return redirect(safe_path(request.form.get("next")) or url_for("home.home"), 303)  # type: ignore[return-value]


def safe_path(target: str | None) -> str | None:
    """A path of our own to go back to, None for anything that could lead elsewhere."""
    own = target and target.startswith("/") and not target.startswith("//") and "\\" not in target
    # Browsers drop tabs and line ends from an address: “/<tab>/other.example” would lead elsewhere.
    return target if own and target.isprintable() else None  # type: ignore[union-attr]
