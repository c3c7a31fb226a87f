"""What people did with the warning letters that the clock proposed: issued, received, answered, lifted."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from sqlalchemy import Engine, select

from caseflow.demo.acts import COORDINATOR, Act, Stage, officer
from caseflow.domain.days import limit_end
from caseflow.domain.terms import DayUnit
from caseflow.rulebooks.calendars import shipped_calendar
from caseflow.services import warning
from caseflow.services.access import held_case
from caseflow.services.work import Work
from caseflow.store.procedure import PaperRow
from caseflow.transaction import looking

ISSUED, RECEIVED, ANSWERED, LIFTED = 1, 2, 4, 12
"""Working days after the proposal on which each step was taken."""


def paper_acts(engine: Engine, day: date) -> Iterator[Act]:
    """The acts that follow from what was proposed on a day."""
    asked = select(PaperRow.case, PaperRow.id, PaperRow.to_unit).where(
        PaperRow.status == "proposed", PaperRow.proposed_on == day
    )
    with looking(engine) as session:
        found = session.execute(asked.order_by(PaperRow.case, PaperRow.id)).all()
    for key, number, unit in found:
        step = partial(_step, key=key, number=number)
        yield Act(_after(day, ISSUED), Stage.DECIDE, COORDINATOR, key, partial(step, status="issued"))
        yield Act(
            _after(day, RECEIVED), Stage.DECIDE, officer(unit), key, partial(step, status="acknowledged")
        )
        yield Act(_after(day, ANSWERED), Stage.DECIDE, officer(unit), key, partial(step, status="answered"))
        yield Act(_after(day, LIFTED), Stage.DECIDE, COORDINATOR, key, partial(step, status="lifted"))


def _after(day: date, workdays: int) -> date:
    limit = limit_end(shipped_calendar(), day + timedelta(days=1), workdays, DayUnit.WORKDAY)
    return limit.end


def _step(work: Work, *, key: str, number: int, status: str) -> None:
    """One step of a paper; a case that changed hands meanwhile leaves the paper with its addressee."""
    case = held_case(work, key)
    paper = case.papers[number - 1] if case else None
    if paper is None or paper.status not in warning.FOLLOWS[status]:
        return
    match status:
        case "issued":
            warning.issue_paper(
                work, key, number, "进度滞后或时限临近，请倒排工期，按期完成，并书面答复补救措施。"
            )
        case "acknowledged":
            warning.acknowledge_paper(work, key, number)
        case "answered":
            warning.answer_paper(work, key, number, "已倒排工期，增派力量，按周调度，确保按期完成。")
        case _:
            warning.lift_paper(work, key, number, "补救措施已落实，预警事由已消除。")
