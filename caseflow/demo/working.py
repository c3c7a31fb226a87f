"""The acts of the units' work in the demonstration: reports month by month, evidence, self-check, application."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial

from caseflow.demo.acts import COORDINATOR, Act, Stage, officer
from caseflow.demo.outcomes import Outcome
from caseflow.demo.proving import missing_evidence
from caseflow.demo.workdays import workday
from caseflow.domain.case import Case
from caseflow.domain.case.months import awaited
from caseflow.domain.terms import Office, Progress, State
from caseflow.services import contributing, evidencing, rectifying, reporting
from caseflow.services.access import held_case
from caseflow.services.reporting import last_before, waiting_report
from caseflow.services.texts import texts_of
from caseflow.services.work import Work
from caseflow.store.files import Files

LAST_MONTH = date(2024, 5, 1)
REPORT_DAY = 20
DONE = "{about}：截至{day}，{total} 条措施完成 {done} 条。{rest}"
ABOUT = 24
"""So many signs of a case's own words stand at the head of its reports, in whole phrases."""
PHRASE = re.compile(r"[，。；：、,;（(]")
RESTS = {
    Progress.LAGGING: "承建单位进场偏晚，已约见其负责人，倒排工期，每周检查一次。",
    Progress.ON_SCHEDULE: "达到方案节点要求，转入下一段施工和资料整理。",
    Progress.BASICALLY_COMPLETED: "主体工程完工，正在试运行，余下收尾事项。",
    Progress.COMPLETED: "各项措施逐条落实，现场已复核，档案装订成册。",
}
PART = "本单位承担的部分已安排专人，按方案节点推进。"
REST = "按计划推进，现场有专人负责。"


def monthly(outcome: Outcome, key: str, lead: str, units: tuple[str, ...] = ()) -> Iterator[Act]:
    """A report and its review for every month from the first word on; a word stands until another comes.

    `units` tell the lead unit their part before, but where the work lags: there nobody says why.
    """
    if not outcome.progress:
        return
    words = dict(outcome.progress)
    month, word = date.fromisoformat(f"{outcome.progress[0][0]}-01"), Progress.NORMAL
    while month <= LAST_MONTH:
        name = f"{month:%Y-%m}"
        word = words.get(name, word)
        for day, said in _days(outcome, month, word):
            for unit in units if said is not Progress.LAGGING else ():
                do = partial(_contribute, key=key, month=name, unit=unit)
                yield Act(day, Stage.PROVE, officer(unit), key, do)
            yield Act(day, Stage.REPORT, officer(lead), key, partial(_report, key=key, month=name, word=said))
            yield Act(day, Stage.REVIEW, COORDINATOR, key, partial(_review, key=key, month=name, word=said))
        month = (month + timedelta(days=31)).replace(day=1)


def checked(outcome: Outcome, key: str, checkers: tuple[str, ...], files: Files) -> Iterator[Act]:
    """Measures done, evidence shown and the self-check made, on each day the outcome names."""
    for day in outcome.self_checks:
        for unit in checkers:
            yield Act(day, Stage.PROVE, officer(unit), key, partial(_prove, key=key, files=files))
            yield Act(day, Stage.SELF_CHECK, officer(unit), key, partial(_self_check, key=key))


def applied(outcome: Outcome, key: str, lead: str) -> Iterator[Act]:
    """The lead unit asks for acceptance."""
    for day in outcome.applications:
        yield Act(day, Stage.APPLY, officer(lead), key, partial(rectifying.apply_closure, key=key))


def _days(outcome: Outcome, month: date, word: Progress) -> Iterator[tuple[date, Progress]]:
    """On which days of a month what is reported: 完成 on the self-check's day, after a return on the return's."""
    asked = (
        *outcome.self_checks,
        *outcome.applications,
    )  # a self-check before the month is told with the application
    checks = [day for day in asked if (day.year, day.month) == (month.year, month.month)][:1]
    back = [day for day in _returns(outcome) if (day.year, day.month) == (month.year, month.month)]
    if word is Progress.COMPLETED and checks:
        yield from ((day, word) for day in checks)
    elif back:
        yield back[0], word
    elif outcome.assessed_on and f"{outcome.assessed_on:%Y-%m}" == f"{month:%Y-%m}":
        yield outcome.assessed_on, word
    else:
        yield workday(month.replace(day=REPORT_DAY)), word


