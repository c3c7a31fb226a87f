"""The acts of the demonstration's 30 tasks, from the plan's day on."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from caseflow.demo.acts import COORDINATOR, Act, Post, Stage, officer
from caseflow.demo.closing import judged, noticed, signed
from caseflow.demo.outcomes import DATA, TASK, Outcome, outcomes
from caseflow.demo.petitions import INSPECTION
from caseflow.demo.working import applied, checked, monthly
from caseflow.domain.case import Case
from caseflow.domain.terms import EvidenceClass, Office
from caseflow.rulebooks.units import shipped_units
from caseflow.services import assigning, deciding, filing, following
from caseflow.services.access import held_case
from caseflow.services.importing import import_ledger
from caseflow.services.opening import plan_inspection
from caseflow.services.work import Work
from caseflow.store.files import Files

PLANNED = date(2023, 4, 3)
DEEMED = date(2023, 4, 12)
"""The clock deems accepted, on the day after the fifth working day, what no lead unit has taken."""
CLASSES = dict.fromkeys(("1", "2", "17", "30"), EvidenceClass.INSTITUTION) | dict.fromkeys(
    ("8", "10", "11", "12", "22"), EvidenceClass.PROJECT
)
CONFIRMED_BEFORE = date(2024, 1, 12)
"""The day on which units report the year that is confirmed a few days later."""


def task_acts(cases: dict[str, Case], files: Files) -> Iterator[Act]:
    """Everything that happened to the tasks; `cases` are the tasks as the ledger files them, by number."""
    for outcome in (o for o in outcomes() if o.kind == TASK):
        yield from _one(outcome, cases[number_of(outcome)], files)


def filing_acts() -> Iterator[Act]:
    """The plan's day, and the ledger read in."""
    data = (DATA / "tasks.xlsx").read_bytes()
    plan = partial(plan_inspection, code=INSPECTION, plan_date=PLANNED)
    yield Act(PLANNED, Stage.OPEN, COORDINATOR, "", plan)
    yield Act(
        PLANNED,
        Stage.FILE,
        COORDINATOR,
        "",
        partial(import_ledger, data=data, layout="tasks", inspection=None),
    )


def number_of(outcome: Outcome) -> str:
    """The number of the task an outcome is about."""
    return number_for(int(outcome.number))


def number_for(ordinal: int) -> str:
    """The number of a task: the inspection and two digits."""
    return f"{INSPECTION}-T{ordinal:02d}"


def _one(outcome: Outcome, case: Case, files: Files) -> Iterator[Act]:
    key, parties = case.key, case.parties
    lead, unit, locality = parties.lead_unit or "", parties.acceptance_unit or "", parties.locality or ""
    yield Act(PLANNED, Stage.ASSIGN, COORDINATOR, key, partial(_assign, key=key, number=outcome.number))
    if outcome.accepted_on != DEEMED:
        do = partial(assigning.accept_assignment, key=key)
        yield Act(outcome.accepted_on, Stage.ACCEPT, officer(lead), key, do)
    yield from monthly(outcome, key, lead, tuple(unit for unit in parties.responsible if unit != lead))
    yield from checked(outcome, key, parties.responsible, files)
    yield from applied(outcome, key, lead)
    yield from judged(outcome, key, unit)
    yield from noticed(outcome, key)
    yield from signed(outcome, key, locality)
    yield from _extended(outcome, key, lead)
    if outcome.year_confirmed:
        responsible = officer(parties.responsible[0])
        report = partial(following.report_year, key=key, year=2023, note="长效机制运行正常，问题未反弹。")
        yield Act(CONFIRMED_BEFORE, Stage.FOLLOW, responsible, key, report)
        confirm = partial(following.confirm_year, key=key, year=2023, confirmed=True)
        yield Act(outcome.year_confirmed, Stage.FOLLOW, officer(unit), key, confirm)


def _extended(outcome: Outcome, key: str, lead: str) -> Iterator[Act]:
    if outcome.extension is None:
        return
    asked, granted, to_day = outcome.extension
    reason = "受客观条件影响，原时限内难以完成，措施和责任不变。"
    ask = partial(deciding.propose_extension, key=key, to_day=to_day, reason=reason)
    yield Act(asked, Stage.DECIDE, officer(lead), key, ask)
    for office in (Office.PARTY_HEAD, Office.GOVERNMENT_HEAD):
        do = partial(deciding.decide, key=key, number=1, agrees=True)
        yield Act(granted, Stage.DECIDE, Post(office, shipped_root()), key, do)


def shipped_root() -> str:
    """The city's own unit."""
    return next(iter(shipped_units("siping")))


def _assign(work: Work, *, key: str, number: str) -> None:
    filing.complete_filing(work, key, {}, evidence_class=CLASSES.get(number, EvidenceClass.SITE))
    case = held_case(work, key)
    if case and case.parties.lead_unit:
        assigning.assign(work, key, case.parties.lead_unit)
