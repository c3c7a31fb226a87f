"""The time limit of a case: how much is left, day by day, and why this date and this light."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from caseflow.domain.case import Case
from caseflow.domain.case.moves import RECTIFY
from caseflow.domain.case.papers import known_ref
from caseflow.domain.days import CountedDay
from caseflow.domain.errors import Fact, Reason
from caseflow.domain.light import Judgement
from caseflow.domain.obligations import obligations
from caseflow.domain.overdue import standing_application
from caseflow.domain.rulebook import Rule
from caseflow.domain.terms import DayUnit, State
from caseflow.services.explaining import Running, days_of, left, limits_of, provisional, why_due, why_moved
from caseflow.services.naming import Names
from caseflow.services.picturing import Picture
from caseflow.web.day_links import day_link
from caseflow.web.lights import lit
from caseflow.words.rulebook import meaning_in_words, value_in_words
from caseflow.words.say import day_in_words, month_in_words, say, term

Row = dict[str, Any]
MAKE_UP = "days.make_up"
FOLDED = 21
"""More cells than these are folded in the middle by `strip` of parts/days.html."""
OF_THE_DATE = (RECTIFY, "overdue")
"""Limits that are the rectification date's own; every other is said by its name."""
MONTH = re.compile(r"\d{4}-\d{2}")


def clock(picture: Picture, judged: Judgement) -> Row:
    """The limit that presses now, as `countdown` and `strip` take it, and the reasons of date and light."""
    running = limits_of(picture.case, picture.rules, picture.day)
    return {
        "phrase": picture.text("due_phrase"),
        "now": _pressing(picture, running[0], judged) if running else None,
        "rows": [row for row in _dates(picture, running) if row["value"]],
        "reasons": list(_of_date(picture, running)),
        "light": lit(judged, picture.rules),
    }


def tables(picture: Picture) -> list[Row]:
    """Every limit with each of its days as a row: the date, its number or none, and why."""
    return [
        {
            "title": limit_title(picture.names, picture.case, running.name),
            "href": day_link(picture.case, running.name, picture.day),
            "running": running,
            "provisional": provisional(picture.calendar, running),
            "moves": [say(reason.code, reason.facts) for reason in why_moved(running)],
            "rule": _sourced(picture.rules.rules[running.rule]) if running.rule else None,
            "cells": strip(picture, running),
        }
        for running in limits_of(picture.case, picture.rules, picture.day)
    ]


def strip(picture: Picture, running: Running) -> list[Row]:
    """The days of a limit as `strip` of parts/days.html takes them."""
    corners = {
        owed.due: term(f"obligation.{owed.kind}")
        for owed in obligations(picture.case)
        if owed.met_on is None and owed.due and owed.due != running.end and owed.kind != "rectify"
    }
    return [
        _cell(picture.day, running, day, corners.get(day.date)) for day in days_of(picture.calendar, running)
    ]


def limit_title(names: Names, case: Case, limit: str) -> str:
    """What a limit is called, with the number of the paper, objection or year where there may be several."""
    code, _, ref = limit.partition(".")
    if not ref:
        return term(f"limit.{code}")
    called = (
        names.called(ref) if code == "name_successor" else _of_month(names, ref) or known_ref(case, code, ref)
    )
    return say("limit.numbered", {"name": term(f"limit.{code}"), "ref": called})


def _of_month(names: Names, ref: str) -> str:
    """A month, with whose part or how many-th report it is; "" for what is no month."""
    month, _, rest = ref.partition(".")
    if not MONTH.fullmatch(month):
        return ""
    if rest.isdigit():
        return month_in_words(month) if rest == "1" else say("limit.nth", {"month": month, "n": rest})
    return month_in_words(month) + (f" {names.called(rest)}" if rest else "")


def _from_today(picture: Picture, cells: list[Row]) -> list[Row]:
    """A long limit from today on: what the strip folds away is never the present."""
    ahead = [cell for cell in cells if cell["date"] >= picture.day]
    return ahead if len(cells) > FOLDED and len(ahead) > 1 else cells


def _cell(today: date, running: Running, day: CountedDay, corner: str | None) -> Row:
    return {
        "date": day.date,
        "counted": day.counted,
        "number": day.number,
        "reason": say(day.why, day.facts),
        "holiday": term(str(day.facts["holiday"])) if day.facts.get("holiday") else None,
        "makeup": day.why == MAKE_UP,
        "mark": _mark(today, running, day.date),
        "corner": corner,
    }


def _mark(today: date, running: Running, day: date) -> str | None:
    """The overdue are counted from the due day on; every other limit up to it."""
    if day == today:
        return "today"
    if running.code == "overdue":
        return "due" if day == running.start else None
    if day == running.end:
        return "end" if running.code in ("notice", "post") else "due"
    return "past" if day < today else None


