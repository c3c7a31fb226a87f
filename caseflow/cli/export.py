"""`caseflow export`: writes what is on record to a file."""

from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from caseflow.cli.city import acting_in, database, evidence, looking_at
from caseflow.cli.frame import at_option, json_option, show
from caseflow.clock import SystemClock
from caseflow.domain.errors import NotYet
from caseflow.domain.terms import Light, State
from caseflow.jobs.checkpointing import Checkpointer
from caseflow.ledgers.columns import COLUMNS, Layout
from caseflow.proof.bundle.layout import FULL, PUBLIC
from caseflow.services.auditing import note_export
from caseflow.services.bundling import is_covered, write_case
from caseflow.services.entering import KINDS
from caseflow.services.exporting import export_ledger
from caseflow.services.listing import Filter, listed
from caseflow.services.texts import read_texts
from caseflow.services.viewing import find, known_inspection
from caseflow.settings import Settings
from caseflow.store.notes import Notes
from caseflow.words.msgid import N_
from caseflow.words.say import say

ENDING = ".xlsx"


@click.group("export")
def export() -> None:
    """Write what is on record to a file."""


@export.command("ledger")
@click.argument("layout", type=click.Choice(list(COLUMNS)))
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE.xlsx",
    help=N_("写到哪个文件"),
)
@click.option("--inspection", metavar="CODE", help=N_("督察轮次；两轮的任务不写进一份台账"))
@click.option("--state", type=click.Choice([state.value for state in State]), help=N_("只列这一状态的"))
@click.option("--light", type=click.Choice([light.value for light in Light]), help=N_("只列这种灯的"))
@click.option("--unit", metavar="NAME", help=N_("单位的任一名称，在案件中任何一方都算"))
@click.option("--overdue", is_flag=True, help=N_("只列超期未销号的"))
@at_option
@json_option
@click.pass_obj
def ledger(
    settings: Settings,
    layout: Layout,
    out: Path,
    inspection: str | None,
    state: str | None,
    light: str | None,
    unit: str | None,
    overdue: bool,
    at: date | None,
    as_json: bool,
) -> None:
    """Write a ledger that imports back as unchanged."""
    if out.suffix.lower() != ENDING:
        raise click.UsageError(say("export.wrong_ending", {"ending": ENDING}))
    wanted = Filter(
        kind=KINDS[layout],
        state=State(state) if state else None,
        light=Light(light) if light else None,
        unit=unit,
        overdue=overdue,
    )
    with looking_at(settings, at) as view:
        code = known_inspection(view, inspection)
        keys = (f"{line['inspection']}/{line['number']}" for line in listed(view, wanted))
        found = [view.cases[key] for key in keys if code in (None, view.cases[key].inspection)]
        data = export_ledger(partial(read_texts, view.session), view.names, layout, found)
    with acting_in(settings, None) as work:  # committed before anything is handed out
        note_export(work, f"{layout}.xlsx --out {out.name}")
    out.write_bytes(data)
    rows = sum(case.links.part_of is None for case in found)
    show({"out": str(out), "rows": rows}, lambda done: say("export.done", done), as_json)


@export.command("timeline")
@click.argument("number")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE.zip",
    help=N_("写到哪个文件"),
)
@click.option("--public", is_flag=True, help=N_("公开版：不含原文和附件，照样能核验"))
@click.option(
    "--held",
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    metavar="FILE",
    help=N_("收件人手中的检查点，附上与它相接的证明"),
)
@json_option
@click.pass_obj
def timeline(
    settings: Settings, number: str, out: Path, public: bool, held: Path | None, as_json: bool
) -> None:
    """Write a case's evidence bundle, to be verified offline."""
    _sign_what_is_not(settings, number)
    with looking_at(settings, None) as view:
        case = find(view, number)
        kind = PUBLIC if public else FULL
        with acting_in(settings, None) as work:  # committed before anything is handed out
            note_export(work, f"{case.key} {kind}.zip --out {out.name}")
        with out.open("wb") as target:
            known = held.read_bytes() if held else None
            done = write_case(view.session, view.city, case, kind, evidence(settings), target, known)
    document = {"out": str(out), "case": case.key, "kind": kind, "events": done.events}
    document |= {"checkpoint": done.checkpoint, "later": done.later}
    show(document, _told, as_json)


def _sign_what_is_not(settings: Settings, number: str) -> None:
    """Makes a checkpoint where none covers the case; where none can be made, the bundle says so by itself."""
    with looking_at(settings, None) as view:
        if is_covered(view.session, find(view, number)):
            return
    with database(settings) as engine, suppress(NotYet, OSError):
        Checkpointer(engine, Notes(settings.checkpoints)).make(SystemClock().now())


def _told(done: dict[str, Any]) -> str:
    under = "export.timeline" if done["checkpoint"] else "export.timeline_unsigned"
    lines = [say(under, done)]
    return "\n".join([*lines, say("export.timeline_later", done)] if done["later"] else lines)
