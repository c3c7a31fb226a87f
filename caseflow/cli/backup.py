"""`caseflow backup`: copies database and evidence into one file while everybody works on."""

from pathlib import Path
from typing import Any

import click

from caseflow.cli.city import database, evidence
from caseflow.cli.frame import json_option, show
from caseflow.services.backing_up import back_up
from caseflow.settings import Settings
from caseflow.words.say import say


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@json_option
@click.pass_obj
def backup(settings: Settings, file: Path, as_json: bool) -> None:
    """Write the database and the evidence files to FILE, which must not exist. The key files are not in it."""
    with database(settings, any_schema=True):
        back_up(settings.database_url, evidence(settings), file.absolute())
    show({"file": str(file), "bytes": file.stat().st_size}, _text, as_json)


def _text(made: dict[str, Any]) -> str:
    return say("backup.done", made)
