"""`caseflow bulletin`: a batch's daily bulletin (转办情况通报), in the wording a city publishes."""

from pathlib import Path
from typing import Any

import click

from caseflow.cli.city import looking_at
from caseflow.cli.frame import json_option, show
from caseflow.domain.errors import NotYet, Reason
from caseflow.domain.numerals import numeral
from caseflow.services.bulletins import bulletin as figures
from caseflow.services.bulletins import inspection_of, team_of
from caseflow.services.receipts import signed_so_far
from caseflow.settings import Settings
from caseflow.words.msgid import N_
from caseflow.words.say import lang, say, term


@click.command("bulletin")
@click.argument("batch", type=click.IntRange(1))
@click.option("--inspection", metavar="CODE", help=N_("督察轮次；几轮都有这一批时写明"))
@click.option("--decimals", type=click.IntRange(0, 6), default=2, help=N_("百分比保留几位小数"))
@click.option("--format", "kind", type=click.Choice(["text", "docx"]), default="text", help=N_("通报的格式"))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=N_("写到哪个文件")
)
@json_option
@click.pass_obj
def bulletin(
    settings: Settings,
    batch: int,
    inspection: str | None,
    decimals: int,
    kind: str,
    out: Path | None,
    as_json: bool,
) -> None:
    """Print what batch BATCH brought, by channel, area and type, and what came since the first."""
    if kind == "docx" and out is None:
        raise click.UsageError(say("bulletin.docx_needs_out"))
    with looking_at(settings, None) as view:
        code = inspection_of(view, batch, inspection)
        found = figures(view, batch, code, decimals)
        text = in_words(found, team_of(view, code), decimals, signed_so_far(view.session))
    if kind == "docx":
        raise NotYet(Reason("bulletin.docx_not_yet"))
    if out:
        out.write_text(text + "\n", encoding="utf-8")
    if as_json or not out:
        show(found, lambda _: text, as_json)


def in_words(found: dict[str, Any], team: str, decimals: int, signed: dict[str, Any] | None = None) -> str:
    """The bulletin's sentences, with the name of the inspection team, and the root of the log where it is signed."""
    head = {"day": found["received_on"], "team": team, "batch": _ordinal(found["batch"])}
    lines = [
        say("bulletin.head", head | _sums(found)),
        say("bulletin.areas", {"areas": _listed(found["by_area"])}),
    ]
    if found["problems"]:
        types = [
            say("bulletin.type", row | {"percent": f"{row['percent']:.{decimals}f}"})
            for row in found["by_type"]
        ]
        facts = {"problems": found["problems"], "types": say("list.semicolon").join(types)}
        lines.append(say("bulletin.types", facts))
    lines.append(say("bulletin.cumulative", head | _sums(found["cumulative"])))
    if signed:
        lines.append(say("bulletin.root", {"size": signed["size"], "groups": " ".join(signed["groups"])}))
    return "\n".join(lines)


def _sums(found: dict[str, Any]) -> dict[str, Any]:
    channels = {term(f"channel.{channel}"): n for channel, n in found["by_channel"].items()}
    key = found["key_cases"]
    return {
        "cases": found["cases"],
        "channels": _listed(channels),
        "key": say("bulletin.key", {"n": key}) if key else "",
    }


def _listed(counts: dict[str, int]) -> str:
    rows = [say("bulletin.count", {"name": name, "n": n}) for name, n in counts.items()]
    return say("list.comma").join(rows)


def _ordinal(batch: int) -> str:
    """The batch as it is published: 第十九批 in Chinese."""
    return numeral(batch) if lang() == "zh" and batch < 1000 else str(batch)
