"""Founds a city from what the program ships: calendar, newest rulebook, units, and the rulebook's inspection."""

from importlib.resources import files

from caseflow.domain.actor import command_line
from caseflow.domain.terms import Source
from caseflow.rulebooks.calendars import shipped_calendar
from caseflow.rulebooks.loader import shipped
from caseflow.rulebooks.units import shipped_units
from caseflow.services.opening import add_units, force_rulebook, open_inspection, open_log, publish_calendar
from caseflow.services.work import Work


def found_city(work: Work, log: str, city: str, account: str) -> None:
    """Opens the log of a real city and fills it so far that work can begin, by the command line of an account.

    Raises Unknown for a city that is not shipped, NotYet where the database holds one already.
    """
    newest = shipped(city)[-1]
    open_log(work, log, city, demonstration=False)
    for year in shipped_calendar().years.values():
        publish_calendar(work, year)
    file = files("caseflow.rulebooks") / f"{newest.id}.toml"
    book = force_rulebook(work, newest.id, file.read_bytes(), work.day)
    add_units(work, shipped_units(city))
    work.actor = command_line(account, work.city, work.day)
    open_inspection(
        work,
        book.words("inspection.code"),
        Source(book.words("inspection.source")),
        book.words("inspection.name"),
        book.day("inspection.plan_date"),
    )
