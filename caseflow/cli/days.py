"""`caseflow days`: the end of a limit, with every day on the way and why it counts or not."""

import json
from datetime import date

import click

from caseflow.domain.days import CountedDay, Span, count
from caseflow.domain.errors import BadInput
from caseflow.domain.terms import DayUnit
from caseflow.rulebooks.calendars import shipped_calendar
from caseflow.words.msgid import N_
from caseflow.words.say import say, term


@click.command("days")
@click.argument("start", metavar="FROM")
@click.argument("n", metavar="N", type=int)
@click.option(
    "--unit",
    type=click.Choice([unit.value for unit in DayUnit]),
    default=DayUnit.WORKDAY.value,
    help=N_("工作日或自然日"),
)
@click.option("--after", is_flag=True, help=N_("从 FROM 的次日起算"))
@click.option("--json", "as_json", is_flag=True, help=N_("只输出一份 JSON"))
def days(start: str, n: int, unit: str, after: bool, as_json: bool) -> None:
    """The end of a limit of N days from FROM (YYYY-MM-DD).

    FROM is day 1 if it counts; under workday, day 1 is the first working day on or after it.
    """
    try:
        span = count(shipped_calendar(), _iso_day(start), n, DayUnit(unit), after=after)
    except BadInput as refusal:
        raise click.UsageError(say(refusal.reasons[0].code, refusal.reasons[0].facts)) from refusal
    click.echo(_document(span) if as_json else _text(span))


def _iso_day(text: str) -> date:
    """A day written YYYY-MM-DD and in no other of the ISO ways."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise click.UsageError(say("days.from_not_a_date", {"text": text}))
    return day


def _document(span: Span) -> str:
    return json.dumps(
        {
            "from": span.start.isoformat(),
            "n": span.n,
            "unit": span.unit.value,
            "end": span.end.isoformat(),
            "provisional": span.provisional,
            "days": [
                {"date": day.date.isoformat(), "counted": day.counted, "why": say(day.why, day.facts)}
                for day in span.days
            ],
        },
        ensure_ascii=False,
    )


def _text(span: Span) -> str:
    lines = [*map(_line, span.days), say(f"days.ends_{span.unit}", {"end": span.end, "n": span.n})]
    if span.provisional:
        lines.append(say("days.provisional"))
    return "\n".join(lines)


def _line(day: CountedDay) -> str:
    weekday = term(f"weekday.{day.date.isoweekday()}")
    return f"{day.date} {weekday} {day.number or '-':>4}  {say(day.why, day.facts)}"
