"""`caseflow export`: writes what is on record to a file."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from caseflow.cli.city import acting_in, looking_at
from caseflow.cli.frame import at_option, json_option, show
from caseflow.domain.terms import Light, State
from caseflow.ledgers.columns import COLUMNS, Layout
from caseflow.services.auditing import note_export
from caseflow.services.entering import KINDS
from caseflow.services.exporting import export_ledger
from caseflow.services.listing import Filter, listed
from caseflow.services.texts import read_texts
from caseflow.services.viewing import known_inspection
from caseflow.settings import Settings
from caseflow.words.msgid import N_
from caseflow.words.say import say


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
