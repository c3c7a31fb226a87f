"""The acts of the demonstration's petitions, batch by batch as they were handed over in 2022."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from typing import Any

from python_calamine import CalamineWorkbook

from caseflow.demo.acts import COORDINATOR, Act, Post, Stage, officer
from caseflow.demo.closing import judged, noticed, signed
from caseflow.demo.outcomes import DATA, PETITION, Outcome, outcomes
from caseflow.demo.people import code_of
from caseflow.demo.working import applied, checked, monthly
from caseflow.domain.terms import Office, Settlement, Verdict
from caseflow.services import assigning, deciding, filing, following, rectifying
from caseflow.services.access import held_case
from caseflow.services.importing import import_ledger
from caseflow.services.work import Work
from caseflow.store.files import Files

INSPECTION = "SP2022"
JUDGES = "dcs-zf"
"""Petitions are accepted by the city government's supervision office: it leads none of them."""
AT_FIRST = (
    "序号", "受理编号", "交办问题基本情况", "行政区域", "污染类型", "批次", "交办日期", "来源（来电/来信）",
    "是否重点", "是否重复", "前案编号", "承办单位", "反馈期限",
)  # fmt: skip
"""The columns known on the day of the hand-over; what was found out is added on `UPDATED`."""
UPDATED = date(2022, 10, 15)
VERDICTS = {
    "属实": Verdict.SUBSTANTIATED,
    "部分属实": Verdict.PARTLY,
    "基本属实": Verdict.BASICALLY,
    "不属实": Verdict.UNFOUNDED,
}


def petition_acts(files: Files) -> Iterator[Act]:
    """Everything that happened to the 160 petitions."""
    heading, rows = _ledger()
    for day in sorted({row["交办日期"] for row in rows}):
        batch = [row for row in rows if row["交办日期"] == day]
        data = _as_csv([name for name in heading if name in AT_FIRST], batch)
        handed = date.fromisoformat(day)
        yield Act(
            handed,
            Stage.FILE,
            COORDINATOR,
            "",
            partial(import_ledger, data=data, layout="petitions", inspection=None),
        )
        for row in batch:
            yield from _one(row, files)
    whole = (DATA / "petitions.xlsx").read_bytes()
    update = partial(import_ledger, data=whole, layout="petitions", inspection=None, update=True)
    yield Act(UPDATED, Stage.FILE, COORDINATOR, "", update)


def rebound_acts() -> Iterator[Act]:
    """The petition whose problem came back: the finding, the decision of both heads, and the new case."""
    new = next(outcome for outcome in outcomes() if outcome.earlier)
    old = next(outcome for outcome in outcomes() if outcome.number == new.earlier)
    if old.rebound_on is None:
        return
    key, new_key, day = f"{INSPECTION}/{old.number}", f"{INSPECTION}/{new.number}", old.rebound_on
    yield Act(day, Stage.OPEN, officer(JUDGES), key, partial(_find_again, key=key))
    yield Act(day, Stage.FILE, COORDINATOR, key, partial(_propose_again, key=key, number=new.number))
    for office in (Office.PARTY_HEAD, Office.GOVERNMENT_HEAD):
        do = partial(deciding.decide, key=key, number=1, agrees=True)
        yield Act(day, Stage.DECIDE, Post(office, code_of("四平市")), key, do)
    yield Act(new.accepted_on, Stage.ASSIGN, COORDINATOR, new_key, partial(_assign, key=new_key))
    lead = code_of(next(row["承办单位"] for row in _ledger()[1] if row["受理编号"] == old.number))
    accept = partial(assigning.accept_assignment, key=new_key)
    yield Act(new.accepted_on, Stage.ACCEPT, officer(lead), new_key, accept)
    yield from monthly(new, new_key, lead)


def _find_again(work: Work, *, key: str) -> None:
    deciding.enter_finding(work, key, "rebound", "look_back", "回头看发现净化设施停用，烟道改回低空直排。")


def _propose_again(work: Work, *, key: str, number: str) -> None:
    deciding.propose_on_finding(work, key, 1, "问题反弹，原销号保留并标注，建议另立新案。", number)


def _one(row: dict[str, str], files: Files) -> Iterator[Act]:
    outcome = next(o for o in outcomes() if o.kind == PETITION and o.number == row["受理编号"])
    key, lead, area = f"{INSPECTION}/{outcome.number}", code_of(row["承办单位"]), code_of(row["行政区域"])
    handed = date.fromisoformat(row["交办日期"])
    yield Act(handed, Stage.ASSIGN, COORDINATOR, key, partial(_assign, key=key))
    yield Act(
        outcome.accepted_on, Stage.ACCEPT, officer(lead), key, partial(assigning.accept_assignment, key=key)
    )
    yield from _found(outcome, key, lead, area, VERDICTS[row["是否属实"]])
    if outcome.fed_back:
        do = partial(following.feed_back, key=key, on=outcome.fed_back, paper="四整改办〔2022〕反馈")
        yield Act(outcome.fed_back, Stage.FEED_BACK, COORDINATOR, key, do)
    yield from monthly(outcome, key, lead)
    yield from checked(outcome, key, (lead,), files)
    yield from applied(outcome, key, lead)
    yield from judged(outcome, key, JUDGES)
    yield from noticed(outcome, key)
    yield from signed(outcome, key, area)


def _found(outcome: Outcome, key: str, lead: str, area: str, verdict: Verdict) -> Iterator[Act]:
    for day, settlement in ((outcome.staged_on, Settlement.STAGED), (outcome.settled_on, Settlement.SETTLED)):
        if day is None:
            continue
        due = outcome.staged_until if settlement is Settlement.STAGED else None
        do = partial(_findings, key=key, verdict=verdict, settlement=settlement, due=due)
        yield Act(day, Stage.FIND, officer(lead), key, do)
        confirm = partial(rectifying.confirm_findings, key=key)
        yield Act(day, Stage.CONFIRM_LOCALLY, Post(Office.DEPUTY, area), key, confirm)
        yield Act(day, Stage.CONFIRM, COORDINATOR, key, confirm)


def _findings(work: Work, *, key: str, verdict: Verdict, settlement: Settlement, due: date | None) -> None:
    plan = "制定限期整改方案，明确措施、时限和责任人。" if due else ""
    people = ["核查人员甲", "核查人员乙"] if verdict is Verdict.UNFOUNDED else None
    rectifying.record_findings(
        work,
        key,
        verdict,
        settlement,
        "经现场核查，情况见调查核实记录。",
        plan=plan,
        due=due,
        investigators=people,
    )


def _assign(work: Work, *, key: str) -> None:
    filing.complete_filing(work, key, {"acceptance_unit": JUDGES})
    case = held_case(work, key)
    if case and case.parties.lead_unit:
        assigning.assign(work, key, case.parties.lead_unit)


@cache
def _ledger() -> tuple[list[str], list[dict[str, str]]]:
    """The ledger's headings and rows as text; units stay names here and become codes when the cast is known."""
    book = CalamineWorkbook.from_filelike(io.BytesIO((DATA / "petitions.xlsx").read_bytes()))
    table = book.get_sheet_by_index(0).to_python()
    heading = [str(cell) for cell in table[2]]
    rows = [
        dict(zip(heading, map(_text, cells), strict=True)) for cells in table[3:] if str(cells[1]).strip()
    ]
    return heading, rows


def _text(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def _as_csv(heading: list[str], rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, heading, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")
