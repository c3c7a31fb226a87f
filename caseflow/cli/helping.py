"""The help of each command in the language chosen: headings, what it does, and what each option is for."""

from collections.abc import Iterable

import click

from caseflow.words.msgid import N_
from caseflow.words.say import catalogue, lang, msgids, say

DOES, MORE = "cli.does.", "cli.more."
CLICKS = {
    "Options": N_("选项"),
    "Commands": N_("命令"),
    "Show this message and exit.": N_("显示本说明"),
}
"""What the library says of itself, in our words."""


class Speaking(click.HelpFormatter):
    """Writes codes and msgids as words; whatever is neither stays as it is."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, say("cli.usage") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_said(heading))

    def write_text(self, text: str) -> None:
        said = _said(text)
        super().write_text(said[:1].upper() + said[1:])
        more = text.replace(DOES, MORE, 1)
        if more != text and more in msgids("SENTENCES"):
            self.write_paragraph()
            super().write_text(say(more))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, _said_of_option(text)) for name, text in rows], col_max, col_spacing)


class InLanguage(click.Context):
    """A context whose help is spoken so."""

    formatter_class = Speaking


def speaking(command: click.Command, code: str) -> click.Command:
    """The command with its help taken from the words `cli.does.<code>` and `cli.more.<code>`."""
    command.context_class = InLanguage
    command.help = DOES + code
    for name, part in getattr(command, "commands", {}).items():
        speaking(part, f"{code}.{name}")
    return command


def _said(text: str) -> str:
    if text in msgids("SENTENCES"):
        return say(text)
    msgid = CLICKS.get(text, text)
    return catalogue(lang()).gettext(msgid) if msgid else text


def _said_of_option(text: str) -> str:
    """What an option is for; the library puts `[required]` or a range behind it."""
    words, space, rest = text.partition("  [")
    return _said(words) + space + rest.replace("required", say("cli.required"))
