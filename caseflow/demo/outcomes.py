"""What happened to each case of the demonstration, read from `data/outcomes.csv`; every text there is invented."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from caseflow.domain.terms import Progress

DATA = files("caseflow.demo") / "data"
WORDS = {
    "正常推进": Progress.NORMAL,
    "达到序时进度": Progress.ON_SCHEDULE,
    "滞后": Progress.LAGGING,
    "基本完成": Progress.BASICALLY_COMPLETED,
    "完成": Progress.COMPLETED,
}
TASK, PETITION, REBOUND = "整改任务", "信访案件", "反弹新案"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line: the dates of one case's steps, each list in time order."""

    kind: str
    number: str
    accepted_on: date
    progress: tuple[tuple[str, Progress], ...]
    self_checks: tuple[date, ...]
    applications: tuple[date, ...]
    acceptances: tuple[date, ...]
    results: tuple[str, ...]
    notices: tuple[date, ...]
    party_signed: date | None
    government_signed: date | None
    fed_back: date | None
    staged_on: date | None
    staged_until: date | None
    settled_on: date | None
    year_confirmed: date | None
    extension: tuple[date, date, date] | None
    objection: tuple[date, date] | None
    rebound_on: date | None
    earlier: str
    assessed_on: date | None


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Every line of the file, in its order."""
    with (DATA / "outcomes.csv").open(encoding="utf-8") as lines:
        return tuple(_outcome(row) for row in csv.DictReader(lines))


def _outcome(row: dict[str, str]) -> Outcome:
    extension = tuple(_days(row, "延期申请日期", "延期批准日期", "延期后时限"))
    objection = tuple(_days(row, "异议提出日期", "异议认定日期"))
    return Outcome(
        kind=row["类别"],
        number=row["编号"],
        accepted_on=date.fromisoformat(row["首次签收日期"]),
        progress=tuple(_progress(row["月度进展"])),
        self_checks=_several(row["自查完成日期"]),
        applications=_several(row["申请验收日期"]),
        acceptances=_several(row["验收日期"]),
        results=tuple(filter(None, row["验收结论"].split(";"))),
        notices=_several(row["公示起始日"]),
        party_signed=_day(row["党委签字日期"]),
        government_signed=_day(row["政府签字日期"]),
        fed_back=_day(row["反馈督察组日期"]),
        staged_on=_day(row["阶段性办结日期"]),
        staged_until=_day(row["阶段性办结时限"]),
        settled_on=_day(row["办结日期"]),
        year_confirmed=_day(row["年度确认日期"]),
        extension=_three(extension),
        objection=(objection[0], objection[1]) if objection else None,
        rebound_on=_day(row["反弹发现日期"]),
        earlier=row["前案编号"],
        assessed_on=_assessed(row["说明"]),
    )


def _three(days: tuple[date, ...]) -> Any:
    return days or None


def _progress(cell: str) -> Iterator[tuple[str, Progress]]:
    for part in filter(None, cell.split(";")):
        month, _, word = part.partition(":")
        yield month, WORDS[word]


def _days(row: dict[str, str], *columns: str) -> Iterator[date]:
    return (date.fromisoformat(row[column]) for column in columns if row[column])


def _several(cell: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in cell.split(";") if day)


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _assessed(note: str) -> date | None:
    """The day a note says a case was judged 基本完成 on: “2024-05-10评估为基本完成”."""
    before, found, _ = note.partition("评估为")
    return date.fromisoformat(before[-10:]) if found else None
