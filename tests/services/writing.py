"""Small pieces of work on cases, and a look at what they left in the log."""

import json
from typing import Any

from sqlalchemy import Engine, select

from caseflow.services.access import held_case
from caseflow.services.record import record
from caseflow.services.verifying import verify
from caseflow.services.work import Work
from caseflow.store.log import EventRow
from caseflow.transaction import looking


def file_case(work: Work, key: str = "x/1") -> None:
    record(work, f"case/{key}", "file", {"kind": "task", "lead_unit": "shj"}, texts={"title": "污水"})


def describe(work: Work, key: str = "x/1") -> None:
    assert held_case(work, key)
    record(work, f"case/{key}", "describe")


def leaves(engine: Engine) -> list[dict[str, Any]]:
    with looking(engine) as session:
        return [json.loads(leaf) for leaf in session.scalars(select(EventRow.leaf).order_by(EventRow.seq))]


def is_verified(engine: Engine) -> bool:
    with looking(engine) as session:
        return verify(session).result == "verified"
