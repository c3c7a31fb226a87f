"""`caseflow stats`: the published totals."""

from datetime import date
from typing import Any

import click

from caseflow.cli.city import looking_at
from caseflow.cli.frame import at_option, json_option, show
from caseflow.services.counting import headline
from caseflow.settings import Settings
from caseflow.words.msgid import N_
from caseflow.words.say import say


@click.command("stats")
@click.option("--inspection", metavar="CODE", help=N_("只算这一轮交办的"))
@at_option
@json_option
@click.pass_obj
def stats(settings: Settings, inspection: str | None, at: date | None, as_json: bool) -> None:
    """Count tasks and petitions as the city publishes them."""
    with looking_at(settings, at) as view:
        show(headline(view, inspection), _text, as_json)


def _text(found: dict[str, Any]) -> str:
    lines = [
        say("stats.tasks", {"day": found["as_of"]} | found["tasks"]),
        say("stats.petitions", found["petitions"]),
    ]
    if found["rebounds"]:
        lines.append(say("stats.rebounds", {"n": found["rebounds"]}))
    return "\n".join(lines)
