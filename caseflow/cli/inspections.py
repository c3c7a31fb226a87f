"""`caseflow inspections`: lists the inspections of the city, or opens one."""

import re
from datetime import date
from typing import Any

import click

from caseflow.cli.city import acting_in, looking_at
from caseflow.cli.frame import At, json_option, show
from caseflow.domain.errors import BadInput, Reason
from caseflow.domain.terms import Source
from caseflow.services.listing import iso
from caseflow.services.opening import open_inspection
from caseflow.services.texts import read_texts
from caseflow.services.viewing import View
from caseflow.settings import Settings
from caseflow.words.msgid import N_
from caseflow.words.say import say

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,19}")
"""It begins the numbers of tasks and stands before a slash in keys."""


@click.group("inspections", invoke_without_command=True)
@json_option
@click.pass_context
def inspections(context: click.Context, as_json: bool) -> None:
    """List the inspections whose findings are rectified here."""
    if context.invoked_subcommand is None:
        with looking_at(context.obj, None) as view:
            show(_listed(view), _text, as_json)


@inspections.command("add")
@click.argument("code")
@click.option("--name", required=True, help=N_("督察轮次的名称"))
@click.option(
    "--source", type=click.Choice([source.value for source in Source]), required=True, help=N_("督察来源")
)
@click.option("--plan-date", type=At(hour=False), help=N_("整改方案印发的日子，印发后再写"))
@json_option
@click.pass_obj
def add(settings: Settings, code: str, name: str, source: str, plan_date: date | None, as_json: bool) -> None:
    """Open an inspection under CODE."""
    if not CODE.fullmatch(code) or not name.strip():
        raise BadInput(Reason("inspection.bad_code", {"code": code}))
    with acting_in(settings, None) as work:
        open_inspection(work, code, Source(source), name.strip(), plan_date)
    with looking_at(settings, None) as view:
        show([row for row in _listed(view) if row["code"] == code], _text, as_json)


def _listed(view: View) -> list[dict[str, Any]]:
    found = view.city.inspections.values()
    words = read_texts(view.session, [inspection.name for inspection in found])
    return [
        {
            "code": inspection.code,
            "name": words.get(inspection.name),
            "source": inspection.source.value,
            "plan_date": iso(inspection.plan_date),
        }
        for inspection in found
    ]


def _text(rows: list[dict[str, Any]]) -> str:
    return "\n".join(say("inspections.row", row) for row in rows) or say("inspections.none")
