"""`caseflow tick`: the day's automatic work, one office day after another up to today."""

from datetime import date
from typing import Any

import click

from caseflow.cli.city import database
from caseflow.cli.frame import at_option, json_option, show
from caseflow.clock import SystemClock
from caseflow.jobs.checkpointing import guard
from caseflow.jobs.daily import Plan, planned, rehearse, run
from caseflow.jobs.sending import send_waiting
from caseflow.services.ticking import Counts
from caseflow.settings import Settings
from caseflow.store.notes import Notes
from caseflow.transaction import looking
from caseflow.words.msgid import N_
from caseflow.words.say import say

PATIENCE = 600
"""Seconds to wait for another machine that is at the day's work."""


@click.command("tick")
@at_option
@click.option("--dry-run", is_flag=True, help=N_("只说会怎样，不办理"))
@json_option
@click.pass_obj
def tick(settings: Settings, at: date | None, dry_run: bool, as_json: bool) -> None:
    """Do what the clock does, day after day up to today."""
    with database(settings) as engine:
        guard(engine, Notes(settings.checkpoints), SystemClock().now(), thorough=False)
        with looking(engine) as session:
            plan = planned(session, SystemClock().now(), at)
        counts = rehearse(engine, plan) if dry_run else run(engine, plan, PATIENCE)
        if not dry_run:
            send_waiting(engine, settings, SystemClock().now())
    show(_document(plan, counts), _text, as_json)


def _document(plan: Plan, counts: Counts) -> dict[str, Any]:
    return {
        "at": plan.until.isoformat(),
        "changed": bool(counts.events or counts.sent),
        "opened_rounds": counts.opened_rounds,
        "ended_notices": counts.ended_notices,
        "proposed_papers": counts.proposed_papers,
        "sent": counts.sent,
    }


def _text(done: dict[str, Any]) -> str:
    return say("tick.done" if done["changed"] else "tick.nothing", done)
