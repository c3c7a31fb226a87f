"""The page of one date of a case: each day counted or skipped, why, by which notice and rule, and the sum."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from caseflow.domain.calendar import Calendar, CalendarYear
from caseflow.domain.days import CountedDay
from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.terms import DayUnit
from caseflow.services.dating import EARLIER, Dated, dates_of
from caseflow.services.dating_asked import asked_date
from caseflow.services.explaining import Running, days_of, provisional, why_due, why_moved
from caseflow.services.pending import called
from caseflow.services.picturing import Picture
from caseflow.services.withholding import seen_texts
from caseflow.services.work import Work
from caseflow.web.case_clock import OF_THE_DATE, limit_title, of_plan
from caseflow.web.day_links import date_address
from caseflow.words.rulebook import meaning_in_words, value_in_words
from caseflow.words.say import day_in_words, say, term

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Basis:
    """What days are told by: the calendar, the numbers of its notices by digest, and the day looked at."""

    calendar: Calendar
    words: Mapping[str, str]
    day: date


def date_page(work: Work, picture: Picture, which: str) -> Row:
    """What `cases/date.html` shows of a date. Raises Unknown where the case has none of this name."""
    found = dates_of(work, picture)
    if which not in found:
        raise Unknown(Reason("days.no_such_date", {}))
    dated = found[which]
    running, days = dated.running, days_of(picture.calendar, dated.running)
    basis = Basis(picture.calendar, picture.words, picture.day)
    years = _years(basis, running, days)
    return {
        "name": limit_title(picture.names, picture.case, running.name),
        "which": which,
        "running": running,
        "provisional": _provisional(picture, running),
        "rows": list(_rows(picture, dated, days)),
        "reasons": list(_reasons(picture, running)),
        "rule": _rule(dated),
        "years": [_year(basis, year, told) for year, told in years.items()],
        "days": [_day(basis, running, day) for day in days],
    }


def asked_page(work: Work, word: str, about: str, ref: str) -> Row:
    """The same of what a circular, a meeting or a plan asks, as `home/asked.html` shows it, and where that is read."""
    asked, dated = asked_date(work, word, about, ref)
    running = dated.running
    days = days_of(work.calendar, running)
    notices = (year.notice for year in work.city.years.values())
    basis = Basis(work.calendar, seen_texts(work, notices), work.day)
    begins = say("day_page.from_next", {"day": running.start}) if running.counted else ""
    named = [] if running.counted else [{"text": say("day_page.named")}]
    rows = (
        _row(term("day_page.end"), day_in_words(running.end)),
        _row(term("day_page.start"), begins),
        _row(term("day_page.counted"), _sum(running, days, counted=True) if running.counted else ""),
        _row(term("day_page.between"), "" if running.counted else _sum(running, days, counted=True)),
        _row(term("day_page.skipped"), _sum(running, days, counted=False)),
        _row(term("day_page.as_of"), day_in_words(work.day)),
    )
    return {
        "name": term(asked.word),
        "word": asked.word,
        "about": called(work, asked.about),
        "running": running,
        "provisional": provisional(work.calendar, running),
        "rows": rows,
        "reasons": named,
        "rule": _rule(dated),
        "years": [_year(basis, year, told) for year, told in _years(basis, running, days).items()],
        "days": [_day(basis, running, day) for day in days],
    }


def index(work: Work, picture: Picture) -> list[Row]:
    """Every date that stands or stood on the case, soonest first, each with where it explains itself."""
    found = sorted(dates_of(work, picture).items(), key=lambda pair: (pair[1].running.end, pair[0]))
    return [
        {
            "name": limit_title(picture.names, picture.case, dated.running.name),
            "end": dated.running.end,
            "ended_on": dated.ended_on,
            "href": date_address(picture.case, name, picture.day),
            "provisional": _provisional(picture, dated.running),
        }
        for name, dated in found
        if EARLIER not in name or dated.ended_on
    ]


def _provisional(picture: Picture, running: Running) -> bool:
    of_plan = running.code in OF_THE_DATE and picture.case.due.provisional
    return of_plan or provisional(picture.calendar, running)


def _rows(picture: Picture, dated: Dated, days: tuple[CountedDay, ...]) -> Iterator[Row]:
    running = dated.running
    yield _row(term("day_page.end"), day_in_words(running.end))
    if running.code in OF_THE_DATE and picture.case.due.extensions:
        yield _row(term("day_page.first"), day_in_words(picture.case.due.first))
    begins = "day_page.from_next" if running.after else "day_page.from_first"
    if running.counted:
        yield _row(term("day_page.start"), say(begins, {"day": running.start}))
    yield _row(term("day_page.counted"), "" if not running.counted else _sum(running, days, counted=True))
    yield _row(term("day_page.between"), _sum(running, days, counted=True) if not running.counted else "")
    yield _row(term("day_page.skipped"), _sum(running, days, counted=False))
    if dated.ended_on:
        yield _row(term("day_page.ended"), say("day_page.ended_on", {"day": dated.ended_on}))
    yield _row(term("day_page.as_of"), day_in_words(picture.day))


def _row(label: str, value: str) -> Row:
    return {"term": label, "value": value}


def _sum(running: Running, days: tuple[CountedDay, ...], *, counted: bool) -> str:
    """How many days count, or do not, and of which kinds."""
    kinds = Counter(day.why for day in days if day.counted is counted)
    if not kinds:
        return ""
    parts = [
        say("day_page.kind", {"kind": f"tally.{why.removeprefix('days.')}", "n": n})
        for why, n in kinds.items()
    ]
    unit = running.unit if counted else DayUnit.DAY
    total = say(f"span.{unit}", {"n": sum(kinds.values())})
    facts = {"label": total, "words": say("list.comma").join(parts)}
    return total if counted and running.unit is DayUnit.DAY else say("list.labelled", facts)


def _reasons(picture: Picture, running: Running) -> Iterator[Row]:
    """How the date came to be this one, in sentences."""
    if running.code in OF_THE_DATE:
        for reason, rule in why_due(picture):
            tag = {"source": rule.source.value, "ref": rule.ref} if rule else of_plan(reason)
            yield {"text": say(reason.code, reason.facts)} | tag
        return
    if not running.counted:
        yield {"text": say("day_page.named" if running.rule is None else "day_page.of_month")}
    for reason in why_moved(running):
        yield {"text": say(reason.code, reason.facts)}


def _rule(dated: Dated) -> Row | None:
    """The value of the rulebook that set the length, with its source and version."""
    rule = dated.rules.rules.get(dated.running.rule or "")
    if rule is None:
        return None
    city, version = dated.rules.city, dated.rules.version
    return {
        "meaning": meaning_in_words(rule),
        "value": value_in_words(rule),
        "source": rule.source.value,
        "ref": rule.ref,
        "version": dated.rules.id,
        "href": url_for("rulebook.version", city=city, version=version),
    }


def _years(basis: Basis, running: Running, days: tuple[CountedDay, ...]) -> Mapping[int, CalendarYear | None]:
    """The years by whose notices the days were told; None for one that is not published."""
    if running.unit is not DayUnit.WORKDAY:
        return {}
    found: dict[int, CalendarYear | None] = {}
    for day in days:
        told = basis.calendar.told_by(day.date)
        found[told.year if told else day.date.year] = told
    return dict(sorted(found.items()))


def _year(basis: Basis, year: int, told: CalendarYear | None) -> Row:
    return {
        "year": year,
        "title": say("calendar.title", {"year": year}) if told else "",
        "number": basis.words.get(told.notice, "—") if told else "",
    }


def _day(basis: Basis, running: Running, day: CountedDay) -> Row:
    """One row; a holiday and a weekend worked name the notice that says so."""
    told = basis.calendar.told_by(day.date) if day.facts.get("holiday") else None
    return {
        "date": day.date,
        "counted": day.counted,
        "number": day.number,
        "reason": say(day.why, day.facts),
        "notice": basis.words.get(told.notice, "") if told else "",
        "today": day.date == basis.day,
        "end": day.date == (running.start if running.code == "overdue" else running.end),
    }
