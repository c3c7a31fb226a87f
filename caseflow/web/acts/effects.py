"""What an extension or a suspension would do, shown before it is asked for or decided: dates, light, what is kept."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from flask import request

from caseflow.domain.case import Case
from caseflow.domain.case.parts import Decision
from caseflow.domain.light import Judgement, judge
from caseflow.services.deciding import is_late
from caseflow.services.previewing import Effect, Shift, if_granted, if_proposed, if_resumed, if_suspended
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.acts.matter import Matter, Row, row
from caseflow.web.case_clock import limit_title
from caseflow.web.day_links import day_link
from caseflow.web.speaking import gettext
from caseflow.words.say import day_in_words, say, term

FAR = timedelta(days=1100)
"""How far ahead a suspension's end may be asked for: beyond it no limit is of interest, and days need walking."""


def asked_day(name: str) -> date | None:
    """The day somebody asked the effect of, None where what they wrote is none."""
    try:
        return date.fromisoformat(request.values.get(name, ""))
    except ValueError:
        return None


def of_extension(work: Work, case: Case) -> dict[str, Any]:
    """Before it is proposed: the effect of the day asked for, once one was."""
    to_day, due = asked_day("to_day"), case.due.day
    shown: list[Matter] = []
    if due and to_day and to_day > due:
        waiting = if_proposed(work, case, to_day)
        granted = if_granted(work, waiting.after, waiting.after.decisions[-1])
        lights = [
            (gettext("现在"), judge(case, work.book, work.day)),
            (gettext("待批期间"), waiting.light),
            (gettext("批准后"), granted.light),
        ]
        shown = [_dates(case, granted), _lights(lights)]
    return {
        "effect": Matter(gettext("延期的效果"), list(_for_ever(work, case, to_day))),
        "effects": shown,
        "asked": {"name": "to_day", "label": gettext("新的整改时限"), "value": to_day or ""},
    }


def of_decision(work: Work, case: Case, decision: Decision) -> dict[str, Any]:
    """Before a head decides on an extension: what a grant of today would do; nothing for other matters."""
    if decision.matter != "extension":
        return {}
    granted = if_granted(work, case, decision)
    lights = [
        (gettext("现在"), judge(case, work.book, work.day)),
        (gettext("批准后"), granted.light),
    ]
    late = is_late(case, decision, work.day)
    said = [row(gettext("批准"), gettext("现时限已过，现在批准只记入档案，不改变时限"))] if late else []
    more = Matter(gettext("延期的效果"), [*said, *_for_ever(work, case, None if late else decision.to_day)])
    return {"effects": [more, _dates(case, granted), _lights(lights)]}


def of_suspension(work: Work, case: Case) -> dict[str, Any]:
    """Before the clocks stop: which limits stand still, which dates do not, and where they end if resumed on a day."""
    now = judge(case, work.book, work.day)
    stopped, until = if_suspended(work, case), asked_day("until")
    lights = [(gettext("现在"), now), (gettext("中止后"), stopped.light)]
    shown = [_dates(case, stopped), _lights(lights)]
    if until and work.day <= until <= work.day + FAR:
        title = gettext("%(day)s恢复的话") % {"day": day_in_words(until)}
        shown.append(_dates(case, if_resumed(work, case, until), title))
    rows = [
        row(gettext("中止"), gettext("程序期限停下，恢复后按剩余的天数接着算")),
        row(gettext("整改时限"), gettext("不因中止顺延；要改，只能申请延期")),
    ]
    return {
        "effect": Matter(gettext("中止计时的效果"), rows),
        "effects": shown,
        "asked": {"name": "until", "label": gettext("假如这一天恢复"), "value": until or ""},
    }


def of_resumption(work: Work, case: Case) -> dict[str, Any]:
    """Before the clocks run again: where each limit would end."""
    if case.suspended_on is None:
        return {}
    return {"effects": [_dates(case, if_resumed(work, case, work.day), gettext("今天恢复的话"))]}


def _for_ever(work: Work, case: Case, to_day: date | None) -> Iterator[Row]:
    """What is kept and published, and how many extensions are left."""
    left = work.book.number("extension.times") - case.due.extensions
    adjusted = gettext("原时限 %(first)s，调整后时限 %(day)s")
    yield row(gettext("原时限"), day_in_words(case.due.first), gettext("一直显示"))
    if to_day and case.due.first:
        facts = {"first": case.due.first.isoformat(), "day": to_day.isoformat()}
        yield row(gettext("对外公开"), adjusted % facts)
    yield row(gettext("还可延期"), gettext("%(times)s 次") % {"times": max(left, 0)}, _after(left))
    yield row(gettext("批准"), gettext("领导小组两位组长在现时限当日或以前都同意，才生效"))
    yield row(gettext("迟批"), gettext("现时限过后才批准的，不改变时限"))


def _after(left: int) -> str:
    return gettext("批准后还剩 %(times)s 次") % {"times": left - 1} if left > 0 else ""


def _dates(case: Case, effect: Effect, title: str = "") -> Matter:
    """The dates that move, each with the page of its days, then those that do not."""
    rows = [_moved(case, shift) for shift in effect.moved]
    kept = [_row(case, shift, gettext("不变")) for shift in effect.kept]
    return Matter(title or gettext("日期怎么变"), [*rows, *kept])


def _moved(case: Case, shift: Shift) -> Row:
    if shift.now is None:
        return _row(case, shift, gettext("停下"))
    return _row(case, shift, gettext("改为 %(day)s") % {"day": day_in_words(shift.now)})


def _row(case: Case, shift: Shift, becomes: str) -> Row:
    name = limit_title(here.names(), case, shift.name)
    return row(name, day_in_words(shift.was), becomes, day_link(case, shift.name))


def _lights(lights: list[tuple[str, Judgement]]) -> Matter:
    return Matter(gettext("灯怎么变"), [row(when, *_light(judged)) for when, judged in lights])


def _light(judged: Judgement) -> tuple[str, str]:
    why = " ".join(say(reason.code, reason.facts) for reason in judged.reasons)
    return (term(f"light.{judged.light}") if judged.light else gettext("不亮灯")), why
