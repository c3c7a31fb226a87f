"""The meetings of the demonstration: an analysis meeting a quarter, one joint meeting, and what was agreed on them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from caseflow.demo.acts import COORDINATOR, Act, Stage, officer
from caseflow.demo.tasks import number_for
from caseflow.demo.workdays import workdays_after
from caseflow.domain.case import Case
from caseflow.domain.meeting import MeetingKind
from caseflow.services import agreeing, convening
from caseflow.services.work import Work

PLACE = "市政府三楼会议室"
CONFIRMED = 2
"""Working days after the owner's word on which the office confirmed it."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """One item: the task it is about, whose lead unit does it, by when, and when it said that it was done."""

    task: int
    words: str
    due: date
    done: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """One meeting: when it was called and held, and what came of it. The item `dropped` was given up later."""

    kind: MeetingKind
    called: date
    day: date
    agenda: str
    agreed: tuple[Agreed, ...]
    dropped: tuple[int, date] | None = None


MEETINGS = (
    Held(
        MeetingKind.ANALYSIS,
        date(2023, 4, 13),
        date(2023, 4, 20),
        "一、通报整改任务交办和签收情况。二、研判立行立改任务的完成时点。",
        (
            Agreed(13, "组织清理四处倾倒点，建立日巡查记录。", date(2023, 4, 28), date(2023, 4, 27)),
            Agreed(
                1, "核对学习计划执行情况，明确立行立改部分完成时点。", date(2023, 5, 4), date(2023, 5, 11)
            ),
        ),
    ),
    Held(
        MeetingKind.ANALYSIS,
        date(2023, 7, 6),
        date(2023, 7, 13),
        "一、分析上半年调度情况。二、研判十月底到期任务的风险。",
        (
            Agreed(9, "制定排口溯源排查周计划，报市整改办。", date(2023, 7, 28), date(2023, 7, 26)),
            Agreed(26, "提出补植季节安排和临时管护办法。", date(2023, 8, 11), date(2023, 8, 10)),
        ),
    ),
    Held(
        MeetingKind.JOINT,
        date(2023, 8, 31),
        date(2023, 9, 7),
        "一、协调管网施工占道许可。二、商定渗滤液应急处理设施的采购和转运。",
        (
            Agreed(12, "集中办理配套管网施工占道许可。", date(2023, 9, 22), date(2023, 9, 20)),
            Agreed(22, "商定应急处理设施采购和临时转运办法。", date(2023, 9, 20), date(2023, 10, 10)),
            Agreed(11, "按周互通进水负荷数据。", date(2023, 10, 13)),
        ),
        dropped=(3, date(2023, 9, 27)),
    ),
    Held(
        MeetingKind.ANALYSIS,
        date(2023, 10, 9),
        date(2023, 10, 12),
        "一、逐项核对十月底到期任务。二、研判秋冬季施工条件。",
        (
            Agreed(6, "逐村核对回收网点运行记录。", date(2023, 10, 27), date(2023, 10, 26)),
            Agreed(29, "提出退化草原改良补救办法。", date(2023, 11, 10), date(2023, 11, 24)),
        ),
    ),
    Held(
        MeetingKind.ANALYSIS,
        date(2024, 1, 4),
        date(2024, 1, 11),
        "一、总结上年整改情况。二、研判逾期和跨年任务。",
        (Agreed(9, "逐个核对返黑点位，提出消除时序。", date(2024, 2, 29), date(2024, 2, 27)),),
    ),
    Held(
        MeetingKind.ANALYSIS,
        date(2024, 4, 3),
        date(2024, 4, 11),
        "一、分析一季度调度情况。二、研判未申请验收任务。",
        (
            Agreed(22, "核对积存渗滤液水位，报市整改办。", date(2024, 5, 15), date(2024, 5, 14)),
            Agreed(24, "整理立行立改部分的验收资料。", date(2024, 5, 31)),
        ),
    ),
)


def meeting_acts(cases: Mapping[str, Case]) -> Iterator[Act]:
    """Meetings called, held and written down, and their items until they are done; `cases` are the tasks by number."""
    in_year: dict[int, int] = {}
    for held in MEETINGS:
        number = in_year[held.called.year] = in_year.get(held.called.year, 0) + 1
        yield from _one(f"{held.called.year}-{number}", held, cases)


def _one(name: str, held: Held, cases: Mapping[str, Case]) -> Iterator[Act]:
    about = [cases[number_for(item.task)] for item in held.agreed]
    yield Act(held.called, Stage.DECIDE, COORDINATOR, name, partial(_call, held=held, cases=about))
    yield Act(held.day, Stage.DECIDE, COORDINATOR, name, partial(_hold, name=name, held=held, cases=about))
    for n, (item, case) in enumerate(zip(held.agreed, about, strict=True), 1):
        if item.done:
            report = partial(agreeing.finish_item, name=name, id_=n, report="已办结，材料已报市整改办。")
            yield Act(item.done, Stage.REPORT, officer(case.parties.lead_unit or ""), name, report)
            confirm = partial(agreeing.confirm_item, name=name, id_=n)
            yield Act(workdays_after(item.done, CONFIRMED), Stage.REVIEW, COORDINATOR, name, confirm)
    if held.dropped:
        n, on = held.dropped
        drop = partial(agreeing.drop_item, name=name, id_=n, reason="两单位系统已对接，不再单独报送。")
        yield Act(on, Stage.REVIEW, COORDINATOR, name, drop)


def _call(work: Work, *, held: Held, cases: list[Case]) -> None:
    units = [case.parties.lead_unit or "" for case in cases]
    keys = [case.key for case in cases]
    convening.call_meeting(work, held.kind, held.day, PLACE, units=units, agenda=held.agenda, cases=keys)


def _hold(work: Work, *, name: str, held: Held, cases: list[Case]) -> None:
    there = "市整改办、各被通知单位分管负责同志到会。"
    convening.record_minutes(work, name, there, "会议逐项核对了议题所列事项，议定下列事项，按时限落实。")
    for item, case in zip(held.agreed, cases, strict=True):
        agreeing.decide_item(work, name, item.words, case.parties.lead_unit or "", item.due, case.key)
