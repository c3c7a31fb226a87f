"""The calendar of working days: the years on record, each as its notice says it, and publishing one."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from wtforms import Field, HiddenField, IntegerField, ValidationError

from caseflow.domain.actions import Action
from caseflow.domain.calendar import CalendarYear
from caseflow.domain.errors import Reason, Unknown
from caseflow.domain.holiday_notice import is_notice, read_notice
from caseflow.rulebooks.calendars import HOLIDAYS
from caseflow.services.calendar_keeping import mark_of, publish_year, write_lines
from caseflow.services.withholding import seen_texts
from caseflow.services.work import Work
from caseflow.web import here
from caseflow.web.administration import Done, Duty, Subject, allow, duty
from caseflow.web.fields import Needed, needed_line, needed_text
from caseflow.web.forms import ActForm
from caseflow.web.speaking import gettext
from caseflow.words.msgid import N_
from caseflow.words.say import LANGUAGES, lang, term

bp = Blueprint("calendar", __name__)
FIRST, LAST = 2000, 2099
"""Years that a calendar may be for; the same that a date may be of (`date.year_out_of_range`)."""


def _a_year(_form: object, field: Field) -> None:
    if field.data is None or not FIRST <= field.data <= LAST:
        raise ValidationError(gettext(N_("填写四位年份")))


class YearForm(ActForm):
    """A year as the notice says it."""

    year = IntegerField(N_("年份"), [Needed(), _a_year])
    notice = needed_line(N_("通知文号"), N_("如“国办发明电〔2022〕16号”；改过的，几个文号都写"))
    lines = needed_text(
        N_("放假和调休"),
        N_(
            "把通知原文整段贴进来；或一行一个节日：名称、放假首日和末日，“上班”后写调休上班的日子。平常周末不写"
        ),
    )
    checked = HiddenField()


@bp.get("/calendar")
def calendar() -> str:
    """The years on record, the newest first."""
    work = here.look()
    allow(work, Action.PUBLISH_CALENDAR)
    notices = seen_texts(work, (year.notice for year in work.city.years.values()))
    rows = [_row(work, year, notices) for _, year in sorted(work.city.years.items(), reverse=True)]
    return render_template(
        "admin/calendar.html", rows=rows, through=work.calendar.published_through, next_year=_next(work)
    )


@bp.get("/calendar/<int:year>")
def calendar_year(year: int) -> str:
    """One year: every holiday off and every weekend day worked."""
    work = here.look()
    allow(work, Action.PUBLISH_CALENDAR)
    if year not in work.city.years:
        raise Unknown(Reason("calendar.not_on_record", {"year": year}))
    found = work.city.years[year]
    notices = seen_texts(work, [found.notice])
    days = [(day, False, name) for day, name in found.off.items()]
    days += [(day, True, name) for day, name in found.work.items()]
    return render_template(
        "admin/calendar_year.html",
        **_row(work, found, notices),
        days=[(day, worked, term(f"holiday.{name}")) for day, worked, name in sorted(days)],
        text=seen_texts(work, [found.text]).get(found.text, "") if found.text else "",
    )


def _row(work: Work, year: CalendarYear, notices: dict[str, str]) -> dict[str, Any]:
    return {
        "year": year.year,
        "notice": notices.get(year.notice, "—"),
        "off": len(year.off),
        "worked": len(year.work),
        "workdays": len(work.calendar.workdays(year.year)),
    }


def _next(work: Work) -> int:
    return max(work.city.years, default=work.day.year - 1) + 1


def _prefill(work: Work, form: ActForm, _code: str) -> Subject:
    """A year on record as it is; a new one empty, the newest beside it as the pattern."""
    asked = request.args.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else _next(work)
    known = work.city.years.get(year)
    if not form.is_submitted():
        form["year"].data = year
        if known:
            form["notice"].data = seen_texts(work, [known.notice]).get(known.notice, "")
            form["lines"].data = write_lines(known, _names(lang()), lang())
    pattern = known or work.city.years.get(max(work.city.years, default=0))
    shown = write_lines(pattern, _names(lang()), lang()).splitlines() if pattern else []
    return Subject(
        "",
        url_for("calendar.calendar"),
        {"pattern": shown, "pattern_year": pattern.year if pattern else None} | _read(form),
    )


def _read(form: ActForm) -> dict[str, Any]:
    """What was read of a pasted notice, each stretch of days beside its sentence; sent again, it has been seen."""
    text, year = form["lines"].data or "", form["year"].data
    if not form.is_submitted() or year is None or not is_notice(text):
        return {}
    form["checked"].data = mark_of(year, text)
    reading = read_notice(year, text, _codes())
    return {
        "read": [
            {
                "holiday": term(f"holiday.{one.holiday}"),
                "first": one.first,
                "last": one.last,
                "worked": one.worked,
                "days": len(one.days),
                "sentence": one.sentence,
            }
            for one in reading.stretches
        ]
    }


def _publish(work: Work, form: ActForm, _code: str) -> Done:
    seen = next(iter(form["checked"].raw_data or ()), "")
    typed = (form["year"].data, form["notice"].data or "", form["lines"].data or "")
    year = publish_year(work, *typed, _codes(), seen)
    return Done(url_for("calendar.calendar_year", year=year.year))


def _codes() -> dict[str, str]:
    """The holidays' codes by every name they go by."""
    return {name: holiday for language in LANGUAGES for holiday, name in _names(language).items()}


def _names(language: str) -> dict[str, str]:
    return {holiday: term(f"holiday.{holiday}", language) for holiday in sorted(HOLIDAYS)}


duty(
    bp,
    "/calendar/publish",
    Duty(
        "publish",
        N_("发布放假安排"),
        (Action.PUBLISH_CALENDAR,),
        YearForm,
        _prefill,
        _publish,
        template="admin/calendar_form.html",
        preview="calendar.look_first",
    ),
)
