"""`caseflow permissions`: who may do what, every action with the roles that hold it."""

import json

import click

from caseflow.domain.actions import Action
from caseflow.domain.permissions import GRANTS
from caseflow.domain.terms import Role
from caseflow.words.msgid import N_
from caseflow.words.say import say


@click.command("permissions")
@click.option("--json", "as_json", is_flag=True, help=N_("只输出一份 JSON"))
def permissions(as_json: bool) -> None:
    """Every action and the roles that may take it.

    As JSON: {"roles": [code], "actions": [{"action": code, "roles": [code]}]}, all roles in the order of the terms.
    """
    click.echo(_document() if as_json else "\n".join(map(granted, Action)))


def roles(action: Action) -> list[Role]:
    """The roles that may take an action, in the order of the terms."""
    return [role for role in Role if role in GRANTS[action]]


def granted(action: Action) -> str:
    """An action and its roles in words: 签收：牵头部门."""
    who = f"role.{'|'.join(roles(action))}"
    return say("table.granted", {"action": f"action.{action}", "who": who})


def _document() -> str:
    actions = [{"action": action, "roles": roles(action)} for action in Action]
    return json.dumps({"roles": list(Role), "actions": actions})
