"""`caseflow show`: one case with its timeline, as it stood at the end of a day."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import click

from caseflow.cli.cases import in_a_line
from caseflow.cli.city import looking_at
from caseflow.cli.frame import at_option, json_option
from caseflow.cli.frame import show as show_answer
from caseflow.services.listing import turn_of
from caseflow.services.naming import in_words
from caseflow.services.showing import shown
from caseflow.services.viewing import find
from caseflow.settings import Settings
from caseflow.words.say import say, term


@click.command("show")
@click.argument("number")
@at_option
@json_option
@click.pass_obj
def show(settings: Settings, number: str, at: date | None, as_json: bool) -> None:
    """Show case NUMBER (CODE/NUMBER where two inspections hold the same)."""
    with looking_at(settings, at) as view:
        case = find(view, number)
        who, why = in_words(view.names, turn_of(view, case))
        turn = say("show.turn", {"who": say("list.semicolon").join(filter(None, (who, why)))})
        show_answer(shown(view, case), partial(_text, turn), as_json)


def _text(turn: str, case: dict[str, Any]) -> str:
    parts = (_text_of_ledger, _measures, _people, _links, _parts, _closure, _timeline)
    return "\n".join([in_a_line(case), turn, *(line for part in parts for line in part(case))])


def _text_of_ledger(case: dict[str, Any]) -> Iterator[str]:
    yield from _block("show.text", [_labelled(heading, words) for heading, words in case["text"].items()])


def _measures(case: dict[str, Any]) -> Iterator[str]:
    rows = [measure for measure in case["measures"] if not measure["withdrawn"]]
    yield from _block("show.measures", [_measure(row) for row in rows])


def _measure(row: dict[str, Any]) -> str:
    done = say("show.done_on", {"day": row["done_on"]}) if row["done_on"] else ""
    return "  ".join(filter(None, (f"{row['number']}.", row["text"], row["unit"], row["due"], done)))


def _people(case: dict[str, Any]) -> Iterator[str]:
    rows = {part: _joined(who) for part, who in case["people"].items() if who}
    yield from _block("show.people", [_labelled(term(f"part.{part}"), who) for part, who in rows.items()])


def _links(case: dict[str, Any]) -> Iterator[str]:
    rows = {link: _joined(number) for link, number in case["links"].items() if number}
    yield from _block(
        "show.links", [_labelled(term(f"link.{link}"), number) for link, number in rows.items()]
    )


def _parts(case: dict[str, Any]) -> Iterator[str]:
    parts = case["parts"]
    if parts:
        closed = sum(part["closed_on"] is not None for part in parts)
        yield say("show.parts", {"closed": closed, "all": len(parts)})
        for part in parts:
            yield f"  {part['number']}  {part['locality']}  {term('state.' + part['state'])}"


def _closure(case: dict[str, Any]) -> Iterator[str]:
    if case["closure"]:
        outside = "_outside" if case["closure"].get("outside") else ""
        yield say(f"show.closed{outside}", {"day": case["closure"]["on"]})


def _timeline(case: dict[str, Any]) -> Iterator[str]:
    yield from _block("show.timeline", [f"{row['day']}  {row['text']}" for row in case["timeline"]])


def _block(title: str, lines: list[str]) -> Iterator[str]:
    """A titled block, nothing where it is empty; the lines of a text stand under its first."""
    if lines:
        yield say(title)
        for line in lines:
            yield "  " + line.replace("\n", "\n    ")


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else say("list.comma").join(value)


def _labelled(label: str, words: str) -> str:
    return say("list.labelled", {"label": label, "words": words})
