"""Words for tests of the ladder: drafts told, papers issued, the clock let run, and what there then is."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine

from caseflow.domain.case import Case
from caseflow.domain.case.paper import Paper
from caseflow.services.laddering import (
    Meeting,
    issue_paper,
)
from caseflow.services.replying import MINUTES, Answer
from caseflow.services.ticking import day_work
from tests.makers import told, work_on
from tests.services.acting import CITY_HEADS, COORDINATOR, DAY, KEY, acting, the_case

PARTY, GOVERNMENT = CITY_HEADS
DUE = date(2023, 5, 10)
MEETING = Meeting(date(2023, 6, 20), "会议室", "局长")
ANSWER = Answer(
    "另附台账", dict.fromkeys(("cause", "measures", "person", "result"), "已落实"), date(2023, 6, 30)
)
"""An answer with all that any rung demands."""
SAID = dict.fromkeys(MINUTES, "如实记录")


def tick(engine: Engine, first: date, last: date | None = None) -> int:
    """The clock's work of these days; how many papers it proposed."""
    proposed = 0
    for n in range(((last or first) - first).days + 1):
        with work_on(engine, first + timedelta(days=n)) as work:
            proposed += day_work(work).proposed_papers
    return proposed


def tell(engine: Engine, type_: str, day: date = DAY, /, **data: object) -> None:
    with work_on(engine, day) as work:
        told(work, "T01", type_, data)


def papers(engine: Engine) -> list[tuple[str, str, str]]:
    return [(paper.rung, paper.rule, paper.status) for paper in the_case(engine).papers]


def paper(engine: Engine, number: int) -> Paper:
    return the_case(engine).papers[number - 1]


def proposed(engine: Engine, rung: str, rule: str = "overdue_days:2023-05-10", day: date = DAY) -> None:
    tell(engine, "propose_paper", day, rung=rung, rule=rule, unit="slj")


def issued(engine: Engine, number: int, day: date = DAY, **more: Any) -> Case:
    with acting(engine, COORDINATOR, day) as work:
        return issue_paper(work, KEY, number, "请抓紧", reason="情况紧急", **more)
