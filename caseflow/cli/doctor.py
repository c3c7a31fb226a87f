"""`caseflow doctor`: the health of an installation, check by check."""

from collections.abc import Iterator
from typing import Any

import click

from caseflow.cli.city import database
from caseflow.cli.frame import DONE, REFUSED, json_option, show
from caseflow.clock import SystemClock
from caseflow.domain.errors import NotYet
from caseflow.services.examining import Check, examine_city, examine_database, examine_machine
from caseflow.services.examining_proof import examine_proof
from caseflow.settings import Settings
from caseflow.store.notes import Notes
from caseflow.transaction import looking
from caseflow.words.say import say


@click.command("doctor")
@json_option
@click.pass_obj
def doctor(settings: Settings, as_json: bool) -> int:
    """Check settings, database, log, calendar, clock, disk and fonts."""
    checks = [*examine_machine(settings), *_inside(settings)]
    found = [{"name": c.name, "ok": c.ok, "message": say(c.code, c.facts)} for c in checks]
    well = all(check.ok for check in checks)
    show({"ok": well, "checks": found}, _text, as_json)
    return DONE if well else REFUSED


def _inside(settings: Settings) -> Iterator[Check]:
    """What only a database that answers can tell; of one that does not, only that."""
    try:
        with database(settings, any_schema=True) as engine, looking(engine) as session:
            yield Check("database", True, "doctor.database", {"kind": engine.dialect.name})
            connection = session.connection()
            found = [*examine_database(engine, connection)]
            yield from found
            if all(check.ok for check in found if check.name == "schema"):
                now = SystemClock().now()
                yield from examine_city(session, now)
                yield from examine_proof(session, Notes(settings.checkpoints), now)
    except NotYet as refused:
        for reason in refused.reasons:
            yield Check("database", False, reason.code, reason.facts)


def _text(found: dict[str, Any]) -> str:
    rows = [f"{'✓' if check['ok'] else '✗'} {check['message']}" for check in found["checks"]]
    return "\n".join([*rows, say("doctor.well" if found["ok"] else "doctor.unwell")])
