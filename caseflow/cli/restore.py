"""`caseflow restore`: puts a backup back into an empty database, after its check."""

from pathlib import Path

import click

from caseflow.cli.city import evidence
from caseflow.cli.frame import DONE, REFUSED, json_option, show
from caseflow.cli.verify import as_document, in_words
from caseflow.services.restoring import restore as put_back
from caseflow.services.verifying import VERIFIED
from caseflow.settings import Settings


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@click.pass_obj
def restore(settings: Settings, file: Path, as_json: bool) -> int:
    """Restore FILE. Only a verified log is put in place, and only where there is no city."""
    report = put_back(settings.database_url, evidence(settings), file.absolute())
    show(as_document(report), in_words, as_json)
    return DONE if report.result == VERIFIED else REFUSED