def _pressing(picture: Picture, running: Running, judged: Judgement) -> Row:
    stopped = running.stopped_on
    late = not stopped and (picture.day > running.end or running.code == "overdue")
    due = running.start if running.code == "overdue" else running.end
    unit = DayUnit.DAY if late else running.unit
    moved = picture.case.due.extensions > 0
    return {
        "title": limit_title(picture.names, picture.case, running.name),
        "named": running.code not in OF_THE_DATE,
        "href": day_link(picture.case, running.name, picture.day),
        "first": picture.case.due.first if moved and running.code in OF_THE_DATE else None,
        "left": (picture.day - due).days if late else left(picture.calendar, running, picture.day),
        "due": due,
        "code": judged.light.value if judged.light and running.code in OF_THE_DATE else None,
        "unit": unit.value,
        "overdue": late,
        "provisional": provisional(picture.calendar, running),
        "stopped": stopped,
        "edge": "" if late or stopped or running.code in ("notice", "post") else say("due.edge"),
        "strip": _from_today(picture, strip(picture, running)),
        "strip_unit": running.unit.value,
    }


def _dates(picture: Picture, running: tuple[Running, ...]) -> Iterator[Row]:
    """The dates themselves, but for the one that is counted down above them."""
    case = picture.case
    due, applied = case.due, standing_application(case)
    first = say("due.first", {"day": due.first}) if due.extensions and due.first else ""
    if not running or running[0].code not in OF_THE_DATE:
        yield {
            "term": term("limit.rectify"),
            "value": day_in_words(due.day) if due.day else "",
            "note": first,
            "href": day_link(case, RECTIFY, picture.day),
        }
    if case.internal_due and not applied:
        internal = {"term": term("limit.internal"), "value": day_in_words(case.internal_due)}
        yield internal | {"note": say("due.internal"), "href": day_link(case, "internal", picture.day)}
    yield {"term": say("due.applied"), "value": day_in_words(applied) if applied else ""}
    if case.state is State.RECTIFYING and case.correct_by:
        href = day_link(case, "correct", picture.day)
        yield {"term": term("limit.correct"), "value": day_in_words(case.correct_by), "href": href}
    if case.feedback_due:
        met = say("due.fed_back", {"day": case.fed_back_on}) if case.fed_back_on else ""
        row = {"term": term("limit.feedback"), "value": day_in_words(case.feedback_due), "note": met}
        yield row | {"href": day_link(case, "feedback", picture.day)}


def _of_date(picture: Picture, running: tuple[Running, ...]) -> Iterator[Row]:
    for reason, rule in why_due(picture):
        yield _said(picture, reason, rule) if rule else _said(picture, reason, rule) | of_plan(reason)
    applied = picture.case.application
    if applied and applied.outside:
        yield {"text": say("outside.application_day", {"on": applied.on})}
    for one in running[:1]:
        yield from _of_count(picture, one)


def of_plan(reason: Reason) -> Row:
    """The words of the plan are their own source."""
    return {"source": "seed", "ref": ""} if reason.code in ("why.phrase", "why.staged") else {}


def _of_count(picture: Picture, running: Running) -> Iterator[Row]:
    if running.rule:
        rule = picture.rules.rules[running.rule]
        says = {"label": meaning_in_words(rule), "words": value_in_words(rule)}
        yield {"text": say("list.labelled", says)} | _sourced(rule)
    if running.unit is DayUnit.WORKDAY:
        days = days_of(picture.calendar, running)
        counted = sum(day.counted for day in days)
        facts: dict[str, Fact] = {
            "from": running.start.isoformat(),
            "counted": counted,
            "skipped": len(days) - counted - running.after,
        }
        yield {"text": say("why.workdays", facts), "source": "seed", "ref": _notices(picture, running)}
    yield from ({"text": say(reason.code, reason.facts)} for reason in why_moved(running))
    if provisional(picture.calendar, running):
        yield {"text": say("days.provisional")}


def _notices(picture: Picture, running: Running) -> str:
    """The State Council's documents by which the days of a limit were told."""
    years = range(running.start.year, running.end.year + 1)
    known = (picture.calendar.years[year].notice for year in years if year in picture.calendar.years)
    return "、".join(filter(None, map(picture.words.get, known)))


def _said(picture: Picture, reason: Reason, rule: Rule | None) -> Row:
    named = picture.names.reason(reason)
    return {"text": say(named.code, named.facts)} | (_sourced(rule) if rule else {})


def _sourced(rule: Rule) -> Row:
    return {"source": rule.source.value, "ref": rule.ref}
