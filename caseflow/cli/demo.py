"""`caseflow demo`: a complete demonstration city, made and served."""

import sys
from datetime import date
from typing import Any

import click

from caseflow.cli.city import database
from caseflow.cli.frame import At, json_option, show
from caseflow.cli.serve import told_of_the_log
from caseflow.demo.making import accounts, make
from caseflow.settings import Settings
from caseflow.web.server import Server, address
from caseflow.words.msgid import N_
from caseflow.words.say import say, term

AS_OF = date(2023, 10, 20)
PORT, WORKERS = 8000, 2


@click.command("demo")
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, help=N_("本机端口"))
@click.option("--as-of", "until", type=At(hour=False), default=AS_OF.isoformat(), help=N_("演示到哪一天"))
@click.option("--no-serve", is_flag=True, help=N_("只建城市，不打开"))
@click.option("--reset", is_flag=True, help=N_("把已有的演示城市换成新的"))
@json_option
@click.pass_obj
def demo(settings: Settings, port: int, until: date, no_serve: bool, reset: bool, as_json: bool) -> None:
    """Make a complete demonstration city and serve it."""
    made = make(settings, until, reset=reset)
    document = {"address": address(port), "as_of": until.isoformat(), "accounts": accounts()}
    show(document, lambda shown: _text(shown, made=made, served=not no_serve), as_json)
    if not no_serve:
        sys.stdout.flush()
        with database(settings) as engine:
            told_of_the_log(engine, settings)
        Server(settings, port, WORKERS).run()


def _text(document: dict[str, Any], *, made: bool, served: bool) -> str:
    lines = [say("demo.made" if made else "demo.there", {"as_of": document["as_of"]})]
    for account in document["accounts"]:
        role = (
            say(f"demo.role.{account['role']}")
            if account["role"].endswith("second")
            else term(f"role.{account['role']}")
        )
        lines.append(say("demo.account", {**account, "role": role}))
    lines.append(say("demo.address" if served else "demo.serve_later", {"address": document["address"]}))
    return "\n".join(lines)
