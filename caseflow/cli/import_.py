"""`caseflow import`: takes a ledger in, all of it or nothing, and says what became of every row."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from caseflow.cli.city import acting_in
from caseflow.cli.frame import DONE, REFUSED, at_option, json_option, show
from caseflow.ledgers.columns import COLUMNS, Layout
from caseflow.ledgers.report import Outcome
from caseflow.services.importing import import_ledger
from caseflow.services.record import seal
from caseflow.settings import Settings
from caseflow.words.msgid import N_
from caseflow.words.say import say


class _Rehearsed(Exception):  # noqa: N818  nothing went wrong: it takes a dry run's transaction back
    """Ends a dry run after everything was done."""


@click.command("import")
@click.argument("layout", type=click.Choice(list(COLUMNS)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--inspection", metavar="CODE", help=N_("督察轮次；只有一轮时可不写"))
@click.option("--sheet", metavar="NAME", help=N_("读哪张表，不写就读第一张认得表头的"))
@click.option("--dry-run", is_flag=True, help=N_("只说会怎样，不办理"))
@click.option("--partial", is_flag=True, help=N_("有错的行不存，其余照存"))
@click.option("--update", is_flag=True, help=N_("用改过的说明文字替换旧的"))
@click.option("--include-hidden", is_flag=True, help=N_("隐藏的行、列和表也读"))
@click.option(
    "--takeover",
    is_flag=True,
    help=N_("补录系统外已办的步骤、日期和签字，标明系统外办理；也可导入销号台账、月调度表"),
)
@at_option
@json_option
@click.pass_obj
def import_(
    settings: Settings,
    /,
    layout: Layout,
    file: Path,
    dry_run: bool,
    at: date | None,
    as_json: bool,
    **options: Any,
) -> int:
    """Import the ledger in FILE (.xlsx, .xls, .ods, .csv)."""
    outcome = _run(settings, at, file.read_bytes(), layout, dry_run, options)
    show(outcome.document(), _text, as_json)
    return DONE if outcome.is_clean else REFUSED


def _run(
    settings: Settings, at: date | None, data: bytes, layout: Layout, dry_run: bool, options: dict[str, Any]
) -> Outcome:
    try:
        with acting_in(settings, at) as work:
            outcome = import_ledger(work, data, layout, **options)
            if dry_run:
                seal(work)
                raise _Rehearsed
    except _Rehearsed:
        return replace(outcome, dry_run=True, committed=False)
    return outcome


def _text(report: dict[str, Any]) -> str:
    """What was found, a line each as a reader goes down the sheet, and the counts."""
    found = sorted([*report["errors"], *report["warnings"]], key=lambda message: message["row"] or 0)
    end = "rehearsed" if report["dry_run"] else "committed" if report["committed"] else "not_committed"
    return "\n".join([*map(_line, found), say("import.counts", report), say(f"import.{end}")])


def _line(message: dict[str, Any]) -> str:
    place = "_".join(part for part in ("row", "column") if message[part])
    return say(f"import.at_{place}", message) if place else str(message["message"])
