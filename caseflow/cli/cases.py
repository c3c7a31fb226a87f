"""`caseflow cases`: the cases of a day, filtered, a line each."""

from datetime import date
from typing import Any

import click

from caseflow.cli.city import looking_at
from caseflow.cli.frame import at_option, json_option, show
from caseflow.domain.terms import Kind, Light, State
from caseflow.services.listing import Filter, listed
from caseflow.settings import Settings
from caseflow.words.msgid import N_
from caseflow.words.say import say, term


@click.command("cases")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help=N_("只列这一类"))
@click.option("--state", type=click.Choice([state.value for state in State]), help=N_("只列这一状态的"))
@click.option("--light", type=click.Choice([light.value for light in Light]), help=N_("只列这种灯的"))
@click.option("--unit", metavar="NAME", help=N_("单位的任一名称，在案件中任何一方都算"))
@click.option("--overdue", is_flag=True, help=N_("只列超期未销号的"))
@at_option
@json_option
@click.pass_obj
def cases(
    settings: Settings,
    kind: str | None,
    state: str | None,
    light: str | None,
    unit: str | None,
    overdue: bool,
    at: date | None,
    as_json: bool,
) -> None:
    """List cases: tasks in the order of the plan, petitions by batch, parts after their whole."""
    wanted = Filter(
        kind=Kind(kind) if kind else None,
        state=State(state) if state else None,
        light=Light(light) if light else None,
        unit=unit,
        overdue=overdue,
    )
    with looking_at(settings, at) as view:
        show(listed(view, wanted), _text, as_json)


def _text(lines: list[dict[str, Any]]) -> str:
    return "\n".join([*map(in_a_line, lines), say("cases.count", {"n": len(lines)})])


def in_a_line(case: dict[str, Any]) -> str:
    """A case in a line: number, light, state, how far, due date, days over, locality, lead unit, title."""
    over = say("cases.over", {"days": case["overdue_days"]}) if case["overdue_days"] else ""
    told = (
        case["number"],
        term(f"light.{case['light']}") if case["light"] else "—",
        term(f"state.{case['state']}"),
        _how_far(case),
        case["due"] or case["due_phrase"] or "—",
        over,
        case["locality"] or "—",
        case["lead_unit"] or "—",
        case["title"] or "",
    )
    return "  ".join(filter(None, told))


def _how_far(case: dict[str, Any]) -> str:
    """A petition by its settlement, a task by the progress the coordinator confirmed."""
    if case["settlement"]:
        return term(f"settlement.{case['settlement']}")
    return term(f"progress.{case['confirmed_progress']}")
