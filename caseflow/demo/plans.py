"""The implementation plans of the demonstration: the city's own, and those of every unit with a part in the tasks."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial

from caseflow.demo.acts import COLLEAGUE, COORDINATOR, Act, Stage, officer
from caseflow.demo.people import CITY
from caseflow.demo.petitions import INSPECTION
from caseflow.demo.tasks import PLANNED, number_for
from caseflow.demo.workdays import workdays_after
from caseflow.domain.case import Case
from caseflow.services import planning, rectifying
from caseflow.services.access import held_case
from caseflow.services.naming import names_on
from caseflow.services.texts import texts_of
from caseflow.services.work import Work
from caseflow.store.files import Files

OWN, FIRST, SPREAD, REVIEWED, AGAIN = 3, 6, 13, 2, 5
"""Working days: the city's own plan after its publication; the first unit's; over how many the others follow; then
each one's review after it came, and a new version after a returned one."""
LATE = {"lishu": 23, "nyncj": 26}
"""On which working day came the plans that came after the limit."""
LIKE = {"yitong": CITY, "tiedong": "tiexi"}
"""Whose plan a unit's first version repeats almost word for word."""
SLOW, SLOW_AGAIN = "tiedong", date(2023, 10, 19)
"""The unit that hands in much the same again, and when: visitors find it waiting for its review."""
VAGUE = "shuangliao"
"""The unit whose first version does not say who does what by when."""
REASONS = dict.fromkeys(LIKE, "与其他单位方案雷同，未结合本单位任务，请重新编制。") | {
    VAGUE: "未写明责任科室和完成时点，请逐项补充。"
}
"""Why the office returned a unit's plan."""
TITLE = "{unit}贯彻落实生态环境保护督察反馈问题具体实施方案"
HEAD = "一、总体要求\n本方案由{unit}主要负责同志牵头，逐项明确责任科室、工作步骤和完成时点。\n二、重点任务\n"
TAIL = "\n三、保障\n每月{day}日前汇总进展，向市整改办报送；措施调整须按程序报批。\n"
UNDATED = (
    "一、提高认识\n各科室高度重视。\n二、加强领导\n成立专班，统筹推进。\n三、抓好落实\n分工负责，形成合力。\n"
)
CITED = (3, 9, 14, 15)
"""Tasks of which the measures cite the clauses they carry out."""


def plan_acts(cases: Mapping[str, Case], files: Files) -> Iterator[Act]:
    """Plans handed in and reviewed, and the measures that cite them; `cases` are the tasks by number."""
    keys = [case.key for case in cases.values()]
    own = workdays_after(PLANNED, OWN)
    hand_in = partial(_hand_in, files=files, keys=keys, whose=CITY)
    yield Act(own, Stage.PROVE, COORDINATOR, "", partial(hand_in, unit=CITY))
    yield Act(own, Stage.RELEASE, COLLEAGUE, "", partial(_review, unit=CITY, reason=""))
    for n, unit in enumerate(_units(cases.values())):
        day = workdays_after(PLANNED, LATE.get(unit, FIRST + n % SPREAD))
        yield from _of_unit(unit, day, partial(_hand_in, files=files, keys=keys, unit=unit))
    for case in (cases[number_for(task)] for task in CITED):
        on = workdays_after(PLANNED, FIRST + SPREAD + AGAIN + REVIEWED)
        do = partial(_cite, key=case.key)
        yield Act(on, Stage.PROVE, officer(case.parties.lead_unit or ""), case.key, do)


def _of_unit(unit: str, day: date, hand_in: partial[None]) -> Iterator[Act]:
    """Its first version; what is returned is handed in again, by one unit half a year later and no better."""
    tries = [(day, LIKE.get(unit, unit), REASONS.get(unit, ""))]
    if unit == SLOW:
        tries.append((SLOW_AGAIN, LIKE[unit], REASONS[unit]))
    if unit in REASONS:
        returned = workdays_after(tries[-1][0], REVIEWED)
        tries.append((workdays_after(returned, AGAIN), unit, ""))
    for n, (on, whose, reason) in enumerate(tries):
        vague = unit == VAGUE and n == 0
        yield Act(on, Stage.PROVE, officer(unit), unit, partial(hand_in, whose=whose, vague=vague))
        review = partial(_review, unit=unit, reason=reason)
        yield Act(workdays_after(on, REVIEWED), Stage.REVIEW, COORDINATOR, unit, review)


def _units(cases: Iterable[Case]) -> list[str]:
    """Every unit but the city itself that leads a task or is responsible for one, or whose area it lies in."""
    named = (
        unit
        for case in cases
        for unit in (
            case.parties.locality,
            case.parties.lead_unit,
            *case.parties.co_leads,
            *case.parties.responsible,
        )
    )
    return sorted({unit for unit in named if unit and unit != CITY})


def _hand_in(
    work: Work, *, files: Files, keys: list[str], unit: str, whose: str, vague: bool = False
) -> None:
    """A text file with the plan's words: those of `whose` tasks under the unit's own name."""
    names = names_on(work.session, work.city, work.day)
    called = names.unit(unit)
    words = UNDATED if vague else _words(work, keys, whose, called)
    title = TITLE.format(unit=called)
    planning.hand_in(work, files, INSPECTION, unit, f"{title}\n{words}".encode(), f"{title}.txt")


def _words(work: Work, keys: list[str], whose: str, called: str) -> str:
    """What the tasks in which a unit has a part ask of it; the city's plan takes in all of them."""
    found = (held_case(work, key) for key in keys)
    cases = [case for case in found if case and whose in (CITY, *_units([case]))]
    parts = []
    for n, case in enumerate(cases, 1):
        said = texts_of(work.session, case)
        steps = "".join(
            f"（{m.number}）{said[f'measure.{m.number}']}" for m in case.measures if not m.withdrawn
        )
        parts.append(f"{n}.目标：{said.get('goal', '')}措施：{steps}")
    day = 10 + len(called) % 10
    return HEAD.format(unit=called) + "\n".join(parts) + TAIL.format(day=day)


def _review(work: Work, *, unit: str, reason: str) -> None:
    last = planning.held_plan(work, INSPECTION, unit).last
    if last:
        result = "returned" if reason else "accepted"
        planning.review(work, INSPECTION, unit, last.number, result, reason)


def _cite(work: Work, *, key: str) -> None:
    case = held_case(work, key)
    for measure in case.measures if case else ():
        if measure.is_open:
            rectifying.cite_clause(work, key, measure.number, f"本单位实施方案第二部分第{measure.number}条")