def _returns(outcome: Outcome) -> Iterator[date]:
    """The days on which a case came back: a failed acceptance, an upheld objection."""
    for day, result in zip(outcome.acceptances, outcome.results, strict=True):
        if result != "通过":
            yield day
    if outcome.objection:
        yield outcome.objection[1]


def _report(work: Work, *, key: str, month: str, word: Progress) -> None:
    """Reports where a report is expected; a case past acceptance is asked only for what stands for good."""
    case = held_case(work, key)
    if case is None or case.state not in (State.RECTIFYING, State.CLOSED) or not _expected(case, month):
        return
    before = last_before(case, month)
    if before and before.progress is word and not any(_since(m.done_on, before.on) for m in case.measures):
        reporting.report_unchanged(work, key, month)
        return
    said = texts_of(work.session, case)
    about = said.get("measure.1") or said.get("title") or said.get("problem") or case.number
    done = DONE.format(
        about=headed(about),
        day=f"{work.day.month}月{work.day.day}日",
        total=len(case.measures),
        done=sum(1 for m in case.measures if m.done_on),
        rest=_newly(case, said, before.on if before else None) or RESTS.get(word, REST),
    )
    reporting.report(work, key, month, word, done, next_steps="按方案节点推进下一项措施。")


def headed(words: str) -> str:
    """The first phrases of the words, as many whole ones as have room; the first one whole, however long."""
    ends = [found.start() for found in PHRASE.finditer(words)] + [len(words)]
    return words[: max((end for end in ends if 0 < end <= ABOUT), default=ends[0])].rstrip("。")


def _newly(case: Case, said: Mapping[str, str], before: date | None) -> str:
    """What was done since the last report, where some measures still are to be done."""
    done = [m.number for m in case.measures if before and _since(m.done_on, before)]
    still = any(measure.is_open for measure in case.measures)
    names = "；".join(said.get(f"measure.{number}", "").rstrip("。") for number in done)
    return f"本月完成：{names}。" if done and still else ""


def _contribute(work: Work, *, key: str, month: str, unit: str) -> None:
    """A unit tells what it has newly done, else that nothing changed; once a month, where it is asked."""
    case = held_case(work, key)
    if case is None or case.state is not State.RECTIFYING or not _expected(case, month):
        return
    expected = next(one for one in case.expected if one.month == month)
    if unit not in awaited(case, expected):
        return
    done = [m.number for m in case.measures if m.unit == unit and m.done_on and f"{m.done_on:%Y-%m}" == month]
    told = any(part.unit == unit for part in case.contributions)
    words = f"本单位承担的措施{'、'.join(map(str, done))}已完成，资料已交牵头部门。" if done else PART
    contributing.contribute(work, key, month, "" if told and not done else words, unchanged=told and not done)


def _since(day: date | None, before: date) -> bool:
    return day is not None and day > before


def _review(work: Work, *, key: str, month: str, word: Progress) -> None:
    case = held_case(work, key)
    if case is None or waiting_report(case, month) is None:
        return
    tail = {"tail": "收尾事项：资料归档和后续管护。", "tail_by": work.day + timedelta(days=60)}
    basic = tail if word is Progress.BASICALLY_COMPLETED else {}
    reporting.review_report(work, key, month, confirmed=word, **basic)  # type: ignore[arg-type]


def _expected(case: Case, month: str) -> bool:
    return any(expected.month == month and not expected.closed for expected in case.expected)


def _prove(work: Work, *, key: str, files: Files) -> None:
    case = held_case(work, key)
    if case is None:
        return
    for measure in case.measures:
        own = measure.unit is None or work.actor.holds(Office.OFFICER, measure.unit)
        if own and not measure.withdrawn and measure.done_on is None:
            rectifying.mark_measure(work, key, measure.number, done=True)
    for kind, name, data in missing_evidence(work.cases[key], work.book):
        evidencing.add_evidence(work, files, key, data, name, kind)


def _self_check(work: Work, *, key: str) -> None:
    criteria = [rule.key for rule in work.book.criteria()]
    rectifying.self_check(work, key, criteria, "本单位主要负责同志", "逐条自查，均已落实。")
