"""What runs beside the pages: the day's work when a new office day has come, and housekeeping.

`caseflow serve` starts it and it ends with it. A demonstration city's day moves only by `caseflow tick`.
"""

import os
import time
from contextlib import suppress
from datetime import datetime

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from caseflow.clock import SystemClock, office_day
from caseflow.domain.actor import CLOCK
from caseflow.domain.errors import NotYet, Refused
from caseflow.jobs.daily import planned, run
from caseflow.jobs.leasing import LeaseLost, host
from caseflow.jobs.sending import send_waiting
from caseflow.services.challenging import clear_old as clear_ceremonies
from caseflow.services.forms import clear_old as clear_forms
from caseflow.services.opening import begin
from caseflow.services.running import note_fault
from caseflow.services.signing_in import Limits
from caseflow.services.signing_in import clear_old as clear_sign_ins
from caseflow.services.today import is_demonstration
from caseflow.settings import Settings
from caseflow.store.database import make_engine, writing
from caseflow.store.maintenance import tidy_wal
from caseflow.transaction import looking

EVERY = 60
"""Seconds between two looks at the clock."""


def main() -> None:
    """Looks at the clock again and again until the server that started it is gone."""
    settings, server = Settings.read(os.environ), os.getppid()
    engine = make_engine(settings.database_url)
    log = structlog.get_logger("caseflow.jobs")
    while os.getppid() == server:
        try:
            once(engine, settings, SystemClock().now())
        # The database or the disk is away for a while, or no city is open yet; what was due is done at the next look.
        except (SQLAlchemyError, OSError, Refused, LeaseLost) as wrong:
            log.error("job failed", kind=type(wrong).__name__)
            _note(engine, wrong)
        time.sleep(EVERY)


def once(engine: Engine, settings: Settings, now: datetime) -> None:
    """One look: in a real city, every office day that has come since the last run; then messages, and housekeeping.

    What another machine is at is left to it.
    """
    with looking(engine) as session:
        demonstration = is_demonstration(session)
        plan = None if demonstration else planned(session, now)
    if plan and plan.start <= plan.until:
        with suppress(NotYet):  # another machine is at it
            run(engine, plan)
    if plan or demonstration:
        send_waiting(engine, settings, now)
    with writing(engine) as session, session.begin():
        work = begin(session, CLOCK, now, office_day(now))
        clear_forms(work)
        clear_ceremonies(work)
        clear_sign_ins(session, now, Limits.of(settings))
    tidy_wal(engine)


def _note(engine: Engine, wrong: Exception) -> None:
    """Leaves word of a failed look where administrators see it, if the database answers at all."""
    with suppress(SQLAlchemyError, OSError), writing(engine) as session, session.begin():
        note_fault(session, SystemClock().now(), host(), type(wrong).__name__)


if __name__ == "__main__":
    main()
