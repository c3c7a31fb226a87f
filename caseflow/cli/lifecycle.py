"""`caseflow lifecycle`: the table of a case's life, in words, as JSON or as a diagram."""

import json
from collections.abc import Iterable, Mapping

import click

from caseflow.cli.permissions import granted, roles
from caseflow.domain.lifecycle import TABLE, Goal, Row, goals
from caseflow.domain.terms import State, Step
from caseflow.rulebooks.loader import shipped, shipped_cities
from caseflow.words.msgid import N_
from caseflow.words.say import say, term

Order = tuple[Step, ...]


@click.command("lifecycle")
@click.option("--mermaid", is_flag=True, help=N_("输出状态流转的 Mermaid 图"))
@click.option("--json", "as_json", is_flag=True, help=N_("只输出一份 JSON"))
def lifecycle(mermaid: bool, as_json: bool) -> None:
    """The state table: each trigger with who may pull it, where it leads, and its conditions.

    The order of the steps is that of the newest rulebook shipped. As JSON: {"order": [step], "rows": [{"trigger",
    "who": [role], "moves": {from: [to]}, "guards": [name]}]}; with --mermaid, {"mermaid": diagram}.
    """
    order = shipped_order()
    if mermaid:
        drawn = diagram(order)
        click.echo(json.dumps({"mermaid": drawn}, ensure_ascii=False) if as_json else drawn)
    else:
        click.echo(_document(order) if as_json else "\n\n".join(_row(row, order) for row in TABLE))


def shipped_order() -> Order:
    """The order of the middle steps in the newest rulebook shipped."""
    rulebooks = [rulebook for city in shipped_cities() for rulebook in shipped(city)]
    newest = max(rulebooks, key=lambda rulebook: rulebook.effective_from)
    return tuple(map(Step, newest.codes("steps.order")))


def diagram(order: Order) -> str:
    """A Mermaid state diagram; a trigger that leaves the state as it is has no arrow."""
    arrows: dict[tuple[State, State], list[str]] = {}
    for row in TABLE:
        for source, targets in _moves(row, order).items():
            for target in targets:
                if target is not source:
                    arrows.setdefault((source, target), []).append(row.trigger)
    names = [f'    state "{term(f"state.{state}")}" as {state}' for state in State]
    drawn = [
        f"    {source} --> {target}: {term('action.' + '|'.join(arrows[source, target]))}"
        for source in State
        for target in State
        if (source, target) in arrows
    ]
    return "\n".join(["stateDiagram-v2", *names, f"    [*] --> {State.FILED}", *drawn])


def _moves(row: Row, order: Order) -> Mapping[State, tuple[State, ...]]:
    """Where a row leads from each of its sources; a source from which it leads nowhere in this order is left out."""
    found = {state: goals(state, row.trigger, order) for state in State if state in row.sources}
    return {source: targets for source, targets in found.items() if targets}


def _document(order: Order) -> str:
    rows = [
        {
            "trigger": row.trigger,
            "who": roles(row.trigger),
            "moves": _moves(row, order),
            "guards": row.guards,
        }
        for row in TABLE
    ]
    return json.dumps({"order": order, "rows": rows})


def _row(row: Row, order: Order) -> str:
    conditions = [f"    - {say(f'met.{guard}')}" for guard in row.guards]
    return "\n".join([granted(row.trigger), *_arrows(row, order), *conditions])


def _arrows(row: Row, order: Order) -> list[str]:
    """The moves in words; sources that lead to the same states share a line."""
    together: dict[tuple[State, ...], list[State]] = {}
    for source, targets in _moves(row, order).items():
        together.setdefault(() if row.goal is Goal.SAME else targets, []).append(source)
    return [_arrow(row.goal, sources, targets) for targets, sources in together.items()]


def _arrow(goal: State | Goal, sources: list[State], targets: tuple[State, ...]) -> str:
    match goal:
        case Goal.SAME:
            code = "table.stays"
        case Goal.BACK:
            code = "table.moves_back"
        case _:
            code = "table.moves_to_one" if len(targets) > 1 else "table.moves"
    return f"    {say(code, {'from': _states(sources), 'to': _states(targets)})}"


def _states(states: Iterable[State]) -> str:
    return f"state.{'|'.join(states)}"
