"""Pages and parts of pages that are made from the code, so that they cannot disagree with it.

`python -m tests.house.generated` writes them anew; a test says when that was forgotten.
"""

from collections.abc import Callable, Iterable, Iterator
from contextvars import copy_context
from pathlib import Path

from caseflow.cli.lifecycle import diagram, shipped_order
from caseflow.cli.permissions import roles
from caseflow.domain.actions import Action
from caseflow.settings import SETTINGS
from caseflow.words import guards, refusals
from caseflow.words.say import catalogue, speak, term
from tests.house.source import ROOT


def settings_table() -> str:
    """Every setting as a Markdown table."""
    rows = [
        (
            f"`{setting.name}`",
            _cell(setting.accepts),
            f"`{setting.default}`" if setting.default else "",
            setting.meaning,
        )
        for setting in SETTINGS
    ]
    return _table(("variable", "accepts", "default", "meaning"), rows)


def lifecycle_diagram() -> str:
    """The life of a case under the shipped rulebook, in the language of the context."""
    return f"```mermaid\n{diagram(shipped_order())}\n```"


def permission_table(who: str, may: str) -> str:
    """Who may do what, in the language of the context: actions that the same roles hold share a row."""
    held: dict[str, list[Action]] = {}
    for action in Action:
        held.setdefault("|".join(roles(action)), []).append(action)
    rows = [(term(f"role.{names}"), term(f"action.{'|'.join(found)}")) for names, found in held.items()]
    return _table((who, may), rows)


def refusal_table() -> str:
    """Every code an act on a case can be refused with."""
    return _sentences(refusals.SENTENCES | _of("guard.", guards.SENTENCES))


def condition_table() -> str:
    """Every condition of the process table, by the name of its guard."""
    return _sentences(
        {code.removeprefix("met."): msgid for code, msgid in _of("met.", guards.SENTENCES).items()}
    )


def spoken(language: str, make: Callable[[], str]) -> Callable[[], str]:
    """Makes the same in this language, leaving the language of whoever asks as it is."""

    def speaking() -> str:
        speak(language)
        return make()

    return lambda: copy_context().run(speaking)


GENERATED: dict[tuple[str, str], Callable[[], str]] = {
    ("README.md", "lifecycle"): spoken("en", lifecycle_diagram),
    ("README.md", "permissions"): spoken("en", lambda: permission_table("who", "may")),
    ("README.zh.md", "lifecycle"): spoken("zh", lifecycle_diagram),
    ("README.zh.md", "permissions"): spoken("zh", lambda: permission_table("谁", "可以办")),
    ("docs/codes.md", "refusals"): refusal_table,
    ("docs/codes.md", "conditions"): condition_table,
    ("docs/settings.md", "settings"): settings_table,
}


def pages() -> Iterator[tuple[Path, str]]:
    """Each page with generated parts, and the text it should have."""
    for name in sorted({page for page, _ in GENERATED}):
        text = (ROOT / name).read_text()
        for (page, part), make in GENERATED.items():
            if page == name:
                text = replaced(text, part, make())
        yield ROOT / name, text


def replaced(text: str, part: str, content: str) -> str:
    """The page with new content between a part's two markers; ValueError where they are missing."""
    begin, end = f"<!-- begin generated: {part} -->", f"<!-- end generated: {part} -->"
    before, _, rest = text.partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise ValueError(f"no markers for {part}")
    return f"{before}{begin}\n{content}\n{end}{after}"


def _of(prefix: str, sentences: dict[str, str]) -> dict[str, str]:
    return {code: msgid for code, msgid in sentences.items() if code.startswith(prefix)}


def _sentences(sentences: dict[str, str]) -> str:
    english = catalogue("en").gettext
    rows = [(f"`{code}`", msgid, english(msgid)) for code, msgid in sorted(sentences.items())]
    return _table(("code", "中文", "English"), rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    for path, text in pages():
        path.write_text(text)
        print(f"wrote {path.relative_to(ROOT)}")
