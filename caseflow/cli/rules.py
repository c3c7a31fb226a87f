"""`caseflow rules`: what a rulebook says, where each value comes from, and what changed between two."""

import json
import os
from typing import Any

import click

from caseflow.domain.rulebook import Rule, Rulebook
from caseflow.rulebooks.difference import Change, difference
from caseflow.rulebooks.loader import load, shipped, shipped_cities
from caseflow.settings import Settings
from caseflow.words.msgid import N_
from caseflow.words.rulebook import grounds_in_words, meaning_in_words, value_in_words
from caseflow.words.say import say


@click.command("rules")
@click.argument("name", metavar="[RULEBOOK]", required=False)
@click.option("--diff", "pair", nargs=2, metavar="A B", help=N_("从 A 到 B 改了什么"))
@click.option("--json", "as_json", is_flag=True, help=N_("只输出一份 JSON"))
def rules(name: str | None, pair: tuple[str, str] | None, as_json: bool) -> None:
    """The values of RULEBOOK (such as siping/2023.1), each with unit, meaning and source.

    Without RULEBOOK, the newest one shipped.
    """
    if pair:
        old, new = map(_rulebook, pair)
        changes = difference(old, new)
        click.echo(_changes_document(old, new, changes) if as_json else _changes_text(changes))
    else:
        found = _rulebook(name) if name else _newest()
        click.echo(_document(found) if as_json else _text(found))


def _rulebook(name: str) -> Rulebook:
    """A shipped rulebook, else the office's own. A wrong usage where there is neither; BadInput for a faulty file."""
    if found := _shipped().get(name):
        return found
    own = Settings.read(os.environ).home / "rulebooks" / f"{name}.toml"
    if own.is_file():
        return load(f"{name}.toml", own.read_bytes())
    raise click.UsageError(say("rulebook.unknown_rulebook", {"name": name, "known": ", ".join(_shipped())}))


def _shipped() -> dict[str, Rulebook]:
    return {rulebook.id: rulebook for city in shipped_cities() for rulebook in shipped(city)}


def _newest() -> Rulebook:
    return max(_shipped().values(), key=lambda rulebook: rulebook.effective_from)


def _document(rulebook: Rulebook) -> str:
    return _json(
        {
            "id": rulebook.id,
            "effective_from": rulebook.effective_from,
            "digest": rulebook.digest,
            "rules": [_rule(rule) for rule in rulebook.rules.values()],
        }
    )


def _changes_document(old: Rulebook, new: Rulebook, changes: list[Change]) -> str:
    return _json(
        {
            "from": old.id,
            "to": new.id,
            "changes": [
                {"key": key, "old": before and _rule(before), "new": after and _rule(after)}
                for key, before, after in changes
            ],
        }
    )


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "key": rule.key,
        "value": rule.value,
        "unit": rule.unit or None,
        "meaning": meaning_in_words(rule),
        "source": rule.source,
        "ref": rule.ref or None,
    }


def _json(document: dict[str, Any]) -> str:
    """Days as ISO text, read-only tables as objects."""
    return json.dumps(
        document,
        ensure_ascii=False,
        default=lambda value: dict(value) if hasattr(value, "keys") else str(value),
    )


def _text(rulebook: Rulebook) -> str:
    facts = {
        "id": rulebook.id,
        "day": rulebook.effective_from,
        "n": len(rulebook.rules),
        "digest": rulebook.digest,
    }
    lines = [say("rulebook.head", facts)]
    for rule in rulebook.rules.values():
        lines += ["", f"{rule.key} = {value_in_words(rule)}", f"    {grounds_in_words(rule)}"]
    return "\n".join(lines)


def _changes_text(changes: list[Change]) -> str:
    return "\n".join(map(_change, changes)) or say("rulebook.no_difference")


def _change(change: Change) -> str:
    old, new = value_in_words(change.old), value_in_words(change.new)
    if old == new:
        return say("rulebook.reworded", {"key": change.key})
    return say("rulebook.changed", {"key": change.key, "old": old, "new": new})
