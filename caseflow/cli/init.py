"""`caseflow init`: an empty city ready for work."""

from secrets import token_hex
from typing import Any

import click
from sqlalchemy import Engine

from caseflow.cli.city import account
from caseflow.cli.frame import json_option, show
from caseflow.clock import SystemClock, office_day
from caseflow.domain.actor import Actor
from caseflow.rulebooks.loader import shipped
from caseflow.services.founding import found_city
from caseflow.services.peopling import first_administrator
from caseflow.services.resetting import give_one_time_password
from caseflow.settings import Settings, make_secrets
from caseflow.store.database import make_engine
from caseflow.store.migrate import upgrade
from caseflow.store.notes import Notes
from caseflow.transaction import working
from caseflow.words.msgid import N_
from caseflow.words.say import say, term

LOGIN = "admin"


@click.command("init")
@click.option("--city", required=True, help=N_("随程序带有规则的城市"))
@json_option
@click.pass_obj
def init(settings: Settings, city: str, as_json: bool) -> None:
    """Make an empty city: units, rulebook, its inspection, and the system administrator."""
    shipped(city)  # an unknown city is a wrong usage, before anything is made
    make_secrets(settings.home)
    Notes(settings.checkpoints).make_key()
    upgrade(settings.database_url)
    engine = make_engine(settings.database_url)
    try:
        password = _open(engine, city)
    finally:
        engine.dispose()
    show({"city": city, "login": LOGIN, "one_time_password": password}, _text, as_json)


def _open(engine: Engine, city: str) -> str:
    """Opens the city and answers the administrator's password, all in one transaction."""
    now = SystemClock().now()
    with working(engine, Actor(f"command_line/{account()}"), now, office_day(now)) as work:
        found_city(work, f"{city}.{token_hex(4)}", city, account())
        person = first_administrator(work, term("office.system_admin"), LOGIN)
        return give_one_time_password(work, person)


def _text(made: dict[str, Any]) -> str:
    return say("init.done", made)
