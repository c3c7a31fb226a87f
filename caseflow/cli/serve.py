"""`caseflow serve`: the pages, for the city that is there."""

import click
from sqlalchemy import Engine

from caseflow.cli.city import database
from caseflow.clock import SystemClock
from caseflow.jobs.checkpointing import guard
from caseflow.settings import Secret, Settings, read_secret
from caseflow.store.migrate import upgrade
from caseflow.store.notes import Notes
from caseflow.web.server import Server, address
from caseflow.words.msgid import N_
from caseflow.words.say import say

PORT, WORKERS = 8000, 2


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, help=N_("本机端口"))
@click.option("--workers", type=click.IntRange(1, 64), default=WORKERS, help=N_("工作进程数"))
@click.pass_obj
def serve(settings: Settings, port: int, workers: int) -> None:
    """Serve the pages on this machine."""
    for secret in Secret:  # before a worker fails over it, or an act in the middle of the day
        read_secret(settings.home, secret)
    with database(settings, any_schema=True):
        upgrade(settings.database_url)
    with database(settings) as engine:
        told_of_the_log(engine, settings)
        click.echo(say("demo.address", {"address": address(port)}))
    Server(settings, port, workers).run()


def told_of_the_log(engine: Engine, settings: Settings) -> None:
    """Says so where the log is not the one that was signed; it is then served to be read."""
    if reason := guard(engine, Notes(settings.checkpoints), SystemClock().now()):
        click.echo(say(reason.code, reason.facts), err=True)
