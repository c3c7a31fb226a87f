"""The frame every command stands in: settings, language, one line per fault, one JSON document where asked for.

Exit codes: 0 done, 1 refused or failed, 2 wrong usage. No command's module is loaded before it is called for.
"""

import json
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from contextvars import copy_context
from datetime import date, datetime
from importlib import import_module
from typing import Any

import click

from caseflow.cli.helping import InLanguage, speaking
from caseflow.domain.errors import BadInput, Reason, Refused, Unknown
from caseflow.settings import Settings
from caseflow.words.msgid import N_
from caseflow.words.say import say, speak

JSON = "--json"
NAME = "caseflow"
DONE, REFUSED, WRONG_USAGE = 0, 1, 2

EXTRA = re.compile(r"^Got unexpected extra arguments? \((.*)\)$", re.S)
"""How the library says that an argument is one too many."""

json_option = click.option(JSON, "as_json", is_flag=True, help=N_("只输出一份 JSON"))


class Frame(click.Group):
    """The group of all commands. What a command returns is its exit code, nothing being 0."""

    def __init__(self, places: Mapping[str, str]) -> None:
        """`places`: for each command its module in this package and, after a colon, a function of another name."""
        super().__init__(NAME, help="", context_settings={"help_option_names": ["-h", "--help"]})
        self.places = places
        self.context_class = InLanguage

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(self.places)

    def get_command(self, _context: click.Context, name: str) -> click.Command:
        if name not in self.places:
            raise click.UsageError(say("cli.no_such_command", {"name": name}))
        module, _, function = self.places[name].partition(":")
        command: click.Command = getattr(import_module(f"{__package__}.{module}"), function or name)
        return speaking(command, name)

    def format_help_text(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        formatter.write_text("cli.about")

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """One line a command, from the words and not from the commands, which would all have to be loaded."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, f"cli.does.{name}") for name in self.places])

    def main(self, args: Iterable[str] | None = None, *_: Any, **extra: Any) -> Any:
        """Runs the command line and leaves with its exit code; the language chosen ends with it."""
        asked = list(sys.argv[1:] if args is None else args)
        sys.exit(copy_context().run(self._run, asked, extra))

    def _run(self, asked: list[str], extra: dict[str, Any]) -> int:
        try:
            settings = Settings.read(os.environ)
        except BadInput as refused:
            return _complain(_said(refused), WRONG_USAGE)
        speak(settings.lang)
        extra |= {"prog_name": NAME, "standalone_mode": False, "obj": settings}
        return answered(lambda: super(Frame, self).main(asked, **extra), asked, settings)


def answered(run: Callable[[], int | None], asked: list[str], settings: Settings) -> int:
    """The exit code of a run; whatever it raises is told in one line each, and with --json in one document."""
    as_json = JSON in asked
    try:
        return run() or DONE
    except click.exceptions.NoArgsIsHelpError as nothing:
        nothing.show()
        return WRONG_USAGE
    except click.UsageError as wrong:
        return _complain([_usage(wrong)], WRONG_USAGE)
    except Unknown as unknown:
        return _complain(_said(unknown), WRONG_USAGE)
    except Refused as refused:
        return _refuse(refused, as_json)
    except click.Abort:
        return REFUSED
    except Exception as failed:
        if settings.log_level == "debug":
            traceback.print_exc()
        return _refuse(Refused(Reason("cli.failed", {"what": _in_one_line(failed)})), as_json)


def _in_one_line(failed: Exception) -> str:
    first = next(iter(str(failed).splitlines()), "")
    return f"{type(failed).__name__}: {first}" if first else type(failed).__name__


def show(document: Any, text: Callable[[Any], str], as_json: bool) -> None:
    """Prints an answer: as one JSON document, or as `text` makes it of the same document."""
    click.echo(json.dumps(document, ensure_ascii=False) if as_json else text(document))


class At(click.ParamType[date]):
    """`YYYY-MM-DD[THH:MM]` as its office day: reading is as of a day's end and acting for a day, whatever the hour."""

    def __init__(self, *, hour: bool = True) -> None:
        self.name = "YYYY-MM-DD[THH:MM]" if hour else "YYYY-MM-DD"
        self.hour = hour

    def convert(self, value: Any, _parameter: click.Parameter | None, _context: click.Context | None) -> date:
        text = str(value)
        try:
            asked = datetime.fromisoformat(text)
        except ValueError:
            asked = None
        # ISO has other ways to write the same, which would be taken for something else by whoever reads them.
        written = [f"{asked:%Y-%m-%d}", *([f"{asked:%Y-%m-%dT%H:%M}"] if self.hour else [])] if asked else []
        if asked is None or text not in written:
            raise click.UsageError(say("cli.not_a_day", {"text": text, "form": self.name}))
        return asked.date()


at_option = click.option("--at", type=At(), help=N_("办理日，不写就是今天"))


def _usage(wrong: click.UsageError) -> str:
    """What click found wrong, in our words; a sentence of our own stays as it is."""
    match wrong:
        case click.MissingParameter():
            return say("cli.missing", {"name": _name(wrong)})
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices))):
            return say("cli.not_one_of", {"name": _name(wrong), "choices": ", ".join(map(str, choices))})
        case click.BadParameter():
            return say("cli.bad_value", {"name": _name(wrong)})
        case click.NoSuchOption() | click.BadOptionUsage():
            return say("cli.bad_option", {"name": wrong.option_name})
        case click.exceptions.NoSuchCommand():
            return say("cli.no_such_command", {"name": wrong.command_name})
        case _:
            extra = EXTRA.search(wrong.format_message())
            return say("cli.extra", {"names": extra[1]}) if extra else wrong.format_message()


def _name(wrong: click.BadParameter) -> str:
    return wrong.param.get_error_hint(wrong.ctx).replace("'", "") if wrong.param else ""


def _complain(sentences: Iterable[str], code: int) -> int:
    for sentence in sentences:
        click.echo(sentence, err=True)
    return code


def _refuse(refused: Refused, as_json: bool) -> int:
    if not as_json:
        return _complain(_said(refused), REFUSED)
    reasons = zip(refused.reasons, _said(refused), strict=True)
    document = {"refused": [{"code": reason.code, "message": sentence} for reason, sentence in reasons]}
    click.echo(json.dumps(document, ensure_ascii=False))
    return REFUSED


def _said(refused: Refused) -> list[str]:
    return [say(reason.code, reason.facts) for reason in refused.reasons]
